"""A plan after the 25th birthday: kept by a decision, and never to the 26th. CFA 2014 s.46."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.events.ceasing import ContinuedPast25
from ehcp.domain.events.opening import CaseOpened
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.age import birthday, has_reached

CEILING = 25


def may_keep(born: date, until: date) -> bool:
    """Whether a plan may be kept until that day: after 25, and never to the 26th birthday."""
    return birthday(born, CEILING) <= until < birthday(born, CEILING + 1)


def over_the_ceiling(case: Case, on: date) -> bool:
    """Whether the person is 25, and no longer within the time for which the plan was kept."""
    opened = case.last(CaseOpened)
    about = opened.child if opened else None
    if about is None or not has_reached(about.date_of_birth, CEILING, on):
        return False
    until = _kept_until(case)
    return until is None or on > until


def _kept_until(case: Case) -> date | None:
    """Return until when the plan was kept, here or by the authority that it came from."""
    for step in reversed(case.steps_of(ContinuedPast25, PlanReceived)):
        if isinstance(step.event, ContinuedPast25):
            return step.event.until
        if isinstance(step.event, PlanReceived) and step.event.kept_until:
            return step.event.kept_until
    return None
