"""A database in memory, with the contract of ours: transactions, positions, append, horizon.

Nothing of a transaction is seen before it commits; a position is drawn when an event is
added, so that events come to be seen in another order; a reader passes no hole over.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.projections.restate import Rows
from ehcp.store.cases import Appended, Noted
from ehcp.store.errors import ChangedMeanwhile, CommandReused, Unavailable
from ehcp.store.histories import NOTHING, History

Key = tuple[str, UUID]
TICK = timedelta(microseconds=1)
COMMUTES = 100


class Twice(Exception):  # noqa: N818 - what a unique index says
    """Another took the version, or did this command."""


@dataclass(frozen=True)
class Kept:
    """A stored event. The command stands on its first event."""

    entry: Entry
    position: int
    command: UUID | None
    body: bytes | None


@dataclass(eq=False)
class Transaction:
    """What one has done and nobody else sees yet."""

    added: dict[Key, list[Kept]] = field(default_factory=dict)
    rows: dict[Key, Rows] = field(default_factory=dict)
    moves: dict[tuple[Key, int], date | None] = field(default_factory=dict)
    position: int | None = None
    holds: set[object] = field(default_factory=set)
    open: bool = True

    @property
    def lowest(self) -> int | None:
        drawn = [kept.position for kepts in self.added.values() for kept in kepts]
        return min(drawn, default=None)


class Memory:
    """The database. `now` is its own clock."""

    horizon = True
    unique = True

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.streams: dict[Key, list[Kept]] = {}
        self.commands: dict[tuple[str, UUID], Key] = {}
        self.rows: dict[Key, Rows] = {}
        self.reached = 0
        self.drawn = 0
        self.open: list[Transaction] = []

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction, which is dropped unless it is committed."""
        transaction = Transaction()
        self.open.append(transaction)
        try:
            yield transaction
        finally:
            self._end(transaction)

    def crash(self) -> None:
        """Drop whatever is not committed."""
        for transaction in list(self.open):
            self._end(transaction)

    def _end(self, transaction: Transaction) -> None:
        transaction.open = False
        with suppress(ValueError):
            self.open.remove(transaction)

    def held(self, what: object, by: Transaction) -> bool:
        """Whether another transaction holds something."""
        return any(what in other.holds for other in self.open if other is not by)

    def in_hand(self, key: Key, by: Transaction) -> bool:
        """Whether another transaction holds the rows of a stream, or one of them."""
        size = len(self.rows.get(key, {}).get("alerts_due", ()))
        return any(self.held(what, by) for what in (key, *((key, n) for n in range(size))))

    def add(
        self,
        transaction: Transaction,
        key: Key,
        entries: Sequence[Entry],
        command: UUID,
        body: bytes,
    ) -> None:
        """Add events; their positions are drawn at once."""
        kepts = transaction.added.setdefault(key, [])
        for first, entry in zip([True] + [False] * (len(entries) - 1), entries, strict=True):
            self.drawn += 1
            kepts.append(
                Kept(entry, self.drawn, command if first else None, body if first else None)
            )

    def commit(self, transaction: Transaction) -> None:
        """Let everybody see it, whole or not at all. Raises Twice, Unavailable."""
        if not transaction.open:
            raise Unavailable("the server went away", unknown=True)
        try:
            self._require_unique(transaction)
        finally:
            self._end(transaction)
        for key, kepts in transaction.added.items():
            self.streams.setdefault(key, []).extend(kepts)
            for kept in kepts:
                if kept.command is not None:
                    self.commands.setdefault((key[0], kept.command), key)
        self.rows.update(transaction.rows)
        for (key, number), day in transaction.moves.items():
            due = self.rows[key]["alerts_due"]
            due[number] = replace(due[number], next_on=day)
        if transaction.position is not None:
            self.reached = transaction.position

    def _require_unique(self, transaction: Transaction) -> None:
        for key, kepts in transaction.added.items():
            if self.unique and kepts[0].entry.place != len(self.streams.get(key, ())) + 1:
                raise Twice
            for kept in kepts:
                if self.unique and (key[0], kept.command) in self.commands:
                    raise Twice

    def notifications(self, after: int, limit: int) -> list[Noted]:
        """Return what was stored after a position, in order, up to the first open hole."""
        holes = [low for other in self.open if (low := other.lowest) is not None]
        last = min(holes, default=self.drawn + 1) if self.horizon else self.drawn + 1
        found = [
            Noted(kept.position, *key, kept.entry.place, type(kept.entry.event).__name__)
            for key, kepts in self.streams.items()
            for kept in kepts
            if after < kept.position < last
        ]
        return sorted(found)[:limit]

    def entries(self, key: Key) -> tuple[Entry, ...]:
        """Return a stream as everybody sees it."""
        return tuple(kept.entry for kept in self.streams.get(key, ()))

    def hash(self, key: Key) -> bytes:
        """Return what stands for a stream as it is now, and for no other."""
        return repr([kept.position for kept in self.streams.get(key, ())]).encode()

    def moment(self, key: Key) -> datetime:
        """Return the moment of a command: never that of the one before, wherever the clock is."""
        before = self.entries(key)
        last = before[-1].recorded_at if before else None
        return self.now if last is None or last < self.now else last + TICK


