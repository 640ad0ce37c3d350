"""The store as the application uses it: the history of a case, and what is added to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any, ClassVar, LiteralString, NamedTuple, cast
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from msgspec import UNSET
from psycopg.rows import class_row

from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.store.correlation import REQUEST
from ehcp.store.errors import ChangedMeanwhile, CommandReused, StoreError, Unavailable
from ehcp.store.factory import Factory
from ehcp.store.histories import Histories, History
from ehcp.store.looks import Looks
from ehcp.store.mapper import Row, encode_with, entries
from ehcp.store.pools import Bytes, Pooled, lost, outage, reason, translated, words
from ehcp.store.tail import gap_free

APPEND = "select ehcp.add(%s, %s, %s, %s::text[], %s::smallint[], %s, %s, %s, %s)"
SETTLED = "select * from ehcp.settled(%s, %s, %s, %s)"
HISTORIES = """
    select e.authority, e.stream, e.version, e.name, e.form, e.state, e.recorded_at, e.position
    from unnest(%s::text[], %s::uuid[]) k (authority, stream)
    join ehcp.events e on e.authority = k.authority collate "C" and e.stream = k.stream
    order by e.authority, e.stream, e.version
"""
NOTIFICATIONS = """
    select position, authority, stream, version, name from ehcp.events
    where position > %s and position <= coalesce(%s, 9223372036854775807)
    order by position limit %s
