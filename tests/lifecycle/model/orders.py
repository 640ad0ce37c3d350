"""What binds the authority as an order does: an order, an agreement, an appeal not opposed."""

from datetime import date

from tests.lifecycle.model.facts import Fact, State

BINDS = ("agree-in-mediation",)


def order_since(s: State, decision: Fact, on: date, what: str = "assess") -> Fact | None:
    """Return the latest that requires this since a decision, by a day."""
    after = s.facts[s.facts.index(decision) + 1 :]
    found = [f for f in after if f.act in BINDS and f.said["ordered"] == what and f.day <= on]
    return found[-1] if found else None
