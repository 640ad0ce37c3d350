"""What may be asked of a case, one module per stage; each command carries its rule."""

from ehcp.domain.commands import (
    advice,
    consideration,
    decision,
    draft,
    final,
    no_plan,
    record,
    request,
    setting,
)

__all__ = [
    "advice",
    "consideration",
    "decision",
    "draft",
    "final",
    "no_plan",
    "record",
    "request",
    "setting",
]
