"""The end of a plan: it ceased, was passed on, or the person died. CFA 2014 ss.45, 47.

One that was set aside is none: the plan is maintained again, and what had ended with it goes on,
unless another plan has been made or received meanwhile.
"""

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.ceasing import CeaseDecided, CeaseSetAside, PlanCeased
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.step import Step


def stands(case: Case, step: Step) -> bool:
    """Whether a step to end the plan still counts: not if its decision was set aside."""
    if not isinstance(step.event, CeaseDecided | PlanCeased):
        return True
    aside = next(case.after(step, CeaseSetAside), None)
    if aside is None or (isinstance(step.event, PlanCeased) and _replaced(case, step, aside)):
        return True
    again = next(case.after(step, CeaseDecided), None)
    return again is not None and case.follows(aside, again)


def _replaced(case: Case, ceased: Step, aside: Step) -> bool:
    """Whether a first plan came between the end of the last one and its being set aside."""
    first = next(case.after(ceased, FinalPlanIssued, PlanReceived), None)
    return first is not None and case.follows(aside, first)


def ends_plan(case: Case, step: Step) -> bool:
    """Whether the plan ended with this step, and that was not set aside."""
    return isinstance(step.event, PLAN_ENDS) and stands(case, step)


def maintained_at(case: Case, step: Step) -> bool:
    """Whether a plan was maintained when a step was taken: leaving England alone ends none."""
    found = case.before(step, *PLANS, *PLAN_ENDS)
    return found is not None and not ends_plan(case, found)


def latest_under_plan(
    case: Case, *kinds: type[Event], until: tuple[type[Event], ...] = ()
) -> Step | None:
    """Return the latest step of these kinds, unless `until` or the plan's end has followed it."""
    found: Step | None = None
    for step in case.steps_of(*kinds, *until, *PLAN_ENDS):
        if isinstance(step.event, kinds):
            found = step
        elif isinstance(step.event, until) or ends_plan(case, step):
            found = None
    return found
