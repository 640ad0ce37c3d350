"""What ends every duty in a case at once: a death, a move away, leaving England without a plan."""

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.deadlines.clock import NONE, Steps, steps
from ehcp.domain.events.ceasing import CeaseSetAside, LeftEngland, PersonDied
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn
from ehcp.domain.step import Step
from ehcp.law.time_limit import OwedBy, TimeLimit

CASE_OVER = (PersonDied, PlanPassedOn, AssessmentStoppedByMove, LeftEngland)

OWED_ELSEWHERE = (OwedBy.OLD_COMMISSIONING_BODY, OwedBy.NEW_COMMISSIONING_BODY)
"""Their duties in a move go on when those of the old authority have passed."""


def _nothing_maintained(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step leaves nothing owed: who leaves England keeps a plan until it ceases."""
    if not isinstance(step.event, LeftEngland):
        return True
    last = case.before(step, *PLANS, *PLAN_ENDS, CeaseSetAside)
    return last is None or isinstance(last.event, PLAN_ENDS)


OVER = steps(*CASE_OVER, test=_nothing_maintained)
DEATH = steps(PersonDied)


def case_over(case: Case, limit: TimeLimit) -> Steps:
    """Return what ends this limit because nobody here owes anything any longer."""
    if not case.steps_of(*CASE_OVER):
        return NONE
    return DEATH if limit.owed_by in OWED_ELSEWHERE else OVER