"""
ANSWER = Struct(">32sqqq")  # hash, version, position, microseconds since the epoch
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
COMMUTES = 100  # tries of an append that does not mind what came before it


@dataclass(frozen=True, kw_only=True)
class Appended:
    """What was stored. Of a command sent again, what was stored the first time.

    `hash` is that of the last event; of a command sent again it is not told.
    """

    case: UUID
    version: int
    position: int
    recorded_at: datetime
    replayed: bool
    hash: bytes = b""


class Noted(NamedTuple):
    """That an event was stored: enough for a reader to know which case to look at."""

    position: int
    authority: str
    stream: UUID
    version: int
    name: str


@dataclass(frozen=True)
class Sent:
    """An append as it is sent, for a transaction that does more than append."""

    parameters: tuple[Any, ...]

    def by(self, connection: Pooled) -> Appended:
        """Append, in the transaction that is open.

        Raises UniqueViolation where another has added to the stream, or the command was done
        before: the transaction is given up then.
        """
        found = connection.execute(APPEND, self.parameters, binary=True).fetchone()
        if found is None or found[0] is None:
            raise psycopg.errors.UniqueViolation
        return _appended(self.parameters[1], found[0])


class Store(Application[UUID]):
    """Every stream of every authority: cases, and what else is kept as events.

    An application of the eventsourcing library; `history` and `append` are its short cuts, in
    one round trip each. Raises `Unavailable` where the database cannot answer now.
    """

    name = "ehcp"
    env: ClassVar[dict[str, str]] = {"PERSISTENCE_MODULE": "ehcp.store.factory"}

    def __init__(self, url: str, *, web: int = 8, worker: int = 4, timeout: float = 5.0) -> None:
        """Take the most connections for each role, and the seconds to wait for one."""
        super().__init__(
            {
                "EHCP_DATABASE_URL": url,
                "EHCP_POOL_WEB": str(web),
                "EHCP_POOL_WORKER": str(worker),
                "EHCP_POOL_TIMEOUT": str(timeout),
            }
        )
        self.pools = cast("Factory", self.factory).pools
        self.known = Histories(self.pools)
        self.looks = Looks(self.pools)

    def close(self) -> None:
        """Put the looks that wait on record, and close every connection."""
        self.looks.close()
        super().close()

    def history(self, authority: str, case: UUID) -> tuple[Entry, ...]:
        """Return everything recorded of a case, in the order of recording. None: no such case."""
        return self.known.read(authority, case).entries

    def histories(
        self, keys: Iterable[tuple[str, UUID]]
    ) -> dict[tuple[str, UUID], tuple[Entry, ...]]:
        """Return the histories of many cases of any authorities; a worker's question."""
        rows = self.rows(keys)
        return {(authority, case): entries(case, of) for (authority, case), of in rows.items()}

    def rows(self, keys: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], list[Row]]:
        """Return the same undecoded, for `entries`: one unreadable case does not stop the rest."""
        with self.working() as connection:
            return _rows_of(connection, keys)

    def rows_of(self, authority: str, cases: Iterable[UUID]) -> dict[UUID, list[Row]]:
        """Return the same of cases of one authority, behind its wall; a reader's question."""
        with self.reading(authority) as connection:
            found = _rows_of(connection, ((authority, case) for case in cases))
        return {case: rows for (_, case), rows in found.items()}

    def append(  # noqa: PLR0913 - each is part of what is recorded
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
        known_from: Sequence[datetime | None] | None = None,
        decided_on: History | None = None,
    ) -> Appended:
        """Add what a command decided, whole or not at all.

        `expected` is the version that was decided on (0: a new case); None where it does not
        matter. `decided_on` is the history at that version: its hash is compared as well, and
        what is added to it need not be read again. `known_from` has one for each event, None
        in it meaning "always known"; left out, all are known from their recording. `body_hash`
        tells a repetition of the command from another use of its id. Raises
        `ChangedMeanwhile`, `CommandReused`.
        """
        moments = known_from if known_from is not None else [UNSET] * len(events)
        kept = tuple(documents)
        states = Bytes(
            encode_with(event, by, source, kept, moment, REQUEST.get())
            for event, moment in zip(events, moments, strict=True)
        )
        previous = decided_on.hash if decided_on and expected else None
        sent = _sent(authority, case, expected, events, states, command_id, body_hash, previous)
        for _ in range(COMMUTES):
            try:
                appended = self._append(sent)
            except ChangedMeanwhile:
                if expected is not None:
                    raise
            else:
                if decided_on is not None and not appended.replayed:
                    self._keep(authority, decided_on, events, states, appended)
                return appended
        raise Unavailable("too many writers of one stream")

    @staticmethod
    def sent(  # noqa: PLR0913 - each is part of what is recorded
        authority: str,
        case: UUID,
        decided_on: History,
        events: Sequence[Event],
        *,
        by: Recorder,
        source: Source,
        documents: Sequence[tuple[str, ...]],
        command_id: UUID,
        body_hash: bytes,
    ) -> Sent:
        """Return an append for a transaction of its own. `documents` has those of each event."""
        states = Bytes(
            encode_with(event, by, source, kept, UNSET)
            for event, kept in zip(events, documents, strict=True)
        )
        at, last = len(decided_on.entries), decided_on.hash
        return Sent(_sent(authority, case, at, events, states, command_id, body_hash, last))

    def _keep(
        self,
        authority: str,
        known: History,
        events: Sequence[Event],
        states: Sequence[bytes],
        appended: Appended,
    ) -> None:
        """Keep what is known of a case with what was added, as it will be read."""
        case, around = appended.case, (appended.recorded_at, appended.position, appended.hash)
        added = [
            (version, type(event).__name__, event.form, state, *around)
            for version, (event, state) in enumerate(
                zip(events, states, strict=True), start=len(known.entries) + 1
            )
        ]
        self.known.keep(authority, case, known.then(case, added))

    def repeated(
        self, authority: str, case: UUID, command_id: UUID, body_hash: bytes
    ) -> Appended | None:
        """Return what a command stored when it was sent before; None if it never was.

        Raises `CommandReused` if its id was used for something else.
        """
        try:
            return self._settled(authority, case, command_id, body_hash)
        except psycopg.errors.SerializationFailure:
            return None
        except psycopg.Error as error:
            raise _meaning(error) from None

    def _append(self, sent: tuple[Any, ...]) -> Appended:
        """Send an append; where the connection is lost with it, send it once more.

        The command id makes that safe: what was done is not done again.
        """
        try:
            return self._once(sent)
        except psycopg.Error as error:
            if not lost(error):
                raise _meaning(error) from None
        self.pools.web.drain()  # the rest of them go to the same server, if that is still there
        try:
            return self._once(sent)
        except psycopg.Error as error:
            if outage(error):
                raise Unavailable(reason(error), unknown=True) from None
            raise _meaning(error) from None

    def _once(self, sent: tuple[Any, ...]) -> Appended:
        """Append; where that cannot be, say what became of the command instead."""
        authority, case, *_, command_id, body_hash, _ = sent
        with suppress(psycopg.errors.UniqueViolation):  # another took the version, or did this
            (done,) = self._ask(APPEND, sent)
            if done is not None:
                return _appended(case, done)
        return self._settled(authority, case, command_id, body_hash)

    def _settled(self, *sent: object) -> Appended:
        """Return the first answer of a command that is here already."""
        case, version, _, position, recorded_at, replayed = self._ask(SETTLED, sent)
        return Appended(
            case=case,
            version=version,
            position=position,
            recorded_at=recorded_at,
            replayed=replayed,
        )

    def _ask(self, query: LiteralString, parameters: tuple[object, ...]) -> tuple[Any, ...]:
        with self.pools.asking() as connection:
            row = connection.ask(query, parameters).fetchone()
            connection.acknowledge()
        if row is None:
            raise StoreError("The database gave no answer.")
        return row

    def notifications(self, after: int, limit: int = 1000) -> Sequence[Noted]:
        """Return what was stored after a position, in order, nothing passed over."""

        def read(last: int | None) -> Sequence[Noted]:
            with (
                self.pools.worker.connection() as connection,
                connection.cursor(row_factory=class_row(Noted), binary=True) as cursor,
            ):
                return cursor.execute(NOTIFICATIONS, (after, last, limit), prepare=True).fetchall()

        with translated():
            return gap_free(self.pools.worker, read, after)

    def reading(self, authority: str) -> AbstractContextManager[Pooled]:
        """Open a transaction that reads one authority's rows, and no other's."""
        return self.pools.reading(authority)

    def changing(self, authority: str) -> AbstractContextManager[Pooled]:
        """Open a transaction that changes what one authority keeps beside its events."""
        return self.pools.changing(authority)

    def working(self) -> AbstractContextManager[Pooled]:
        """Open a transaction that reads every authority's rows and writes read models."""
        return self.pools.working()

    def sweeping(self) -> AbstractContextManager[Pooled]:
        """Open a transaction that sees what is due everywhere, and raises alerts."""
        return self.pools.sweeping()

    def auditing(self) -> AbstractContextManager[Pooled]:
        """Open a transaction that reads every event of every authority, and nothing else."""
        return self.pools.auditing()