class Histories:
    """The histories that a web process has read: `kept` says them without asking again."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._kept: dict[Key, History] = {}

    def read(self, authority: str, stream: UUID) -> History:
        key = authority, stream
        known, now = self.kept(authority, stream), self.memory.hash(key)
        if known.hash != now:
            known = self._kept[key] = History(self.memory.entries(key), now)
        return known

    def kept(self, authority: str, stream: UUID) -> History:
        return self._kept.get((authority, stream), NOTHING)


class Store:
    """What a web process knows of the database. `fate` says what becomes of each append.

    It is asked before the commit (and may let others act meanwhile), and after it.
    """

    def __init__(self, memory: Memory, fate) -> None:
        self.memory = memory
        self.fate = fate
        self.known = Histories(memory)

    def history(self, authority: str, case: UUID) -> tuple[Entry, ...]:
        return self.known.read(authority, case).entries

    def append(  # noqa: PLR0913 - the contract
        self,
        authority: str,
        case: UUID,
        expected: int | None,
        events: Sequence[Event],
        *,
        by: Recorder,
        source: Source,
        command_id: UUID,
        body_hash: bytes,
        documents: Sequence[str] = (),
        decided_on: History | None = None,
    ) -> Appended:
        key = authority, case
        previous = decided_on.hash if decided_on and expected else None
        for _ in range(COMMUTES):
            with suppress(Twice):
                done = self._once(
                    key, expected, events, by, source, command_id, body_hash, previous
                )
                if done is not None:
                    return done
            try:
                return self._settled(key, command_id, body_hash)
            except ChangedMeanwhile:
                if expected is not None:
                    raise
        raise Unavailable("too many writers of one stream")

    def _once(  # noqa: PLR0913, PLR0917 - the same
        self, key, expected, events, by, source, command, body, previous
    ) -> Appended | None:
        memory = self.memory
        last = len(memory.entries(key))
        if expected is not None and expected != last:
            return None
        if previous is not None and previous != memory.hash(key):
            return None
        moment = memory.moment(key)
        entries = [
            Entry(
                place=place,
                event=event,
                recorded_at=moment,
                known_from=moment,
                recorded_by=by,
                source=source,
            )
            for place, event in enumerate(events, start=last + 1)
        ]
        with memory.transaction() as transaction:
            memory.add(transaction, key, entries, command, body)
            position = memory.drawn
            self.fate.before_commit()
            memory.commit(transaction)
        self.fate.after_commit()
        return Appended(
            case=key[1],
            version=last + len(entries),
            position=position,
            recorded_at=moment,
            replayed=False,
        )

    def repeated(
        self, authority: str, case: UUID, command_id: UUID, body_hash: bytes
    ) -> Appended | None:
        try:
            return self._settled((authority, case), command_id, body_hash)
        except ChangedMeanwhile:
            return None

    def _settled(self, key: Key, command: UUID, body: bytes) -> Appended:
        found = self.memory.commands.get((key[0], command))
        if found is None:
            raise ChangedMeanwhile(len(self.memory.entries(key)))
        kepts = self.memory.streams[found]
        (first,) = (kept for kept in kepts if kept.command == command)
        if first.body != body:
            raise CommandReused
        last = [kept for kept in kepts if kept.entry.recorded_at == first.entry.recorded_at][-1]
        assert first.entry.recorded_at is not None
        return Appended(
            case=found[1],
            version=last.entry.place,
            position=last.position,
            recorded_at=first.entry.recorded_at,
            replayed=True,
        )
