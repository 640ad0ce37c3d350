"""Steps that several clocks look for, in the words of the process."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import steps
from ehcp.domain.detained import detained_at
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, RequestWithdrawn
from ehcp.domain.events.review import AmendmentNoticeIssued, ReviewDecisionNotified
from ehcp.domain.requests import IN_COMMUNITY, IN_DETENTION, starts_anew
from ehcp.domain.step import Step

FINAL = steps(FinalPlanIssued)
AMENDED = steps(AmendedPlanIssued)
PLAN = steps(FinalPlanIssued, AmendedPlanIssued)
DRAFT = steps(DraftPlanIssued)
REFUSAL = steps(AssessmentRefused)
NO_PLAN = steps(NoPlanDecided)
AGREED = steps(AssessmentAgreed)
WITHDRAWN = steps(RequestWithdrawn)
DECISION = steps(ReviewDecisionNotified, CeaseDecided)
NOTICE = steps(AmendmentNoticeIssued)
NEW_REQUEST = steps(*IN_COMMUNITY, test=lambda case, _, step: starts_anew(case, step))
NEW_REQUEST_IN_DETENTION = steps(*IN_DETENTION, test=lambda case, _, step: starts_anew(case, step))


def in_community(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step was taken for somebody who was not detained."""
    return not detained_at(case, step)


def in_detention(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step was taken for somebody who was detained: SI 2015/62."""
    return detained_at(case, step)
