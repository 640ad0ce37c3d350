"""What became of each message: for people who ask, and for who watches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import class_row

from ehcp.scheduler.delivery.outbox import APPLICATION, READER
from ehcp.store.cases import Store

LISTED = """
    select id, channel, recipient, alert_id, case_id, limit_id as limit, due, stage, state, tries,
        case when state = 'waiting' then next_at end as next_at, ended_at, reason
    from ehcp.deliveries
    where authority = %(authority)s and (%(state)s::text is null or state = %(state)s)
    order by raised_at desc, id limit %(most)s
"""
REDELIVER = """
    update ehcp.deliveries
    set state = 'waiting', tries = 0, next_at = now(), ended_at = null
    where authority = %s and (id = any(%s::uuid[]) or (%s and state = 'dead'))
    returning id
"""
STATE = """
    select
        (select count(*) from ehcp.deliveries where state = 'waiting') as waiting,
        (select count(*) from ehcp.deliveries where state = 'dead') as dead,
        coalesce((
            select greatest(extract(epoch from clock_timestamp() - min(raised_at))::float8, 0)
            from ehcp.deliveries where state = 'waiting'
        ), 0) as oldest,
        (select coalesce(max(position), 0) from ehcp.events) - t.position as behind,
        coalesce((
            select greatest(extract(epoch from clock_timestamp() - e.recorded_at)::float8, 0)
            from ehcp.events e where e.position > t.position order by e.position limit 1
        ), 0) as lag
    from (select) one
    left join ehcp.tracking t on t.reader = %s and t.application = %s
"""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """One message and what became of it. `reason` is why its last try failed."""

    id: UUID
    channel: str
    recipient: str
    alert_id: UUID
    case_id: UUID
    limit: str
    due: date
    stage: str
    state: str
    tries: int
    next_at: datetime | None
    ended_at: datetime | None
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Deliveries:
    """How delivery is, over all authorities.

    `oldest` are the seconds since the oldest alert was raised that waits. `behind` are the
    positions that the outbox has not read, None where it was never set up, and `lag` the age
    in seconds of the first event among them.
    """

    waiting: int
    dead: int
    oldest: float
    behind: int | None
    lag: float = 0.0


def deliveries(
    store: Store, authority: str, state: str | None = None, most: int = 1000
) -> Sequence[Delivered]:
    """Return the messages of one authority, the last raised first."""
    asked = {"authority": authority, "state": state, "most": most}
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(Delivered)) as found,
    ):
        return found.execute(LISTED, asked).fetchall()


def redeliver(
    store: Store, authority: str, ids: Sequence[UUID] = (), *, dead: bool = False
) -> Sequence[UUID]:
    """Have these messages, or all the dead ones, sent again from the first try; return which."""
    with store.working() as connection:
        found = connection.execute(REDELIVER, (authority, list(ids), dead)).fetchall()
    return [row[0] for row in found]


def state(store: Store) -> Deliveries:
    """Return how delivery is."""
    with store.working() as connection:
        cursor = connection.cursor(row_factory=class_row(Deliveries))
        found = cursor.execute(STATE, (READER, APPLICATION)).fetchone()
    return found or Deliveries(waiting=0, dead=0, oldest=0.0, behind=None)
