"""Days that a file gives: runs of which only the last day is known."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import NONE, Clock
from ehcp.domain.deadlines.closing import closed, may_end
from ehcp.domain.deadlines.run import Run, ways
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.events.review import ReviewMeetingHeld, ReviewMissed
from ehcp.domain.step import BEGINNING, END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import annual_review

YEARLY = (annual_review.ANNUAL_REVIEW_FIRST, annual_review.ANNUAL_REVIEW_SUBSEQUENT)
WEEKS_TO_FINISH_A_REVIEW = timedelta(weeks=12)
A_YEAR_BACK = range(1, 400)
"""How many days a limit may have run when its last day came, with some to spare."""


def runs_given(case: Case, clock: Clock, calendar: Calendar) -> list[Run]:
    """Return the runs of a clock of which the file says only when they fell due."""
    given = [
        step
        for step in case.steps_of(*clock.given_by.kinds, DueDayGiven)
        if not isinstance(step.event, DueDayGiven) or clock.limit.id in step.event.limits
    ]
    return [
        _close_given(case, Run(clock=clock, start=day, given=True), given, calendar)
        for day in given
    ]


def beside(given: Run, begun: Sequence[Run], calendar: Calendar) -> Run | None:
    """Return the run of a given day beside those that were started; None where it is one of them.

    It is in doubt where nobody can say.
    """
    same = [_may_have_led_to(given.start, way, calendar) for run in begun for way in ways(run)]
    if True in same:
        return None
    return given._replace(doubtful=True) if None in same else given


def _may_have_led_to(given: Step, run: Run, calendar: Calendar) -> bool | None:
    """Whether a given day is the last day of a running; None where its own day leaves it open.

    Only a start on a known day says when it fell due: with any other, the day that is given says
    more. Not if it began later, or was over before the limit can have begun that fell due then;
    nor if the day is nowhere near its own last day, as that of last year's review is not.
    """
    start, end, clock = run.start, run.end, run.clock
    if not _on_a_known_day(start) or start.first > given.last:
        return False
    if BEGINNING in (given.first, given.last) or END in (given.first, given.last):
        return None
    own = _own_last_day(run, calendar)
    if _missed_then(given, run, own):
        return True
    # The days near its own lie together: where its own is given too, three are enough.
    days = sorted({given.first, min(max(own, given.first), given.last), given.last})
    began = [_implied_start(clock, day, calendar) for day in days]
    near = {_near(start, own, *each) for each in zip(days, began, strict=True)}
    if True not in near or _over_before(end.last if end else END, began[0]):
        return False
    surely = False not in near and not _over_before(end.first if end else END, began[-1])
    return True if surely else None


def _over_before(ended: date, began: date | None) -> bool:
    """Whether a running was over before a limit can have begun."""
    return began is not None and ended < began


def _near(start: Step, own: date, day: date, began: date | None) -> bool:
    """Whether a start can have led to a day: to its own, or to one as near as half its time."""
    if start.first > day:
        return False
    return day == own or began is None or 2 * abs(start.first - began) <= own - start.first


def _own_last_day(run: Run, calendar: Calendar) -> date:
    """Return the last day of a running by its own start."""
    period = run.clock.limit.period
    return shifted(run.start.first, lambda day: period.last_day(day, calendar) or END)


def _missed_then(given: Step, run: Run, own: date) -> bool:
    """Whether a review was missed in a time in which this one fell due, and nothing ended it.

    What is told of such a time is that a review was due in it and was not held: this was. A day
    that is counted from another is no such time.
    """
    if not isinstance(given.event, ReviewMissed) or given.base is not None:
        return False
    still = run.end is None or run.end.first > given.last
    return given.first <= own <= given.last and still


def _on_a_known_day(start: Step) -> bool:
    return start.first == start.last and not start.alleged


def _close_given(case: Case, run: Run, days: Sequence[Step], calendar: Calendar) -> Run:
    """Return the run of a limit of which only the due day is known. `days` are all of these.

    What happened after the day may be the end. So may what came before it, as long as it
    cannot belong to an earlier running: it lies inside the period counted back from the day,
    and for a yearly review after the time that the last one may take, and below it in the
    record.
    """
    clock, given = run.clock, run.start
    if clock.given_ends is not None:
        clock = replace(clock, ends=clock.given_ends, shown_by=NONE)
    yearly = clock.limit in YEARLY
    least = _implied_start(clock, given.first, calendar)
    most = _implied_start(clock, given.last, calendar)
    if yearly:
        least, most = (day and day + WEEKS_TO_FINISH_A_REVIEW for day in (least, most))

    def bears(step: Step) -> bool | None:
        if not may_end(case, given, step, days):
            return False
        if isinstance(given.event, ReviewMissed) and step.last < given.first:
            return False  # what had been decided before was not missed then
        # what was put right stands where it stood before
        below = case.first_place(step.place) > case.first_place(given.place)
        if clock.dated or step.first > given.last or case.at(step.event.of) is given:
            return True
        if least is None or most is None:
            return below or None
        if yearly and not below:
            met = case.before(step, ReviewMeetingHeld)
            of_its_own = met is not None and met.last > most
            return None if step.last > given.first or of_its_own else False
        return True if step.first > most else (None if step.last > least else False)

    return closed(case, run._replace(clock=clock), bears)


def _implied_start(clock: Clock, given: date, calendar: Calendar) -> date | None:
    """Return the earliest day from which the limit can have run to the day that is given."""
    period = clock.limit.period
    if given in (BEGINNING, END) or not period.dated:
        return None

    def over_before(back: int) -> bool:
        start = given - timedelta(days=back)
        return shifted(start, lambda day: period.last_day(day, calendar) or END) < given

    # counting is monotone: what began earlier is over no later
    found = bisect_left(A_YEAR_BACK, True, key=over_before)  # noqa: FBT003 - what to look for
    return given - timedelta(days=A_YEAR_BACK[found]) if found < len(A_YEAR_BACK) else None
