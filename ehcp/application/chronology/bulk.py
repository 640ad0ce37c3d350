"""Many histories into the store at once, from a file of JSON lines.

Each is judged by the rules of a single import and becomes the same case, so that it does not
matter which way it comes, nor how often. What was stored when a run was killed is there already
when the next one comes to it.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from ehcp.application.chronology.homes import Homes
from ehcp.application.chronology.records import Order
from ehcp.application.chronology.share import Share, take_share
from ehcp.application.document import LARGEST
from ehcp.store.errors import StoreError

SHARE = 2_000_000
"""Bytes of the file that one process works on at a time: some 20,000 events."""

AHEAD = 2
"""Shares for each process that are read before they are worked on."""


def take_lines(path: Path, order: Order) -> Iterator[Share]:
    """Import a file, and yield in its order what became of each stretch.

    Raises Unavailable where the database cannot answer now, OSError where the file cannot.
    """
    with path.open("rb") as file:
        shares = _stretches(iter(lambda: file.readline(LARGEST + 1), b""))
        if order.processes == 1:
            with Homes(order.urls) as homes:
                for first, lines in shares:
                    yield take_share(homes, order, first, lines)
            return
        yield from _shared(shares, order)


def _stretches(lines: Iterator[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Yield some lines at a time, with the number of the first."""
    first, size, stretch = 1, 0, []
    for number, line in enumerate(lines, 1):
        stretch.append(line)
        size += len(line)
        if size >= SHARE:
            yield first, stretch
            first, size, stretch = number + 1, 0, []
    if stretch:
        yield first, stretch


def _shared(shares: Iterator[tuple[int, list[bytes]]], order: Order) -> Iterator[Share]:
    waiting: deque[Future[Share]] = deque()
    with ProcessPoolExecutor(
        order.processes, mp_context=get_context("spawn"), initializer=_open, initargs=(order,)
    ) as pool:
        try:
            for first, lines in shares:
                waiting.append(pool.submit(_share, first, lines))
                if len(waiting) > AHEAD * order.processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise StoreError("A process of the import was killed.") from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_ours: tuple[Homes, Order] | None = None  # of a process that works on shares


def _open(order: Order) -> None:
    global _ours  # noqa: PLW0603 - what an initializer is for
    _ours = Homes(order.urls), order
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A parent that was killed takes its pool with it, which would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _share(first: int, lines: Sequence[bytes]) -> Share:
    if _ours is None:
        raise RuntimeError("The process has not been opened.")
    homes, order = _ours
    return take_share(homes, order, first, lines)
