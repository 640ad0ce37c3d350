"""Steps that several clocks look for, in the words of the process."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Steps, steps
from ehcp.domain.deadlines.unsaid import appealed
from ehcp.domain.deadlines.why_amended import AS_ORDERED, amended_because, noticed_because
from ehcp.domain.entry import Source
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
)
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, RequestWithdrawn
from ehcp.domain.events.review import AmendmentNoticeIssued, ReviewDecisionNotified
from ehcp.domain.standing.detained import detained_at
from ehcp.domain.standing.orders import first_dated
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.standing.requests import (
    IN_COMMUNITY,
    IN_DETENTION,
    REQUESTS,
    governing_request,
    of_another,
    starts_anew,
    takes_back,
)
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import Step


def not_anothers(case: Case, start: Step, step: Step) -> bool:
    """Whether a step does not say that it answers another request than that which started."""
    return not isinstance(start.event, REQUESTS) or not of_another(case, step, start)


def _taken_back(case: Case, start: Step, withdrawn: Step) -> bool:
    """Whether the request was withdrawn that started, or that was pending at the start."""
    request = start if isinstance(start.event, REQUESTS) else governing_request(case, start)
    return request is None or takes_back(case, withdrawn, request)


FINAL = steps(FinalPlanIssued)
DRAFT = steps(DraftPlanIssued, test=not_anothers)
REFUSAL = steps(AssessmentRefused, test=not_anothers)
NO_PLAN = steps(NoPlanDecided, test=not_anothers)
AGREED = steps(AssessmentAgreed, test=not_anothers)
WITHDRAWN = steps(RequestWithdrawn, test=_taken_back)
AMENDED = steps(AmendedPlanIssued)
PLAN = steps(FinalPlanIssued, AmendedPlanIssued)
DECISION = steps(ReviewDecisionNotified, CeaseDecided)
CHANGED_NOTHING = NO_PLAN | steps(PlanKeptAfterReassessment)
NEW_REQUEST = steps(*IN_COMMUNITY, test=lambda case, _, step: starts_anew(case, step))
NEW_REQUEST_IN_DETENTION = steps(*IN_DETENTION, test=lambda case, _, step: starts_anew(case, step))


def in_community(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step was taken for somebody who was not detained."""
    return not detained_at(case, step)


def in_detention(case: Case, _start: Step, step: Step) -> bool:
    """Whether a step was taken for somebody who was detained: SI 2015/62."""
    return detained_at(case, step)


def amended_for(*causes: AmendmentCause) -> Steps:
    """Plans amended for one of these causes, or for one that nobody knows.

    A file that others kept says for which only by what the plan answers.
    """

    def test(case: Case, _start: Step, step: Step) -> bool:
        found = amended_because(case, step)
        return not found or any(cause in causes for cause in found)

    return steps(AmendedPlanIssued, test=test)


def notice_of(cause: NoticeCause) -> Steps:
    """Notices of amendments with this cause. One of an old file followed a review.

    Unless what it answers shows that it followed something else.
    """

    def test(case: Case, _start: Step, step: Step) -> bool:
        event = step.event
        found = event.cause if isinstance(event, AmendmentNoticeIssued) else None
        if found is None and AmendmentCause.REVIEW not in noticed_because(case, step):
            return False
        return (found or NoticeCause.REVIEW) is cause

    return steps(AmendmentNoticeIssued, test=test)


def not_to_amend(cause: NoticeCause) -> Steps:
    """Decisions not to amend after such a notice."""

    def test(_case: Case, _start: Step, step: Step) -> bool:
        return isinstance(step.event, NotToAmendDecided) and step.event.cause in (None, cause)

    return steps(NotToAmendDecided, test=test)


def _as_ordered(case: Case, start: Step, step: Step) -> bool:
    """Whether an agreement to re-assess dropped a refusal as an order may say.

    A file seldom says so: there it did after an order that was made about such a refusal.
    """
    event = step.event
    dropped = isinstance(event, ReassessmentAgreed) and event.route is not None
    if step.entry.source is not Source.IMPORT:
        return dropped
    decision = appealed(case, first_dated(case, start))
    return dropped if decision is None else isinstance(decision.event, ReassessmentRefused)


def _reassessed(case: Case, start: Step, step: Step) -> bool:
    """Whether a plan came of the re-assessment that an order or an agreement is about.

    In a file that does not say so, an order that was made about a refusal to re-assess.
    """
    if found := amended_because(case, step):
        return AmendmentCause.REASSESSMENT in found
    decision = appealed(case, first_dated(case, start))
    return decision is not None and isinstance(decision.event, ReassessmentRefused)


NOTICE = notice_of(NoticeCause.REVIEW)
AMENDED_AFTER_REVIEW = amended_for(AmendmentCause.REVIEW)
AMENDED_AS_ORDERED = amended_for(*AS_ORDERED)
AGREED_AS_ORDERED = AGREED | steps(ReassessmentAgreed, test=_as_ordered)
REASSESSED = steps(AmendedPlanIssued, test=_reassessed)
PLAN_OF_REASSESSMENT = FINAL | amended_for(AmendmentCause.REASSESSMENT)


def _told_here(_case: Case, _start: Step, step: Step) -> bool:
    return step.entry.source is not Source.IMPORT


def _ends_work_here(case: Case, start: Step, withdrawn: Step) -> bool:
    return _told_here(case, start, withdrawn) and ends_work(case, withdrawn, start)


WOUND_UP = steps(NoPlanDecided, FinalPlanIssued, test=_told_here) | steps(
    RequestWithdrawn, test=_ends_work_here
)
"""What leaves nothing to be advised on: recorded here, as a file says so only of itself."""


def ended_here(case: Case, _start: Step, step: Step) -> bool:
    """Whether the plan ended, which was recorded here and not set aside.

    What a file that others kept says of an end changes nothing that is judged by it.
    """
    return step.entry.source is not Source.IMPORT and stands(case, step)


PLAN_ENDED = steps(PlanCeased, test=ended_here)


def in_reassessment(case: Case, step: Step) -> bool:
    """Whether a step, recorded here, was taken in a re-assessment: its `of` says so."""
    answered = case.at(step.event.of) if step.entry.source is not Source.IMPORT else None
    return answered is not None and isinstance(answered.event, ReassessmentAgreed)
