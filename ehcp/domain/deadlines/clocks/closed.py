"""A case that is closed because its plan ceased: what asks for a plan asks for nothing more.

A death, a move and leaving England without a plan end every limit, whatever it is about.
"""

from ehcp.domain.case import PLANS, Case
from ehcp.domain.deadlines.clock import steps
from ehcp.domain.deadlines.clocks.terms import ended_here
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.standing.requests import REQUESTS
from ehcp.domain.step import Step


def no_plan_since(case: Case, start: Step, ended: Step) -> bool:
    """Whether the plan ended, and there has been none since."""
    return ended_here(case, start, ended) and not any(case.after(ended, *PLANS))


def _closed(case: Case, start: Step, ended: Step) -> bool:
    """Whether the plan ended, and nobody has asked for one since."""
    return no_plan_since(case, start, ended) and not any(case.after(ended, *REQUESTS))


CLOSED = steps(PlanCeased, test=_closed)
NO_PLAN_SINCE = steps(PlanCeased, test=no_plan_since)
