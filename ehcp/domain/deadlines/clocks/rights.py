"""Whose rights they are, and what is sent at the young person's own request. S.83(2); reg 47."""

from datetime import date, timedelta

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.closed import CLOSED
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.events.capacity import CapacityBasis, RightsHolderRecorded
from ehcp.domain.events.disclosure import (
    DisclosurePurpose,
    HigherEducationDisclosureRequested,
    PlanDisclosed,
)
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.standing.rights_holder import rights_switch
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limits import age, disclosure

A_YEAR = timedelta(days=365)
LOOKED_AT = (CapacityBasis.ASSESSED, CapacityBasis.LACKING)


def _born(step: Step) -> date | None:
    event = step.event
    return event.child.date_of_birth if isinstance(event, CaseOpened) and event.child else None


def _of_a_child(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a case was opened while the rights were still the parent's."""
    born = _born(step)
    opened = step.entry.recorded_on if step.undated else step.first
    return born is not None and (opened or BEGINNING) < rights_switch(born)


def _counted_from_birth(_case: Case, start: Step) -> tuple[Days, ...]:
    born = _born(start)
    return ((BEGINNING, END) if born is None else (born, born),)


def _near_the_switch(_case: Case, start: Step, step: Step) -> bool | None:
    """Whether the position was recorded once the rights have passed, or in the year before.

    Before they pass it counts only if somebody looked at the capacity: that the rights are the
    parent's still, and capacity presumed, says nothing of what comes.
    """
    born = _born(start)
    if born is None:
        return None
    event, switch = step.event, rights_switch(born)
    looked = isinstance(event, RightsHolderRecorded) and event.capacity in LOOKED_AT
    since = switch - A_YEAR if looked else switch
    return True if step.first >= since else (None if step.last >= since else False)


def _to_higher_education(case: Case, asked: Step, step: Step) -> bool:
    """Whether the plan was sent where it was asked for, as far as the record says where."""
    event = step.event
    wanted = DisclosurePurpose.HIGHER_EDUCATION
    if not isinstance(event, PlanDisclosed) or event.purpose not in (None, wanted):
        return False
    where = getattr(asked.event, "recipient", None)
    of_this = case.at(event.of) is asked
    return of_this or None in (where, event.recipient) or where == event.recipient


RIGHTS_CLOCKS = (
    Clock(
        limit=age.YOUNG_PERSON_RIGHTS,
        own=True,
        starts=steps(CaseOpened, test=_of_a_child),
        counted_from=_counted_from_birth,
        ends=steps(RightsHolderRecorded, test=_near_the_switch),
        not_if=CLOSED,
        when_over=Status.UNDETERMINED,  # the rights have passed; with which capacity nobody says
    ),
    Clock(
        limit=disclosure.HE_DISCLOSURE_REQUEST,
        starts=steps(HigherEducationDisclosureRequested),
        ends=steps(PlanDisclosed, test=_to_higher_education),
    ),
)
