"""How the C library shares memory out among the threads of a process that serves for long."""

import ctypes
from contextlib import suppress

ARENA_MAX = -8  # M_ARENA_MAX of malloc.h, the same on every machine that has it
FEW = 2


def share_arenas() -> None:
    """Let all threads share two arenas; where the C library has none there is nothing to do.

    GNU's gives nearly every thread one of its own, and each comes to hold the most that was ever
    needed there: a web process went on growing for half an hour, to a tenth more. Only one thread
    of Python works at a time, so that none waits for another's.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, FEW)
