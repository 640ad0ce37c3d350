"""Where a case stands, in one word: for lists. Several tracks may run; this is the foremost."""

from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.appeal import AppealNotOpposed, AppealWithdrawn, TribunalAppealLodged
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseSetAside,
    LeftEngland,
    PersonDied,
    PlanCeased,
)
from ehcp.domain.events.detention import DetainedAssessmentRequested, DetainedBroughtToAttention
from ehcp.domain.events.onward import UpperTribunalDecision
from ehcp.domain.events.order import TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    BroughtToAttention,
    RequestWithdrawn,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.events.transfer import AssessmentStoppedByMove, PlanPassedOn, PlanReceived


class CaseStage(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    REQUEST = "request"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    ASSESSMENT = "assessment"
    NO_PLAN = "no-plan"
    DRAFT = "draft"
    PLAN_IN_FORCE = "plan-in-force"
    REVIEW = "review"
    AMENDMENT = "amendment"
    REASSESSMENT = "reassessment"
    CEASING = "ceasing"
    CEASED = "ceased"
    CLOSED = "closed"
    APPEAL = "appeal"
    PARKED = "parked"


WITHOUT_A_PLAN: dict[type[Event], CaseStage] = {
    AssessmentRequested: CaseStage.REQUEST,
    BroughtToAttention: CaseStage.REQUEST,
    DetainedAssessmentRequested: CaseStage.REQUEST,
    DetainedBroughtToAttention: CaseStage.REQUEST,
    RequestWithdrawn: CaseStage.WITHDRAWN,
    AssessmentRefused: CaseStage.REFUSED,
    AssessmentAgreed: CaseStage.ASSESSMENT,
    NoPlanDecided: CaseStage.NO_PLAN,
    DraftPlanIssued: CaseStage.DRAFT,
    LeftEngland: CaseStage.CLOSED,
}
WITH_A_PLAN: dict[type[Event], CaseStage] = {
    NoPlanDecided: CaseStage.PLAN_IN_FORCE,
    ReassessmentRefused: CaseStage.PLAN_IN_FORCE,
    DraftPlanIssued: CaseStage.AMENDMENT,
}
ALWAYS: dict[type[Event], CaseStage] = {
    FinalPlanIssued: CaseStage.PLAN_IN_FORCE,
    AmendedPlanIssued: CaseStage.PLAN_IN_FORCE,
    ReviewMeetingHeld: CaseStage.REVIEW,
    AmendmentNoticeIssued: CaseStage.AMENDMENT,
    ReassessmentRequested: CaseStage.REASSESSMENT,
    ReassessmentAgreed: CaseStage.REASSESSMENT,
    NotToAmendDecided: CaseStage.PLAN_IN_FORCE,
    PlanKeptAfterReassessment: CaseStage.PLAN_IN_FORCE,
    ReassessmentWithdrawn: CaseStage.PLAN_IN_FORCE,
    CeaseDecided: CaseStage.CEASING,
    PlanCeased: CaseStage.CEASED,
    PlanReceived: CaseStage.PLAN_IN_FORCE,
    CeaseSetAside: CaseStage.PLAN_IN_FORCE,
    PlanPassedOn: CaseStage.CLOSED,
    AssessmentStoppedByMove: CaseStage.CLOSED,
    PersonDied: CaseStage.CLOSED,
}
DECIDED = {
    ReviewDecision.MAINTAIN: CaseStage.PLAN_IN_FORCE,
    ReviewDecision.AMEND: CaseStage.AMENDMENT,
    ReviewDecision.CEASE: CaseStage.CEASING,
}
DETERMINED = (
    TribunalOrder,
    TribunalOrderRedated,
    UpperTribunalDecision,
    AppealNotOpposed,
    AppealWithdrawn,
    PersonDied,
)


def stage(case: Case) -> CaseStage:
    """Return where the case stands; an appeal that is open comes before all else."""
    found, plan, appeal = CaseStage.OPENED, False, False
    for step in case.steps:
        event = step.event
        kind = type(event)
        plan = (plan or kind in (*PLANS, CeaseSetAside)) and kind not in PLAN_ENDS
        appeal = (appeal or kind is TribunalAppealLodged) and kind not in DETERMINED
        if isinstance(event, ReviewDecisionNotified) and event.decision is not None:
            found = DECIDED[event.decision]
        else:
            found = (ALWAYS | (WITH_A_PLAN if plan else WITHOUT_A_PLAN)).get(kind, found)
    return CaseStage.APPEAL if appeal else found
