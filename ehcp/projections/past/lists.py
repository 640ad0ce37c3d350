"""The caseload and the deadlines of all cases as they stood then."""

import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from ehcp.domain.deadlines import Deadline
from ehcp.projections.deadlines import PARKED, DeadlineRow, rows
from ehcp.projections.deadlines import parked as parked_deadline
from ehcp.projections.page import BadCursor, Page
from ehcp.projections.past.stood import Stood, Then, falls_due, folded
from ehcp.projections.queries import CaseSummary, StandingDeadline
from ehcp.store.cases import Store

T = TypeVar("T")

AT_ONCE = 50  # cases read together
WHOLE = "all"  # in a cursor: every line of its case was shown
SECONDS = 2.0  # what folding may take before a page is given as it is

CASES = """
    select case_id from ehcp.caseload
    where authority = %s and (%s::uuid is null or case_id > %s)
    order by case_id limit %s
"""


def caseload_then(  # noqa: PLR0913 - each narrows the list
    store: Store,
    authority: str,
    then: Then,
    *,
    overdue: bool | None = None,
    due_within: int | None = None,
    officer: str | None = None,
    stage: str | None = None,
    after: str | None = None,
    size: int,
) -> Page[CaseSummary]:
    """Return the cases that were known and begun then. Raises BadCursor for `after`."""
    until = None if due_within is None else then.on + timedelta(days=due_within)

    def wanted(stood: Stood, summary: CaseSummary) -> bool:
        return (
            officer in (None, summary.officer, summary.officer_subject)
            and stage in (None, summary.stage)
            and overdue in (None, summary.parked or summary.overdue > 0)
            and (until is None or stood.due_until(until))
        )

    def lines(stood: Stood) -> Iterator[CaseSummary]:
        summary = stood.summary
        if wanted(stood, summary):
            yield summary

    return _page(store, authority, then, lines, after, size)


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
) -> Page[StandingDeadline]:
    """Return the deadlines of all cases as they stood then. Raises BadCursor for `after`."""
    until = None if due_within is None else then.on + timedelta(days=due_within)

    def lines(stood: Stood) -> Iterator[StandingDeadline]:
        if officer not in (None, stood.row.officer, stood.row.officer_subject):
            return
        if stood.case is None:
            yield _standing(stood, parked_deadline(authority, stood.case_id), PARKED)
        for row, found in zip(
            rows(authority, stood.case_id, stood.found), stood.found, strict=True
        ):
            if (
                limit in (None, row.limit_id)
                and status in (None, found.status)
                and (until is None or (found.open and falls_due(found, then.on, until)))
            ):
                yield _standing(stood, row, found.status, found)

    return _page(store, authority, then, lines, after, size)


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


def _page(  # noqa: PLR0913, PLR0917 - the parts of every list
    store: Store,
    authority: str,
    then: Then,
    lines: Callable[[Stood], Iterator[T]],
    after: str | None,
    size: int,
) -> Page[T]:
    """Return lines until there are `size`, no case is left, or it has taken long enough."""
    last, seen = _place(after)
    found: list[T] = []
    enough = time.monotonic() + SECONDS
    for stood in _stood(store, authority, then, last, again=seen is not None):
        skip = seen or 0 if stood.case_id == last else 0
        for number, line in enumerate(lines(stood), start=1):
            if number <= skip:
                continue
            if len(found) == size:
                return Page(tuple(found), f"{stood.case_id}_{number - 1}")
            found.append(line)
        if time.monotonic() > enough:
            return Page(tuple(found), f"{stood.case_id}_{WHOLE}")
    return Page(tuple(found))


def _place(after: str | None) -> tuple[UUID | None, int | None]:
    """Return the case that a page ended with, and how many of its lines it showed; None: all."""
    if after is None:
        return None, None
    case, _, seen = after.partition("_")
    try:
        return UUID(case), None if seen == WHOLE else int(seen)
    except ValueError:
        raise BadCursor from None


def _stood(
    store: Store, authority: str, then: Then, last: UUID | None, *, again: bool
) -> Iterator[Stood]:
    """Yield the cases after `last`, itself included if it is to be looked at again."""
    if last is not None and again:
        yield from folded(store, authority, then, [last])
    while True:
        with store.reading(authority) as connection:
            rows_ = connection.execute(CASES, (authority, last, last, AT_ONCE)).fetchall()
        if not rows_:
            return
        ids = [row[0] for row in rows_]
        yield from folded(store, authority, then, ids)
        last = ids[-1]
