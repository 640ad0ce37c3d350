"""The days on which a deadline fell due before, as it was known then, and what moved it."""

from collections.abc import Mapping
from datetime import datetime

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import appealed
from ehcp.domain.deadlines.clock import Clock
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.deadlines.followed import followed
from ehcp.domain.deadlines.footing import footing
from ehcp.domain.deadlines.limit_by_limit import OfLimit, of_limit
from ehcp.domain.deadlines.noting import Noting, ways_in
from ehcp.domain.entry import Entry
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut
from ehcp.domain.step import END, Step
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE

EVERY_STEP = -1
"""Stands for whatever the history holds, beside the numbers of single steps."""


@value(frozen=True, kw_only=True)
class Earlier:
    """A day on which it fell due until something was recorded; `moved_by` is that entry.

    `due` is None where it was on no known day. `until` is the moment of the recording (UTC).
    """

    due: Span | None
    until: datetime
    moved_by: Entry


def earlier(case: Case, deadline: Deadline, calendar: Calendar) -> tuple[Earlier, ...]:
    """Return the due days that a deadline had before, the first of them first.

    The case is the one that it was found in. Looked at are the moments at which something was
    recorded on which its due day hangs: no more, for each takes judging the limit anew.
    """
    root = case.first_place(deadline.started_by.place)
    known = {
        entry.came_to_be_known: entry
        for entry in reversed(_hung_on(case, deadline, calendar))
        if entry.came_to_be_known is not None and entry.place > root  # before, it did not run
    }
    moments = sorted(known)
    limit = deadline.limit.id
    views = [_known_before(case, moment) for moment in reversed(moments)][::-1]
    stood_on = [footing(then, deadline, root, calendar) for then in views]
    found = []
    for number, moment in enumerate(moments):
        last = number + 1 == len(moments)
        if not last and stood_on[number] is not None and stood_on[number] == stood_on[number + 1]:
            continue  # nothing moved it then: it need not be judged
        before = _stood_then(case, limit, calendar, moment).get(root)
        after = (
            deadline if last else _stood_then(case, limit, calendar, moments[number + 1]).get(root)
        )
        if before is not None and after is not None and before.due != after.due:
            found.append(Earlier(due=before.due, until=moment, moved_by=known[moment]))
    return tuple(found)


def _stood_then(
    case: Case, limit: str, calendar: Calendar, moment: datetime
) -> Mapping[int, Deadline]:
    """Return the deadlines of a limit as known just before a moment, by where each was started."""
    found = case.once(_found_then)
    if (limit, moment) not in found:
        then = _known_before(case, moment)
        of = followed(of_limit(then, limit, calendar, case.as_at or END), case.readings)
        found[limit, moment] = {then.first_place(d.started_by.place): d for d in of}
    return found[limit, moment]


def _known_before(case: Case, moment: datetime) -> Case:
    """Return the case as it was known just before a moment.

    From the next that is at hand, for before a correction the order may be another.
    """
    views = case.once(_views)
    if moment not in views:
        later = min((other for other in views if other > moment), default=None)
        views[moment] = (case if later is None else views[later]).known_before(moment)
    return views[moment]


def _views(_: Case) -> dict[datetime, Case]:
    """Return where what was known at a moment is kept: several deadlines ask for it."""
    return {}


def _found_then(_: Case) -> dict[tuple[str, datetime], OfLimit]:
    """Return where the deadlines of a limit at a moment are kept."""
    return {}


def _hung_on(case: Case, deadline: Deadline, calendar: Calendar) -> list[Entry]:
    """Return the entries that can have moved the due day, in the order of recording."""
    corrections = case.once(_corrections)
    clock = CLOCK_OF.get(deadline.limit.id)
    steps = _steps_for(case, clock, deadline, calendar) if clock else None
    if steps is None:
        if not corrections:
            return []
        wrong = _stood_before(case, deadline.started_by)
        return [entry for wrong_one, entry in corrections if wrong_one in wrong]
    if EVERY_STEP in steps:
        return list(case.known)
    found = {entry.place: entry for _, entry in corrections}
    found |= {case.steps[number].place: case.steps[number].entry for number in steps}
    return [found[place] for place in sorted(found)]


def _corrections(case: Case) -> list[tuple[int, Entry]]:
    """Return the entries that say that another is wrong, each with the place of that."""
    return [
        (entry.event.entry, entry)
        for entry in case.known
        if isinstance(entry.event, EntryCorrected | EntryStruckOut)
    ]


def _stood_before(case: Case, start: Step) -> frozenset[int]:
    """Return the places of the wrong entries for which a start stands, or what it hangs on."""
    right, wrong = {start.place}, set[int]()
    base = start.base
    while base is not None:
        right.add(base.place)
        base = base.base
    while found := {w for w, stands_in in case.corrected.items() if stands_in in right | wrong}:
        if found <= wrong:
            break
        wrong |= found
    return frozenset(wrong)


def _steps_for(
    case: Case, clock: Clock, deadline: Deadline, calendar: Calendar
) -> set[int] | None:
    """Return which steps the due day is found from beside the start; None where from no others."""
    if (clock.fixed or clock.counted_from or clock.no_earlier) is None:
        return None
    noting, start = case.once(_noting), deadline.started_by

    def find() -> None:
        if clock.fixed is not None:
            clock.fixed(noting, start)
        if clock.counted_from is not None:
            clock.counted_from(noting, start)
        if clock.no_earlier is not None:
            clock.no_earlier(noting, start, calendar)
        if clock.limit is CEASE_NOT_BEFORE:  # an appeal takes the day away, unless it came late
            appealed(noting, start)
            noting.at(None if deadline.ended_by is None else deadline.ended_by.place)

    _, ways = noting.noting(find)
    return {number - 1 for number in ways_in(ways)}


def _noting(case: Case) -> Noting:
    """Return the case as one that notes what it is asked.

    Of each step, in legal order, whether it may as well not be there; and before them, whether
    all of them were asked for.
    """
    return Noting.over(case, enumerate([(), *((step,) for step in case.steps)]))