def _sent(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
    authority: str,
    case: UUID,
    expected: int | None,
    events: Sequence[Event],
    states: Bytes,
    command_id: UUID,
    body_hash: bytes,
    previous: bytes | None,
) -> tuple[Any, ...]:
    """Return what an append is asked with."""
    if not events:
        raise ValueError("A command without events has nothing to append.")
    names = words(*(type(event).__name__ for event in events))
    forms = words(*(event.form for event in events))
    return authority, case, expected, names, forms, states, command_id, body_hash, previous


def _appended(case: UUID, done: bytes) -> Appended:
    hashed, version, position, moment = ANSWER.unpack(done)
    return Appended(
        case=case,
        version=version,
        position=position,
        recorded_at=EPOCH + timedelta(microseconds=moment),
        replayed=False,
        hash=hashed,
    )


def _rows_of(
    connection: Pooled, keys: Iterable[tuple[str, UUID]]
) -> dict[tuple[str, UUID], list[Row]]:
    wanted = list(keys)
    found = connection.execute(
        HISTORIES,
        ([authority for authority, _ in wanted], [case for _, case in wanted]),
        binary=True,
    ).fetchall()
    rows: dict[tuple[str, UUID], list[Row]] = defaultdict(list)
    for authority, case, *row in found:
        rows[authority, case].append(Row(*row))
    return rows


def _meaning(error: psycopg.Error) -> StoreError:
    """What a refusal of the append says to the application."""
    if error.sqlstate == "40001":
        return ChangedMeanwhile(int(error.diag.message_detail or 0))
    if error.sqlstate == "EH422":
        return CommandReused()
    if outage(error):
        return Unavailable(reason(error))
    return StoreError(f"The database refused the append ({reason(error)}).")
