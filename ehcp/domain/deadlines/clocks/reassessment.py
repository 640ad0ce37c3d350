"""Re-assessment. CFA 2014 s.44; regs 23 to 27."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.assessment import same_advice
from ehcp.domain.deadlines.clocks.draft import NO_LONGER_NEEDED, SUPERSEDED_AFTER
from ehcp.domain.deadlines.clocks.terms import (
    DRAFT,
    FINAL,
    PLAN_OF_REASSESSMENT,
    in_reassessment,
)
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.entry import Source
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
    ReassessmentWithdrawn,
)
from ehcp.domain.step import Step
from ehcp.law.time_limits import reassessment

DECIDED = steps(ReassessmentAgreed, ReassessmentRefused)
WITHDRAWN = steps(ReassessmentWithdrawn)
KEPT = steps(PlanKeptAfterReassessment)
GONE = steps(PlanCeased)


def _starts_anew(case: Case, _start: Step, step: Step) -> bool:
    """Whether a request starts the clock: one recorded here does unless an earlier is pending."""
    if step.entry.source is Source.IMPORT:
        return True
    last = case.before(step, ReassessmentRequested, *DECIDED.kinds, *WITHDRAWN.kinds)
    return last is None or not isinstance(last.event, ReassessmentRequested)


def _replaced(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a plan ended a re-assessment, and says so."""
    event = step.event
    return isinstance(event, AmendedPlanIssued) and event.cause is AmendmentCause.REASSESSMENT


def _of_reassessment(found: Steps) -> Steps:
    return steps(*found.kinds, test=lambda case, _, step: in_reassessment(case, step))


REASSESSMENT_CLOCKS = (
    Clock(
        limit=reassessment.REASSESSMENT_DECISION,
        starts=steps(ReassessmentRequested, test=_starts_anew),
        ends=DECIDED,
        not_if=WITHDRAWN,
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
    ),
    Clock(
        limit=reassessment.REASSESSMENT_REPRESENTATIONS,
        own=True,
        starts=_of_reassessment(DRAFT),
        ends=PLAN_OF_REASSESSMENT | KEPT | SUPERSEDED_AFTER,
        not_if=NO_LONGER_NEEDED,
        minimum=True,
        when_over=Status.MET,  # the family has had its time
    ),
    Clock(
        limit=reassessment.REASSESSMENT_FINAL_PLAN,
        starts=steps(ReassessmentAgreed),
        ends=PLAN_OF_REASSESSMENT,
        not_if=KEPT | WITHDRAWN,
    ),
    Clock(
        limit=reassessment.REASSESSMENT_NO_CHANGE,
        own=True,
        starts=steps(ReassessmentAgreed),
        ends=KEPT,
        not_if=_of_reassessment(DRAFT) | PLAN_OF_REASSESSMENT | WITHDRAWN | GONE,
    ),
)
