"""Orders of the Tribunal under their several dates, and what binds the authority as they do."""

from datetime import date
from typing import Any

from tests.lifecycle.model.appeals import ORDERS, live_meant
from tests.lifecycle.model.facts import Fact, State, may, refuse_flaw, unless
from tests.lifecycle.model.mediation import done

Said = dict[str, Any]
DATED = (*ORDERS, "redate-order")
BY_CAUSE = {
    "tribunal-order": ORDERS,
    "mediation-agreement": ("agree-in-mediation",),
    "appeal-not-opposed": ("concede-appeal",),
}
BINDS = tuple(act for acts in BY_CAUSE.values() for act in acts)
OBLIGES = {
    "order-plan-continued-and-amended": "continue-and-amend",
    "order-amendment": "amend",
    "order-institution-or-type": "name-school",
    "order-plan-continued": "continue",
    "order-assessment": "assess",
    "order-a-plan": "make-plan",
    "send-back": "remit",
}
TO_AMEND = {"amend", "name-school", "continue-and-amend"}
FATES = ("suspend-order", "lift-order-suspension", "set-order-aside")


def ordered(fact: Fact) -> str:
    """Return what an order requires, or what stands for one."""
    order = first_dated(fact)
    if order.act not in ORDERS:
        return str(order.said["ordered"])
    if order.said["outcome"] in OBLIGES:
        return OBLIGES[order.said["outcome"]]
    about = order.of.said["matters"] if order.of else ()
    return "dismiss-cease" if "cease-to-maintain" in about else "other"


def order_since(s: State, decision: Fact, on: date | None, what: str = "assess") -> Fact | None:
    """Return the latest that requires this since a decision, by a day."""
    after = s.facts[s.facts.index(decision) + 1 :]
    found = [f for f in after if f.act in BINDS and ordered(f) == what]
    found = [f for f in found if on is None or f.day <= on]
    return found[-1] if found else None


def first_dated(fact: Fact) -> Fact:
    while fact.act == "redate-order" and fact.of:
        fact = fact.of
    return fact


def dates_of(s: State, order: Fact) -> list[Fact]:
    """Return the order under each of its dates."""
    first = first_dated(order)
    return [f for f in s.facts if f.act in (*DATED, *BINDS) and first_dated(f) is first]


def fate(s: State, order: Fact) -> str:
    """Return what last became of an order, whatever its date."""
    about = [f for f in done(s, *FATES) if f.of in dates_of(s, order)]
    return about[-1].act if about else ""


def pending_order(s: State, cause: str) -> Fact | None:
    """Return the first to amend the plan that no plan has carried out, under its last date."""
    carried = [first_dated(fact.of) for fact in done(s, "issue-amended-plan") if fact.of]
    for order in done(s, *BY_CAUSE[cause]):
        stands = order not in carried and fate(s, order) != "set-order-aside"
        if stands and ordered(order) in TO_AMEND:
            return dates_of(s, order)[-1]
    return None


@may(*ORDERS)
def _order(s: State, on: date, said: Said) -> Fact:
    appeal = live_meant(s, on, said)
    refuse_flaw(said, "no-outcome", "outcomes-contradict", "comply-before-order")
    return appeal.lodged


def _meant(s: State, on: date, said: Said) -> Fact:
    """Return the order that is named, unless it was set aside, or the latest; or refuse."""
    found, named = done(s, *DATED), said.get("order")
    if named is None:
        unless(found, "no-order")
        order = found[-1]
    else:
        named_one = [fact for fact in found if fact.place == named]
        unless(named_one and fate(s, named_one[0]) != "set-order-aside", "no-live-order")
        order = dates_of(s, named_one[0])[-1]
    unless(order.day <= on, "before-the-order")
    return order


@may("confirm-plan-continues")
def _goes_on(s: State, on: date, said: Said) -> Fact:
    named = said.get("order")
    conceded = [f for f in done(s, "concede-appeal") if f.said["ordered"] == "continue"]
    bound = [f for f in s.facts if f in conceded or f.act in DATED]
    meant = [f for f in bound if named in (None, f.place)][-1:]
    if not meant or meant[0] not in conceded:
        return _meant(s, on, said)
    unless(meant[0].day <= on, "before-the-order")
    return meant[0]


@may("redate-order", "comply-with-order")
def _about(s: State, on: date, said: Said) -> Fact:
    order = _meant(s, on, said)
    refuse_flaw(said, "not-said-how-complied")
    return order


def _binding(s: State, on: date, said: Said) -> Fact:
    order = _meant(s, on, said)
    unless(fate(s, order) != "set-order-aside", "order-set-aside-already")
    return order


@may("set-order-aside")
def _end(s: State, on: date, said: Said) -> Fact:
    return _binding(s, on, said)


@may("suspend-order")
def _suspend(s: State, on: date, said: Said) -> Fact:
    order = _binding(s, on, said)
    unless(fate(s, order) != "suspend-order", "order-suspended-already")
    return order


@may("lift-order-suspension")
def _lift(s: State, on: date, said: Said) -> Fact:
    order = _meant(s, on, said)
    unless(fate(s, order) == "suspend-order", "order-not-suspended")
    refuse_flaw(said, "comply-before-order")
    return order
