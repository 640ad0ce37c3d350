"""Whether the stored events are still those that were recorded.

Every event's hash is worked out again from the bytes of its row, here and not by the database,
in the encoding that docs/adr/0007 writes down. It finds what was altered, taken out or put in
between; a whole history that was hashed anew, or one cut short at its end, it cannot find.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from psycopg import sql

from ehcp.store.cases import Store

START = bytes(32)  # what the first event of a stream is bound to

OFTEN = 5000  # events between two words of how far it is

Raw = tuple[bytes, ...]  # one row of COPY in binary form: its columns as the hash takes them

ROWS = """
    copy (
        select authority, stream, version, name, form, recorded_at, hash, position, state
        from ehcp.events {where} order by authority, stream, version
    ) to stdout (format binary)
"""


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One thing that is not as it was recorded.

    `altered`: the event, or its link to the one before, is not what its hash was made of.
    `missing`: no event has this version; `position` is that of the next there is.
    `rehashed`: the event is as it was, its hash is not.
    """

    kind: str
    authority: str
    stream: UUID
    version: int
    position: int


class Verified(NamedTuple):
    """What a verification found, and how much it looked at."""

    events: int
    damage: tuple[Damage, ...]


def verify(
    store: Store,
    authority: str | None = None,
    case: UUID | None = None,
    told: Callable[[int, int | None], object] = lambda _done, _all: None,
) -> Verified:
    """Check every event, or those of one authority or one case, as they stand at this moment.

    `told` is told now and then how many are done; and of how many, near enough, where it is all.
    """
    looked_at = 0
    whole = _whole(store) if authority is None and case is None else None

    def counted() -> Iterator[Raw]:
        nonlocal looked_at
        for row in rows(store, authority, case):
            looked_at += 1
            if looked_at % OFTEN == 0:
                told(looked_at, whole)
            yield row

    damage = tuple(damages(counted()))
    told(looked_at, looked_at)
    return Verified(looked_at, damage)


def _whole(store: Store) -> int | None:
    with store.auditing() as connection:
        row = connection.execute("select max(position) from ehcp.events").fetchone()
    return row[0] if row else None


def rows(store: Store, authority: str | None = None, case: UUID | None = None) -> Iterator[Raw]:
    """Yield the rows in order of stream and version, in one snapshot, a few at a time."""
    conditions = [
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.Literal(value))
        for column, value in (("authority", authority), ("stream", case))
        if value is not None
    ]
    where = sql.SQL("where ") + sql.SQL(" and ").join(conditions) if conditions else sql.SQL("")
    with store.auditing() as connection:
        connection.execute("set local statement_timeout = 0")
        with connection.cursor() as cursor, cursor.copy(sql.SQL(ROWS).format(where=where)) as copy:
            yield from copy.rows()


def damages(rows: Iterable[Raw]) -> Iterator[Damage]:
    """Yield what is wrong in rows that come in order of stream and version."""
    for _, history in groupby(rows, key=itemgetter(0, 1)):
        yield from _damages_of_one(history)


def _damages_of_one(history: Iterable[Raw]) -> Iterator[Damage]:
    before = START  # the hash that the last event has
    truly = START  # the hash that it should have
    doubted: Raw | None = None  # the last event, if its hash is not the one it should have
    last = 0
    for row in history:
        authority, stream, version, name, form, recorded_at, has, _, state = row
        number = int.from_bytes(version)
        if number > last + 1:
            if doubted:
                yield _damage("altered", doubted)
                doubted = None
            yield _damage("missing", row, last + 1)
            # what it is bound to is gone with the missing one: take it at its word
            before = truly = has
            last = number
            continue
        last = number
        body = b"".join(
            (
                len(authority).to_bytes(4), authority, stream, version,
                len(name).to_bytes(4), name, form, recorded_at, sha256(state).digest(),
            )
        )  # fmt: skip
        should = sha256(b"\0" + before + body).digest()
        if doubted:
            if should != has and sha256(b"\0" + truly + body).digest() == has:
                yield _damage("rehashed", doubted)
                should = has
            else:
                yield _damage("altered", doubted)
            doubted = None
        if should != has:
            doubted = row
        before, truly = has, should
    if doubted:
        yield _damage("altered", doubted)


def _damage(kind: str, row: Raw, version: int | None = None) -> Damage:
    return Damage(
        kind=kind,
        authority=row[0].decode(),
        stream=UUID(bytes=row[1]),
        version=int.from_bytes(row[2]) if version is None else version,
        position=int.from_bytes(row[7]),
    )
