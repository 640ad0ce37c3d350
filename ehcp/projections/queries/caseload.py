"""The caseload: every case of an authority, in the order of what is due next in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, LiteralString
from uuid import UUID

from psycopg import sql

from ehcp.application.rights import Access, EveryCase
from ehcp.domain import waits
from ehcp.domain.waits import Wait
from ehcp.projections.page import Page
from ehcp.projections.queries.paging import SIZE, Row, of, paged, until
from ehcp.store.cases import Store
from ehcp.store.typed import typed


class Order(StrEnum):
    """In what order a caseload is read."""

    NEXT_DUE = "next-due"
    LAST_CONTACT = "last-contact"


SORTED: dict[Order, LiteralString] = {
    Order.NEXT_DUE: "c.sort_due",
    Order.LAST_CONTACT: "c.sort_contact",
}


@dataclass(frozen=True, kw_only=True)
class CaseSummary:
    """One case in the caseload. `overdue` counts the binding duties whose last day is over.

    `last_contact` is the event by which somebody last turned to the family, or it to somebody
    (`last_contact_way`). `waits` are those from whom something is awaited, what is due first
    first: an adviser's body or a school by name.
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
    last_contact_on: date | None
    last_contact: str | None
    last_contact_way: str | None
    waits: tuple[Wait, ...]
    overdue: int
    parked: bool


CASELOAD = """
    select {sort}::text as sort_day, c.case_id as sort_id,
        c.case_id, c.child_name, c.date_of_birth, c.upn, c.officer, c.officer_subject, c.stage,
        c.version, c.opened_on, c.last_event_on, c.last_recorded_at, c.next_due, c.next_limit,
        c.last_contact_on, c.last_contact, c.last_contact_way, c.waits, c.parked, o.overdue
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
        and (%(waiting_on)s::text is null or exists (
            select from jsonb_array_elements(c.waits) w
            where w ->> 'who' = %(waiting_on)s
                and coalesce((w ->> 'until')::date >= %(today)s, true)
        ))
        and (%(no_contact_since)s::date is null or c.parked
            or coalesce(c.last_contact_on < %(no_contact_since)s::date, true))
        and (%(after_day)s::date is null
            or ({sort}, c.case_id) > (%(after_day)s::date, %(after_id)s::uuid))
    order by {sort}, c.case_id limit %(size)s
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
    waiting_on: str | None = None,
    no_contact_since: date | None = None,
    order: Order = Order.NEXT_DUE,
    after: str | None = None,
    size: int = SIZE,
    access: Access | EveryCase,
) -> Page[CaseSummary]:
    """Return cases in the order of their next due day, or of the last contact; parked ones first.

    `overdue`: with a binding duty overdue, or without. `due_within`: a binding duty falls due
    today or in so many days. `officer` by name or sign-in. `waiting_on`: something is awaited
    from this party. `no_contact_since`: the last contact with the family was before that day, or
    there was none. `access`: the cases that are open to a right. Raises BadCursor.
    """
    given: dict[str, Any] = {
        "overdue": overdue,
        "until": until(today, due_within),
        "officer": officer,
        "stage": stage,
        "waiting_on": waiting_on,
        "no_contact_since": no_contact_since,
    }
    given["today"] = today
    make, sort = partial(_summary, today), sql.SQL(SORTED[order])
    return paged(store, authority, CASELOAD, make, after, size, given, access, sort=sort)


def _summary(today: date, row: Row) -> CaseSummary:
    return _make({**row, "waits": lasting(row["waits"], today)})


_make = of(CaseSummary)


def lasting(rows: Sequence[Mapping[str, Any]], today: date) -> tuple[Wait, ...]:
    """Return the waits of a case that last on a day."""
    return waits.lasting(typed(rows, tuple[Wait, ...]), today)
