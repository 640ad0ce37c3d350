"""What the Tribunal decided, and what becomes of its order. Regs 43-44."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import live_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import AppealMatter, AppealNotOpposed
from ehcp.domain.events.order import (
    OrderCompliedWith,
    Ordered,
    OrderSuspensionLifted,
    Outcome,
    PlanContinued,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.standing.appeals import ORDERS, Appeal
from ehcp.domain.standing.orders import fate, order_at
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014, TRIBUNAL_DIRECTIONS

NO_OUTCOME = Refusal(
    "no-outcome",
    "The decision dismisses the appeal, corrects the plan, or orders something.",
    SEND_REGS_2014.at("reg 43(1)-(2)"),
    instead="Say what the Tribunal decided.",
    rule="H9",
)
OUTCOMES_CONTRADICT = Refusal(
    "outcomes-contradict",
    "An appeal that is dismissed orders nothing.",
    SEND_REGS_2014.at("reg 43(1)-(2)"),
    instead="Leave the dismissal out where the appeal was allowed in part.",
    rule="H9",
)
COMPLY_BEFORE_ORDER = Refusal(
    "comply-before-order",
    "The day by which the order is to be carried out lies before it.",
    instead="Check the day.",
)
NO_ORDER = Refusal(
    "no-order",
    "No order of the Tribunal is recorded.",
    SEND_REGS_2014.reg("43"),
    instead="Record the order first.",
)
NO_LIVE_ORDER = Refusal(
    "no-live-order",
    "What is named is no order of the Tribunal, or one that was set aside.",
    SEND_REGS_2014.reg("43"),
    instead="Name the entry of an order that stands, or leave it out where the latest is meant.",
)
BEFORE_ORDER = Refusal(
    "before-the-order",
    "It is dated before the order.",
    instead="Give the day on which it happened, or correct that of the order.",
)
NOT_SUSPENDED = Refusal(
    "order-not-suspended",
    "The order is not suspended.",
    TRIBUNAL_DIRECTIONS.whole,
    instead="Record the suspension first.",
)
SUSPENDED_ALREADY = Refusal(
    "order-suspended-already",
    "The order is suspended already.",
    TRIBUNAL_DIRECTIONS.whole,
    instead="Lift that suspension, or correct its entry.",
)
SET_ASIDE_ALREADY = Refusal(
    "order-set-aside-already",
    "The order was set aside, and binds nobody.",
    TRIBUNAL_DIRECTIONS.whole,
    instead="Record the new decision.",
)
NOT_SAID_HOW = Refusal(
    "not-said-how-complied",
    "That an order was carried out says how.",
    SEND_REGS_2014.reg("44"),
    instead="Say what was done.",
)

OBLIGES = {
    Outcome.CONTINUE_AND_AMEND: Ordered.CONTINUE_AND_AMEND,
    Outcome.AMEND: Ordered.AMEND,
    Outcome.NAME: Ordered.NAME_SCHOOL,
    Outcome.CONTINUE: Ordered.CONTINUE,
    Outcome.ASSESS: Ordered.ASSESS,
    Outcome.REASSESS: Ordered.ASSESS,
    Outcome.MAKE_PLAN: Ordered.MAKE_PLAN,
    Outcome.RECONSIDER: Ordered.REMIT,
}
"""What each outcome obliges the authority to, the wider first: to name only is reg 44(2)(f)."""

BESIDE_A_DISMISSAL = {Outcome.DISMISS, Outcome.CORRECT_DEFICIENCIES}


class RecordTribunalOrder(Command, after_death=True):
    """Record the Tribunal's decision. `comply_by` is the day that the order itself fixes."""

    outcomes: tuple[Outcome, ...]
    comply_by: date | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield _order(
            live_before(case, self.on, self.appeal), self.on, self.outcomes, self.comply_by
        )


class RecordConsentOrder(Command):
    """Record an order that the parties agreed on and the Tribunal approved."""

    outcomes: tuple[Outcome, ...]
    comply_by: date | None = None
    appeal: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        appeal = live_before(case, self.on, self.appeal)
        yield _order(appeal, self.on, self.outcomes, self.comply_by, by_consent=True)


class RedateOrder(Command):
    """Record that the same order was issued again with another date, which is `on`.

    In this and what follows `order` is the entry of the order: the latest, if left out.
    """

    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield TribunalOrderRedated(on=self.on, of=order_before(case, self.on, self.order).place)


