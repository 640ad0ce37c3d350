"""Re-assessment. CFA 2014 s.44; regs 23 to 27."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.assessment import same_advice
from ehcp.domain.deadlines.clocks.draft import (
    NO_LONGER_NEEDED,
    SUPERSEDED_AFTER,
    TELL_OF_SERVICE,
    from_service,
)
from ehcp.domain.deadlines.clocks.terms import (
    DRAFT,
    FINAL,
    PLAN_ENDED,
    PLAN_OF_REASSESSMENT,
    in_reassessment,
)
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentRequestJoined,
    ReassessmentWithdrawn,
)
from ehcp.domain.standing.reassessments import starts_anew, takes_back, withdrawn_from
from ehcp.domain.step import Step
from ehcp.law.time_limits import reassessment

IN_THE_COURSE = (AdviceRequested, DraftPlanIssued)
DECIDED = steps(ReassessmentAgreed, ReassessmentRequestJoined, ReassessmentRefused)
WITHDRAWN = steps(
    ReassessmentWithdrawn, test=lambda case, request, step: takes_back(case, step, request)
)
KEPT = steps(PlanKeptAfterReassessment)


def _taken_back(case: Case, start: Step, withdrawn: Step) -> bool:
    """Whether the request of this re-assessment was withdrawn, and not another one."""
    agreed = case.at(start.event.of) if isinstance(start.event, IN_THE_COURSE) else start
    return agreed is None or withdrawn_from(case, agreed, withdrawn)


TAKEN_BACK = steps(ReassessmentWithdrawn, test=_taken_back)


def _decided_on(_case: Case, agreed: Step) -> tuple[Days, ...]:
    """Return the day of the decision where it was of own motion, else that of the notice."""
    event = agreed.event
    decided = event.decided if isinstance(event, ReassessmentAgreed) else None
    return ((decided, decided) if decided else (agreed.first, agreed.last),)


def _replaced(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a plan ended a re-assessment, and says so."""
    event = step.event
    return isinstance(event, AmendedPlanIssued) and event.cause is AmendmentCause.REASSESSMENT


def _of_reassessment(found: Steps) -> Steps:
    return steps(*found.kinds, test=lambda case, _, step: in_reassessment(case, step))


REASSESSMENT_CLOCKS = (
    Clock(
        limit=reassessment.REASSESSMENT_DECISION,
        starts=steps(ReassessmentRequested, test=lambda case, _, step: starts_anew(case, step)),
        ends=DECIDED,
        not_if=WITHDRAWN | PLAN_ENDED,
    ),
    Clock(
        limit=reassessment.REASSESSMENT_SIX_MONTH_BAR,  # a ground to refuse, and no more
        own=True,
        starts=FINAL | steps(AmendedPlanIssued, test=_replaced) | KEPT,
        minimum=True,
        when_over=Status.MET,
    ),
    Clock(
        limit=reassessment.REASSESSMENT_ADVICE,
        own=True,
        starts=_of_reassessment(steps(AdviceRequested)),
        ends=steps(AdviceReceived, test=same_advice),
        not_if=PLAN_OF_REASSESSMENT | KEPT | TAKEN_BACK | PLAN_ENDED,
    ),
    Clock(
        limit=reassessment.REASSESSMENT_REPRESENTATIONS,
        own=True,
        starts=_of_reassessment(DRAFT),
        counted_from=from_service,
        beside=TELL_OF_SERVICE,
        ends=PLAN_OF_REASSESSMENT | KEPT | SUPERSEDED_AFTER,
        not_if=NO_LONGER_NEEDED | TAKEN_BACK | PLAN_ENDED,
        minimum=True,
        when_over=Status.MET,  # the family has had its time
    ),
    Clock(
        limit=reassessment.REASSESSMENT_FINAL_PLAN,
        starts=steps(ReassessmentAgreed),
        ends=PLAN_OF_REASSESSMENT,
        not_if=KEPT | TAKEN_BACK | PLAN_ENDED,
        counted_from=_decided_on,
    ),
    Clock(
        limit=reassessment.REASSESSMENT_NO_CHANGE,
        own=True,
        starts=steps(ReassessmentAgreed),
        ends=KEPT,
        not_if=_of_reassessment(DRAFT) | PLAN_OF_REASSESSMENT | TAKEN_BACK | PLAN_ENDED,
    ),
)
