"""The deadlines of all cases, as they stand today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.page import Page
from ehcp.projections.queries.paging import SIZE, of, paged, until
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class StandingDeadline:
    """One deadline as it stands on the day asked about; `status` may also be `parked`.

    `number` is its order within its case. `done_first` and `done_last` are None for an open
    end, and where `done` is false.
    """

    id: UUID
    case_id: UUID
    child_name: str | None
    officer: str | None
    number: int
    limit: str | None
    status: str
    stage: str | None
    force: str | None
    owed_by: str | None
    source: str | None
    reading: str | None
    drives: bool
    binds: bool
    open: bool
    started_by: int | None
    started_by_name: str | None
    started_first: date | None
    started_last: date | None
    due_first: date | None
    due_last: date | None
    ended_by: int | None
    ended_by_name: str | None
    done: bool
    done_first: date | None
    done_last: date | None
    late_least: int | None
    late_most: int | None
    excuses: tuple[Mapping[str, Any], ...]
    readings: tuple[Mapping[str, Any], ...]


DEADLINES = """
    select d.sort_due::text as sort_day, d.id as sort_id,
        d.id, d.case_id, c.child_name, c.officer, d.number, d.limit_id as "limit", s.status,
        d.stage, d.force, d.owed_by, d.source, d.reading, d.drives, d.binds, d.open,
        d.started_by, d.started_by_name, d.started_first, d.started_last, d.due_first, d.due_last,
        d.ended_by, d.ended_by_name, d.done, d.done_first,
        case when d.done_last > %(today)s then greatest(d.done_first, %(today)s) else d.done_last
            end as done_last,
        ehcp.least_late(
            d.open, d.late_least, d.when_over, d.due_first, d.due_last, %(today)s
        ) as late_least,
        ehcp.most_late(
            d.open, d.late_most, d.late_runs, d.when_over, d.due_first, d.due_last, %(today)s
        ) as late_most,
        d.excuses, d.readings
    from ehcp.deadlines d
    join ehcp.caseload c using (authority, case_id)
    cross join lateral (
        select ehcp.standing(d.settled, d.when_over, d.due_first, d.due_last, %(today)s) as status
    ) s
    where d.authority = %(authority)s and {opened}
        and (%(case)s::uuid is null or d.case_id = %(case)s)
        and (%(limit)s::text is null or d.limit_id = %(limit)s)
        and (%(officer)s::text is null or %(officer)s in (c.officer, c.officer_subject))
        and (%(status)s::text is null or s.status = %(status)s)
        and (%(until)s::date is null or d.settled = 'parked' or (
            d.open and coalesce(d.due_last, 'infinity') >= %(today)s
            and coalesce(d.due_first, '-infinity') <= %(until)s
        ))
        and (%(after_day)s::date is null
            or (d.sort_due, d.id) > (%(after_day)s::date, %(after_id)s::uuid))
    order by d.sort_due, d.id limit %(size)s
"""


def deadlines(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    today: date,
    *,
    status: str | None = None,
    due_within: int | None = None,
    case: UUID | None = None,
    limit: str | None = None,
    officer: str | None = None,
    after: str | None = None,
    size: int = SIZE,
    access: Access | EveryCase,
) -> Page[StandingDeadline]:
    """Return deadlines as they stand today in the order of their last day, parked cases first.

    `due_within`: open, and due today or in so many days. Raises BadCursor for `after`.
    """
    given: dict[str, Any] = {
        "status": status,
        "until": until(today, due_within),
        "case": case,
        "limit": limit,
        "officer": officer,
    }
    given["today"] = today
    return paged(store, authority, DEADLINES, of(StandingDeadline), after, size, given, access)
