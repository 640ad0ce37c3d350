"""The caseload: every case of an authority, in the order of what is due next in each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehcp.application.rights import Access
from ehcp.projections.page import Page
from ehcp.projections.queries.paging import SIZE, of, paged, until
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class CaseSummary:
    """One case in the caseload. `overdue` counts the binding duties whose last day is over.

    A parked case cannot be read: nothing is known of what is due in it, so it comes first.
    """

    case_id: UUID
    child_name: str | None
    date_of_birth: date | None
    upn: str | None
    officer: str | None
    officer_subject: str | None
    stage: str
    version: int
    opened_on: date | None
    last_event_on: date | None
    last_recorded_at: datetime | None
    next_due: date | None
    next_limit: str | None
    overdue: int
    parked: bool


CASELOAD = """
    select c.sort_due::text as sort_day, c.case_id as sort_id,
        c.case_id, c.child_name, c.date_of_birth, c.upn, c.officer, c.officer_subject, c.stage,
        c.version, c.opened_on, c.last_event_on, c.last_recorded_at, c.next_due, c.next_limit,
        c.parked, o.overdue
    from ehcp.caseload c
    cross join lateral (
        select
            count(*) filter (where ehcp.standing(
                d.settled, d.when_over, d.due_first, d.due_last, %(today)s
            ) = 'outstanding') as overdue,
            bool_or(
                coalesce(d.due_last, 'infinity') >= %(today)s
                and coalesce(d.due_first, '-infinity') <= %(until)s::date
            ) as due
        from ehcp.deadlines d
        where d.authority = c.authority and d.case_id = c.case_id
            and d.open and d.drives and d.binds
    ) o
    where c.authority = %(authority)s and {opened}
        and (%(officer)s::text is null or %(officer)s in (c.officer, c.officer_subject))
        and (%(stage)s::text is null or c.stage = %(stage)s)
        and (%(overdue)s::boolean is null or %(overdue)s = (c.parked or o.overdue > 0))
        and (%(until)s::date is null or c.parked or o.due)
        and (%(after_day)s::date is null
            or (c.sort_due, c.case_id) > (%(after_day)s::date, %(after_id)s::uuid))
    order by c.sort_due, c.case_id limit %(size)s
"""


def caseload(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    today: date,
    *,
    overdue: bool | None = None,
    due_within: int | None = None,
    officer: str | None = None,
    stage: str | None = None,
    after: str | None = None,
    size: int = SIZE,
    access: Access | None = None,
) -> Page[CaseSummary]:
    """Return cases in the order of their next due day, parked ones first.

    `overdue`: with a binding duty overdue, or without. `due_within`: a binding duty falls due
    today or in so many days. `officer` by name or sign-in. `access`: the cases
    that are open to a right; None: all. Raises BadCursor for `after`.
    """
    given: dict[str, Any] = {
        "overdue": overdue,
        "until": until(today, due_within),
        "officer": officer,
        "stage": stage,
    }
    given["today"] = today
    return paged(store, authority, CASELOAD, of(CaseSummary), after, size, given, access)