class SuspendOrder(Command):
    """Record that a tribunal or court suspended the effect of the order."""

    reasons: str | None = None
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        became = fate(case, order)
        require(not isinstance(became, TribunalOrderSetAside), SET_ASIDE_ALREADY)
        require(not isinstance(became, TribunalOrderSuspended), SUSPENDED_ALREADY)
        yield TribunalOrderSuspended(on=self.on, of=order.place, reasons=self.reasons)


class LiftOrderSuspension(Command):
    """Record that the order has effect again, and by which day it is to be carried out."""

    comply_by: date
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        require(isinstance(fate(case, order), TribunalOrderSuspended), NOT_SUSPENDED)
        require(self.comply_by >= self.on, COMPLY_BEFORE_ORDER)
        yield OrderSuspensionLifted(on=self.on, of=order.place, comply_by=self.comply_by)


class SetOrderAside(Command, after_death=True):
    """Record that the order was set aside, on review or on appeal."""

    by: str | None = None
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        require(not isinstance(fate(case, order), TribunalOrderSetAside), SET_ASIDE_ALREADY)
        yield TribunalOrderSetAside(on=self.on, of=order.place, by=self.by)


class ConfirmPlanContinues(Command):
    """Confirm that the plan goes on being maintained, as was ordered."""

    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        conceded = _conceded(case, self.order)
        if conceded is None:
            order = order_before(case, self.on, self.order)
        else:
            order = require(conceded if conceded.first <= self.on else None, BEFORE_ORDER)
        yield PlanContinued(on=self.on, of=order.place)


class ComplyWithOrder(Command):
    """Say that the order has been carried out, and how."""

    how: str
    order: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        order = order_before(case, self.on, self.order)
        require(stated(self.how), NOT_SAID_HOW)
        yield OrderCompliedWith(on=self.on, of=order.place, how=self.how)


def _conceded(case: Case, place: int | None) -> Step | None:
    """Return the notice that stands for an order to go on with the plan, where that is meant."""
    found = case.steps_of(*ORDERS, AppealNotOpposed) if place is None else (case.at(place),)
    binds = [step for step in found if step is not None and not _goes_otherwise(step)]
    last = binds[-1] if binds else None
    return last if last is not None and isinstance(last.event, AppealNotOpposed) else None


def _goes_otherwise(step: Step) -> bool:
    """Whether an appeal was left unopposed about something else than going on with the plan."""
    event = step.event
    return isinstance(event, AppealNotOpposed) and event.ordered is not Ordered.CONTINUE


def order_before(case: Case, on: date, place: int | None = None) -> Step:
    """Return the order of a place, or the latest of the Tribunal, as last dated; or refuse."""
    if place is None:
        found = case.steps_of(*ORDERS)
        order = require(found[-1] if found else None, NO_ORDER)
    else:
        order = require(order_at(case, place), NO_LIVE_ORDER)
    require(order.first <= on, BEFORE_ORDER)
    return order


def _order(
    appeal: Appeal,
    on: date,
    outcomes: tuple[Outcome, ...],
    comply_by: date | None,
    *,
    by_consent: bool = False,
) -> TribunalOrder:
    require(len(outcomes) > 0, NO_OUTCOME)
    dismissed = Outcome.DISMISS in outcomes
    require(not dismissed or set(outcomes) <= BESIDE_A_DISMISSAL, OUTCOMES_CONTRADICT)
    require(comply_by is None or comply_by >= on, COMPLY_BEFORE_ORDER)
    return TribunalOrder(
        on=on,
        of=appeal.lodged.place,
        ordered=_obliged(appeal, outcomes),
        outcomes=outcomes,
        by_consent=by_consent,
        comply_by=comply_by,
    )


def _obliged(appeal: Appeal, outcomes: tuple[Outcome, ...]) -> Ordered:
    """Return what the authority must do. Nothing, if an appeal is dismissed but one on ceasing."""
    for outcome, ordered in OBLIGES.items():
        if outcome in outcomes:
            return ordered
    ceasing = AppealMatter.CEASE in appeal.matters and Outcome.DISMISS in outcomes
    return Ordered.DISMISS_CEASE if ceasing else Ordered.OTHER
