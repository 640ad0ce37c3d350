"""Runs: each time a clock was started in a case, and what became of it. Nothing is judged yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps
from ehcp.domain.entry import Source
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.step import END, Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import Stage

WEEKS_TO_FINISH_A_REVIEW = timedelta(weeks=12)


class How(Enum):
    """What became of a run."""

    OPEN = "open"
    ENDED = "ended"
    SHOWN = "shown"
    TAKEN_AWAY = "taken-away"


@dataclass(frozen=True, kw_only=True)
class Run:
    """One running of one clock.

    `start` started it, or gave its due day where `given`. `end` ended it, showed that it was
    done, or took the duty away: `how` says which. `shared` is set where that step ended
    another open run of the same limit too and does not say whose it is. `left_out` is a
    refusal that a reading of the law treats as if it had not been made. `since` replaces the
    starting days where the entry that really started the clock is not in the history.
    """

    clock: Clock
    start: Step
    given: bool = False
    how: How = How.OPEN
    end: Step | None = None
    shared: bool = False
    reading: str | None = None
    left_out: Step | None = None
    since: tuple[date, date] | None = None

    @property
    def alleged(self) -> bool:
        """Whether it rests on what one side says."""
        return any(_alleged(step) for step in (self.start, self.end) if step is not None)


def _alleged(step: Step) -> bool:
    return step.event.basis == "alleged" or (step.base is not None and _alleged(step.base))


def runs_of(case: Case, clock: Clock, calendar: Calendar) -> list[Run]:
    """Return the runs of one clock, in legal order of their starts."""
    starts = [s for s in case.steps_of(*clock.starts.kinds) if _starts(case, clock, s)]
    if starts:
        found = [close(case, Run(clock=clock, start=start), starts) for start in starts]
    else:
        given = [
            step
            for step in case.steps_of(*clock.given_by.kinds, DueDayGiven)
            if not isinstance(step.event, DueDayGiven) or clock.limit.id in step.event.limits
        ]
        found = [_close_given(case, clock, step, calendar) for step in given]
    return _sharing(found)


def _starts(case: Case, clock: Clock, step: Step) -> bool:
    if clock.own and step.entry.source is Source.IMPORT:
        return False
    return clock.starts.match(case, step, step)


def close(case: Case, run: Run, starts: Sequence[Step] = ()) -> Run:
    """Return the run with what became of it. `starts` are the other starts of its limit."""
    clock, start = run.clock, run.start
    candidates = case.steps if clock.dated else _steps_after(case, start)

    def first(steps: Steps) -> Step | None:
        return next(
            (
                step
                for step in candidates
                if step is not run.left_out
                and step is not start
                and steps.match(case, start, step)
                and _may_end(case, start, step, starts)
            ),
            None,
        )

    end, shown, away = first(clock.ends), first(clock.shown_by), first(clock.not_if)
    if end and shown and _another_began_between(case, shown, end, starts):
        end = None
    if (
        away
        and (end is None or case.follows(end, away))
        and not (shown and end is None and case.follows(away, shown))
    ):
        return replace(run, how=How.TAKEN_AWAY, end=away)
    if end:
        return replace(run, how=How.ENDED, end=end)
    if shown:
        return replace(run, how=How.SHOWN, end=shown)
    return run


def _steps_after(case: Case, start: Step) -> Sequence[Step]:
    return case.steps[case.number(start) + 1 :]


def _may_end(case: Case, start: Step, step: Step, starts: Sequence[Step]) -> bool:
    """Whether a step may bear on this start: not if its `of` says that it is another's."""
    whose = case.at(step.event.of)
    seen = 0
    while whose is not None and whose not in starts and seen < len(case.steps):
        whose, seen = case.at(whose.event.of), seen + 1
    return whose is None or whose is start or whose not in starts


def _another_began_between(case: Case, shown: Step, end: Step, starts: Sequence[Step]) -> bool:
    """Whether the limit was started again after it was shown to be done and before the end.

    The end is then the later one's: a decision on last year's review is not shown by next
    year's letter when last year's plan has been amended in between.
    """
    return any(case.follows(other, shown) and not case.follows(other, end) for other in starts)


def _close_given(case: Case, clock: Clock, given: Step, calendar: Calendar) -> Run:
    """Return the run of a limit of which only the due day is known.

    What was recorded below the day or happened after it may be the end. So may what came
    before it, as long as it cannot belong to an earlier running: it lies inside the period
    counted back from the day, and for a review after the time that the last one may take.
    """
    clock = clock if clock.given_ends is None else replace(clock, ends=clock.given_ends)
    run = Run(clock=clock, start=given, given=True)
    earliest = _implied_start(clock, given, calendar)
    if earliest is not None and clock.limit.stage is Stage.ANNUAL_REVIEW:
        earliest += WEEKS_TO_FINISH_A_REVIEW

    def may_be(step: Step) -> bool:
        if step.first > given.last:
            return True
        if earliest is not None and not step.undated:
            return step.first > earliest and (
                step.place > given.place or clock.limit.stage is not Stage.ANNUAL_REVIEW
            )
        return step.place > given.place

    def first(steps: Steps) -> Step | None:
        return next((s for s in case.steps if may_be(s) and steps.match(case, given, s)), None)

    end, shown, away = first(clock.ends), first(clock.shown_by), first(clock.not_if)
    if away and (end is None or case.follows(end, away)):
        return replace(run, how=How.TAKEN_AWAY, end=away)
    if end:
        return replace(run, how=How.ENDED, end=end)
    return replace(run, how=How.SHOWN, end=shown) if shown else run


def _implied_start(clock: Clock, given: Step, calendar: Calendar) -> date | None:
    """Return the earliest day from which the limit can have run to the day that is given."""
    if given.last == END:
        return None
    day, period = given.last, clock.limit.period
    for back in range(1, 400):
        start = day - timedelta(days=back)
        last = period.last_day(start, calendar)
        if last is None:
            return None
        if last < given.last:
            return start
    return None


def _sharing(runs: list[Run]) -> list[Run]:
    """Return the runs, those marked that one step ended together without saying whose it is."""
    ends = Counter(
        run.end.place
        for run in runs
        if run.end is not None and run.how in (How.ENDED, How.SHOWN) and run.end.event.of is None
    )
    return [
        replace(run, shared=True)
        if run.end is not None and run.end.event.of is None and ends[run.end.place] > 1
        else run
        for run in runs
    ]


def in_order(runs: Sequence[Run], order: Sequence[str]) -> Iterator[Run]:
    """Yield the runs in the order of the starting entry's place, then the catalogue's."""
    number = {limit: n for n, limit in enumerate(order)}
    yield from sorted(runs, key=lambda run: (run.start.place, number[run.clock.limit.id]))
