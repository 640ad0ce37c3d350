"""The streams that cannot be projected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehcp.projections.queries.paging import every
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class Parked:
    """A stream that cannot be projected, and why: to be looked at by whoever runs the service."""

    projection: str
    stream: UUID
    position: int
    tries: int
    reason: str
    parked_at: datetime


PARKED = """
    select projection, stream, position, tries, reason, parked_at
    from ehcp.parked where authority = %(authority)s order by position
"""


def parked(store: Store, authority: str) -> tuple[Parked, ...]:
    """Return the streams of one authority that cannot be projected."""
    return every(store, authority, PARKED, Parked, {})
