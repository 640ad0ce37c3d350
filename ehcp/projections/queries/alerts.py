"""Alerts, and whether the duty of each has ended."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehcp.application.rights import EVERY_CASE, Access, EveryCase
from ehcp.projections.page import Page
from ehcp.projections.queries.paging import LARGEST, SIZE, of, paged
from ehcp.store.cases import Store


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One alert. `ended`: the duty is done, gone, or due on another day.

    `told`: who was to be told when it was raised: the case's officer, a role, a person.
    """

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
    told: tuple[str, ...]
    version: int
    ended: bool
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    assigned_to: str | None
    escalated_to: str | None
    escalated_at: datetime | None


# An alert goes on while its duty is open and due on that day, or nobody can say: a parked case.
ALERTS = """
    select a.stage_on::text as sort_day, a.id as sort_id,
        a.id, a.case_id, c.child_name, c.officer, a.limit_id as "limit", a.owed_by, a.source,
        a.started_by, a.due, a.stage, a.stage_on, a.raised_on, a.raised_at, a.told,
        a.version,
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
    where a.authority = %(authority)s and {opened}
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
    access: Access | EveryCase,
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
    return paged(store, authority, ALERTS, of(Alert), after, size, given, access)


def alert(
    store: Store, authority: str, identity: UUID, *, access: Access | EveryCase
) -> Alert | None:
    """Return one alert."""
    given = dict.fromkeys(("ended", "stage", "limit", "officer", "case"))
    asked = {**given, "alert": identity}
    found = paged(store, authority, ALERTS, of(Alert), None, 1, asked, access)
    return found.items[0] if found.items else None


def alerts_of(store: Store, authority: str, case: UUID) -> tuple[Alert, ...]:
    """Return the alerts of one case, which is open to whoever asks; the latest stage first."""
    return alerts(store, authority, case=case, size=LARGEST, access=EVERY_CASE).items
