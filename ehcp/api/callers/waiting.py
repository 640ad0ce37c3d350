"""Requests that wait for news: few at a time, so that there are threads left for the others."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

MOST = 3
"""Requests that wait at once in one process."""


class Places:
    """The places of those who wait, one for each who asks."""

    def __init__(self, most: int = MOST) -> None:
        """Have so many."""
        self._most = most
        self._taken: set[Hashable] = set()
        self._lock = Lock()

    @contextmanager
    def taken(self, who: Hashable) -> Iterator[bool]:
        """Take a place for a while; False where there is none left, or they have one."""
        with self._lock:
            free = len(self._taken) < self._most and who not in self._taken
            if free:
                self._taken.add(who)
        try:
            yield free
        finally:
            if free:
                with self._lock:
                    self._taken.discard(who)
