"""When a family may ask for a personal budget: SI 2014/1652 reg 4(1).

While a draft plan is being prepared, and during a review or a re-assessment.
"""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed, RequestWithdrawn
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.events.transfer import AssessmentStoppedByMove
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
    RequestWithdrawn,
    AssessmentStoppedByMove,
    ReviewDecisionNotified,
    CeaseDecided,
    *PLAN_ENDS,
)


def closes(case: Case, step: Step, opened: Step) -> bool:
    """Whether a step closes the window. A decision to amend does not: a draft follows it.

    Nor does the withdrawal of a request other than that for which it was opened.
    """
    event = step.event
    if isinstance(event, RequestWithdrawn):
        return ends_work(case, step, opened)
    if isinstance(event, ReviewDecisionNotified):
        return event.decision in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)
    return isinstance(event, CLOSERS)


def opens(case: Case, step: Step) -> bool:
    """Whether a step opens the window: a draft only where it is not open already.

    It is not where a plan is made because of an order, without an assessment before it.
    """
    if not isinstance(step.event, DraftPlanIssued):
        return isinstance(step.event, OPENERS)
    return open_window(case, before=step) is None


def open_window(case: Case, before: Step | None = None) -> Step | None:
    """Return what opened the window that is open now; that was before a step, if given."""
    opened: Step | None = None
    for step in case.steps_of(*OPENERS, *CLOSERS):
        if step is before:
            break
        if opened is None:
            opened = step if isinstance(step.event, OPENERS) else None
        elif closes(case, step, opened):
            opened = None
    return opened
