"""What an entry leaves unsaid, and how the rest of the history fills it in.

Old files seldom say what an order required or how a refusal came to be dropped. Each
function here answers one such question, from the entry's own qualifier where it has one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealNotOpposed, TribunalAppealLodged
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
)
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentRefused
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    Route,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    Phase,
    PhaseTransferDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.standing.appeals import (
    APPEALABLE,
    decision_of,
    led_to,
    order_meant,
    responded_before,
)
from ehcp.domain.standing.requests import (
    ORDERS,
    REQUESTS,
    origin,
    pending_requests,
    starts_anew,
)
from ehcp.domain.step import Step

MARCH = 3


@dataclass(frozen=True)
class Assumption:
    """A qualifier that was needed and that the entry does not have."""

    place: int
    qualifier: str


def ordered(case: Case, step: Step) -> Ordered:
    """Return what an order, or what stands for one, required."""
    event = step.event
    if (first := redated(case, step)) is not None:
        return ordered(case, first)
    if isinstance(event, TribunalOrder | MediationAgreement | AppealNotOpposed) and event.ordered:
        return event.ordered
    otherwise = Ordered.OTHER if isinstance(event, MediationAgreement) else Ordered.AMEND
    decision = appealed(case, step) or case.before(step, *APPEALABLE)
    return _from_decision(decision, otherwise) if decision else _from_sequel(case, step, otherwise)


def appealed(case: Case, order: Step) -> Step | None:
    """Return the decision that an order, or what stands for one, was made about."""
    return decision_of(case, led_to(case, order, TribunalAppealLodged) or order)


def redated(case: Case, step: Step) -> Step | None:
    """Return the order that was issued again with another date, if this step did that."""
    if not isinstance(step.event, TribunalOrderRedated):
        return None
    kinds = (TribunalOrder, TribunalOrderRedated)
    named = case.at(step.event.of)
    if named is not None and isinstance(named.event, kinds) and case.follows(step, named):
        return named
    return case.before(step, *kinds)


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


def first_dated(case: Case, order: Step) -> Step:
    """Return the order as it was first dated."""
    while (first := redated(case, order)) is not None:
        order = first
    return order


def bound_since(case: Case, order: Step) -> Step:
    """Return from where on an order bound: as first dated, unless it was set aside since."""
    first, aside = first_dated(case, order), case.before(order, TribunalOrderSetAside)
    if aside is None or not case.follows(aside, first):
        return first
    meant = order_meant(case, aside)
    return order if meant is not None and same_order(case, meant, order) else first


def same_order(case: Case, one: Step, other: Step) -> bool:
    """Whether two steps are the same order, perhaps under different dates."""
    return first_dated(case, one) is first_dated(case, other)


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


@dataclass(frozen=True)
class Dropped:
    """A refusal to assess that was dropped again.

    `agreement` is the entry that dropped it, `request` the request that had been refused.
    `cause` is the order, agreement or notice that made the authority drop it. Without one,
    `route` may still say that there was one; otherwise which clock runs is disputed. Where
    `route` says so, the family may have been told before the cause has its date.
    """

    refusal: Step
    agreement: Step
    request: Step | None
    cause: Step | None
    route: Route | None

    @property
    def disputed(self) -> bool:
        """Whether the Ombudsman and the High Court would count from different days."""
        if self.route is None:
            return self.cause is None
        return self.route is Route.OWN_DECISION

    @property
    def cause_unseen(self) -> bool:
        """Whether an order or agreement started the clocks that the history does not hold."""
        return self.cause is None and not self.disputed

    @property
    def unopposed(self) -> bool:
        """Whether it was dropped because the appeal was not opposed."""
        return self.route is Route.UNOPPOSED


def dropped_refusals(case: Case) -> tuple[Dropped, ...]:
    """Return each refusal to assess that was dropped, in legal order."""
    return tuple(_dropped(case))


def _dropped(case: Case) -> Iterator[Dropped]:
    for agreement in case.steps_of(AssessmentAgreed):
        refusal = case.before(agreement, AssessmentRefused)
        latest = case.before(agreement, AssessmentRefused, *REQUESTS, AssessmentAgreed)
        if refusal is None or latest is not refusal or _of_others(case, refusal, agreement):
            continue
        orders = takewhile(
            partial(case.follows, agreement), case.after(refusal, *ORDERS, TribunalOrderRedated)
        )
        causes = [step for step in orders if _makes_assess(case, step)]
        requests = (
            step
            for step in reversed(case.steps_of(*REQUESTS))
            if case.follows(refusal, step) and starts_anew(case, step)
        )
        event = agreement.event
        route = event.route if isinstance(event, AssessmentAgreed) else None
        yield Dropped(
            refusal=refusal,
            agreement=agreement,
            request=next(requests, None),
            cause=causes[-1] if causes else _cause_to_come(case, agreement, route),
            route=route,
        )


def _makes_assess(case: Case, step: Step) -> bool:
    """Whether an order, or what stands for one, made the authority assess.

    What it left unopposed after its response stands for none: reg 45(1).
    """
    if isinstance(step.event, AppealNotOpposed) and responded_before(case, step):
        return False
    return ordered(case, step) is Ordered.ASSESS


CAUSES: Mapping[Route | None, tuple[type[Event], ...]] = {
    Route.TRIBUNAL_ORDER: (TribunalOrder, TribunalOrderRedated),
    Route.UNOPPOSED: (AppealNotOpposed,),
    Route.MEDIATION: (MediationAgreement,),
}


def _cause_to_come(case: Case, agreement: Step, route: Route | None) -> Step | None:
    """Return the cause that the route names, where the family was told before it had its date.

    Once the assessment is over, or another was asked for or decided on, it is none of this one.
    """
    over = (AssessmentAgreed, AssessmentRefused, NoPlanDecided, FinalPlanIssued, *REQUESTS)
    for step in case.after(agreement, *CAUSES.get(route, ()), *over):
        if isinstance(step.event, over):
            return None
        if _makes_assess(case, step):
            return step
    return None


def _of_others(case: Case, refusal: Step, agreement: Step) -> bool:
    """Whether a refusal and an agreement say that they are on two requests.

    What was pending when the other was refused was refused with it: the earliest receipt
    governs both.
    """
    refused, agreed = origin(case, refusal), origin(case, agreement)
    if not isinstance(refused.event, REQUESTS) or not isinstance(agreed.event, REQUESTS):
        return False
    return refused is not agreed and agreed not in pending_requests(case, before=refusal)


def assumptions(case: Case) -> Iterator[Assumption]:
    """Yield what had to be assumed, so that nobody takes it for what the record says."""
    for step in case.steps_of(*ORDERS, TribunalOrderRedated):
        if getattr(step.event, "ordered", None) is None and redated(case, step) is None:
            yield Assumption(step.place, "ordered")
    for dropped in case.once(dropped_refusals):
        if dropped.cause is None and dropped.route is None:
            yield Assumption(dropped.agreement.place, "route")
    for step in case.steps_of(ReviewDecisionNotified):
        meeting = case.before(step, ReviewMeetingHeld)
        if decided(step) is None and meeting is not None and not _acted_on(case, step):
            yield Assumption(step.place, "decision")
    for step in case.steps_of(PhaseTransferDue):
        if isinstance(step.event, PhaseTransferDue) and step.event.phase is None:
            yield Assumption(step.place, "phase")


def _acted_on(case: Case, decision: Step) -> bool:
    """Whether a notice or amended plan before the next meeting shows that it was to amend."""
    steps = (AmendmentNoticeIssued, AmendedPlanIssued, ReviewMeetingHeld)
    following = next(case.after(decision, *steps), None)
    return following is not None and not isinstance(following.event, ReviewMeetingHeld)
