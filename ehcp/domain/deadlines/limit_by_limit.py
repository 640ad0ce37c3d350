"""The deadlines of a case limit by limit: what is found of one is found without the others."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import while_appealed
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.clocks import CLOCK_OF, CLOCKS
from ehcp.domain.deadlines.deadline import Deadline, Status
from ehcp.domain.deadlines.disputes import BEGUN_BY_DROPPING, put_right
from ehcp.domain.deadlines.doubt import Recall, anew
from ehcp.domain.deadlines.judge import Judge
from ehcp.domain.deadlines.run import Run, shared_ends
from ehcp.domain.deadlines.runs import runs_of
from ehcp.domain.deadlines.verdict import undetermined
from ehcp.domain.event import Event
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.standing.orders import redated
from ehcp.domain.value import varied
from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import Kind
from ehcp.law.time_limits import CATALOGUE
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE

MUST_BE_DONE = (Kind.HARD_LIMIT, Kind.GUIDANCE, Kind.DIRECTIONS, Kind.PROCEDURAL)
"""Kinds of limit that are outstanding when their day is over and nothing was done."""

OfLimit = Mapping[int, Deadline]
"""The deadlines of one limit, by the place of the entry that started each."""

ByLimit = dict[str, OfLimit]


def judged(case: Case, calendar: Calendar, on: date, recall: Recall = anew) -> ByLimit:
    """Return the deadlines of every limit that may run; `recall` gives again what it knows."""
    return {
        clock.limit.id: recall(clock, partial(_of_limit, case, clock, calendar, on, recall))
        for clock in _clocks(case)
    }


def of_limit(case: Case, limit: str, calendar: Calendar, on: date) -> Iterator[Deadline]:
    """Yield the deadlines of one limit, by its id, by the same rules as `judged`."""
    for clock in _clocks(case):
        if clock.limit.id == limit:
            yield from _of_limit(case, clock, calendar, on, anew).values()


def _of_limit(case: Case, clock: Clock, calendar: Calendar, on: date, recall: Recall) -> OfLimit:
    runs = put_right(case, clock, runs_of(case, clock, calendar, recall), recall)
    replaced = case.once(_redated)
    judge = Judge(case, calendar, on, replaced, shared_ends(case, runs, replaced))
    found = {}
    for run in runs:
        deadline = recall(run, partial(_deadline, judge, run), judge.beside(run))
        if deadline is not None:
            found[run.start.place] = deadline
    return found


def _deadline(judge: Judge, run: Run) -> Deadline | None:
    """Return the deadline of a run as it stands with all that is said of it later."""
    deadline = judge.deadline(run)
    if deadline is not None and deadline.limit is CEASE_NOT_BEFORE:
        deadline = while_appealed(judge.case, deadline)
    in_doubt = run.clock.in_doubt
    if deadline is not None and in_doubt is not None and in_doubt(judge.case, run.start):
        deadline = undetermined(deadline)
    if deadline is not None and run.start.place in judge.replaced:
        deadline = _overtaken(deadline)
    return deadline


def _overtaken(deadline: Deadline) -> Deadline:
    """Return the deadline of an order that was issued again. A window of it is not open still."""
    lapses = deadline.when_over is Status.DISAPPLIED
    return varied(
        undetermined(deadline),
        drives=False,
        open=deadline.open and not lapses,
        readings=tuple(varied(r, status=Status.UNDETERMINED) for r in deadline.readings),
    )


def _clocks(case: Case) -> Iterator[Clock]:
    """Yield the clocks that may run, with one for each given day of a limit that has none."""
    yield from _begun_by(case.kinds)
    without = {
        limit: None
        for step in case.steps_of(DueDayGiven)
        if isinstance(step.event, DueDayGiven)
        for limit in step.event.limits
        if limit not in CLOCK_OF
    }
    for limit in without:
        must = CATALOGUE[limit].kind in MUST_BE_DONE
        over = Status.OUTSTANDING if must else Status.UNDETERMINED
        yield Clock(limit=CATALOGUE[limit], minimum=not must, when_over=over)


@cache
def _beginning() -> Mapping[type[Event], frozenset[int]]:
    """The numbers of the clocks that each kind of event may begin."""
    found: dict[type[Event], set[int]] = {}
    for number, clock in enumerate(CLOCKS):
        for kind in clock.begins_with:
            found.setdefault(kind, set()).add(number)
        if clock.limit.id in BEGUN_BY_DROPPING:
            found.setdefault(AssessmentAgreed, set()).add(number)
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def _begun_by(kinds: Iterable[type[Event]]) -> Iterator[Clock]:
    """Yield the clocks that events of these kinds may begin, in the order of the process."""
    beginning = _beginning()
    numbers = set[int]().union(*(beginning[kind] for kind in kinds if kind in beginning))
    return (CLOCKS[number] for number in sorted(numbers))


def _redated(case: Case) -> set[int]:
    """Return the places of the orders that were issued again with another date."""
    firsts = (redated(case, step) for step in case.steps_of(TribunalOrderRedated))
    return {first.place for first in firsts if first is not None}
