"""The day on which rows of a case change by themselves, although nothing is recorded.

An open duty's day is no such day: how it stands is worked out as it is read. What is known
only as a span, or rests on what one side says, is judged in more ways than one, and these
may come to agree, or part, on a later day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ehcp.application.one_case.phase_transfers import days_they_go
from ehcp.domain.case import LIE_AHEAD, PLANS, Case
from ehcp.domain.deadlines import BEARING, Deadline, Status, deadlines
from ehcp.domain.deadlines.claims import late_again, long_enough_on
from ehcp.domain.deadlines.clocks.ceasing import days_it_shows
from ehcp.domain.events.record import ExceptionClaimed
from ehcp.domain.plan.sections import Plan
from ehcp.domain.plan.times import turns
from ehcp.domain.step import END, Step
from ehcp.domain.when import UNKNOWN
from ehcp.law.calendar import Calendar

ONE_DAY = timedelta(days=1)
IN_DOUBT = (Status.UNDETERMINED, Status.EXCUSED)


@dataclass(frozen=True)
class Turning:
    """When to restate a case, None for never; and the deadlines that get later day by day.

    Those are not open, for something may have ended them, and may not have.
    """

    on: date | None
    growing: frozenset[int]


def turning(case: Case, found: Sequence[Deadline], calendar: Calendar, today: date) -> Turning:
    """Return when the rows of a case, stated on `today`, change by themselves."""
    days = [day for step in case.steps for day in _of_step(step, today)]
    days += [day for deadline in found for day in _of_deadline(deadline, today)]
    days += _of_placements(case, today)
    days += [day for day in (*days_it_shows(case), *days_they_go(case)) if day > today]
    growing = set[int]()
    firm = all(step.last <= today and not step.alleged for step in case.steps)
    if any(_may_grow(d) and not (firm and _rests(d, today)) for d in found):
        tomorrow = today + ONE_DAY
        later = _by_key(deadlines(case.seen(as_at=tomorrow), calendar, tomorrow))
        for number, deadline in enumerate(found):
            then = later.get(_key(deadline))
            if not _may_grow(deadline) or then is None:
                continue
            if _grows(deadline, then, today):
                growing.add(number)
            elif deadline.late_by_days != then.late_by_days:
                days.append(tomorrow)
    return Turning(min(days, default=None), frozenset(growing))


def _of_step(step: Step, today: date) -> Iterator[date]:
    yield from (day for day in (step.first, step.last) if today < day != END)
    event = step.event
    if isinstance(event, ExceptionClaimed):
        itself = long_enough_on(event), late_again(event)
        yield from (day for day in itself if day is not None and day > today)
    ahead = step.last > today and not isinstance(event, LIE_AHEAD)
    if type(event) in BEARING and (ahead or step.alleged):
        yield today + ONE_DAY


def _of_deadline(deadline: Deadline, today: date) -> Iterator[date]:
    """Yield the day after a due day from which what is in doubt stays so, or gets later."""
    if deadline.due is None or not (
        _may_grow(deadline) or (deadline.open and deadline.when_over is Status.UNDETERMINED)
    ):
        return
    for day in deadline.due:
        if day is not None and day >= today:
            yield day + ONE_DAY


def _of_placements(case: Case, today: date) -> Iterator[date]:
    """Yield the days on which a plan names another setting than before."""
    for step in case.steps_of(*PLANS):
        plan: Plan | None = getattr(step.event, "plan", None)
        if plan is not None:
            yield from (day for day in turns(plan.placements) if day > today)


def _may_grow(deadline: Deadline) -> bool:
    return not deadline.open and deadline.due is not None and deadline.status in IN_DOUBT


def _rests(deadline: Deadline, today: date) -> bool:
    """Whether tomorrow makes it no later, in a case of which nothing is in doubt or ahead.

    Only what may not have been done by today grows, and that is at least as late as the days
    since it was due. Before its day nothing can be said of it, and so tomorrow either.
    """
    first, last = deadline.due or UNKNOWN
    if first is None or last is None:
        return False
    if deadline.late_by_days is None:
        return today < first or last < today
    most = deadline.late_by_days[1]
    return last < today and most is not None and most < (today - last).days


def _grows(deadline: Deadline, then: Deadline, today: date) -> bool:
    """Whether it is as late as today allows, today and tomorrow, and nothing else changes."""
    if deadline.due is None or deadline.due.first is None:
        return False
    if deadline.late_by_days is None or then.late_by_days is None:
        return False
    (least, most), (least_then, most_then) = deadline.late_by_days, then.late_by_days
    late = (today - deadline.due.first).days
    return least == least_then and (most, most_then) == (late, late + 1)


def _key(deadline: Deadline) -> tuple[str, int, str | None]:
    return deadline.limit.id, deadline.started_by.place, deadline.reading


def _by_key(found: Sequence[Deadline]) -> Mapping[tuple[str, int, str | None], Deadline]:
    return {_key(deadline): deadline for deadline in found}
