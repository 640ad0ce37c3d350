"""The rows of the outbox while they are sent: taken for a while, and marked with what came of it.

Whoever takes a row puts off its next try by the length of a lease, and commits that, before
sending: nobody else takes it meanwhile, and of a sender that dies another takes over. No
transaction is open while a receiver is waited for: it would hold up the readers of the log.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import cache
from typing import Generic, LiteralString, TypeVar

from psycopg import sql
from psycopg.rows import class_row

from ehcp.scheduler.delivery.message import Message, Sent
from ehcp.scheduler.delivery.targets import Target
from ehcp.store.cases import Store

S = TypeVar("S", bound=Sent)
KEEP = timedelta(days=30)  # how long it is told that something was delivered

TAKE: LiteralString = """
    with taken as materialized (
        select due.authority, due.id
        from unnest(%(authority)s::text[], %(channel)s::text[], %(recipient)s::text[],
            %(room)s::int[]) t (authority, channel, recipient, room)
        cross join lateral (
            select w.authority, w.id from {table} w
            where w.authority = t.authority collate "C" and w.channel = t.channel collate "C"
                and w.recipient = t.recipient collate "C"
                and w.state = 'waiting' and w.next_at <= now()
            order by w.next_at limit t.room for update skip locked
        ) due
        limit %(most)s
    )
    update {table} d set tries = d.tries + 1, next_at = clock_timestamp() + %(lease)s
    from taken where d.authority = taken.authority and d.id = taken.id
    returning {columns}
"""
DELIVERED: LiteralString = """
    update {table} set state = 'delivered', ended_at = clock_timestamp(), reason = null
    where authority = %s and id = %s
"""
AGAIN: LiteralString = """
    update {table} set next_at = clock_timestamp() + %s, reason = %s
    where authority = %s and id = %s and tries = %s and state = 'waiting'
"""
DEAD: LiteralString = """
    update {table} set state = 'dead', ended_at = clock_timestamp(), reason = %s
    where authority = %s and id = %s and tries = %s and state = 'waiting'
"""
WITHDRAWN: LiteralString = """
    update {table} set state = 'withdrawn', ended_at = clock_timestamp(), reason = null
    where authority = %s and id = %s
"""
FORGET: LiteralString = """
    delete from {table} where state in ({done}) and ended_at < now() - %s
"""


@dataclass(frozen=True)
class Table(Generic[S]):
    """A table of what is to be sent, and what its rows are read as, column by column.

    `done` are the states of what nobody asks for any more.
    """

    name: str
    kind: type[S]
    done: tuple[str, ...] = ("delivered",)


ALERTS = Table("deliveries", Message)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How often, and for how long, a message is tried.

    After its first failure it waits for `first`, then twice as long each time, up to `most`;
    after `tries` it is dead. `jitter` is the share by which a wait is longer or shorter, by
    chance, so that what failed together does not come again together. `lease` is how long a row
    that was taken is left to its sender.
    """

    first: timedelta = timedelta(seconds=30)
    most: timedelta = timedelta(hours=12)
    tries: int = 16
    jitter: float = 0.0
    lease: timedelta = timedelta(seconds=60)

    def after(self, tries: int) -> timedelta | None:
        """Return how long to wait after so many tries; None after the last."""
        if tries >= self.tries:
            return None
        doubled: timedelta = self.first * 2 ** (tries - 1)
        return min(doubled, self.most) * random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311


ORDINARY = Patience()
"""Tries over two days and a half, so that one falls after a weekend."""


def take(
    store: Store,
    table: Table[S],
    rooms: Mapping[Target, int],
    most: int,
    patience: Patience = ORDINARY,
) -> Sequence[S]:
    """Take what is due, for each target as many as there is room for, and `most` in all.

    Who comes first is left to chance, so that nobody always does.
    """
    targets = random.sample(list(rooms), len(rooms))
    asked = {
        "authority": [target.authority for target in targets],
        "channel": [target.channel for target in targets],
        "recipient": [target.recipient for target in targets],
        "room": [rooms[target] for target in targets],
        "most": most,
        "lease": patience.lease,
    }
    with (
        store.working() as connection,
        connection.cursor(row_factory=class_row(table.kind)) as found,
    ):
        return found.execute(_of(TAKE, table), asked, prepare=True).fetchall()


def delivered(store: Store, table: Table[S], message: S) -> None:
    """Note that it was taken by the other side."""
    _ended(store, _of(DELIVERED, table), message)


def withdrawn(store: Store, table: Table[S], message: S) -> None:
    """Note that it is not to be sent any more."""
    _ended(store, _of(WITHDRAWN, table), message)


def failed(store: Store, table: Table[S], message: S, reason: str, patience: Patience) -> bool:
    """Note that it was not, and when to try again; return whether this was the last try.

    Nothing is noted where another has taken the row since.
    """
    row = (message.authority, message.id, message.tries)
    wait = patience.after(message.tries)
    with store.working() as connection:
        if wait is None:
            connection.execute(_of(DEAD, table), (reason, *row))
        else:
            connection.execute(_of(AGAIN, table), (wait, reason, *row))
    return wait is None


def forget(store: Store, table: Table[S]) -> int:
    """Drop the rows of what was delivered long ago; return how many."""
    with store.working() as connection:
        return connection.execute(_of(FORGET, table), (KEEP,)).rowcount


def _ended(store: Store, query: sql.Composed, message: Sent) -> None:
    with store.working() as connection:
        connection.execute(query, (message.authority, message.id), prepare=True)


@cache
def _of(query: LiteralString, table: Table[S]) -> sql.Composed:
    columns = [sql.Identifier("d", field.name) for field in fields(table.kind)]
    return sql.SQL(query).format(
        table=sql.Identifier("ehcp", table.name),
        columns=sql.SQL(", ").join(columns),
        done=sql.SQL(", ").join(map(sql.Literal, table.done)),
    )
