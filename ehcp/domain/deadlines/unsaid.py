"""What an entry leaves unsaid, and how the rest of the history fills it in.

Old files seldom say what an order required or what a review came to. Each function here answers
one such question, from the entry's own qualifier where it has one.
"""

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.events.appeal import AppealNotOpposed, TribunalAppealLodged
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import Ordered, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentRefused
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused
from ehcp.domain.events.review import (
    Phase,
    PhaseTransferDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.standing.appealable import APPEALABLE, decision_of
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.standing.orders import redated
from ehcp.domain.standing.requests import ORDERS, REQUESTS
from ehcp.domain.step import Step

MARCH = 3


def ordered(case: Case, step: Step) -> Ordered:
    """Return what an order, or what stands for one, required."""
    found = case.once(_every_order).get(step.place)
    return _ordered(case, step) if found is None else found


def _every_order(case: Case) -> dict[int, Ordered]:
    """Return what each order required, by its place: a dozen limits ask it of each of them."""
    return {s.place: _ordered(case, s) for s in case.steps_of(*ORDERS, TribunalOrderRedated)}


def _ordered(case: Case, step: Step) -> Ordered:
    event = step.event
    if (first := redated(case, step)) is not None:
        return _ordered(case, first)
    if isinstance(event, TribunalOrder | MediationAgreement | AppealNotOpposed) and event.ordered:
        return event.ordered
    otherwise = Ordered.OTHER if isinstance(event, MediationAgreement) else Ordered.AMEND
    decision = appealed(case, step) or case.before(step, *APPEALABLE)
    return _from_decision(decision, otherwise) if decision else _from_sequel(case, step, otherwise)


def appealed(case: Case, order: Step) -> Step | None:
    """Return the decision that an order, or what stands for one, was made about."""
    return decision_of(case, led_to(case, order, TribunalAppealLodged) or order)


TELLS_OF_A_PLAN = (
    DraftPlanIssued,
    *PLANS,
    *PLAN_ENDS,
    CeaseDecided,
    ReviewMeetingHeld,
    ReviewDecisionNotified,
    ReassessmentRefused,
)
"""None is told of a child for whom no plan was ever made; a file may leave the plan out."""


def _from_decision(decision: Step, otherwise: Ordered) -> Ordered:
    """What an order requires, by the decision that was appealed."""
    if isinstance(decision.event, AssessmentRefused | ReassessmentRefused):
        return Ordered.ASSESS
    return Ordered.MAKE_PLAN if isinstance(decision.event, NoPlanDecided) else otherwise


def _from_sequel(case: Case, step: Step, otherwise: Ordered) -> Ordered:
    """What an order requires, by what the authority did next."""
    outcomes = (AssessmentAgreed, NoPlanDecided, DraftPlanIssued, FinalPlanIssued)
    following = next(case.after(step, *outcomes), None)
    if following is None:
        return otherwise if otherwise is Ordered.OTHER else _by_how_far(case, step, otherwise)
    by_assessing = isinstance(following.event, AssessmentAgreed | NoPlanDecided)
    return Ordered.ASSESS if by_assessing else Ordered.MAKE_PLAN


def _by_how_far(case: Case, step: Step, otherwise: Ordered) -> Ordered:
    """What an order requires after which nothing is told: a plan that never was is not amended."""
    if case.before(step, *REQUESTS) is None or any(case.steps_of(*TELLS_OF_A_PLAN)):
        return otherwise
    return Ordered.MAKE_PLAN if case.before(step, AssessmentAgreed) else Ordered.ASSESS


def decided(step: Step) -> ReviewDecision | None:
    """Return which of the three decisions a review came to; None where nobody says."""
    if isinstance(step.event, CeaseDecided):
        return ReviewDecision.CEASE
    return step.event.decision if isinstance(step.event, ReviewDecisionNotified) else None


def phase(step: Step) -> Phase:
    """Return which change of phase is due: the one that falls in March, unless it says."""
    event = step.event
    if isinstance(event, PhaseTransferDue) and event.phase:
        return event.phase
    in_march = step.first.month == step.last.month == MARCH
    return Phase.SECONDARY_TO_POST_16 if in_march else Phase.OTHER


def transfer_year(step: Step) -> int | None:
    """Return the calendar year of a change of phase; None where it is not known."""
    if isinstance(step.event, PhaseTransferDue) and step.event.year:
        return step.event.year
    return step.first.year if step.first.year == step.last.year else None
