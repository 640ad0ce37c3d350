"""Processes that share in the work on streams, each with a store of its own."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TypeVar

from ehcp.projections.day import Day
from ehcp.projections.tables import Key
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable

AHEAD = 3  # shares that wait for each process
FEW = 2  # connections of each

T = TypeVar("T")
Task = Callable[[Store, Sequence[Key], Day], T]
"""What is done with a share of streams. It is found by its name in the other process."""


class Sharing:
    """So many processes. They end with the one that started them, however that ends."""

    def __init__(self, url: str, processes: int) -> None:
        self._ahead = AHEAD * processes
        # a process that has imported all of it once, and has no thread, is copied so many times
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__, "ehcp.projections.rebuild"])
        self._pool = ProcessPoolExecutor(
            processes, mp_context=context, initializer=_open, initargs=(url,)
        )

    def ready(self) -> None:
        """Wait until they are there."""
        for started in [self._pool.submit(os.getpid) for _ in range(self._ahead)]:
            started.result()

    def close(self) -> None:
        """End the processes; what was not begun is left undone."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def each(self, task: Task[T], shares: Iterable[Sequence[Key]], day: Day) -> Iterator[T]:
        """Yield what comes of each share, in their order. Raises Unavailable if one is killed."""
        waiting: deque[Future[T]] = deque()
        try:
            for keys in shares:
                waiting.append(self._pool.submit(_do, task, keys, day))
                if len(waiting) > self._ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise Unavailable("a process that shared in the work was killed") from None
        finally:
            for left in waiting:
                left.cancel()


_ours: list[Store] = []  # of a process that shares in the work


def _open(url: str) -> None:
    """Make this process ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it
    Thread(target=_end_with_the_parent, daemon=True).start()
    _ours[:] = [Store(url, worker=FEW)]
    gc.freeze()
    gc.disable()  # to look through all that the cases hold, again and again, costs much time


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(task: Task[T], keys: Sequence[Key], day: Day) -> T:
    done = task(_ours[0], keys, day)
    gc.collect()
    return done
