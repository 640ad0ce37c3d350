"""What is under way in a case, and what it waits for: the entry that the next step answers."""

from datetime import date

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import LeftEngland, PersonDied
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
)
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.standing.plan_end import ends_plan, latest_under_plan
from ehcp.domain.standing.reassessments import pending_requests, withdrawn_from
from ehcp.domain.standing.requests import ORDERS, governing_request, of_another
from ehcp.domain.standing.withdrawals import going_on
from ehcp.domain.step import Step

ASSESSMENT_ENDS = (
    NoPlanDecided,
    FinalPlanIssued,
    AssessmentStoppedByMove,
    LeftEngland,
    PersonDied,
)
"""So does a withdrawal of the request that it is on: `going_on` says so."""
REASSESSMENT_OUTCOMES = (
    FinalPlanIssued,
    AmendedPlanIssued,
    PlanKeptAfterReassessment,
    ReassessmentWithdrawn,
)
REASSESSMENT_ENDS = (*REASSESSMENT_OUTCOMES, *PLAN_ENDS)
"""An end of the plan that was set aside is none: `plan_end` says so."""


def latest(case: Case, *kinds: type[Event], until: tuple[type[Event], ...]) -> Step | None:
    """Return the latest step of these kinds, unless one of `until` has followed it."""
    found = case.steps_of(*kinds, *until)
    return found[-1] if found and isinstance(found[-1].event, kinds) else None


def next_place(case: Case) -> int:
    """Return the place in the history that the next entry will have."""
    return max((entry.place for entry in case.entries), default=0) + 1


def child(case: Case) -> Child | None:
    """Return the child or young person, as last recorded."""
    opened = case.last(CaseOpened)
    return opened.child if opened else None


def open_request(case: Case) -> Step | None:
    """Return the request that awaits the decision whether to assess: CFA 2014 s.36(3).

    What was agreed on a request that has been withdrawn is no answer to the next.
    """
    request = governing_request(case)
    if request is None:
        return None
    agreed = case.after(request, AssessmentAgreed)
    answered = any(not of_another(case, step, request) for step in agreed)
    return None if answered else request


def standing_refusal(case: Case) -> Step | None:
    """Return the refusal to assess that has neither been dropped nor overtaken.

    A request that is pending overtakes it; one that was taken back since does not.
    """
    return None if governing_request(case) else last_refusal(case)


def last_refusal(case: Case) -> Step | None:
    """Return the last refusal to assess that no assessment has followed, overtaken or not."""
    ends = (AssessmentAgreed, AssessmentStoppedByMove, FinalPlanIssued)
    return latest(case, AssessmentRefused, until=ends)


def standing_no_plan(case: Case) -> Step | None:
    """Return the decision that no plan is needed that has neither been dropped nor overtaken."""
    if governing_request(case):
        return None
    ends = (AssessmentAgreed, AssessmentRefused, AssessmentStoppedByMove, FinalPlanIssued)
    return latest(case, NoPlanDecided, until=ends)


def order_since(case: Case, decision: Step, what: Ordered, by: date | None = None) -> Step | None:
    """Return the latest order since a decision, or what stands for one, that requires this.

    `by` leaves out what came after that day.
    """
    found = [s for s in case.after(decision, *ORDERS) if requires(s) is what]
    in_time = [s for s in found if by is None or s.first <= by]
    return in_time[-1] if in_time else None


def requires(step: Step) -> Ordered | None:
    """Return what an order, or what stands for one, says that it requires."""
    event = step.event
    return event.ordered if isinstance(event, ORDERS) else None


def assessment(case: Case) -> Step | None:
    """Return the agreement to assess whose assessment is still under way."""
    return latest(going_on(case, AssessmentAgreed), AssessmentAgreed, until=ASSESSMENT_ENDS)


def open_reassessment_request(case: Case) -> Step | None:
    """Return the request for a re-assessment that awaits a decision: the first, if several do."""
    return next(iter(pending_requests(case)), None)


def standing_reassessment_refusal(case: Case) -> Step | None:
    """Return the refusal to re-assess that has neither been dropped nor overtaken.

    A request that is pending overtakes it; one that was taken back since does not.
    """
    if pending_requests(case):
        return None
    return latest_under_plan(case, ReassessmentRefused, until=(ReassessmentAgreed,))


def reassessment(case: Case) -> Step | None:
    """Return the agreement to re-assess whose re-assessment is still under way: reg 27."""
    under_way: Step | None = None
    for step in case.steps_of(ReassessmentAgreed, *REASSESSMENT_ENDS):
        if isinstance(step.event, ReassessmentAgreed):
            under_way = step
        elif isinstance(step.event, ReassessmentWithdrawn):
            ended = under_way is None or withdrawn_from(case, under_way, step)
            under_way = None if ended else under_way
        elif isinstance(step.event, PLAN_ENDS):
            under_way = None if ends_plan(case, step) else under_way
        elif amended_for(step, AmendmentCause.REASSESSMENT):
            under_way = None
    return under_way


def amended_for(step: Step, *causes: AmendmentCause) -> bool:
    """Whether a plan was amended for one of these causes, or for one that nobody knows.

    What is no amended plan passes.
    """
    event = step.event
    return not isinstance(event, AmendedPlanIssued) or event.may_be_for(*causes)


def assessment_under_way(case: Case) -> Step | None:
    """Return the agreement to assess or re-assess for which advice is being sought."""
    return assessment(case) or reassessment(case)


def reason_for_plan(case: Case) -> Step | None:
    """Return what a plan is now being prepared for: an assessment, or an order to make one."""
    under_way = assessment_under_way(case)
    if under_way is not None:
        return under_way
    refused = latest(case, NoPlanDecided, until=(FinalPlanIssued,))
    return order_since(case, refused, Ordered.MAKE_PLAN) if refused else None


def pending_draft(case: Case) -> Step | None:
    """Return the latest draft that no final plan has followed."""
    under_way = reassessment(case)
    if under_way is not None:
        drafts = tuple(case.after(under_way, DraftPlanIssued))
        return drafts[-1] if drafts else None
    return latest_under_plan(
        going_on(case, DraftPlanIssued),
        DraftPlanIssued,
        until=(*ASSESSMENT_ENDS, *REASSESSMENT_OUTCOMES),
    )
