"""Runs: each time a clock was started in a case, and what became of it. Nothing is judged yet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.closing import close
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.doubt import Recall, anew
from ehcp.domain.deadlines.given import beside, runs_given
from ehcp.domain.deadlines.run import Run
from ehcp.domain.entry import Source
from ehcp.domain.step import Step
from ehcp.law.calendar import Calendar


def runs_of(case: Case, clock: Clock, calendar: Calendar, recall: Recall = anew) -> list[Run]:
    """Return the runs of one clock, in legal order of their starts, and then those given.

    A day that a file gives counts where no start can have led to it. `recall` gives again what
    was found before where the case is the same for it.
    """
    starts = recall(clock, partial(_starts_of, case, clock, calendar), "starts")
    begun = [recall(s, partial(_run, case, clock, s, starts), id(starts)) for s in starts]
    given = recall(clock, partial(runs_given, case, clock, calendar), "given")
    return [*begun, *(run for one in given if (run := beside(one, begun, calendar)))]


def _run(case: Case, clock: Clock, start: Step, starts: Sequence[Step]) -> Run:
    """Return the run of a clock from one of its starts."""
    return close(case, Run(clock=_of(case, clock, start), start=start), starts)


def _starts_of(case: Case, clock: Clock, calendar: Calendar) -> list[Step]:
    found: Iterable[Step] = case.steps_of(*clock.starts.kinds)
    test, applies = clock.starts.test, clock.applies
    if clock.own:
        found = [step for step in found if step.entry.source is not Source.IMPORT]
    if test is not None:
        found = [step for step in found if test(case, step, step)]
    if applies is not None:
        found = [step for step in found if applies(case, step, calendar)]
    return list(found)


def _of(case: Case, clock: Clock, start: Step) -> Clock:
    """Return the clock as it runs from a start: where the time is not ours nobody is alerted."""
    if clock.theirs is None or not clock.theirs(case, start):
        return clock
    return replace(clock, when_over=Status.DISAPPLIED, repeats=True)
