"""When a family may ask for a personal budget: SI 2014/1652 reg 4(1).

While a draft plan is being prepared, and during a review or a re-assessment.
"""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed, RequestWithdrawn
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.standing.reviews import begun_by
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import Step

OPENERS: tuple[type[Event], ...] = (
    AssessmentAgreed,
    DraftPlanIssued,
    ReviewMeetingHeld,
    ReassessmentAgreed,
)
CLOSERS: tuple[type[Event], ...] = (
    FinalPlanIssued,
    AmendedPlanIssued,
    NoPlanDecided,
    NotToAmendDecided,
    PlanKeptAfterReassessment,
    RequestWithdrawn,
    AssessmentStoppedByMove,
    ReviewDecisionNotified,
    CeaseDecided,
    *PLAN_ENDS,
)


def closes(case: Case, step: Step, opened: Step) -> bool:
    """Whether a step closes the window. A decision to amend does not: a draft follows it.

    Nor does the withdrawal of a request other than that for which it was opened, or what ends
    another review: each window closes with what it was opened for, or with the plan.
    """
    event = step.event
    if isinstance(event, RequestWithdrawn):
        return ends_work(case, step, opened)
    if isinstance(event, (CeaseDecided, *PLAN_ENDS)):
        return stands(case, step)
    if isinstance(event, FinalPlanIssued | NoPlanDecided | AssessmentStoppedByMove):
        return True
    if isinstance(opened.event, ReviewMeetingHeld):
        return _ends_review(case, step, opened)
    if isinstance(opened.event, ReassessmentAgreed):
        return _ends_reassessment(case, step, opened)
    return isinstance(event, AmendedPlanIssued)


def _ends_review(case: Case, step: Step, meeting: Step) -> bool:
    """Whether a step ends the review of a meeting, unless it says that it is another's."""
    event = step.event
    whose = begun_by(case, step) if event.of is not None else None
    if whose is not None and whose is not begun_by(case, meeting):
        return False
    if isinstance(event, ReviewDecisionNotified):
        return event.decision in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)
    if isinstance(event, NotToAmendDecided):
        return event.cause in (None, NoticeCause.REVIEW)
    return isinstance(event, AmendedPlanIssued) and event.may_be_for(AmendmentCause.REVIEW)


def _ends_reassessment(case: Case, step: Step, agreed: Step) -> bool:
    """Whether a step ends a re-assessment: the plan is amended after it, or kept as it is."""
    event = step.event
    if isinstance(event, PlanKeptAfterReassessment):
        return case.at(event.of) in (None, agreed)
    return isinstance(event, AmendedPlanIssued) and event.may_be_for(AmendmentCause.REASSESSMENT)


def opens(case: Case, step: Step) -> bool:
    """Whether a step opens the window: a draft only where it is not open already.

    It is not where a plan is made because of an order, without an assessment before it.
    """
    if not _is_draft(step):
        return isinstance(step.event, OPENERS)
    return open_window(case, before=step) is None


def open_window(case: Case, before: Step | None = None) -> Step | None:
    """Return what opened the window that is open now; that was before a step, if given.

    Of several the first, as of two reviews at once.
    """
    opened: list[Step] = []
    for step in case.steps_of(*OPENERS, *CLOSERS):
        if step is before:
            break
        opened = [each for each in opened if not closes(case, step, each)]
        if isinstance(step.event, OPENERS) and not (opened and _is_draft(step)):
            opened.append(step)
    return next(iter(opened), None)


def _is_draft(step: Step) -> bool:
    return isinstance(step.event, DraftPlanIssued)
