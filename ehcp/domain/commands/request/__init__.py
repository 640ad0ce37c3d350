"""From the request to the decision whether to assess. CFA 2014 s.36."""

from ehcp.domain.commands.request import (
    consideration,
    decision,
    opening,
    request,
    whose,
)

__all__ = [
    "consideration",
    "decision",
    "opening",
    "request",
    "whose",
]
