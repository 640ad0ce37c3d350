"""The acts of what the Tribunal orders, as commands."""

from dataclasses import replace
from datetime import date

from ehcp.domain.commands.challenge.order import (
    ComplyWithOrder,
    ConfirmPlanContinues,
    LiftOrderSuspension,
    RecordConsentOrder,
    RecordTribunalOrder,
    RedateOrder,
    SetOrderAside,
    SuspendOrder,
)
from ehcp.domain.events.order import Outcome
from tests.lifecycle.acts import Choices, Flaws, act, altered, later
from tests.lifecycle.acts_appeals import which_appeal
from tests.lifecycle.model import State
from tests.lifecycle.model.mediation import done
from tests.lifecycle.model.orders import DATED, OBLIGES

OUTCOMES = ["dismiss-the-appeal", *OBLIGES]
WRONG = ("no-outcome", "outcomes-contradict", "comply-before-order")


def _to_order(s: State, on: date) -> Choices:
    return which_appeal(s, on) | {"outcome": OUTCOMES, "comply_by": [None, later(on, 20)]}


def _ordered(kind, on, said):
    outcomes = (Outcome(said["outcome"]),)
    order = kind(on=on, outcomes=outcomes, comply_by=said["comply_by"], appeal=said["appeal"])
    flaws: Flaws = {
        "no-outcome": {"outcomes": ()},
        "outcomes-contradict": {"outcomes": (Outcome.DISMISS, Outcome.AMEND)},
        "comply-before-order": {"comply_by": later(on, -1)},
    }
    return altered(order, on, said, flaws)


@act("record-tribunal-order", "TribunalOrder", _to_order, WRONG)
def _(on, said):
    return _ordered(RecordTribunalOrder, on, said)


def _to_agree_on(s: State, on: date) -> Choices:
    return _to_order(s, on) | {"outcome": ["order-amendment"], "comply_by": [None]}


@act("record-consent-order", "TribunalOrder", _to_agree_on, WRONG)
def _(on, said):
    return _ordered(RecordConsentOrder, on, said)


def which(s: State, _on: date) -> Choices:
    """Return the orders that can be meant: the latest, or the first by its place."""
    return {"order": [None, *(fact.place for fact in done(s, *DATED)[:1])]}


@act("redate-order", "TribunalOrderRedated", which)
def _(on, said):
    return RedateOrder(on=on, order=said["order"])


@act("suspend-order", "TribunalOrderSuspended", which)
def _(on, said):
    return SuspendOrder(on=on, order=said["order"])


def _to_lift(s: State, on: date) -> Choices:
    return which(s, on) | {"comply_by": [later(on, 30)]}


@act("lift-order-suspension", "OrderSuspensionLifted", _to_lift, ("comply-before-order",))
def _(on, said):
    lift = LiftOrderSuspension(on=on, comply_by=said["comply_by"], order=said["order"])
    return replace(lift, comply_by=later(on, -1)) if said["flaw"] else lift


@act("set-order-aside", "TribunalOrderSetAside", which)
def _(on, said):
    return SetOrderAside(on=on, order=said["order"])


@act("comply-with-order", "OrderCompliedWith", which, ("not-said-how-complied",))
def _(on, said):
    return ComplyWithOrder(on=on, how="" if said["flaw"] else "It was done.", order=said["order"])


def _to_go_on(s: State, _on: date) -> Choices:
    found = done(s, *DATED)[:1] + done(s, "concede-appeal")[-1:]
    return {"order": [None, *(fact.place for fact in found)]}


@act("confirm-plan-continues", "PlanContinued", _to_go_on)
def _(on, said):
    return ConfirmPlanContinues(on=on, order=said["order"])
