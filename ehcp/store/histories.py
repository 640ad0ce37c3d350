"""The histories that a process has read, so that each is read again only from where it ended.

The database is asked every time: it says whether whoever asks may see the stream, whether its
last entry is still the one that was read, and what came after it. Nothing is kept by the clock.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import cast
from uuid import UUID

from ehcp.domain.entry import Entry
from ehcp.store.mapper import RowAndHash, entries
from ehcp.store.pools import Pools, translated

HISTORY = "select * from ehcp.since(%s, %s, %s)"
MOST = (
    16_000_000  # stored bytes whose entries are kept; in memory an entry takes several times that
)
AROUND = 500  # bytes that an entry counts for, beside those of its event

Key = tuple[str, UUID]


@dataclass(frozen=True, eq=False)
class History:
    """What was recorded of a stream, in the order of recording.

    `hash` is that of the last entry, which is bound to all before it. While nothing is added,
    who asks again gets the same object.
    """

    entries: tuple[Entry, ...] = ()
    hash: bytes = b""
    size: int = field(default=0, repr=False)

    def then(self, stream: UUID, rows: Sequence[RowAndHash]) -> "History":
        """Return the history with what came after it."""
        size = self.size + sum([len(row[3]) for row in rows]) + AROUND * len(rows)
        return History((*self.entries, *entries(stream, rows)), rows[-1][-1], size)


NOTHING = History()


class Histories:
    """The histories last asked for, as many as fit into `most` bytes as they are stored."""

    def __init__(self, pools: Pools, most: int = MOST) -> None:
        """Keep none yet."""
        self._pools = pools
        self._most = most
        self._kept: OrderedDict[Key, History] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def read(self, authority: str, stream: UUID) -> History:
        """Return what the database has of a stream now; no entries where it shows none."""
        key = authority, stream
        known = self.kept(authority, stream)
        rows = self._rows(key, len(known.entries))
        if known.entries and not _same(known, rows):  # the database was put back, say
            self._drop(key)
            known = NOTHING
            rows = self._rows(key, len(known.entries))
        new = rows[1:] if known.entries else rows
        if new:
            known = known.then(stream, new)
            self.keep(authority, stream, known)
        return known

    def stands(self, authority: str, stream: UUID, version: int, last: bytes) -> bool:
        """Whether a stream still ends with the entry of this version and hash.

        Asked of the database; where it shows nothing of the stream, it does not.
        """
        rows = self._rows((authority, stream), version)
        return len(rows) == 1 and rows[0][0] == version and rows[0][-1] == last

    def kept(self, authority: str, stream: UUID) -> History:
        """Return what was read of a stream before, without asking: it may not be all, nor true.

        Only for a decision that the database checks by the hash before it counts.
        """
        with self._lock:
            known = self._kept.get((authority, stream))
            if known is None:
                return NOTHING
            self._kept.move_to_end((authority, stream))
            return known

    def keep(self, authority: str, stream: UUID, history: History) -> None:
        """Keep what is known of a stream now, and drop what nobody has asked for longest."""
        key = authority, stream
        with self._lock:
            self._size += history.size - self._kept.get(key, NOTHING).size
            self._kept[key] = history
            self._kept.move_to_end(key)
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size

    def _drop(self, key: Key) -> None:
        with self._lock:
            self._size -= self._kept.pop(key, NOTHING).size

    def _rows(self, key: Key, after: int) -> list[RowAndHash]:
        with translated(), self._pools.asking() as connection:
            found = connection.ask(HISTORY, (*key, after)).fetchall()
        return cast("list[RowAndHash]", found)


def _same(known: History, rows: Sequence[RowAndHash]) -> bool:
    return bool(rows) and rows[0][0] == len(known.entries) and rows[0][-1] == known.hash
