"""The streams that cannot be projected, and the cases among them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import sql

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.queries.paging import every
from ehcp.projections.relations import opened, ties
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


@dataclass(frozen=True, kw_only=True)
class ParkedCase:
    """A case that cannot be read, so that nobody can say what is awaited in it: red, not empty."""

    case_id: UUID
    child_name: str | None
    officer: str | None


PARKED = """
    select projection, stream, position, tries, reason, parked_at
    from ehcp.parked where authority = %(authority)s order by position
"""

PARKED_CASES = """
    select case_id, child_name, officer from ehcp.caseload c
    where authority = %(authority)s and parked and {opened}
        and (%(officer)s::text is null or %(officer)s in (officer, officer_subject))
    order by case_id
"""


def parked(store: Store, authority: str) -> tuple[Parked, ...]:
    """Return the streams of one authority that cannot be projected."""
    return every(store, authority, PARKED, Parked, {})


def parked_cases(
    store: Store, authority: str, officer: str | None = None, *, access: Access | EveryCase
) -> tuple[ParkedCase, ...]:
    """Return the cases of one authority that cannot be read; those of an officer if given."""
    query = sql.SQL(PARKED_CASES).format(opened=opened(access, "c"))
    return every(store, authority, query, ParkedCase, {"officer": officer, **ties(access)})
