"""What the due day of a deadline stands on: as long as that is the same, so is the day."""

from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.deadlines.ceasing import appealed
from ehcp.domain.deadlines.clock import Clock, Fixed, NotBefore
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.deadlines.deadline import Days, Deadline
from ehcp.domain.deadlines.disputes import BEGUN_BY_DROPPING, TWINS
from ehcp.domain.deadlines.over import CASE_OVER
from ehcp.domain.event import Event
from ehcp.domain.step import Step
from ehcp.law.calendar import Calendar
from ehcp.law.time_limits.ceasing import CEASE_NOT_BEFORE


class Footing(NamedTuple):
    """What a due day is found from, as `Clock` says: the start, and what is asked beside it.

    `appealed` only where an appeal takes the day away.
    """

    start: Step
    counted_from: tuple[Days, ...] | None
    fixed: Fixed | None
    no_earlier: NotBefore | None
    appealed: bool


def footing(case: Case, deadline: Deadline, root: int, calendar: Calendar) -> Footing | None:
    """Return what the due day of a deadline stood on in an earlier case.

    `root` is the place at which its start was first recorded. None where it may have stood on
    something else as well, or have had another start.
    """
    clock, place = CLOCK_OF.get(deadline.limit.id), deadline.started_by.place
    start = case.at(place)
    if clock is None or start is None or not _follows(case, clock, deadline):
        return None
    if start.place != place or case.first_place(place) != root:
        return None
    return Footing(
        start=start,
        counted_from=clock.counted_from and clock.counted_from(case, start),
        fixed=clock.fixed and clock.fixed(case, start),
        no_earlier=clock.no_earlier and clock.no_earlier(case, start, calendar),
        appealed=clock.limit is CEASE_NOT_BEFORE and appealed(case, start),
    )


def _follows(case: Case, clock: Clock, deadline: Deadline) -> bool:
    """Whether the due day follows from the start and the footing alone.

    Not where the day was given, or may have been then; nor after a dropped refusal, whose
    limits have other starts; by a reading that the authority chose; or where the end of a
    plan says whether an appeal takes the day away.
    """
    limit = clock.limit
    if deadline.given or isinstance(deadline.started_by.event, clock.given_by.kinds):
        return False
    if limit.id in TWINS or limit.id in BEGUN_BY_DROPPING or limit.id in dict(case.readings):
        return False
    return limit is not CEASE_NOT_BEFORE or case.kinds.isdisjoint(_ends(clock))


def _ends(clock: Clock) -> set[type[Event]]:
    """Return the kinds of event that can end a running of a clock in any way."""
    return {*clock.ends.kinds, *clock.shown_by.kinds, *clock.not_if.kinds, *CASE_OVER}
