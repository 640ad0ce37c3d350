"""What is asked of many cases at once. One authority's rows, and no other's, in each answer.

`today` is the day it is in London: how an open deadline stands is worked out as it is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from psycopg.rows import class_row, dict_row

from ehcp.domain.versions import PlanStatus
from ehcp.projections.page import Page, page, place
from ehcp.projections.timeline import TimelineRow
from ehcp.store.cases import Store

T = TypeVar("T")
SIZE = 50
LARGEST = 500


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


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One alert. `ended`: the duty is done, gone, or due on another day."""

    id: UUID
    case_id: UUID
    child_name: str | None
    officer: str | None
    limit: str
    owed_by: str
    source: str
    started_by: int
    due: date
    stage: str
    stage_on: date
    raised_on: date
    raised_at: datetime | None
    version: int
    ended: bool
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    assigned_to: str | None
    escalated_to: str | None
    escalated_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class IssuedPlan:
    """One plan as issued. `sections` are its parts by name, None where they are not on record."""

    case_id: UUID
    place: int
    version: int
    status: PlanStatus
    current: bool
    issued_first: date | None
    issued_last: date | None
    dated: date | None
    named_setting: str | None
    named_urn: str | None
    setting_type: str | None
    sections: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Parked:
    """A stream that cannot be projected, and why: to be looked at by whoever runs the service."""

    projection: str
    stream: UUID
    position: int
    tries: int
    reason: str
    parked_at: datetime


CASELOAD = """
    select c.sort_due::text as sort_day, c.case_id as sort_id,
        c.case_id, c.child_name, c.date_of_birth, c.upn, c.officer, c.officer_subject, c.stage,
        c.version, c.opened_on, c.last_event_on, c.last_recorded_at, c.next_due, c.next_limit,
        c.parked, o.overdue
    from ehcp.caseload c
    cross join lateral (
        select count(*) as overdue from ehcp.deadlines d
        where d.authority = c.authority and d.case_id = c.case_id
            and d.open and d.drives and d.binds and ehcp.standing(
                d.settled, d.when_over, d.due_first, d.due_last, %(today)s
            ) = 'outstanding'
    ) o
    where c.authority = %(authority)s
        and (%(officer)s::text is null or %(officer)s in (c.officer, c.officer_subject))
        and (%(stage)s::text is null or c.stage = %(stage)s)
        and (%(overdue)s::boolean is null or %(overdue)s = (c.parked or o.overdue > 0))
        and (%(until)s::date is null or c.parked or exists (
            select from ehcp.deadlines d
            where d.authority = c.authority and d.case_id = c.case_id
                and d.open and d.drives and d.binds
                and coalesce(d.due_last, 'infinity') >= %(today)s
                and coalesce(d.due_first, '-infinity') <= %(until)s
        ))
        and (%(after_day)s::date is null
            or (c.sort_due, c.case_id) > (%(after_day)s::date, %(after_id)s::uuid))
    order by c.sort_due, c.case_id limit %(size)s
"""
DEADLINES = """
    select d.sort_due::text as sort_day, d.id as sort_id,
        d.id, d.case_id, c.child_name, c.officer, d.number, d.limit_id as "limit", s.status,
        d.stage, d.force, d.owed_by, d.source, d.reading, d.drives, d.binds, d.open,
        d.started_by, d.started_by_name, d.started_first, d.started_last, d.due_first, d.due_last,
        d.ended_by, d.ended_by_name, d.done, d.done_first,
        case when d.done_last > %(today)s then greatest(d.done_first, %(today)s) else d.done_last
            end as done_last,
        ehcp.least_late(d.open, d.late_least, d.due_first, d.due_last, %(today)s) as late_least,
        ehcp.most_late(d.open, d.late_most, d.late_runs, d.due_first, %(today)s) as late_most,
        d.excuses, d.readings
    from ehcp.deadlines d
    join ehcp.caseload c using (authority, case_id)
    cross join lateral (
        select ehcp.standing(d.settled, d.when_over, d.due_first, d.due_last, %(today)s) as status
    ) s
    where d.authority = %(authority)s
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
# An alert goes on while its duty is open and due on that day, or nobody can say: a parked case.
ALERTS = """
    select a.stage_on::text as sort_day, a.id as sort_id,
        a.id, a.case_id, c.child_name, c.officer, a.limit_id as "limit", a.owed_by, a.source,
        a.started_by, a.due, a.stage, a.stage_on, a.raised_on, a.raised_at, a.version,
        e.ended, a.acknowledged_at, a.acknowledged_by, a.assigned_to, a.escalated_to,
        a.escalated_at
    from ehcp.alerts a
    left join ehcp.caseload c using (authority, case_id)
    cross join lateral (
        select not exists (
            select from ehcp.deadlines d
            where d.authority = a.authority and d.case_id = a.case_id
                and (d.settled = 'parked' or (
                    d.open and d.drives and d.limit_id = a.limit_id
                    and d.started_by = a.started_by and d.due_first = a.due
                ))
        ) as ended
    ) e
    where a.authority = %(authority)s
        and (%(alert)s::uuid is null or a.id = %(alert)s)
        and (%(case)s::uuid is null or a.case_id = %(case)s)
        and (%(ended)s::boolean is null or e.ended = %(ended)s)
        and (%(stage)s::text is null or a.stage = %(stage)s)
        and (%(limit)s::text is null or a.limit_id = %(limit)s)
        and (%(officer)s::text is null
            or %(officer)s in (c.officer, c.officer_subject, a.assigned_to, a.escalated_to))
        and (%(after_day)s::date is null
            or (a.stage_on, a.id) < (%(after_day)s::date, %(after_id)s::uuid))
    order by a.stage_on desc, a.id desc limit %(size)s
