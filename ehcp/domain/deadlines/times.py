"""The days of a run: what it started on, counts from, cannot end before, and was done on."""

from datetime import date
from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Fixed, NotBefore
from ehcp.domain.deadlines.deadline import Days
from ehcp.domain.deadlines.run import SHOWN, Run
from ehcp.domain.deadlines.unsaid import transfer_year
from ehcp.domain.events.review import PhaseTransferDue
from ehcp.domain.step import BEGINNING, END
from ehcp.law.calendar import Calendar


class Times(NamedTuple):
    """The days of a run that its due day follows from, whatever reading is taken.

    `several` are the days that the period is counted from, `started` the first of them.
    `fixed` was put in the place of the period; before `least` the last day cannot lie.
    `taken` is when the step was taken that ended, showed or took away the duty.
    """

    several: tuple[Days, ...]
    started: Days
    counted_from: Days
    fixed: Fixed | None
    least: NotBefore | None
    taken: Days | None


def times_of(case: Case, calendar: Calendar, run: Run) -> Times:
    """Return the days that the due day of a run follows from."""
    clock, start = run.clock, run.start
    own = start.first, start.last
    several: tuple[Days, ...] = (own,)
    fixed: Fixed | None = None
    least: NotBefore | None = None
    if not run.given:
        if clock.counted_from is not None:
            several = clock.counted_from(case, start)
        if clock.no_earlier is not None:
            least = clock.no_earlier(case, start, calendar)
    if clock.fixed is not None:
        fixed = clock.fixed(case, start)
    started = run.since or several[0]
    return Times(
        several, started, _counted_from(run, started), fixed, least, _taken(case, run, started)
    )


def _counted_from(run: Run, started: Days) -> Days:
    """Return the days from which the period is counted; any of its year for a fixed day."""
    if not isinstance(run.start.event, PhaseTransferDue):
        return started
    year = transfer_year(run.start)
    return (BEGINNING, END) if year is None else (date(year, 1, 1), date(year, 1, 1))


def _taken(case: Case, run: Run, started: Days) -> Days | None:
    """Return when the step was taken that ended, showed or took away the duty."""
    end = run.end
    if end is None:
        return None
    if run.how is SHOWN:
        since = BEGINNING if run.given else _shown_since(case, run, started)
        return since, max(end.last, since)
    return end.first, end.last


def _shown_since(case: Case, run: Run, started: Days) -> date:
    """Return the first day on which the duty can have been done that a step shows."""
    find = run.clock.shown_since
    since = find(case, run.start) if find is not None else None
    return started[0] if since is None else max(started[0], since.first)
