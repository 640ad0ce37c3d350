"""All rows of one stream: what the projector writes, and what a rebuild must come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ehcp.domain.alerts import prompts
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.domain.entry import Entry
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.step import END
from ehcp.law.calendar import Calendar
from ehcp.law.grounds import GROUNDS
from ehcp.projections import alerts, alerts_due, caseload, plans, timeline
from ehcp.projections import deadlines as deadline_rows

Rows = dict[str, list[Any]]
"""The rows of one stream by table: all that each of these tables is to hold of it."""


@dataclass(frozen=True)
class Day:
    """The day in London on which rows are stated, and the calendar they are reckoned by."""

    on: date
    calendar: Calendar


@dataclass(frozen=True)
class Projection:
    """The read models of one kind of stream. `key` is the column that holds its id."""

    name: str
    tables: tuple[str, ...]
    key: str


CASES = Projection(
    name="cases",
    tables=(
        deadline_rows.TABLE,
        caseload.TABLE,
        timeline.TABLE,
        plans.TABLE,
        alerts_due.TABLE,
    ),
    key="case_id",
)
ALERTS = Projection(name="alerts", tables=(alerts.TABLE,), key="id")
PROJECTIONS = (CASES, ALERTS)


def projection_of(first_event: str) -> Projection:
    """Return whose streams begin with an event of this name: what no other knows is a case."""
    return ALERTS if first_event in alerts.NAMES else CASES


def restated(
    projection: Projection, authority: str, stream: UUID, entries: tuple[Entry, ...], day: Day
) -> Rows:
    """Return all rows of one stream as they are on a day."""
    if projection is ALERTS:
        return {alerts.TABLE: [alerts.row(authority, stream, entries)]}
    return _case(authority, stream, Case(entries), day)


def _case(authority: str, case_id: UUID, whole: Case, day: Day) -> Rows:
    case = whole.seen(as_at=day.on)
    found = deadlines(case, day.calendar, day.on)
    restate_on = min(turns(whole, found, day.on), default=None)
    told = prompts(case_id, case, found, day.calendar)
    return {
        deadline_rows.TABLE: list(deadline_rows.rows(authority, case_id, found, day.on)),
        caseload.TABLE: [
            replace(caseload.row(authority, case_id, case, found), restate_on=restate_on)
        ],
        timeline.TABLE: list(timeline.rows(authority, case_id, whole)),
        plans.TABLE: list(plans.rows(authority, case_id, case)),
        alerts_due.TABLE: list(alerts_due.rows(authority, told, day.calendar)),
    }


def parked(
    projection: Projection, authority: str, stream: UUID, readable: Sequence[Entry], version: int
) -> Rows:
    """Return the rows that stand for a stream that cannot be projected: red, and never absent.

    What alerts were due stays due: a case that nobody can read may still be late.
    """
    if projection is ALERTS:
        return {}
    return {
        deadline_rows.TABLE: [deadline_rows.parked(authority, stream)],
        caseload.TABLE: [caseload.parked(authority, stream, readable, version)],
        timeline.TABLE: [],
        plans.TABLE: [],
    }


def turns(case: Case, found: Sequence[Deadline], today: date) -> Iterator[date]:
    """Yield the days after `today` on which rows of the case change though nothing is recorded.

    A day comes of an entry that is known only as a span, or a cause that goes on has lasted
    long enough, or a doubt cannot be resolved any more.
    """
    for step in case.steps:
        yield from (day for day in (step.first, step.last) if today < day != END)
        event = step.event
        if isinstance(event, ExceptionClaimed) and event.since and event.until is None:
            ground = GROUNDS.get(event.ground or "")
            if ground is not None and ground.least_weeks is not None:
                day = event.since + timedelta(weeks=ground.least_weeks, days=-1)
                yield from (day,) if day > today else ()
    for deadline in found:
        yield from deadline_rows.turns(deadline, today)
