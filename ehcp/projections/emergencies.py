"""The emergencies read model: one row for each time that a case was opened in an emergency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehcp.domain.emergency import KINDS, emergency_of
from ehcp.domain.entry import Entry
from ehcp.projections.by_day import page_by_day
from ehcp.projections.page import Page
from ehcp.store.cases import Store

TABLE = "emergencies"
NAMES = frozenset(kind.__name__ for kind in KINDS)
"""The names of the events that only a stream of a case opened in an emergency has."""

SOME = """
    select authority, id, subject, role, case_id, opened_on, opened_at, until, review_due,
        reviewed_by, reviewed_on, finding, told_overdue, version
    from ehcp.emergencies
    where authority = %(authority)s
        and (%(reviewed)s::boolean is null or (finding is not null) = %(reviewed)s)
        and (%(overdue)s::boolean is null
            or (finding is null and review_due < %(today)s) = %(overdue)s)
        and (%(day)s::date is null or (review_due, id) > (%(day)s, %(id)s))
    order by review_due, id limit %(size)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyRow:
    """One time that a case was opened. The right to it ends at `until`."""

    authority: str
    id: UUID
    subject: str
    role: str
    case_id: UUID
    opened_on: date
    opened_at: datetime
    until: datetime
    review_due: date
    reviewed_by: str | None
    reviewed_on: date | None
    finding: str | None
    told_overdue: bool
    version: int


class NoEmergency(ValueError):  # noqa: N818 - named for what it says
    """The stream does not begin with a case being opened in an emergency."""


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> EmergencyRow:
    """Return the row of one. Raises NoEmergency if its stream is something else."""
    found = emergency_of(history)
    if found is None:
        raise NoEmergency
    return EmergencyRow(
        authority=authority,
        id=stream,
        subject=found.subject,
        role=found.role,
        case_id=found.case,
        opened_on=found.opened_on,
        opened_at=found.opened_at,
        until=found.until,
        review_due=found.review_due,
        reviewed_by=found.reviewed_by,
        reviewed_on=found.reviewed_on,
        finding=found.finding,
        told_overdue=found.told_overdue,
        version=found.version,
    )


def emergencies(  # noqa: PLR0913 - each is part of the question
    store: Store,
    authority: str,
    today: date,
    *,
    reviewed: bool | None = None,
    overdue: bool | None = None,
    after: str | None = None,
    size: int = 200,
) -> Page[EmergencyRow]:
    """Return them in the order of the last day for their review. Raises BadCursor."""
    asked = {"today": today, "reviewed": reviewed, "overdue": overdue}
    return page_by_day(
        store, authority, SOME, EmergencyRow, lambda found: found.review_due, asked, after, size
    )
