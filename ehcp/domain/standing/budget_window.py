"""When a family may ask for a personal budget: SI 2014/1652 reg 4(1).

While a draft plan is being prepared, and during a review or a re-assessment.
"""

from collections.abc import Mapping, Sequence

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment, ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed, RequestWithdrawn
from ehcp.domain.events.review import (
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewStarted,
)
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.standing.reviews import NO_MORE, begun_by
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import Step

OF_REVIEW = (ReviewStarted, ReviewMeetingHeld)
GOES_ON = (DraftPlanIssued, ReviewMeetingHeld)
OPENERS: tuple[type[Event], ...] = (
    AssessmentAgreed,
    DraftPlanIssued,
    *OF_REVIEW,
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
    *NO_MORE,
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
    if isinstance(opened.event, OF_REVIEW):
        return _ends_review(case, step, opened)
    if isinstance(opened.event, ReassessmentAgreed):
        return _ends_reassessment(case, step, opened)
    return isinstance(event, AmendedPlanIssued)


def _ends_review(case: Case, step: Step, opened: Step) -> bool:
    """Whether a step ends the review of a window, unless it says that it is another's."""
    event = step.event
    whose = begun_by(case, step) if event.of is not None else None
    if whose is not None and whose is not begun_by(case, opened):
        return False
    if isinstance(event, NO_MORE):
        return True
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
    """Whether a step opens the window: a draft, or a meeting, only where it is not open for that.

    It is not where a plan is made because of an order, without an assessment before it; nor
    where nobody recorded that the review had begun.
    """
    if not isinstance(step.event, GOES_ON):
        return isinstance(step.event, OPENERS)
    return not _goes_on(case, step, open_windows(case, before=step))


def open_window(case: Case, before: Step | None = None) -> Step | None:
    """Return what opened the window that is open now; that was before a step, if given.

    Of several the first, as of two reviews at once.
    """
    return next(iter(open_windows(case, before)), None)


def open_windows(case: Case, before: Step | None = None) -> tuple[Step, ...]:
    """Return what opened each window that is open now, or was before a step."""
    at_the_end, found = case.once(_windows)
    return at_the_end if before is None else found.get(before.place, at_the_end)


def _windows(case: Case) -> tuple[tuple[Step, ...], Mapping[int, tuple[Step, ...]]]:
    """Return what opened each window that is open now, and that was before each step, by place."""
    opened: tuple[Step, ...] = ()
    before: dict[int, tuple[Step, ...]] = {}
    for step in case.steps_of(*OPENERS, *CLOSERS):
        before[step.place] = opened
        opened = tuple(each for each in opened if not closes(case, step, each))
        if isinstance(step.event, OPENERS) and not _goes_on(case, step, opened):
            opened = (*opened, step)
    return opened, before


def _goes_on(case: Case, step: Step, opened: Sequence[Step]) -> bool:
    """Whether a step goes on with what a window is open for: a draft, or the meeting of a review.

    Whatever is under way may lead to a draft; a meeting belongs to its own review.
    """
    if isinstance(step.event, ReviewMeetingHeld):
        return any(each is begun_by(case, step) for each in opened)
    return bool(opened) and isinstance(step.event, DraftPlanIssued)
