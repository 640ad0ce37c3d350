"""A stretch of a large file, imported: what one process does at a time."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from ehcp.application.chronology.homes import Homes
from ehcp.application.chronology.importing import child_of
from ehcp.application.chronology.lines import Reason, rejected
from ehcp.application.chronology.records import Order, Rejected, history_of
from ehcp.application.keeping.authorities import NoSuchAuthority
from ehcp.domain.events.opening import Child
from ehcp.store.bulk import Bulk, History, Taken

CHANGED = (
    Reason(
        None,
        "A history of this id is here already, with other entries. Nothing was changed;"
        " correct the case, or give the record an id of its own.",
    ),
)

Key = tuple[str, UUID]


class SameChild(NamedTuple):
    """A record whose child another case of the authority is about, and its line in the file."""

    line: int
    case: UUID
    other: UUID


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
    same_child: list[SameChild] = field(default_factory=list)

    def add(self, taken: Taken) -> None:
        """Count what was stored."""
        self.stored += taken.streams
        self.again += len(taken.again)
        self.events += taken.events
        self.position = taken.position or self.position


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
    taking = _Taking(homes, order)
    for number, line in enumerate(lines, first):
        if line.strip():
            taking.read(number, line)
    done = taking.stored()
    done.size = sum(map(len, lines))
    done.rejected = [
        rejected(lines[number - first], number, why)
        for number, why in sorted(taking.refused.items())
    ]
    return done


class _Taking:
    """A stretch that is being imported. `refused` are the numbers of lines, and why."""

    def __init__(self, homes: Homes, order: Order) -> None:
        self._homes = homes
        self._order = order
        self._done = Share()
        self._waiting: dict[Key, tuple[int, History]] = {}
        self._writers: dict[Bulk, list[History]] = {}
        self._children: dict[str, dict[UUID, Child]] = {}
        self.refused: dict[int, Sequence[Reason]] = {}

    def read(self, number: int, line: bytes) -> None:
        """Read a line, and have it wait for what is stored together with it."""
        self._done.records += 1
        try:
            history, chronology = history_of(line, self._order)
            writer = self._homes.writer(history.authority)
        except Rejected as rejection:
            self.refused[number] = rejection.why
            return
        except NoSuchAuthority as unknown:
            self.refused[number] = (Reason(None, str(unknown)),)
            return
        for remark in chronology.remarks:
            self._done.warnings[remark.code, remark.name] += 1
        key = (history.authority, history.stream)
        _, before = self._waiting.setdefault(key, (number, history))
        if before is history:
            self._writers.setdefault(writer, []).append(history)
            if self._order.others and (child := child_of(chronology)) is not None:
                self._children.setdefault(history.authority, {})[history.stream] = child
        elif before.body_hash == history.body_hash:
            self._done.again += 1
        else:
            self.refused[number] = CHANGED

    def stored(self) -> Share:
        """Store what waits, and return what came of it."""
        for writer, histories in self._writers.items():
            for taken in writer.store(histories):
                self._done.add(taken)
                for each in taken.other:
                    self.refused[self._waiting[taken.authority, each][0]] = CHANGED
        self._done.same_child = sorted(self._same_children())
        return self._done

    def _same_children(self) -> Iterator[SameChild]:
        if self._order.others is None:
            return
        for authority, children in self._children.items():
            found = self._order.others(self._homes.store(authority), authority, children)
            for case, others in found.items():
                line, _ = self._waiting[authority, case]
                if line not in self.refused:
                    yield from (SameChild(line, case, other) for other in others)
