"""What falls due and when: a pure function of the case's history, the law, the calendar, a day."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import product

from ehcp.domain.case import CORRECTIONS, LIE_AHEAD, Case
from ehcp.domain.deadlines.clocks import CLOCKS
from ehcp.domain.deadlines.deadline import Claim, Deadline, Key, Reading, Status
from ehcp.domain.deadlines.disputes import twins
from ehcp.domain.deadlines.doubt import Doubted
from ehcp.domain.deadlines.followed import followed
from ehcp.domain.deadlines.judge import as_reading
from ehcp.domain.deadlines.limit_by_limit import ByLimit, OfLimit, judged
from ehcp.domain.deadlines.over import CASE_OVER
from ehcp.domain.deadlines.verdict import undetermined, unless_doubted
from ehcp.domain.event import Basis
from ehcp.domain.events.record import DueDayGiven, ExceptionClaimed
from ehcp.domain.step import END, Step
from ehcp.domain.value import varied
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits import CATALOGUE

__all__ = ["CLOCKS", "Claim", "Deadline", "Reading", "Status", "deadlines"]

BEARING = {kind for clock in CLOCKS for kind in clock.bearing}
BEARING |= {DueDayGiven, ExceptionClaimed, *CASE_OVER}
Doubt = frozenset[Step]
"""Steps that may, together, not have happened."""
NUMBER = {limit: number for number, limit in enumerate(CATALOGUE)}


def deadlines(case: Case, calendar: Calendar, on: date) -> tuple[Deadline, ...]:
    """Return every deadline that the case has had by the end of the day `on`.

    In the order of the entries that started them, then of the catalogue. The case is read
    as at that day; as known on whatever moment it was given with.
    """
    case = case if case.as_at == on else case.seen(as_at=on, as_known_on=case.as_known_on)
    doubts, parts = _doubtful(case, on)
    found = _in_doubt(case, doubts, parts, calendar, on) if doubts else judged(case, calendar, on)
    return tuple(followed(_with_twins(found, case), case.readings))


def _in_doubt(
    case: Case, doubts: Sequence[Doubt], parts: Sequence[int], calendar: Calendar, on: date
) -> ByLimit:
    """Return the deadlines, firm only where they stand the same without what is in doubt."""
    doubted = Doubted(case, doubts, parts)
    first = judged(doubted.recall.case, calendar, on, doubted.recall)
    found = dict(first)
    ways = {way: judged(without, calendar, on, known) for way, without, known in doubted.ways()}
    for number, doubt in enumerate(doubts):
        others, hidden = ways[number], {step.place for step in doubt}
        for limit in first | others:
            one, other = first.get(limit, {}), others.get(limit, {})
            if one is not other:  # what is not another answer than before stands as it stood
                found[limit] = _firm_where(found.get(limit, {}), one, other, hidden)
    return found


def _firm_where(
    found: OfLimit, one: OfLimit, other: OfLimit, hidden: Collection[int]
) -> dict[int, Deadline]:
    """Return what was found of a limit, firm only where both ways give the same."""
    return dict(found) | {
        place: _firm(found.get(place), other.get(place))
        for place in {**one, **other}
        if place not in hidden and one.get(place) is not other.get(place)
    }


def _doubtful(case: Case, on: date) -> tuple[Sequence[Doubt], Sequence[int]]:
    """Return the steps that may not have happened, in the ways in which they may not have.

    One that may lie after `on` is judged as taken and as not taken; the next in legal order
    can only have been taken if it was. What rests on what one side says is firm only if it
    stands without it, be it with or without what only has its day from there. Either may be
    so while the other is: the ways that others are put together from are numbered beside them.
    (Only what can bear on a limit is looked at.)
    """
    if all(s.last <= on and not s.alleged for s in case.steps):
        return [], []
    bearing = [s for s in case.steps if not isinstance(s.event, (*LIE_AHEAD, *CORRECTIONS))]
    happened = max((case.number(s) for s in bearing if s.last <= on), default=-1)
    bearing = [s for s in bearing if type(s.event) in BEARING]
    open_at_end = [s for s in bearing if s.last > on and case.number(s) > happened]
    to_come = [open_at_end[number:] for number in range(len(open_at_end))]
    alleged = [step for step in bearing if step.alleged]
    said = [step for step in alleged if step.event.basis is Basis.ALLEGED]
    pairs = product([*to_come, []], [alleged, said, []])
    doubts = list({frozenset(both): None for one, other in pairs if (both := (*one, *other))})
    parts = dict.fromkeys(frozenset(one) for one in (said, alleged) if to_come and one)
    return doubts, [doubts.index(part) for part in parts]


def _firm(*both: Deadline | None) -> Deadline:
    """Return the deadline, firm only where it stands the same both ways."""
    found = [deadline for deadline in both if deadline is not None]
    return unless_doubted(*found) if len(found) > 1 else undetermined(found[0])


def _with_twins(found: ByLimit, case: Case) -> Iterator[Deadline]:
    """Yield the deadlines in order, each reading of a duty naming the other."""
    other: dict[tuple[str, int], Key] = {}
    for one, another in twins(case):
        other |= {one: another, another: one}
    in_order = sorted(
        [(place, NUMBER[limit], limit) for limit, its in found.items() for place in its]
    )
    for place, _, limit in in_order:
        deadline, key = found[limit][place], other.get((limit, place))
        twin = None if key is None else found.get(key.limit, {}).get(key.place)
        if twin is None:
            yield deadline
        else:
            yield varied(
                deadline,
                readings=(as_reading(twin.reading or "", twin), *deadline.readings),
                drives=_falls_due(deadline) < _falls_due(twin),
            )


def _falls_due(deadline: Deadline) -> tuple[date, int, int]:
    """Return what tells which of two readings drives alerts and counts: the earlier due day.

    Of two that fall due together, or on no known day, it is the first in order.
    """
    due = deadline.due
    first = due.first if due and due.first else END
    return first, deadline.started_by.place, NUMBER[deadline.limit.id]
