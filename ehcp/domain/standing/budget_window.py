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


def closes(step: Step) -> bool:
    """Whether a step closes the window. A decision to amend does not: a draft follows it."""
    event = step.event
    if isinstance(event, ReviewDecisionNotified):
        return event.decision in (ReviewDecision.MAINTAIN, ReviewDecision.CEASE)
    return isinstance(event, CLOSERS)


def opens(case: Case, step: Step) -> bool:
    """Whether a step opens the window: a draft only where it is not open already.

    It is not where a plan is made because of an order, without an assessment before it.
    """
    if not isinstance(step.event, DraftPlanIssued):
        return isinstance(step.event, OPENERS)
    before = [s for s in case.steps_of(*OPENERS, *CLOSERS) if case.follows(step, s)]
    closed = [s for s in before if closes(s)]
    return not any(
        isinstance(s.event, OPENERS) and (not closed or case.follows(s, closed[-1]))
        for s in before
    )


def open_window(case: Case) -> Step | None:
    """Return what opened the window that is open now."""
    opened: Step | None = None
    for step in case.steps_of(*OPENERS, *CLOSERS):
        if closes(step):
            opened = None
        elif opened is None and isinstance(step.event, OPENERS):
            opened = step
    return opened
