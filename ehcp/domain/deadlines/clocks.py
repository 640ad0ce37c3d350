"""Which events start and stop which time limit: the whole table, in the order of the process."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.own_clocks import OWN_CLOCKS
from ehcp.domain.deadlines.unsaid import (
    APPEALABLE,
    REQUESTS,
    decided,
    ordered,
    phase,
    starts_anew,
    transfer_year,
)
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import (
    AdviceDue,
    AdviceReceived,
    AdviceRequested,
    NoPlanDecided,
)
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.challenge import (
    AppealNotOpposed,
    MediationActionDone,
    MediationAgreement,
    Ordered,
    PlanContinued,
    TribunalAppealLodged,
    TribunalOrder,
    TribunalOrderRedated,
)
from ehcp.domain.events.placement import ProvisionSecured, ProvisionStopped
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    DecisionWasDue,
    RequestWithdrawn,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    Phase,
    PhaseTransferDue,
    ReviewCompletionDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
)
from ehcp.domain.events.transfer import FamilyMoved, FamilyToldOfTransfer, PlanTransferred
from ehcp.domain.step import Step
from ehcp.law.time_limits import (
    annual_review,
    appeal,
    assessment,
    ceasing,
    final,
    mediation,
    phase_transfer,
    reassessment,
    request,
    transfer,
    tribunal_order,
    unopposed_appeal,
)

SEPTEMBER = 9

FINAL = steps(FinalPlanIssued)
AMENDED = steps(AmendedPlanIssued)
PLAN = steps(FinalPlanIssued, AmendedPlanIssued)
DRAFT = steps(DraftPlanIssued)
REFUSAL = steps(AssessmentRefused)
NO_PLAN = steps(NoPlanDecided)
AGREED = steps(AssessmentAgreed)
WITHDRAWN = steps(RequestWithdrawn)
NOTICE = steps(AmendmentNoticeIssued)
MEETING = steps(ReviewMeetingHeld)
DECISION = steps(ReviewDecisionNotified, CeaseDecided)
ENDING = steps(CeaseDecided, PlanCeased)

NEW_REQUEST = steps(*REQUESTS, test=lambda case, _, step: starts_anew(case, step))


def _order_to(what: Ordered) -> Steps:
    """Orders, and agreements that stand for one, that require this."""
    kinds = (TribunalOrder, TribunalOrderRedated, MediationAgreement)
    return steps(*kinds, test=lambda case, _, step: ordered(case, step) is what)


def _unopposed(what: Ordered) -> Steps:
    """Notices to the Tribunal that an appeal for this is not opposed: reg 45."""
    return steps(AppealNotOpposed, test=lambda case, _, step: ordered(case, step) is what)


def _not_to_amend(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a decision takes the duties to amend away. One that says nothing does not."""
    return decided(step) in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)


NOT_TO_AMEND = steps(ReviewDecisionNotified, CeaseDecided, test=_not_to_amend)


def _after_next_meeting(*kinds: type[Event]) -> Steps:
    """These steps, once a review meeting later than the start has been held."""

    def test(case: Case, start: Step, step: Step) -> bool:
        meeting = next(case.after(start, ReviewMeetingHeld), None)
        return meeting is not None and case.follows(step, meeting)

    return steps(*kinds, test=test)


def _decision_on(case: Case, meeting: Step) -> Step | None:
    """Return the decision that ended the review of this meeting."""
    kinds = (ReviewDecisionNotified, CeaseDecided, ReviewMeetingHeld)
    following = next(case.after(meeting, *kinds), None)
    if following is None or isinstance(following.event, ReviewMeetingHeld):
        return None
    return following


def _transfer_in(which: Phase) -> Steps:
    return steps(PhaseTransferDue, test=lambda _case, _start, step: phase(step) is which)


def _for_the_transfer(_case: Case, start: Step, step: Step) -> bool | None:
    """Whether a plan was issued for this change of phase: from 1 September before it."""
    year = transfer_year(start)
    if year is None:
        return None
    since = date(year - 1, SEPTEMBER, 1)
    return True if step.first >= since else (None if step.last >= since else False)


def _same_advice(_case: Case, start: Step, step: Step) -> bool:
    """Whether advice answers a request: of the same kind and body, where both say."""
    asked, came = start.event, step.event
    return all(
        wanted is None or given is None or wanted == given
        for wanted, given in (
            (getattr(asked, "kind", None), getattr(came, "kind", None)),
            (getattr(asked, "from_body", None), getattr(came, "from_body", None)),
        )
    )


