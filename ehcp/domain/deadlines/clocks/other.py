"""Advice, re-assessment, transfer, mediation, provision, ceasing and appeals."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.terms import PLAN
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.unsaid import APPEALABLE, ordered
from ehcp.domain.events.assessment import AdviceDue, AdviceReceived, AdviceRequested
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.challenge import (
    MediationActionDone,
    MediationAgreement,
    Ordered,
    TribunalAppealLodged,
)
from ehcp.domain.events.placement import ProvisionSecured, ProvisionStopped
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
)
from ehcp.domain.events.transfer import FamilyMoved, FamilyToldOfTransfer, PlanTransferred
from ehcp.domain.step import Step
from ehcp.law.time_limits import (
    appeal,
    assessment,
    ceasing,
    final,
    mediation,
    reassessment,
    transfer,
)


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
