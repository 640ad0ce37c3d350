"""Why a plan was amended, which an old file says only by what the plan answers."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.order import Ordered, TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.standing.requests import ORDERS
from ehcp.domain.step import Step

AS_ORDERED = (
    AmendmentCause.TRIBUNAL_ORDER,
    AmendmentCause.MEDIATION_AGREEMENT,
    AmendmentCause.APPEAL_NOT_OPPOSED,
)


def amended_because(case: Case, step: Step) -> tuple[AmendmentCause, ...]:
    """Return why a plan may have been amended: as it says, else as what it answers shows.

    What it answers is its `of`, or that of the draft which it answers. Empty where that shows
    nothing.
    """
    event = step.event
    if isinstance(event, AmendedPlanIssued) and event.cause is not None:
        return (event.cause,)
    answered = case.at(event.of)
    if answered is not None and isinstance(answered.event, DraftPlanIssued):
        answered = case.at(answered.event.of)
    return () if answered is None else _shown_by(case, answered)


def noticed_because(case: Case, notice: Step) -> tuple[AmendmentCause, ...]:
    """Return why a notice of amendments may have been sent: as it says, else as what it answers.

    One that says neither is of a review, or of an order: the amendments of an order need none, and
    may have had one.
    """
    event, answered = notice.event, case.at(notice.event.of)
    if isinstance(event, AmendmentNoticeIssued) and event.cause is not None:
        return (AmendmentCause(event.cause),)
    seen = {notice}  # a further notice answers the one before it
    while answered and answered not in seen and isinstance(answered.event, AmendmentNoticeIssued):
        seen.add(answered)
        answered = case.at(answered.event.of)
    shown = () if answered is None or answered in seen else _shown_by(case, answered)
    return shown or (AmendmentCause.REVIEW, *AS_ORDERED)


def _shown_by(case: Case, answered: Step) -> tuple[AmendmentCause, ...]:
    """Return why a plan may have been amended that answers this.

    An order to assess anew leads to the plan of a re-assessment.
    """
    event = answered.event
    if isinstance(event, AmendmentNoticeIssued):
        return noticed_because(case, answered)
    if isinstance(event, ReviewMeetingHeld | ReviewDecisionNotified):
        return (AmendmentCause.REVIEW,)
    if isinstance(event, ReassessmentRequested | ReassessmentAgreed):
        return (AmendmentCause.REASSESSMENT,)
    if not isinstance(event, (*ORDERS, TribunalOrderRedated)):
        return ()
    anew = ordered(case, answered) is Ordered.ASSESS
    return (AmendmentCause.REASSESSMENT,) if anew else AS_ORDERED
