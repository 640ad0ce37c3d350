"""An order of the Tribunal under its several dates, and what became of it. Reg 44."""

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.order import (
    OrderSuspensionLifted,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.standing.appeals import ORDERS, order_meant
from ehcp.domain.step import Step

FATE = (TribunalOrderSuspended, OrderSuspensionLifted, TribunalOrderSetAside)


def first_dated(case: Case, order: Step) -> Step:
    """Return the order as it was before it was issued again with another date."""
    while isinstance(order.event, TribunalOrderRedated):
        earlier = case.at(order.event.of) or case.before(order, *ORDERS)
        if earlier is None or not case.follows(order, earlier):
            break
        order = earlier
    return order


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
