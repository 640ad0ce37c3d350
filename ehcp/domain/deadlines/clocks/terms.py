"""Steps that several clocks look for, in the words of the process."""

from ehcp.domain.deadlines.clock import steps
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, RequestWithdrawn
from ehcp.domain.events.review import AmendmentNoticeIssued, ReviewDecisionNotified
from ehcp.domain.requests import REQUESTS, starts_anew

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
NEW_REQUEST = steps(*REQUESTS, test=lambda case, _, step: starts_anew(case, step))
