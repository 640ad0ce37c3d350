"""A case that is closed because its plan ceased: what asks for a plan asks for nothing more.

A death, a move and leaving England without a plan end every limit, whatever it is about.
"""

from ehcp.domain.case import PLANS, Case
from ehcp.domain.deadlines import over
from ehcp.domain.deadlines.clock import Steps, steps
from ehcp.domain.deadlines.clocks.terms import ended_here
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.standing.requests import REQUESTS
from ehcp.domain.step import Step
from ehcp.law.time_limit import TimeLimit


def _closed(case: Case, start: Step, ended: Step) -> bool:
    """Whether the plan ended, and nobody has asked for one since."""
    return ended_here(case, start, ended) and not any(case.after(ended, *PLANS, *REQUESTS))


CLOSED = steps(PlanCeased, test=_closed)


def no_plan_by_then(limit: TimeLimit) -> Steps:
    """Return the end of a plan after which there was none until a limit that a date starts."""

    def test(case: Case, start: Step, ended: Step) -> bool | None:
        return ended_here(case, start, ended) and over.no_plan_by_then(limit, case, start, ended)

    return steps(PlanCeased, test=test)
