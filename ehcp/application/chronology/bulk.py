"""Many histories into the store at once, from a file of JSON lines.

Each is judged by the rules of a single import and becomes the same case, so that it does not
matter which way it comes, nor how often. What was stored when a run was killed is there already
when the next one comes to it.
"""

import gc
import os
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread
from uuid import UUID

from ehcp.application.authorities import NoSuchAuthority
from ehcp.application.chronology.document import LARGEST, BadFile, Problem, Value
from ehcp.application.chronology.file import Chronology, chronology_of
from ehcp.application.chronology.homes import Homes
from ehcp.application.chronology.importing import case_id, command_id, fingerprint, recorded
from ehcp.application.chronology.lines import (
    Reason,
    parse_line,
    parse_plain,
    placed,
    reasons,
    rejected,
)
from ehcp.domain.entry import Recorder, Source
from ehcp.store.bulk import Bulk, Fact, History, Taken
from ehcp.store.errors import StoreError
from ehcp.store.mapper import Around, encode_events

SHARE = 2_000_000
"""Bytes of the file that one process works on at a time: some 20,000 events."""

AHEAD = 2
"""Shares for each process that are read before they are worked on."""

CHANGED = (
    Reason(
        None,
        "A history of this id is here already, with other entries. Nothing was changed;"
        " correct the case, or give the record an id of its own.",
    ),
)

Key = tuple[str, UUID]


@dataclass(frozen=True, kw_only=True)
class Order:
    """How to import: into which databases, by their names, and who does it on which day.

    `authority` stands for every record; else each names its own.
    """

    urls: Mapping[str, str]
    by: Recorder
    today: date
    authority: str | None = None
    processes: int = 1

    def alone(self) -> "Order":
        """Return the same for one process."""
        return replace(self, processes=1)


@dataclass(kw_only=True)
class Share:
    """What became of a stretch of the file.

    `rejected` are the lines to mend, `warnings` counts the remarks by code and name, `position`
    is that of the last event stored.
    """

    size: int = 0
    records: int = 0
    stored: int = 0
    again: int = 0
    events: int = 0
    position: int | None = None
    rejected: list[bytes] = field(default_factory=list)
    warnings: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, taken: Taken) -> None:
        """Count what was stored."""
        self.stored += taken.streams
        self.again += len(taken.again)
        self.events += taken.events
        self.position = taken.position or self.position


class Rejected(Exception):  # noqa: N818 - a finding about a record
    """A record that is not taken, and why."""

    def __init__(self, *why: Reason) -> None:
        super().__init__(f"{len(why)} reasons")
        self.why = why


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


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep Python from going through all that was read, again and again: nothing is circular."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_search_for_cycles()
def take_share(homes: Homes, order: Order, first: int, lines: Sequence[bytes]) -> Share:
    """Import some lines, the first of which has that number in the file."""
    done = Share(size=sum(map(len, lines)))
    waiting: dict[Key, tuple[int, History]] = {}
    refused: dict[int, Sequence[Reason]] = {}
    writers: dict[Bulk, list[History]] = {}
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        done.records += 1
        try:
            history, chronology = history_of(line, order)
            writer = homes.writer(history.authority)
        except Rejected as rejection:
            refused[number] = rejection.why
            continue
        except NoSuchAuthority as unknown:
            refused[number] = (Reason(None, str(unknown)),)
            continue
        done.warnings.update((remark.code, remark.name) for remark in chronology.remarks)
        _, before = waiting.setdefault((history.authority, history.stream), (number, history))
        if before is history:
            writers.setdefault(writer, []).append(history)
        elif before.body_hash == history.body_hash:
            done.again += 1
        else:
            refused[number] = CHANGED
    for writer, histories in writers.items():
        for taken in writer.store(histories):
            done.add(taken)
            refused |= {waiting[taken.authority, each][0]: CHANGED for each in taken.other}
    done.rejected = [
        rejected(lines[number - first], number, refused[number]) for number in sorted(refused)
    ]
    return done


def history_of(line: bytes, order: Order) -> tuple[History, Chronology]:
    """Return what a line becomes in the store, and what it said. Raises Rejected."""
    plain = parse_plain(line)
    if plain is not None:
        try:
            chronology = chronology_of(*plain)
            return _history(chronology, order), chronology
        except BadFile:
            pass  # what is wrong with it, and where, is said below
    document: Value | None = None
    try:
        document = parse_line(line)
        chronology = chronology_of(document)
        return _history(chronology, order), chronology
    except BadFile as bad:
        raise Rejected(*_with_places(document, bad)) from None


def _with_places(document: Value | None, bad: BadFile) -> list[Reason]:
    """Return what is wrong, read again in a form that knows in which entry it stands."""
    if document is not None:
        try:
            chronology_of(placed(document))
        except BadFile as better:
            return reasons(better)
    return reasons(bad)


def _history(chronology: Chronology, order: Order) -> History:
    authority = order.authority or chronology.authority
    if not authority:
        raise BadFile(Problem(None, "The record names no authority; give --authority."))
    case = case_id(authority, chronology.id)
    entries = recorded(chronology, order.today)
    events = encode_events([entry.event for entry in entries])
    around = Around(order.by, Source.IMPORT)
    facts = [
        Fact(type(entry.event).__name__, entry.event.form, around(event, entry.known_from))
        for entry, event in zip(entries, events, strict=True)
    ]
    return History(authority, case, facts, command_id(case), fingerprint(entries, events))
