"""What ends every duty in a case at once: a death, a move away, leaving England."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import NONE, Steps, steps
from ehcp.domain.events.ceasing import LeftEngland, PersonDied
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn
from ehcp.law.time_limit import OwedBy, TimeLimit

CASE_OVER = (PersonDied, PlanPassedOn, AssessmentStoppedByMove, LeftEngland)

OWED_ELSEWHERE = (OwedBy.OLD_COMMISSIONING_BODY, OwedBy.NEW_COMMISSIONING_BODY)
"""Their duties in a move go on when those of the old authority have passed."""

OVER = steps(*CASE_OVER)
DEATH = steps(PersonDied)


def case_over(case: Case, limit: TimeLimit) -> Steps:
    """Return what ends this limit because nobody here owes anything any longer."""
    if case.kinds.isdisjoint(CASE_OVER):
        return NONE
    return DEATH if limit.owed_by in OWED_ELSEWHERE else OVER
