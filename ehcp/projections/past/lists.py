"""The caseload and the deadlines of all cases as they stood then."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

from ehcp.application.rights import Access, EveryCase
from ehcp.domain.deadlines import Deadline
from ehcp.projections.deadlines import PARKED, DeadlineRow, rows
from ehcp.projections.deadlines import parked as parked_deadline
from ehcp.projections.page import Page
from ehcp.projections.past.paging import paged
from ehcp.projections.past.stood import Stood, Then, falls_due
from ehcp.projections.queries import CaseSummary, StandingDeadline
from ehcp.projections.queries.caseload import Order
from ehcp.store.cases import Store


def caseload_then(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    then: Then,
    *,
    overdue: bool | None = None,
    due_within: int | None = None,
    officer: str | None = None,
    stage: str | None = None,
    waiting_on: str | None = None,
    no_contact_since: date | None = None,
    order: Order = Order.NEXT_DUE,
    after: str | None = None,
    size: int,
    access: Access | EveryCase,
) -> Page[CaseSummary]:
    """Return the cases that were known and begun then. Raises BadCursor for `after`.

    They come in the order of their ids, whatever `order` is asked for.
    """
    del order
    until = None if due_within is None else then.on + timedelta(days=due_within)

    def wanted(stood: Stood, summary: CaseSummary) -> bool:
        return (
            officer in (None, summary.officer, summary.officer_subject)
            and stage in (None, summary.stage)
            and overdue in (None, summary.parked or summary.overdue > 0)
            and (until is None or stood.due_until(until))
            and (waiting_on is None or any(w.who == waiting_on for w in summary.waits))
            and (no_contact_since is None or _silent(summary, no_contact_since))
        )

    def lines(stood: Stood) -> Iterator[CaseSummary]:
        summary = stood.summary
        if wanted(stood, summary):
            yield summary

    return paged(store, authority, then, lines, after, size, access)


def _silent(summary: CaseSummary, since: date) -> bool:
    """Whether there was no contact with the family from a day on."""
    last = summary.last_contact_on
    return summary.parked or last is None or last < since


def deadlines_then(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    then: Then,
    *,
    status: str | None = None,
    due_within: int | None = None,
    limit: str | None = None,
    officer: str | None = None,
    after: str | None = None,
    size: int,
    access: Access | EveryCase,
) -> Page[StandingDeadline]:
    """Return the deadlines of all cases as they stood then. Raises BadCursor for `after`."""
    until = None if due_within is None else then.on + timedelta(days=due_within)

    def lines(stood: Stood) -> Iterator[StandingDeadline]:
        if officer not in (None, stood.row.officer, stood.row.officer_subject):
            return
        if stood.case is None:
            yield _standing(stood, parked_deadline(authority, stood.case_id), PARKED)
            return
        for row, found in zip(
            rows(authority, stood.case_id, stood.case, stood.found), stood.found, strict=True
        ):
            if (
                limit in (None, row.limit_id)
                and status in (None, found.status)
                and (until is None or (found.open and falls_due(found, then.on, until)))
            ):
                yield _standing(stood, row, found.status, found)

    return paged(store, authority, then, lines, after, size, access)


def _standing(
    stood: Stood, row: DeadlineRow, status: str, found: Deadline | None = None
) -> StandingDeadline:
    late = (found and found.late_by_days) or (None, None)
    done = (found and found.done) or (None, None)
    names = {field.name for field in fields(StandingDeadline)} & {f.name for f in fields(row)}
    return StandingDeadline(
        **{
            **{name: getattr(row, name) for name in names},
            "child_name": stood.row.child_name,
            "officer": stood.row.officer,
            "limit": row.limit_id,
            "status": str(status),
            "done_first": done[0],
            "done_last": done[1],
            "late_least": late[0],
            "late_most": late[1],
        }
    )
