"""What amending a plan waits for: the review, the notice or the order that comes before it."""

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.commands.underway import amended_for, pending_draft, requires
from ehcp.domain.event import Event
from ehcp.domain.events.amendment import AmendmentCause, NoticeCause, NotToAmendDecided
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.plan.sections import Plan
from ehcp.domain.step import Step

BINDING: dict[AmendmentCause, type[Event]] = {
    AmendmentCause.TRIBUNAL_ORDER: TribunalOrder,
    AmendmentCause.MEDIATION_AGREEMENT: MediationAgreement,
    AmendmentCause.APPEAL_NOT_OPPOSED: AppealNotOpposed,
}
"""What binds the authority to amend, so that no notice goes before."""
AMENDING = (None, Ordered.AMEND, Ordered.NAME_SCHOOL, Ordered.CONTINUE_AND_AMEND)
"""Orders that an amended plan carries out. An old file may not say what was ordered."""


def plan_of(step: Step | None) -> Plan | None:
    """Return the contents of a plan that was issued, where the record holds them."""
    plan = getattr(step.event, "plan", None) if step else None
    return plan if isinstance(plan, Plan) else None


def review_to_amend(case: Case) -> Step | None:
    """Return the decision to amend, or the meeting that awaits one, that no plan has followed."""
    found: Step | None = None
    ends = (FinalPlanIssued, AmendedPlanIssued, NotToAmendDecided, *PLAN_ENDS)
    for step in case.steps_of(ReviewMeetingHeld, ReviewDecisionNotified, *ends):
        event = step.event
        if isinstance(event, ReviewMeetingHeld):
            found = step
        elif isinstance(event, ReviewDecisionNotified):
            found = step if event.decision in (None, ReviewDecision.AMEND) else None
        elif _concerns(step, NoticeCause.REVIEW):
            found = None
    return found


def pending_notice(case: Case, cause: NoticeCause | None = None) -> Step | None:
    """Return the notice of amendments that awaits its plan or the decision not to amend.

    Without a cause: the latest of either. A file that others kept does not say the cause.
    """
    if cause is None:
        found = [notice for each in NoticeCause if (notice := pending_notice(case, each))]
        return max(found, key=case.number, default=None)
    ends = (AmendedPlanIssued, NotToAmendDecided, *PLAN_ENDS)
    about = [s for s in case.steps_of(AmendmentNoticeIssued, *ends) if _concerns(s, cause)]
    return about[-1] if about and isinstance(about[-1].event, AmendmentNoticeIssued) else None


def notices_since(case: Case, last: Step) -> tuple[Step, ...]:
    """Return a notice with those before it that it follows up, the first one first."""
    found = [last]
    while isinstance(found[-1].event, AmendmentNoticeIssued) and found[-1].event.further:
        earlier = case.at(found[-1].event.of)
        if earlier is None or earlier in found:
            break
        found.append(earlier)
    return tuple(reversed(found))


def before_the_family(case: Case) -> Step | None:
    """Return the draft or the notice of amendments on which the family is being heard."""
    found = [step for step in (pending_draft(case), pending_notice(case)) if step is not None]
    return max(found, key=case.number, default=None)


def pending_order(case: Case, cause: AmendmentCause) -> Step | None:
    """Return the first order of that kind to amend the plan that no amended plan carries out.

    One that was issued again with another date stands in the place of the first.
    """
    carried_out = {
        done.place for s in case.steps_of(AmendedPlanIssued) if (done := case.at(s.event.of))
    }
    for order in case.steps_of(BINDING[cause]):
        standing = _as_redated(case, order)
        if requires(order) not in AMENDING or {order.place, standing.place} & carried_out:
            continue
        unsaid = any(_unsaid(step) for step in case.after(standing, AmendedPlanIssued))
        if not unsaid and not _set_aside(case, order):
            return standing
    return None


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


def _as_redated(case: Case, order: Step) -> Step:
    """Return the order under its last date."""
    for step in case.after(order, TribunalOrderRedated):
        if (case.at(step.event.of) or case.before(step, TribunalOrder)) is order:
            return step
    return order


def _set_aside(case: Case, order: Step) -> bool:
    return any(case.at(s.event.of) is order for s in case.after(order, TribunalOrderSetAside))
