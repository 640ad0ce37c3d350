"""Whole histories into the store, many at once: COPY into a staging table, then one INSERT.

A stream comes in whole and new, or not at all; one that is there stays as it is. So a run that
was killed is started again, and goes on. The chain is made here and held against the database's
own idea of it before it is stored, for what is stored can never be mended.
"""

import random
import struct
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Self
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from ehcp.store.errors import StoreError, Unavailable
from ehcp.store.pools import CONNECT, SESSION, outage, reason, translated

IMPORTER = "ehcp_importer"
GENERATOR = "ehcp_generator"

CHUNK = 10_000
"""Events in one transaction: readers wait at its positions until it ends, a second or less. What
is staged of them lies in the memory that the server has for temporary tables."""

TRIES = 20
AGAIN = {"23505", "40001", "40P01"}
"""Somebody stored the same stream meanwhile: what is there already is seen the next time."""

TOO_SLOW = "EH408"
SAID = {
    "53100": "its disk is full",
    "53200": "it is out of memory",
    "53300": "it has too many connections",
    "25006": "it is read-only",
    TOO_SLOW: "it is too slow",
}
LIMITS = {"statement_timeout": "120s", "lock_timeout": "60s"}
BLOCK = 1 << 18

INVENT = "select ehcp.invent()"
STAGING = "select ehcp.staging()"
COPY = "copy pg_temp.staged from stdin (format binary)"
TAKE = {
    IMPORTER: "select * from ehcp.import_staged(%s)",
    GENERATOR: "select * from ehcp.invent_staged(%s)",
}

START = bytes(32)  # what the first event of a stream is bound to
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Fact(NamedTuple):
    """One event as it is stored. `recorded_at` is for invented worlds; None is now."""

    name: str
    form: int
    state: bytes
    recorded_at: datetime | None = None


