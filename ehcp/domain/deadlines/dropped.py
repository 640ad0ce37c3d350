"""Refusals to assess that were dropped again, and what made the authority do so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from ehcp.domain.case import Case
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import Ordered, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, Route
from ehcp.domain.standing.appeals import responded_before
from ehcp.domain.standing.requests import ORDERS, REQUESTS, origin, pending_requests, starts_anew
from ehcp.domain.step import Step


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
