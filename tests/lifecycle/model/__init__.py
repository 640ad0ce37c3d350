"""What should be true of a case: sets and dates that share nothing with the product."""

from tests.lifecycle.model import (
    amendment,
    appeals,
    assessment,
    endings,
    first_plan,
    mediation,
    orders,
    reassessment,
    reviews,
)
from tests.lifecycle.model.facts import MAY, Fact, No, State, add_up

__all__ = [
    "MAY",
    "Fact",
    "No",
    "State",
    "add_up",
    "amendment",
    "appeals",
    "assessment",
    "endings",
    "first_plan",
    "mediation",
    "orders",
    "reassessment",
    "reviews",
]
