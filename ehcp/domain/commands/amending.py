"""What amending a plan waits for: the review, the notice or the order that comes before it."""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.commands.underway import amended_for, requires
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderSetAside,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
)
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.orders import fate, first_dated, last_dated
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.standing.review import Review
from ehcp.domain.standing.reviews import begun_by, reviews
from ehcp.domain.step import Step

BINDING: dict[AmendmentCause, type[Event]] = {
    AmendmentCause.TRIBUNAL_ORDER: TribunalOrder,
    AmendmentCause.MEDIATION_AGREEMENT: MediationAgreement,
    AmendmentCause.APPEAL_NOT_OPPOSED: AppealNotOpposed,
}
"""What binds the authority to amend, so that no notice goes before."""
AMENDING = (None, Ordered.AMEND, Ordered.NAME_SCHOOL, Ordered.CONTINUE_AND_AMEND)
"""Orders that an amended plan carries out. An old file may not say what was ordered."""
TO_AMEND = (None, ReviewDecision.AMEND)
"""Decisions on a review after which the plan is amended, unless it says otherwise."""


def plan_of(step: Step | None) -> Plan | None:
    """Return the contents of a plan that was issued, where the record holds them."""
    plan = getattr(step.event, "plan", None) if step else None
    return plan if isinstance(plan, Plan) else None


def reviews_without_notice(case: Case) -> tuple[Step, ...]:
    """Return the decisions to amend, and the meetings without a decision, that await a notice."""
    found = [
        step
        for review in reviews(case)
        if not review.all(AmendmentNoticeIssued) and (step := _last_of(review)) is not None
    ]
    return tuple(sorted((s for s in found if not _settled(case, s)), key=case.number))


def pending_notice(case: Case, cause: NoticeCause | None = None) -> Step | None:
    """Return the latest notice of amendments that awaits its plan or the decision not to amend.

    Without a cause: the latest of either. A file that others kept does not say the cause.
    """
    causes = tuple(NoticeCause) if cause is None else (cause,)
    found = [notice for each in causes for notice in pending_notices(case, each)]
    return max(found, key=case.number, default=None)


def pending_notices(case: Case, cause: NoticeCause) -> tuple[Step, ...]:
    """Return the notices with that cause that await their plan or the decision not to amend.

    A further notice stands in the place of the one that it follows up.
    """
    waiting: list[Step] = []
    for step in case.steps_of(
        AmendmentNoticeIssued, AmendedPlanIssued, NotToAmendDecided, *PLAN_ENDS
    ):
        if isinstance(step.event, PLAN_ENDS):
            waiting = [] if ends_plan(case, step) else waiting
        elif _concerns(step, cause):
            waiting = _still_waiting(case, waiting, step)
    return tuple(waiting)


def _still_waiting(case: Case, waiting: list[Step], step: Step) -> list[Step]:
    """Return the notices that wait once a notice, a plan or a decision not to amend has come.

    It answers the one that its `of` leads to; in an old file, which does not say, each of them.
    """
    event, answered = step.event, case.at(step.event.of)
    others = [notice for notice in waiting if notice is not answered]
    if isinstance(event, AmendmentNoticeIssued):
        return [*(others if event.further else waiting), step]
    return others if answered in waiting else []


def notices_since(case: Case, last: Step) -> tuple[Step, ...]:
    """Return a notice with those before it that it follows up, the first one first."""
    found = [last]
    while isinstance(found[-1].event, AmendmentNoticeIssued) and found[-1].event.further:
        earlier = case.at(found[-1].event.of)
        if earlier is None or earlier in found:
            break
        found.append(earlier)
    return tuple(reversed(found))


def pending_order(case: Case, cause: AmendmentCause) -> Step | None:
    """Return the first order of that kind to amend the plan that no amended plan carries out.

    One that was issued again with another date stands in the place of the first.
    """
    carried_out = {
        first_dated(case, done).place
        for step in case.steps_of(AmendedPlanIssued)
        if (done := case.at(step.event.of)) is not None
    }
    for order in case.steps_of(BINDING[cause]):
        standing = last_dated(case, order)
        if requires(order) not in AMENDING or order.place in carried_out:
            continue
        unsaid = any(_unsaid(step) for step in case.after(standing, AmendedPlanIssued))
        if not unsaid and not isinstance(fate(case, order), TribunalOrderSetAside):
            return standing
    return None


def _last_of(review: Review) -> Step | None:
    """Return the decision to amend in a review, or the meeting where none has been made."""
    decision = review.step(ReviewDecisionNotified)
    if decision is None:
        return review.meeting
    event = decision.event
    amends = isinstance(event, ReviewDecisionNotified) and event.decision in TO_AMEND
    return decision if amends else None


def _settled(case: Case, last: Step) -> bool:
    """Whether a plan, a decision not to amend or the end of the plan has followed in a review.

    What says that it belongs to another review settles nothing in this one.
    """
    ends = (FinalPlanIssued, AmendedPlanIssued, NotToAmendDecided, *PLAN_ENDS)
    whose = begun_by(case, last)
    return any(
        _concerns(step, NoticeCause.REVIEW)
        and (ends_plan(case, step) or not isinstance(step.event, PLAN_ENDS))
        and (step.event.of is None or begun_by(case, step) in (None, whose))
        for step in case.after(last, *ends)
    )


def _concerns(step: Step, cause: NoticeCause) -> bool:
    """Whether a step is about amendments with that cause, or about no particular ones."""
    event = step.event
    if isinstance(event, AmendmentNoticeIssued | NotToAmendDecided):
        return event.cause in (None, cause)
    return amended_for(step, AmendmentCause(cause))


def _unsaid(step: Step) -> bool:
    """Whether an amended plan, in an old file, says neither why nor what it answers."""
    event = step.event
    return isinstance(event, AmendedPlanIssued) and event.cause is None and event.of is None
