"""Everything that can happen to a case, one module per stage, in the order of the Act."""

from ehcp.domain.events import (
    alert,
    assessment,
    ceasing,
    challenge,
    draft,
    money,
    naming,
    opening,
    placement,
    plan,
    reassessment,
    record,
    request,
    review,
    transfer,
)

__all__ = [
    "alert",
    "assessment",
    "ceasing",
    "challenge",
    "draft",
    "money",
    "naming",
    "opening",
    "placement",
    "plan",
    "reassessment",
    "record",
    "request",
    "review",
    "transfer",
]
