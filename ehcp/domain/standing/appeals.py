"""Appeals to the First-tier Tribunal, each with what belongs to it. CFA 2014 s.51."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealStayed,
    AppealStayLifted,
    AppealWithdrawn,
    DirectionsGiven,
    TribunalAppealLodged,
)
from ehcp.domain.events.order import (
    OrderCompliedWith,
    OrderSuspensionLifted,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.appealable import certificates, decision_of
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.step import Step

ORDERS = (TribunalOrder, TribunalOrderRedated)


class AppealState(StrEnum):
    """Where an appeal stands."""

    LODGED = "lodged"
    REGISTERED = "registered"
    RESPONDED = "responded"
    STAYED = "stayed"
    NOT_OPPOSED = "not-opposed"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    ORDER_SUSPENDED = "order-suspended"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, kw_only=True)
class DirectedDays:
    """The days that the Tribunal fixed, each as last directed."""

    response_by: date | None = None
    final_evidence_by: date | None = None
    bundle_by: date | None = None
    hearing_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """One appeal and what belongs to it. A step that has not been taken is None.

    `order` is the latest that is no mere re-dating, `set_aside` where that was set aside, so
    that a new decision is awaited; `complied` is where the authority said that the order was
    carried out.
    """

    lodged: Step
    decision: Step | None
    matters: tuple[AppealMatter, ...]
    recommendations: tuple[Section, ...]
    certificate: Step | None
    registered: Step | None
    days: DirectedDays
    response: Step | None
    not_opposed: Step | None
    withdrawn: Step | None
    order: Step | None
    set_aside: bool
    complied: Step | None
    state: AppealState

    @property
    def live(self) -> bool:
        """Whether it awaits its end, so that the plan stays in force: CFA 2014 s.45(4)."""
        decided = self.order is not None and not self.set_aside
        return not (self.not_opposed or self.withdrawn or decided)


def appeals(case: Case) -> tuple[Appeal, ...]:
    """Return every appeal of the case, in legal order of their lodging."""
    return tuple(_appeal(case, lodged) for lodged in case.steps_of(TribunalAppealLodged))


def appeal_of(case: Case, step: Step) -> Step | None:
    """Return the appeal that a step belongs to: as its `of` leads to it, else the last one."""
    lodged = TribunalAppealLodged
    return led_to(case, step, lodged) or case.before(step, lodged)


def responded_before(case: Case, step: Step) -> bool | None:
    """Whether the response to an appeal was in before a step of it; None if the days do not say.

    From then on the appeal is settled by a consent order, not by leaving it unopposed: reg 45(1).
    """
    lodged = appeal_of(case, step)
    sent = [s for s in case.steps_of(AppealResponseSent) if appeal_of(case, s) is lodged]
    found = {_came_before(case, response, step) for response in sent}
    return True if True in found else (None if None in found else False)


def _came_before(case: Case, one: Step, other: Step) -> bool | None:
    """Whether one step came before another: on one day the order of recording decides."""
    on_one_day = one.first == one.last == other.first == other.last
    if one.last < other.first or one.first > other.last or on_one_day:
        return case.follows(other, one)
    return None


def order_meant(case: Case, step: Step) -> Step | None:
    """Return the order that a step is about: as its `of` leads to it, else the last one."""
    return led_to(case, step, *ORDERS) or case.before(step, *ORDERS)


def _appeal(case: Case, lodged: Step) -> Appeal:
    event = lodged.event
    decision = decision_of(case, lodged)
    named = case.at(event.certificate) if isinstance(event, TribunalAppealLodged) else None
    issued = list(certificates(case, decision)) if decision else []
    earlier = [step for step in issued if case.follows(lodged, step)]
    order = _latest(case, lodged, TribunalOrder)
    return Appeal(
        lodged=lodged,
        decision=decision,
        matters=event.matters if isinstance(event, TribunalAppealLodged) else (),
        recommendations=event.recommendations if isinstance(event, TribunalAppealLodged) else (),
        certificate=named or (earlier[-1] if earlier else None),
        registered=_latest(case, lodged, AppealRegistered),
        days=days_directed(case, lodged),
        response=_latest(case, lodged, AppealResponseSent),
        not_opposed=_latest(case, lodged, AppealNotOpposed),
        withdrawn=_latest(case, lodged, AppealWithdrawn),
        order=order,
        set_aside=order is not None and _set_aside(case, lodged, order),
        complied=_latest(case, lodged, OrderCompliedWith),
        state=_state(case, lodged),
    )


def _latest(case: Case, lodged: Step, *kinds: type[Event]) -> Step | None:
    """Return the latest step of these kinds that belongs to an appeal."""
    found = [step for step in case.after(lodged, *kinds) if appeal_of(case, step) is lodged]
    return found[-1] if found else None


def _set_aside(case: Case, lodged: Step, order: Step) -> bool:
    """Whether the latest order of an appeal was set aside, however it was dated again."""
    aside = case.after(order, TribunalOrderSetAside)
    return any(appeal_of(case, step) is lodged for step in aside)


def days_directed(case: Case, lodged: Step, until: Step | None = None) -> DirectedDays:
    """Return the days directed in an appeal, up to and with a step; one left out stays."""
    found: dict[str, date] = {}
    for step in case.after(lodged, DirectionsGiven):
        if until is not None and case.follows(step, until):
            break
        if isinstance(step.event, DirectionsGiven) and appeal_of(case, step) is lodged:
            days = ("response_by", "final_evidence_by", "bundle_by", "hearing_on")
            found |= {day: fixed for day in days if (fixed := getattr(step.event, day))}
    return DirectedDays(**found)


STATES: dict[type[Event], AppealState] = {
    AppealRegistered: AppealState.REGISTERED,
    AppealResponseSent: AppealState.RESPONDED,
    AppealNotOpposed: AppealState.NOT_OPPOSED,
    AppealWithdrawn: AppealState.WITHDRAWN,
    TribunalOrder: AppealState.DECIDED,
    TribunalOrderRedated: AppealState.DECIDED,
    OrderSuspensionLifted: AppealState.DECIDED,
    TribunalOrderSuspended: AppealState.ORDER_SUSPENDED,
    TribunalOrderSetAside: AppealState.SET_ASIDE,
}
ENDS = (AppealNotOpposed, AppealWithdrawn, TribunalOrder)


def _state(case: Case, lodged: Step) -> AppealState:
    """Return where an appeal stands. What is sent in while it is stayed does not lift the stay."""
    found, stayed = AppealState.LODGED, False
    for step in case.after(lodged, *STATES, AppealStayed, AppealStayLifted):
        if appeal_of(case, step) is not lodged:
            continue
        if isinstance(step.event, AppealStayed | AppealStayLifted):
            stayed = isinstance(step.event, AppealStayed)
        else:
            found = STATES[type(step.event)]
            stayed = stayed and not isinstance(step.event, ENDS)
    return AppealState.STAYED if stayed else found
