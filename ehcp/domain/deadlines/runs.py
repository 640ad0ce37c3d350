"""Runs: each time a clock was started in a case, and what became of it. Nothing is judged yet."""

from collections.abc import Sequence
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
