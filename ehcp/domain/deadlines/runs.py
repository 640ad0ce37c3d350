"""Runs: each time a clock was started in a case, and what became of it. Nothing is judged yet."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from functools import partial
from typing import NamedTuple

from ehcp.domain.case import Case, Found
from ehcp.domain.deadlines.clock import NONE, Clock, Steps
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.doubt import Recall, anew
from ehcp.domain.deadlines.over import case_over
from ehcp.domain.deadlines.undone import not_kept_to
from ehcp.domain.deadlines.unsaid import bound_since, same_order
from ehcp.domain.entry import Source
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.standing.reviews import begun_by, of_two_reviews
from ehcp.domain.step import BEGINNING, END, Step, shifted
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import annual_review

YEARLY = (annual_review.ANNUAL_REVIEW_FIRST, annual_review.ANNUAL_REVIEW_SUBSEQUENT)
WEEKS_TO_FINISH_A_REVIEW = timedelta(weeks=12)
A_YEAR_BACK = range(1, 400)
"""How many days a limit may have run when its last day came, with some to spare."""


class How(Enum):
    """What became of a run."""

    OPEN = "open"
    ENDED = "ended"
    SHOWN = "shown"
    TAKEN_AWAY = "taken-away"


# Bound once: a member that is looked up on its class costs more than most of what is done here.
OPEN, ENDED, SHOWN, TAKEN_AWAY = How.OPEN, How.ENDED, How.SHOWN, How.TAKEN_AWAY


class Run(NamedTuple):
    """One running of one clock.

    `start` started it, or gave its due day where `given`. `end` ended it, showed that it was
    done, or took the duty away: `how` says which. `otherwise` is the run as it is if that
    step turns out not to count, where its days do not say. `left_out` are steps that count for
    nothing here: a refusal that a reading of the law treats as if it had not been made, say.
    `undone` is the run without the step that took the duty away, where that was not kept to.
    `since` replaces the starting days where the entry that really started the clock is not in
    the history. `doubtful`: whether there was such a running of its own, nobody can say.
    """

    clock: Clock
    start: Step
    given: bool = False
    how: How = How.OPEN
    end: Step | None = None
    otherwise: "Run | None" = None
    reading: str | None = None
    left_out: tuple[Step, ...] = ()
    since: tuple[date, date] | None = None
    doubtful: bool = False
    undone: "Run | None" = None

    @property
    def in_doubt(self) -> bool:
        """Whether it rests on what one side says, or on what nobody can say."""
        alleged = self.start.alleged or (self.end is not None and self.end.alleged)
        return alleged or self.doubtful


def runs_of(case: Case, clock: Clock, calendar: Calendar, recall: Recall = anew) -> list[Run]:
    """Return the runs of one clock, in legal order of their starts, and then those given.

    A day that a file gives counts where no start can have led to it. `recall` gives again what
    was found before where the case is the same for it.
    """
    starts = recall(clock, partial(_starts_of, case, clock, calendar), "starts")
    begun = [recall(s, partial(_run, case, clock, s, starts), id(starts)) for s in starts]
    given = recall(clock, partial(_runs_given, case, clock, calendar), "given")
    return [*begun, *(run for one in given if (run := _beside(one, begun, calendar)))]


def _beside(given: Run, begun: Sequence[Run], calendar: Calendar) -> Run | None:
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
    start, end = run.start, run.end
    if not _on_a_known_day(start) or start.first > given.last:
        return False
    if BEGINNING in (given.first, given.last) or END in (given.first, given.last):
        return None
    found = set[bool]()
    for day in given.first, given.last:
        began = _implied_start(run.clock, day, calendar)
        if began is None:
            return True
        near = 2 * abs(start.first - began) <= day - began
        ends = (end.first, end.last) if end else (END,)
        found |= {near and ended >= began for ended in ends}
    return found.pop() if len(found) == 1 else None


def _on_a_known_day(start: Step) -> bool:
    return start.first == start.last and not start.alleged


def _run(case: Case, clock: Clock, start: Step, starts: Sequence[Step]) -> Run:
    """Return the run of a clock from one of its starts."""
    return close(case, Run(clock=_of(case, clock, start), start=start), starts)


def _runs_given(case: Case, clock: Clock, calendar: Calendar) -> list[Run]:
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


def _starts_of(case: Case, clock: Clock, calendar: Calendar) -> list[Step]:
    return [s for s in case.steps_of(*clock.starts.kinds) if _starts(case, clock, s, calendar)]


def _starts(case: Case, clock: Clock, step: Step, calendar: Calendar) -> bool:
    if clock.own and step.entry.source is Source.IMPORT:
        return False
    test = clock.starts.test
    if test is not None and not test(case, step, step):
        return False
    return clock.applies is None or clock.applies(case, step, calendar)


def _of(case: Case, clock: Clock, start: Step) -> Clock:
    """Return the clock as it runs from a start: where the time is not ours nobody is alerted."""
    if clock.theirs is None or not clock.theirs(case, start):
        return clock
    return replace(clock, when_over=Status.DISAPPLIED, repeats=True)


def close(case: Case, run: Run, starts: Sequence[Step] = ()) -> Run:
    """Return the run with what became of it. `starts` are the other starts of its limit.

    What was done under an order before it was dated again was done: it is not owed once more.
    """
    clock, start = run.clock, run.start
    done = clock.done_already(case, start) if clock.done_already is not None else None
    if done is not None:
        return run._replace(how=ENDED, end=done)
    since = bound_since(case, start) if isinstance(start.event, TribunalOrderRedated) else start

    def bears(step: Step) -> bool | None:
        if step is start:
            return False
        whose = step.event.of
        return whose is None or clock.ends_with_next or _may_end(case, start, step, starts)

    return _closed(case, run, bears, None if clock.dated else since, starts)


def _closed(
    case: Case,
    run: Run,
    bears: Callable[[Step], bool | None],
    after: Step | None = None,
    starts: Sequence[Step] = (),
) -> Run:
    """Return the run with the step that ended it, showed it done or took the duty away.

    Only what comes `after` a step comes into question, where one is given.
    """
    clock, start, left_out = run.clock, run.start, run.left_out

    def first(steps: Steps, after: Step | None = after) -> "Found | None":
        if not steps.kinds:
            return None
        test = steps.test

        def found_in(step: Step) -> "Found | None":  # quoted: it is made at every call
            if step in left_out or (bearing := bears(step)) is False:
                return None
            counts = True if test is None else test(case, start, step)
            return None if counts is False else Found(step, bearing is True and counts is True)

        return case.first_of(steps.kinds, found_in, after)

    away = first(clock.not_if)
    if (over := first(case_over(case, clock))) and _earlier(case, over, away):
        away = over
    end = first(clock.ends, None if clock.ends_before else after)
    others = () if end and case.at(end.step.event.of) is start else starts  # it says whose it is
    how, found = _outcome(case, end, first(clock.shown_by), away, others)
    if found is None:
        return run
    otherwise = undone = None
    if not found.surely:
        without = run._replace(left_out=(*left_out, found.step))
        otherwise = _closed(case, without, bears, after, starts)
    if how is TAKEN_AWAY and end and (gone := not_kept_to(case, found.step, end.step)):
        undone = _closed(case, run._replace(left_out=(*left_out, *gone)), bears, after, starts)
        undone = undone if undone.end is end.step else None
    kept = run.reading, left_out, run.since, run.doubtful
    return Run(clock, start, run.given, how, found.step, otherwise, *kept, undone)


def _earlier(case: Case, one: Found, other: Found | None) -> bool:
    return other is None or case.follows(other.step, one.step)


def _outcome(
    case: Case,
    end: Found | None,
    shown: Found | None,
    away: Found | None,
    starts: Sequence[Step],
) -> tuple[How, Found | None]:
    """Return which of the three it was: what ended it, showed it done or took it away."""
    if end and shown and _another_began_between(case, shown.step, end.step, starts):
        end = None
    done = end or shown
    if away and (done is None or case.follows(done.step, away.step)):
        return TAKEN_AWAY, away
    if end:
        return ENDED, end
    return (SHOWN, shown) if shown else (OPEN, None)


def _may_end(case: Case, start: Step, step: Step, starts: Sequence[Step]) -> bool:
    """Whether a step may bear on this start: not if its `of` says that it is another's.

    An order that was issued again with another date is the same under each of them.
    """
    whose = case.at(step.event.of)
    seen = 0
    while whose is not None and whose not in starts and seen < len(case.entries):
        whose, seen = case.at(whose.event.of), seen + 1
    if whose is None or whose is start or whose not in starts:
        return True
    return isinstance(start.event, TribunalOrderRedated) and same_order(case, whose, start)


def _another_began_between(case: Case, shown: Step, end: Step, starts: Sequence[Step]) -> bool:
    """Whether the limit was started again after it was shown to be done and before the end.

    The end is then the later one's: a decision on last year's review is not shown by next
    year's letter when last year's plan has been amended in between. One entry can end two
    starts only while both are open, and the earlier no longer was. What shows it may start it
    again itself: provision that stopped had been there. So it is where the limit starts but
    once, and the end belongs to a later review than the one that was shown.
    """
    # an end that comes first leaves no room between
    if not case.follows(end, shown):
        return False
    if of_two_reviews(case, shown, end):
        return True
    return any(
        (other is shown or case.follows(other, shown)) and not case.follows(other, end)
        for other in starts
    )


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
        if not _may_end(case, given, step, days):
            return False
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

    return _closed(case, run._replace(clock=clock), bears)


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


End = tuple[str, int]
"""An entry that ended a running of a limit, or showed it done, and which limit that was."""


def shared_ends(case: Case, runs: Iterable[Run], replaced: Collection[int]) -> set[End]:
    """Return the ends of several runs: one step ended them together without saying whose it is.

    An order that was issued again with another date (`replaced` are the places of the first)
    is one order: what was done under it was done under the later date. A review that says it
    is meant ends every year that was open when it met.
    """
    once, again = set[End](), set[End]()
    for run in runs:
        unsaid = (way for way in ways(run) if not _says_of_which_review(case, way))
        ends = {end for way in unsaid if (end := end_of(way, replaced)) is not None}
        again |= once & ends
        once |= ends
    return again


def _says_of_which_review(case: Case, run: Run) -> bool:
    """Whether a yearly run ended with a step that says to which review it belongs."""
    if run.end is None or run.end.event.of is None or not run.clock.ends_with_next:
        return False
    return begun_by(case, run.end) is not None


def ways(run: Run | None) -> Iterator[Run]:
    """Yield a run, and what it is otherwise."""
    while run is not None:
        yield run
        run = run.otherwise


def end_of(run: Run, replaced: Collection[int]) -> End | None:
    """Return which entry ended a running of which limit, or showed it done."""
    if run.end is None or run.how is TAKEN_AWAY or run.start.place in replaced:
        return None
    return run.clock.limit.id, run.end.place
