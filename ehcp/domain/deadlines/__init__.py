"""What falls due and when: a pure function of the case's history, the law, the calendar, a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from ehcp.domain.case import CORRECTIONS, LIE_AHEAD, Case
from ehcp.domain.deadlines.ceasing import while_appealed
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.clocks import CLOCK_OF, CLOCKS
from ehcp.domain.deadlines.deadline import Claim, Deadline, Reading, Status
from ehcp.domain.deadlines.disputes import with_dropped_refusals
from ehcp.domain.deadlines.doubt import Recall, Remembered, anew
from ehcp.domain.deadlines.followed import followed
from ehcp.domain.deadlines.judge import Judge, as_reading
from ehcp.domain.deadlines.over import CASE_OVER
from ehcp.domain.deadlines.runs import Run, runs_of, shared_ends
from ehcp.domain.deadlines.unsaid import redated
from ehcp.domain.deadlines.verdict import undetermined, unless_doubted
from ehcp.domain.event import Event
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.record import DueDayGiven, ExceptionClaimed
from ehcp.domain.step import END, Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limit import Kind
from ehcp.law.time_limits import CATALOGUE
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE

__all__ = ["CLOCKS", "Claim", "Deadline", "Reading", "Status", "deadlines"]

BEARING = {kind for clock in CLOCKS for kind in clock.bearing}
BEARING |= {DueDayGiven, ExceptionClaimed, *CASE_OVER}
NUMBER = {limit: number for number, limit in enumerate(CATALOGUE)}
MUST_BE_DONE = (Kind.HARD_LIMIT, Kind.GUIDANCE, Kind.DIRECTIONS, Kind.PROCEDURAL)
"""Kinds of limit that are outstanding when their day is over and nothing was done."""


class Key(NamedTuple):
    """What tells one deadline of a case from another."""

    limit: str
    place: int


Pair = tuple[Key, Key]


def deadlines(case: Case, calendar: Calendar, on: date) -> tuple[Deadline, ...]:
    """Return every deadline that the case has had by the end of the day `on`.

    In the order of the entries that started them, then of the catalogue. The case is read
    as at that day; as known on whatever moment it was given with.
    """
    case = case if case.as_at == on else case.seen(as_at=on, as_known_on=case.as_known_on)
    doubts = list(_doubtful(case, on))
    if doubts:
        found, pairs = _in_doubt(case, doubts, calendar, on)
    else:
        found, pairs = _judged(case, calendar, on)
    return tuple(followed(_with_twins(found, pairs), case.readings))


def _in_doubt(
    case: Case, doubts: Iterable[Sequence[Step]], calendar: Calendar, on: date
) -> tuple[dict[Key, Deadline], list[Pair]]:
    """Return the deadlines, firm only where they stand the same without what is in doubt."""
    known = Remembered(case)
    first, pairs = _judged(known.case, calendar, on, known)
    found = first
    for doubtful in doubts:
        without, recall = known.without(doubtful)
        others, _ = _judged(without, calendar, on, recall)
        hidden = {step.place for step in doubtful}
        found = found | {
            key: _firm(found.get(key), others.get(key))
            for key in first | others
            # what is not another deadline than before stands as it stood
            if key.place not in hidden and first.get(key) is not others.get(key)
        }
    return found, pairs


def _judged(
    case: Case, calendar: Calendar, on: date, recall: Recall = anew
) -> tuple[dict[Key, Deadline], list[Pair]]:
    """Return the deadlines by key, in order, and which two are readings of one duty."""
    runs, pairs = with_dropped_refusals(
        case,
        [
            run
            for clock in _clocks(case)
            for run in recall(clock, partial(runs_of, case, clock, calendar))
        ],
    )
    replaced = _redated(case)
    shared = shared_ends(runs, replaced)
    judge = Judge(case, calendar, on, replaced, shared)
    found = {}
    for run in runs:
        deadline = recall(run, partial(_deadline, judge, run), judge.beside(run))
        if deadline is not None:
            found[_key(run)] = deadline
    return found, [(_key(one), _key(other)) for one, other in pairs]


def _deadline(judge: Judge, run: Run) -> Deadline | None:
    """Return the deadline of a run as it stands with all that is said of it later."""
    deadline = judge.deadline(run)
    if deadline is not None and deadline.limit is CEASE_NOT_BEFORE:
        deadline = while_appealed(judge.case, deadline)
    if deadline is not None and run.start.place in judge.replaced:
        deadline = _overtaken(deadline)
    return deadline


def _overtaken(deadline: Deadline) -> Deadline:
    """Return the deadline of an order that was issued again. A window of it is not open still."""
    lapses = deadline.when_over is Status.DISAPPLIED
    return replace(undetermined(deadline), drives=False, open=deadline.open and not lapses)


def _key(run: Run) -> Key:
    return Key(run.clock.limit.id, run.start.place)


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
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def _begun_by(kinds: Iterable[type[Event]]) -> Iterator[Clock]:
    """Yield the clocks that events of these kinds may begin, in the order of the process."""
    beginning = _beginning()
    numbers = set[int]().union(*(beginning[kind] for kind in kinds if kind in beginning))
    return (CLOCKS[number] for number in sorted(numbers))


def _doubtful(case: Case, on: date) -> Iterator[Sequence[Step]]:
    """Yield the steps that may not have happened, in the ways in which they may not have.

    One that may lie after `on` is judged as taken and as not taken; the next in legal order
    can only have been taken if it was. What rests on what one side says is firm only if it
    stands without it. (Only what can bear on a limit is looked at.)
    """
    if all(s.last <= on and not s.alleged for s in case.steps):
        return
    bearing = [s for s in case.steps if not isinstance(s.event, (*LIE_AHEAD, *CORRECTIONS))]
    happened = max((case.number(s) for s in bearing if s.last <= on), default=-1)
    bearing = [s for s in bearing if type(s.event) in BEARING]
    open_at_end = [s for s in bearing if s.last > on and case.number(s) > happened]
    for number in range(len(open_at_end)):
        yield open_at_end[number:]
    if alleged := [step for step in bearing if step.alleged]:
        yield alleged


def _firm(*both: Deadline | None) -> Deadline:
    """Return the deadline, firm only where it stands the same both ways."""
    found = [deadline for deadline in both if deadline is not None]
    return unless_doubted(*found) if len(found) > 1 else undetermined(found[0])


def _with_twins(found: Mapping[Key, Deadline], pairs: Sequence[Pair]) -> Iterator[Deadline]:
    """Yield the deadlines, each reading of a duty naming the other."""
    twins = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    for key, deadline in sorted(found.items(), key=lambda item: _in_order(item[0])):
        twin = found.get(twins[key]) if key in twins else None
        if twin is None:
            yield deadline
        else:
            yield replace(
                deadline,
                readings=(as_reading(twin.reading or "", twin), *deadline.readings),
                drives=_falls_due(key, deadline) < _falls_due(twins[key], twin),
            )


def _in_order(key: Key) -> tuple[int, int]:
    """Return the order: that of the entries that started them, then the catalogue's."""
    return key.place, NUMBER[key.limit]


def _redated(case: Case) -> set[int]:
    """Return the places of the orders that were issued again with another date."""
    firsts = (redated(case, step) for step in case.steps_of(TribunalOrderRedated))
    return {first.place for first in firsts if first is not None}


def _falls_due(key: Key, deadline: Deadline) -> tuple[date, tuple[int, int]]:
    """Return what tells which of two readings drives alerts and counts: the earlier due day.

    Of two that fall due together, or on no known day, it is the first in order.
    """
    due = deadline.due
    return (due.first if due and due.first else END), _in_order(key)