"""
TIMELINE = """
    select * from ehcp.timeline where authority = %(authority)s and case_id = %(case)s
    order by place
"""
PLANS = """
    select case_id, place, version, status, current, issued_first, issued_last, dated,
        named_setting, named_urn, setting_type, sections
    from ehcp.plans where authority = %(authority)s and case_id = %(case)s
    order by version, place
"""
PARKED = """
    select projection, stream, position, tries, reason, parked_at
    from ehcp.parked where authority = %(authority)s order by position
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
) -> Page[CaseSummary]:
    """Return cases in the order of their next due day, parked ones first.

    `overdue`: with a binding duty overdue, or without. `due_within`: a binding duty falls due
    today or in so many days. `officer` by name or sign-in. Raises BadCursor for `after`.
    """
    given = {
        "overdue": overdue,
        "until": _until(today, due_within),
        "officer": officer,
        "stage": stage,
    }
    return _page(store, authority, CASELOAD, CaseSummary, after, size, {"today": today, **given})


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
) -> Page[StandingDeadline]:
    """Return deadlines as they stand today in the order of their last day, parked cases first.

    `due_within`: open, and due today or in so many days. Raises BadCursor for `after`.
    """
    given = {
        "status": status,
        "until": _until(today, due_within),
        "case": case,
        "limit": limit,
        "officer": officer,
    }
    return _page(
        store, authority, DEADLINES, StandingDeadline, after, size, {"today": today, **given}
    )


def alerts(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    *,
    ended: bool | None = None,
    stage: str | None = None,
    limit: str | None = None,
    officer: str | None = None,
    case: UUID | None = None,
    after: str | None = None,
    size: int = SIZE,
) -> Page[Alert]:
    """Return alerts, the latest stage first.

    `officer`: whose case it is, or to whom it was assigned or escalated. Raises BadCursor for
    `after`.
    """
    given = {
        "ended": ended,
        "stage": stage,
        "limit": limit,
        "officer": officer,
        "case": case,
        "alert": None,
    }
    return _page(store, authority, ALERTS, Alert, after, size, given)


def alert(store: Store, authority: str, identity: UUID) -> Alert | None:
    """Return one alert."""
    given = dict.fromkeys(("ended", "stage", "limit", "officer", "case"))
    found = _page(store, authority, ALERTS, Alert, None, 1, {**given, "alert": identity})
    return found.items[0] if found.items else None


def alerts_of(store: Store, authority: str, case: UUID) -> tuple[Alert, ...]:
    """Return the alerts of one case, the latest stage first."""
    return alerts(store, authority, case=case, size=LARGEST).items


def timeline(store: Store, authority: str, case: UUID) -> tuple[TimelineRow, ...]:
    """Return the entries of one case in the order of recording."""
    return _all(store, authority, TIMELINE, TimelineRow, {"case": case})


def plans(store: Store, authority: str, case: UUID) -> tuple[IssuedPlan, ...]:
    """Return the plans of one case, the oldest first."""
    return _all(store, authority, PLANS, IssuedPlan, {"case": case})


def parked(store: Store, authority: str) -> tuple[Parked, ...]:
    """Return the streams of one authority that cannot be projected."""
    return _all(store, authority, PARKED, Parked, {})


def _until(today: date, within: int | None) -> date | None:
    return None if within is None else today + timedelta(days=within)


def _all(
    store: Store, authority: str, query: str, kind: type[T], given: dict[str, Any]
) -> tuple[T, ...]:
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(kind)) as cursor,
    ):
        return tuple(cursor.execute(query, {"authority": authority, **given}))


def _page(  # noqa: PLR0913, PLR0917 - the parts of every list
    store: Store,
    authority: str,
    query: str,
    kind: type[T],
    after: str | None,
    size: int,
    given: dict[str, Any],
) -> Page[T]:
    size = max(1, min(size, LARGEST))
    after_day, after_id = place(after) if after is not None else (None, None)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    asked = {
        **given,
        "authority": authority,
        "after_day": after_day,
        "after_id": after_id,
        "size": size + 1,
    }
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        found = cursor.execute(query, asked).fetchall()
    items = [
        (row["sort_day"], row["sort_id"], kind(**{name: row[name] for name in names}))
        for row in found
    ]
    return page(items, size)
