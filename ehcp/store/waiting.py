"""Waiting for the database to come to something, by looking again and again."""

import time
from collections.abc import Callable

EVERY = 0.005  # seconds between two looks


def holds_within(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until something holds; False if it does not after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() >= end:
            return False
        time.sleep(EVERY)
    return True