def _secured_before_next_plan(case: Case, _start: Step, step: Step) -> bool:
    """Whether the record says that provision of this plan was secured before the next plan."""
    kinds = (ProvisionSecured, FinalPlanIssued, AmendedPlanIssued)
    following = next(case.after(step, *kinds), None)
    return following is not None and isinstance(following.event, ProvisionSecured)


def _in_full(_case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, ProvisionSecured) and not step.event.partly


def _moved_unless_transferred(case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, PlanTransferred) or not case.steps_of(PlanTransferred)


def _appealed(case: Case, _start: Step, step: Step) -> bool:
    """Whether this is the last decision or plan before an appeal."""
    return any(case.before(a, *APPEALABLE) is step for a in case.steps_of(TribunalAppealLodged))


def _appeal_against(case: Case, start: Step, step: Step) -> bool:
    return case.before(step, *APPEALABLE) is start


REQUEST_CLOCKS = (
    Clock(
        limit=request.ASSESSMENT_DECISION_NOTIFY,
        starts=NEW_REQUEST,
        ends=AGREED | REFUSAL,
        shown_by=DRAFT | FINAL | NO_PLAN,
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=assessment.DECISION_NOT_TO_ISSUE,
        starts=NEW_REQUEST,
        ends=NO_PLAN,
        not_if=REFUSAL | DRAFT | FINAL | WITHDRAWN,
        given_by=steps(DecisionWasDue),
    ),
    Clock(
        limit=final.FINAL_PLAN_20_WEEKS,
        starts=NEW_REQUEST,
        ends=FINAL,
        not_if=REFUSAL | NO_PLAN | WITHDRAWN,
    ),
)

ORDER_CLOCKS = (
    Clock(
        limit=tribunal_order.ORDER_ASSESS_NOTIFY,
        starts=_order_to(Ordered.ASSESS),
        ends=AGREED,
        shown_by=DRAFT | FINAL | NO_PLAN,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_REFUSE_PLAN,
        starts=_order_to(Ordered.ASSESS),
        ends=NO_PLAN,
        not_if=DRAFT | FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_ASSESS_FINAL_PLAN,
        starts=_order_to(Ordered.ASSESS),
        ends=PLAN,
        not_if=NO_PLAN,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_DRAFT,
        starts=_order_to(Ordered.MAKE_PLAN),
        ends=DRAFT,
        shown_by=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_MAKE_PLAN_FINAL,
        starts=_order_to(Ordered.MAKE_PLAN),
        ends=FINAL,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_AMEND_PLAN,
        starts=_order_to(Ordered.AMEND),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_NAME_SCHOOL,
        starts=_order_to(Ordered.NAME_SCHOOL),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_AND_AMEND,
        starts=_order_to(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED,
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_DISMISS_CEASE_APPEAL,
        starts=_order_to(Ordered.DISMISS_CEASE),
        ends=steps(PlanCeased),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_REMIT,
        starts=_order_to(Ordered.REMIT),
        ends=steps(*APPEALABLE, AssessmentAgreed, ReassessmentAgreed),
        stands_for_order=True,
    ),
    Clock(
        limit=tribunal_order.ORDER_CONTINUE_PLAN,
        starts=_order_to(Ordered.CONTINUE),
        ends=steps(PlanContinued),
        stands_for_order=True,
    ),
)

UNOPPOSED_CLOCKS = (
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_NOTIFY,
        starts=_unopposed(Ordered.ASSESS),
        ends=AGREED,
        shown_by=DRAFT | FINAL | NO_PLAN,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_REFUSE_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=NO_PLAN,
        not_if=DRAFT | FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_ASSESS_FINAL_PLAN,
        starts=_unopposed(Ordered.ASSESS),
        ends=PLAN,
        not_if=NO_PLAN,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_MAKE_PLAN_DRAFT,
        starts=_unopposed(Ordered.MAKE_PLAN),
        ends=DRAFT,
        shown_by=FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_MAKE_PLAN_FINAL,
        starts=_unopposed(Ordered.MAKE_PLAN),
        ends=FINAL,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_CONTENTS, starts=_unopposed(Ordered.AMEND), ends=AMENDED
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_PLACEMENT_ONLY,
        starts=_unopposed(Ordered.NAME_SCHOOL),
        ends=AMENDED,
    ),
    Clock(
        limit=unopposed_appeal.UNOPPOSED_CEASE_CONTINUE,
        starts=_unopposed(Ordered.CONTINUE_AND_AMEND),
        ends=AMENDED,
    ),
)

