"""Signs of life of the workers: what shows a dead scheduler, and a projector that lags."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import class_row

from ehcp.application.clock import now, start_of
from ehcp.projections.positions import APPLICATION, READER
from ehcp.store.cases import Store

SWEEP = "sweep"
FEW = 1000  # of the streams that are parked, how many are named

BEAT = """
    insert into ehcp.heartbeats (name, at) values (%s, clock_timestamp())
    on conflict (name) do update set at = excluded.at
"""
HEALTH = """
    select
        (select min(next_on) from ehcp.alerts_due where next_on <= %(today)s) as oldest_due,
        (select count(*) from ehcp.alerts_due where next_on <= %(today)s) as waiting,
        (select at from ehcp.heartbeats where name = %(sweep)s) as swept_at,
        (select clock_timestamp() - at from ehcp.heartbeats where name = %(sweep)s) as since_sweep,
        coalesce((select max(position) from ehcp.events), 0) as head,
        (select count(*) from ehcp.parked) as parked
"""
LAGS = """
    with head as (select coalesce(max(position), 0) as head from ehcp.events),
    groups as (
        select reader, application, position from ehcp.tracking
        where reader <> 'deliveries'  -- it keeps no lists; delivery.listed tells of it
        union all select %(reader)s, %(application)s, 0 where not exists (
            select from ehcp.tracking
            where reader = %(reader)s and application = %(application)s
        )
    )
    select g.reader as name, g.position, greatest(head.head - g.position, 0) as events,
        coalesce((
            select greatest(extract(epoch from clock_timestamp() - e.recorded_at)::float8, 0)
            from ehcp.events e where e.position > g.position order by e.position limit 1
        ), 0) as seconds
    from groups g, head order by g.reader
"""
PARKED = """
    select authority, stream, projection, position, reason, parked_at as since
    from ehcp.parked order by parked_at limit %s
"""


@dataclass(frozen=True, kw_only=True)
class Lag:
    """How far a group of read models is: what it has read to, and lacks.

    `events` counts positions, of which a few are never taken: it is the most that it can lack.
    `seconds` is the age of the first event that it lacks.
    """

    name: str
    position: int
    events: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Parked:
    """A stream that cannot be projected, and why. The reason says nothing of the case."""

    authority: str
    stream: UUID
    projection: str
    position: int
    reason: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the workers are, over all authorities.

    `oldest_due` is the earliest day whose alerts are not raised yet, `waiting` how many duties
    have one, `sweep_age` the seconds since that day began, 0 where none waits. `since_sweep`
    are the seconds since the last sweep ended, None before the first: alarm at 300. `head` is
    the position of the last event, `behind` the positions that the read models lack, `parked`
    the streams that cannot be projected.
    """

    oldest_due: date | None
    waiting: int
    sweep_age: float
    swept_at: datetime | None
    since_sweep: float | None
    head: int
    lags: tuple[Lag, ...]
    parked: int

    @property
    def behind(self) -> int:
        """The positions that the group lacks which lacks most."""
        return max(lag.events for lag in self.lags)


def beat(store: Store) -> None:
    """Note that a sweep has ended."""
    with store.sweeping() as connection:
        connection.execute(BEAT, (SWEEP,))


def health(store: Store, today: date) -> Health:
    """Return how the workers are."""
    asked = {"today": today, "sweep": SWEEP, "reader": READER, "application": APPLICATION}
    with store.working() as connection:
        row = connection.execute(HEALTH, asked).fetchone()
        lags = connection.cursor(row_factory=class_row(Lag)).execute(LAGS, asked).fetchall()
    oldest, waiting, swept_at, since, head, parked = row or (None, 0, None, None, 0, 0)
    return Health(
        oldest_due=oldest,
        waiting=waiting,
        sweep_age=max((now() - start_of(oldest)).total_seconds(), 0.0) if oldest else 0.0,
        swept_at=swept_at,
        since_sweep=None if since is None else since.total_seconds(),
        head=head,
        lags=tuple(lags),
        parked=parked,
    )


def parked(store: Store) -> tuple[Parked, ...]:
    """Return the streams that cannot be projected, the one that has waited longest first."""
    with store.working() as connection:
        found = connection.cursor(row_factory=class_row(Parked)).execute(PARKED, (FEW,))
        return tuple(found.fetchall())
