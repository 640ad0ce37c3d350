"""What falls due and when: a pure function of the case's history, the law, the calendar, a day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import while_appealed
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.clocks import CLOCK_OF, CLOCKS
from ehcp.domain.deadlines.deadline import Claim, Deadline, Reading, Status
from ehcp.domain.deadlines.disputes import Pair, with_dropped_refusals
from ehcp.domain.deadlines.judge import Judge, as_reading
from ehcp.domain.deadlines.runs import Run, in_order, runs_of
from ehcp.domain.events.challenge import TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.record import DueDayGiven
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import CATALOGUE
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE

__all__ = ["CLOCKS", "Claim", "Deadline", "Reading", "Status", "deadlines"]


def deadlines(case: Case, calendar: Calendar, on: date) -> tuple[Deadline, ...]:
    """Return every deadline that the case has had by the end of the day `on`.

    In the order of the entries that started them, then of the catalogue. The case is read
    as at that day; as known on whatever moment it was given with.
    """
    case = case if case.as_at == on else case.seen(as_at=on, as_known_on=case.as_known_on)
    runs = [run for clock in _clocks(case) for run in runs_of(case, clock, calendar)]
    runs, pairs = with_dropped_refusals(case, runs)
    judge = Judge(case, calendar, on)
    return tuple(_judged(case, judge, list(in_order(runs, tuple(CATALOGUE))), pairs))


def _clocks(case: Case) -> Iterator[Clock]:
    """Yield the clocks, with one that nothing ends for each given day of a limit without."""
    yield from CLOCKS
    for step in case.steps_of(DueDayGiven):
        if isinstance(step.event, DueDayGiven):
            for limit in step.event.limits:
                if limit not in CLOCK_OF:
                    yield Clock(limit=CATALOGUE[limit], minimum=True)


def _judged(
    case: Case, judge: Judge, runs: Sequence[Run], pairs: Sequence[Pair]
) -> Iterator[Deadline]:
    redated = _redated(case)
    found = {id(run): judge.deadline(run) for run in runs}
    twins = {id(a): b for pair in pairs for a, b in (pair, pair[::-1])}
    for run in runs:
        deadline = found[id(run)]
        if deadline is None:
            continue
        if deadline.limit is CEASE_NOT_BEFORE:
            deadline = while_appealed(case, deadline)
        if run.start.place in redated:
            deadline = replace(
                deadline, status=Status.UNDETERMINED, when_over=Status.UNDETERMINED, drives=False
            )
        twin = found[id(twins[id(run)])] if id(run) in twins else None
        if twin is not None:
            deadline = replace(
                deadline,
                readings=(as_reading(twin.reading or "", twin), *deadline.readings),
                drives=_falls_first(deadline, twin),
            )
        yield deadline


def _redated(case: Case) -> set[int]:
    """Return the places of the orders that were issued again with another date."""
    kinds = (TribunalOrder, TribunalOrderRedated)
    firsts = (
        case.at(step.event.of) or case.before(step, *kinds)
        for step in case.steps_of(TribunalOrderRedated)
    )
    return {first.place for first in firsts if first is not None}


def _falls_first(one: Deadline, other: Deadline) -> bool:
    """Whether `one` falls due first: the earlier of two readings drives alerts and counts."""
    if one.due is None or one.due.first is None:
        return other.due is None
    return other.due is None or other.due.first is None or one.due.first <= other.due.first
