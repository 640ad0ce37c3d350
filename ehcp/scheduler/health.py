"""Signs of life of the workers: what shows a dead scheduler, and a projector that lags."""

from dataclasses import dataclass
from datetime import date, datetime

from ehcp.projections.positions import APPLICATION, READER
from ehcp.store.cases import Store

SWEEP = "sweep"

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
        coalesce((select max(position) from ehcp.events), 0) - coalesce((
            select position from ehcp.tracking
            where reader = %(reader)s and application = %(application)s
        ), 0) as behind,
        (select count(*) from ehcp.parked) as parked
"""


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the workers are, over all authorities.

    `oldest_due` is the earliest day whose alerts are not raised yet, `waiting` how many duties
    have one. `since_sweep` are the seconds since the last sweep ended, None before the first:
    alarm at 300. `behind` are the positions that the read models lack, `parked` the streams
    that cannot be projected.
    """

    oldest_due: date | None
    waiting: int
    swept_at: datetime | None
    since_sweep: float | None
    behind: int
    parked: int


def beat(store: Store) -> None:
    """Note that a sweep has ended."""
    with store.sweeping() as connection:
        connection.execute(BEAT, (SWEEP,))


def health(store: Store, today: date) -> Health:
    """Return how the workers are."""
    asked = {"today": today, "sweep": SWEEP, "reader": READER, "application": APPLICATION}
    with store.working() as connection:
        row = connection.execute(HEALTH, asked).fetchone()
    oldest, waiting, swept_at, since, behind, parked = row or (None, 0, None, None, 0, 0)
    return Health(
        oldest_due=oldest,
        waiting=waiting,
        swept_at=swept_at,
        since_sweep=None if since is None else since.total_seconds(),
        behind=behind,
        parked=parked,
    )
