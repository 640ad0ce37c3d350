"""The rows of the outbox while they are sent: taken for a while, and marked with what came of it.

Whoever takes a row puts off its next try by the length of a lease, and commits that, before
sending: nobody else takes it meanwhile, and of a sender that dies another takes over. No
transaction is open while a receiver is waited for: it would hold up the readers of the log.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from psycopg.rows import class_row

from ehcp.scheduler.delivery.message import Message
from ehcp.scheduler.delivery.targets import Target
from ehcp.store.cases import Store

KEEP = timedelta(days=30)  # how long it is told that something was delivered

TAKE = """
    with taken as materialized (
        select due.authority, due.id
        from unnest(%(authority)s::text[], %(channel)s::text[], %(recipient)s::text[],
            %(room)s::int[]) t (authority, channel, recipient, room)
        cross join lateral (
            select w.authority, w.id from ehcp.deliveries w
            where w.authority = t.authority collate "C" and w.channel = t.channel collate "C"
                and w.recipient = t.recipient collate "C"
                and w.state = 'waiting' and w.next_at <= now()
            order by w.next_at limit t.room for update skip locked
        ) due
        limit %(most)s
    )
    update ehcp.deliveries d set tries = d.tries + 1, next_at = clock_timestamp() + %(lease)s
    from taken where d.authority = taken.authority and d.id = taken.id
    returning d.authority, d.id, d.channel, d.recipient, d.alert_id, d.case_id, d.limit_id,
        d.due, d.stage, d.raised_at, d.tries
"""
DELIVERED = """
    update ehcp.deliveries set state = 'delivered', ended_at = clock_timestamp(), reason = null
    where authority = %s and id = %s
"""
AGAIN = """
    update ehcp.deliveries set next_at = clock_timestamp() + %s, reason = %s
    where authority = %s and id = %s and tries = %s and state = 'waiting'
"""
DEAD = """
    update ehcp.deliveries set state = 'dead', ended_at = clock_timestamp(), reason = %s
    where authority = %s and id = %s and tries = %s and state = 'waiting'
"""
FORGET = "delete from ehcp.deliveries where state = 'delivered' and ended_at < now() - %s"


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How often, and for how long, a message is tried.

    After its first failure it waits for `first`, then twice as long each time, up to `most`;
    after `tries` it is dead. `lease` is how long a row that was taken is left to its sender.
    """

    first: timedelta = timedelta(seconds=30)
    most: timedelta = timedelta(hours=12)
    tries: int = 16
    lease: timedelta = timedelta(seconds=60)

    def after(self, tries: int) -> timedelta | None:
        """Return how long to wait after so many tries; None after the last."""
        if tries >= self.tries:
            return None
        doubled: timedelta = self.first * 2 ** (tries - 1)
        return min(doubled, self.most)


ORDINARY = Patience()
"""Tries over two days and a half, so that one falls after a weekend."""


def take(
    store: Store, rooms: Mapping[Target, int], most: int, patience: Patience = ORDINARY
) -> Sequence[Message]:
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
    with store.working() as connection, connection.cursor(row_factory=class_row(Message)) as found:
        return found.execute(TAKE, asked, prepare=True).fetchall()


def delivered(store: Store, message: Message) -> None:
    """Note that it was taken by the other side."""
    with store.working() as connection:
        connection.execute(DELIVERED, (message.authority, message.id), prepare=True)


def failed(store: Store, message: Message, reason: str, patience: Patience) -> bool:
    """Note that it was not, and when to try again; return whether this was the last try.

    Nothing is noted where another has taken the row since.
    """
    row = (message.authority, message.id, message.tries)
    wait = patience.after(message.tries)
    with store.working() as connection:
        if wait is None:
            connection.execute(DEAD, (reason, *row))
        else:
            connection.execute(AGAIN, (wait, reason, *row))
    return wait is None


def forget(store: Store) -> int:
    """Drop the rows of what was delivered long ago; return how many."""
    with store.working() as connection:
        return connection.execute(FORGET, (KEEP,)).rowcount
