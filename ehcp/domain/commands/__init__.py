"""What may be asked of a case, one package per stage; each command carries its rule."""

from ehcp.domain.commands import (
    amendment,
    assessment,
    challenge,
    ending,
    money,
    outcome,
    people,
    plan,
    record,
    request,
    review,
    setting,
)

__all__ = [
    "amendment",
    "assessment",
    "challenge",
    "ending",
    "money",
    "outcome",
    "people",
    "plan",
    "record",
    "request",
    "review",
    "setting",
]
