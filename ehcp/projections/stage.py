"""Where a case stands, in one word: for lists. Several tracks may run; this is the foremost."""

from enum import StrEnum

from ehcp.domain.case import PLANS, TELL_OF_A_PLAN, Case
from ehcp.domain.commands.underway import (
    assessment,
    open_request,
    pending_draft,
    reassessment,
)
from ehcp.domain.entry import Source
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
from ehcp.domain.events.order import (
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
)
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
from ehcp.domain.standing.appeals import appeal_of
from ehcp.domain.standing.requests import REQUESTS, pending_requests
from ehcp.domain.standing.review import ReviewState
from ehcp.domain.standing.reviews import goes_on, reviews
from ehcp.domain.standing.withdrawals import too_late
from ehcp.domain.step import Step


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
ON_A_REQUEST = (CaseStage.REQUEST, CaseStage.ASSESSMENT, CaseStage.DRAFT)
WITH_A_PLAN: dict[type[Event], CaseStage] = {
    NoPlanDecided: CaseStage.PLAN_IN_FORCE,
    ReassessmentRefused: CaseStage.PLAN_IN_FORCE,
    DraftPlanIssued: CaseStage.AMENDMENT,
    CeaseSetAside: CaseStage.PLAN_IN_FORCE,
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
    PlanPassedOn: CaseStage.CLOSED,
    AssessmentStoppedByMove: CaseStage.CLOSED,
}
DECIDED = {
    ReviewDecision.MAINTAIN: CaseStage.PLAN_IN_FORCE,
    ReviewDecision.AMEND: CaseStage.AMENDMENT,
    ReviewDecision.CEASE: CaseStage.CEASING,
}
STAGES = {True: ALWAYS | WITH_A_PLAN, False: ALWAYS | WITHOUT_A_PLAN}
"""Where the case stands after each kind of event, by whether there is a plan."""

DETERMINED = (
    TribunalOrder,
    TribunalOrderRedated,
    UpperTribunalDecision,
    AppealNotOpposed,
    AppealWithdrawn,
)


def stage(case: Case) -> CaseStage:
    """Return where the case stands; an appeal that is open comes before all else."""
    found = CaseStage.OPENED
    plan = ceased = False
    for step in case.steps:
        event = step.event
        kind = type(event)
        if kind is PersonDied:
            return CaseStage.CLOSED
        if kind in TELL_OF_A_PLAN:
            # what is set aside puts back a plan that ceased, and none that was passed on
            back = ceased and kind is CeaseSetAside
            ceased = plan and kind is PlanCeased
            plan = kind in PLANS or back or (plan and kind is CeaseSetAside)
        if isinstance(event, ReviewDecisionNotified) and event.decision is not None:
            found = DECIDED[event.decision]
        elif not plan and isinstance(event, RequestWithdrawn):
            found = _withdrawn(case, step)
        elif plan or not _changes_nothing(case, step, found):
            found = STAGES[plan].get(kind, found)
    if _appealed(case):
        return CaseStage.APPEAL
    return _beside(case) if found is CaseStage.PLAN_IN_FORCE else found


def _beside(case: Case) -> CaseStage:
    """Return what goes on beside what ended last, as recorded here: a file may not say its end."""
    again = reassessment(case)
    if again is not None and _here(again):
        return CaseStage.REASSESSMENT
    states = [r.state for r in reviews(case) if _here(r.begun_by) and goes_on(case, r)]
    if ReviewState.DECIDED in states:
        return CaseStage.AMENDMENT
    met = ReviewState.HELD in states or ReviewState.REPORTED in states
    return CaseStage.REVIEW if met else CaseStage.PLAN_IN_FORCE


def _here(step: Step) -> bool:
    return step.entry.source is not Source.IMPORT


def _appealed(case: Case) -> bool:
    """Whether an appeal is open. What does not say of which it is determines all that are."""
    still = set[Step | None]()
    for step in case.steps_of(TribunalAppealLodged, TribunalOrderSetAside, *DETERMINED):
        if isinstance(step.event, TribunalAppealLodged):
            still.add(step)
        elif isinstance(step.event, TribunalOrderSetAside):
            still.add(appeal_of(case, step))
        elif step.event.of is None:
            still.clear()
        else:
            still.discard(appeal_of(case, step))
    return bool(still - {None})


def _changes_nothing(case: Case, step: Step, found: CaseStage) -> bool:
    """Whether a step is a request behind another, or is on one that had been withdrawn."""
    if isinstance(step.event, REQUESTS):
        return found in ON_A_REQUEST and bool(pending_requests(case, before=step))
    return type(step.event) in WITHOUT_A_PLAN and too_late(case, step)


def _withdrawn(case: Case, withdrawn: Step) -> CaseStage:
    """Return where a case stood when a request was withdrawn: others may have gone on."""
    then = case.without(step for step in case.steps if case.follows(step, withdrawn))
    if open_request(then):
        return CaseStage.REQUEST
    if pending_draft(then):
        return CaseStage.DRAFT
    return CaseStage.ASSESSMENT if assessment(then) else CaseStage.WITHDRAWN
