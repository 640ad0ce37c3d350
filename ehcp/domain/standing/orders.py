"""An order of the Tribunal under its several dates, and what became of it. Reg 44."""

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.order import (
    OrderSuspensionLifted,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.standing.appeals import ORDERS, order_meant
from ehcp.domain.step import Step

FATE = (TribunalOrderSuspended, OrderSuspensionLifted, TribunalOrderSetAside)


def last_dated(case: Case, order: Step) -> Step:
    """Return the order under its last date."""
    first = first_dated(case, order)
    dates = (step for step in case.after(first, TribunalOrderRedated))
    return [first, *(step for step in dates if first_dated(case, step) is first)][-1]


def order_about(case: Case, step: Step) -> Step | None:
    """Return the order, as first dated, that a step is about."""
    meant = order_meant(case, step)
    return first_dated(case, meant) if meant else None


def order_at(case: Case, place: int) -> Step | None:
    """Return the order of a place, as last dated, unless it was set aside; None if it is none."""
    found = case.at(place)
    if found is None or not isinstance(found.event, ORDERS):
        return None
    order = last_dated(case, found)
    return None if isinstance(fate(case, order), TribunalOrderSetAside) else order


def fate(case: Case, order: Step) -> Event | None:
    """Return what last became of an order: suspended, in effect again, or set aside.

    A new decision in the same appeal has a fate of its own.
    """
    first = first_dated(case, order)
    found = [step for step in case.after(first, *FATE) if order_about(case, step) is first]
    return found[-1].event if found else None


def redated(case: Case, step: Step) -> Step | None:
    """Return the order that was issued again with another date, if this step did that."""
    if not isinstance(step.event, TribunalOrderRedated):
        return None
    kinds = (TribunalOrder, TribunalOrderRedated)
    named = case.at(step.event.of)
    if named is not None and isinstance(named.event, kinds) and case.follows(step, named):
        return named
    return case.before(step, *kinds)


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