class History(NamedTuple):
    """A stream to store, whole: its events from the first one on.

    The command is the one that stands on its first event; `body_hash` tells the same history
    from another one of the same id.
    """

    authority: str
    stream: UUID
    facts: Sequence[Fact]
    command_id: UUID | None = None
    body_hash: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of one chunk of histories, in one transaction.

    `again` were there already by the same command; `other` are ids that something else has.
    `position` is that of the last event stored, None if all was there.
    """

    authority: str
    streams: int
    events: int
    position: int | None
    again: tuple[UUID, ...]
    other: tuple[UUID, ...]


class Bulk:
    """Stores histories chunk by chunk, over a connection of its own.

    As the importer it records now. As the generator of an invented world it records when the
    facts say, in a database that was empty when `invent` was called and is marked since.
    Raises `Unavailable` where the database cannot answer now: start again, it goes on.
    """

    def __init__(self, url: str, *, invented: bool = False, chunk: int = CHUNK) -> None:
        self._conninfo = make_conninfo("", **{**CONNECT, **conninfo_to_dict(url)})
        self._role = GENERATOR if invented else IMPORTER
        self._chunk = chunk
        self._connection: Connection[TupleRow] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def invent(self) -> None:
        """Mark an empty database as an invented world. Raises StoreError where it is not empty."""
        try:
            with translated():
                self._connected().execute(INVENT)
        except psycopg.Error as error:
            raise StoreError(error.diag.message_primary or reason(error)) from None

    def store(self, histories: Iterable[History]) -> Iterator[Taken]:
        """Store them in order, and yield after each transaction what is done."""
        for chunk in chunks(histories, self._chunk):
            yield from self.take(chunk)

    def take(self, chunk: Sequence[History]) -> Iterator[Taken]:
        """Store a chunk, each authority in a transaction of its own."""
        for authority, found in groupby(
            sorted(chunk, key=attrgetter("authority")), key=attrgetter("authority")
        ):
            histories, twice = _each_once(list(found))
            yield self._settled(authority, histories, twice)

    def _settled(
        self, authority: str, histories: Sequence[History], twice: Sequence[tuple[UUID, bool]]
    ) -> Taken:
        for number in range(TRIES):
            try:
                events, position, again, other = self._take(authority, histories)
            except psycopg.Error as error:
                if error.sqlstate not in AGAIN:
                    raise _meaning(error) from None
                time.sleep(random.uniform(0, 0.05 * (number + 1)))  # noqa: S311 - only to part
                continue
            return Taken(
                authority=authority,
                streams=len(histories) - len(again) - len(other),
                events=events,
                position=position,
                again=(*again, *(stream for stream, same in twice if same)),
                other=(*other, *(stream for stream, same in twice if not same)),
            )
        raise Unavailable("too many writers of the same streams")

    def _take(
        self, authority: str, histories: Sequence[History]
    ) -> tuple[int, int | None, list[UUID], list[UUID]]:
        connection = self._connected()
        with connection.transaction(), connection.cursor(binary=True) as cursor:
            moment: datetime = _one(cursor.execute(STAGING).fetchone())[0]
            with cursor.copy(COPY) as copy:
                for block in staged(authority, histories, moment):
                    copy.write(block)
            row = cursor.execute(TAKE[self._role], (authority,)).fetchone()
        events, position, again, other = _one(row)
        return events, position, again, other

    def _connected(self) -> Connection[TupleRow]:
        if self._connection is None or self._connection.closed:
            connection = psycopg.connect(self._conninfo, autocommit=True)
            for name, value in {**SESSION, **LIMITS, "role": self._role}.items():
                connection.execute("select set_config(%s, %s, false)", (name, value))
            self._connection = connection
        return self._connection


def chunks(histories: Iterable[History], size: int) -> Iterator[list[History]]:
    """Yield the histories in lists of some `size` events, none of them torn apart."""
    chunk: list[History] = []
    events = 0
    for history in histories:
        if chunk and events + len(history.facts) > size:
            yield chunk
            chunk, events = [], 0
        chunk.append(history)
        events += len(history.facts)
    if chunk:
        yield chunk


def _each_once(
    histories: Sequence[History],
) -> tuple[list[History], list[tuple[UUID, bool]]]:
    """Return the first of each stream, and whether each other one is the same again."""
    first: dict[UUID, History] = {}
    twice = []
    for history in histories:
        if not history.facts:
            continue
        before = first.get(history.stream)
        if before is None:
            first[history.stream] = history
        else:
            twice.append((history.stream, before.body_hash == history.body_hash))
    return list(first.values()), twice


SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
FIRST = struct.Struct(">hiii16siqi").pack  # columns; number, stream, version, size of the name
SECOND = struct.Struct(">ihi8si").pack  # form, recorded_at; size of the hash
ABSENT = struct.Struct(">i").pack(-1)


def staged(authority: str, histories: Iterable[History], moment: datetime) -> Iterator[bytes]:
    """Yield the rows of the staging table as COPY reads them, each chained to the one before.

    The encoding of the hash is that of docs/adr/0007, which `ehcp.link` and `verify` follow too.
    """
    code = authority.encode()
    head = len(code).to_bytes(4) + code
    now = _moment(moment)
    known: dict[tuple[str, int, datetime | None], tuple[int, bytes, bytes]] = {}
    block, size, number = [SIGNATURE], 0, 0
    for _, stream, facts, command_id, body_hash in histories:
        before, start, key = START, head + stream.bytes, stream.bytes
        command = _column(command_id.bytes if command_id else None) + _column(body_hash)
        for version, (name, form, state, recorded_at) in enumerate(facts, 1):
            number += 1
            like = (name, form, recorded_at)
            if like not in known:
                known[like] = _alike(
                    name, form, now if recorded_at is None else _moment(recorded_at)
                )
            length, part, columns = known[like]
            before = sha256(
                b"\0" + before + start + version.to_bytes(8) + part + sha256(state).digest()
            ).digest()
            row = b"".join((
                FIRST(10, 4, number, 16, key, 8, version, length), columns, before, command,
                len(state).to_bytes(4), state,
            ))  # fmt: skip
            command = ABSENT + ABSENT
            block.append(row)
            size += len(row)
            if size > BLOCK:
                yield b"".join(block)
                block, size = [], 0
    yield b"".join((*block, END))


def _alike(name: str, form: int, at: bytes) -> tuple[int, bytes, bytes]:
    """Return what events of one name and moment share: in the hash, and in their rows."""
    word, shape = name.encode(), form.to_bytes(2, signed=True)
    part = len(word).to_bytes(4) + word + shape + at
    return len(word), part, word + SECOND(2, form, 8, at, 32)


def _moment(at: datetime) -> bytes:
    """Return a moment as PostgreSQL sends it: microseconds since 2000."""
    return ((at - EPOCH) // MICROSECOND).to_bytes(8, signed=True)


def _column(value: bytes | None) -> bytes:
    return ABSENT if value is None else len(value).to_bytes(4) + value


def _one(row: TupleRow | None) -> TupleRow:
    if row is None:
        raise StoreError("The database gave no answer.")
    return row


def _meaning(error: psycopg.Error) -> StoreError:
    """What an error says to whoever imports."""
    if outage(error) or error.sqlstate == TOO_SLOW:
        said = SAID.get(error.sqlstate or "")
        return Unavailable(f"{said}, {reason(error)}" if said else reason(error))
    return StoreError(f"The database refused the import ({reason(error)}).")