REVIEW_CLOCKS = (
    Clock(
        limit=annual_review.ANNUAL_REVIEW_REPORT,
        starts=MEETING,
        ends=steps(ReviewReportSent),
        shown_by=DECISION | NOTICE | AMENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_DECISION,
        starts=MEETING,
        ends=DECISION,
        shown_by=NOTICE | AMENDED,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_AMENDMENT_NOTICE,
        starts=MEETING,
        ends=NOTICE,
        shown_by=AMENDED,
        not_if=NOT_TO_AMEND,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FINAL_12_WEEKS,
        starts=MEETING,
        ends=AMENDED,
        not_if=NOT_TO_AMEND,
    ),
    Clock(limit=annual_review.ANNUAL_REVIEW_FINAL_AMENDED, starts=NOTICE, ends=AMENDED),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_FIRST,
        starts=FINAL,
        ends=steps(ReviewDecisionNotified),
        shown_by=_after_next_meeting(AmendmentNoticeIssued, AmendedPlanIssued),
        not_if=ENDING,
    ),
    Clock(
        limit=annual_review.ANNUAL_REVIEW_SUBSEQUENT,
        starts=MEETING,
        ends=_after_next_meeting(ReviewDecisionNotified),
        shown_by=_after_next_meeting(AmendmentNoticeIssued, AmendedPlanIssued),
        not_if=ENDING,
        given_by=steps(ReviewCompletionDue, ReviewMissed),
        given_ends=steps(ReviewDecisionNotified, AmendedPlanIssued),
        read_from=_decision_on,
    ),
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_15_FEB,
        starts=_transfer_in(Phase.OTHER),
        ends=steps(FinalPlanIssued, AmendedPlanIssued, test=_for_the_transfer),
        dated=True,
    ),
    Clock(
        limit=phase_transfer.PHASE_TRANSFER_31_MARCH,
        starts=_transfer_in(Phase.SECONDARY_TO_POST_16),
        ends=steps(FinalPlanIssued, AmendedPlanIssued, test=_for_the_transfer),
        dated=True,
    ),
)

OTHER_CLOCKS = (
    Clock(
        limit=reassessment.REASSESSMENT_DECISION,
        starts=steps(ReassessmentRequested),
        ends=steps(ReassessmentAgreed, ReassessmentRefused),
    ),
    Clock(limit=reassessment.REASSESSMENT_FINAL_PLAN, starts=steps(ReassessmentAgreed), ends=PLAN),
    Clock(
        limit=assessment.ADVICE_RESPONSE,
        starts=steps(AdviceRequested),
        ends=steps(AdviceReceived, test=_same_advice),
        given_by=steps(AdviceDue),
    ),
    Clock(
        limit=transfer.LA_TRANSFER_INFORM_FAMILY,
        starts=steps(PlanTransferred, FamilyMoved, test=_moved_unless_transferred),
        ends=steps(FamilyToldOfTransfer),
    ),
    Clock(
        limit=mediation.MEDIATION_AGREEMENT_OTHER,
        starts=steps(
            MediationAgreement, test=lambda case, _, step: ordered(case, step) is Ordered.OTHER
        ),
        ends=steps(MediationActionDone),
    ),
    Clock(
        limit=final.PROVISION_IN_PLACE,
        starts=steps(ProvisionStopped)
        | steps(FinalPlanIssued, AmendedPlanIssued, test=_secured_before_next_plan),
        ends=steps(ProvisionSecured, test=_in_full),
    ),
    Clock(
        limit=ceasing.CEASE_NOT_BEFORE,
        starts=steps(CeaseDecided),
        ends=steps(PlanCeased),
        minimum=True,
        when_over=Status.UNDETERMINED,
    ),
    Clock(
        limit=appeal.APPEAL_WINDOW_DECISION,
        starts=steps(*APPEALABLE, test=_appealed),
        ends=steps(TribunalAppealLodged, test=_appeal_against),
    ),
)

CLOCKS = (
    *REQUEST_CLOCKS,
    *ORDER_CLOCKS,
    *UNOPPOSED_CLOCKS,
    *REVIEW_CLOCKS,
    *OTHER_CLOCKS,
    *OWN_CLOCKS,
)
CLOCK_OF = {clock.limit.id: clock for clock in CLOCKS}
