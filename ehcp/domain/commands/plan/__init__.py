"""The plan: what it must hold, its draft, the final plan, slips put right."""

from ehcp.domain.commands.plan import (
    clerical,
    contents,
    draft,
    final,
    hearing,
    identity,
    issuing,
    warned_of,
)

__all__ = [
    "clerical",
    "contents",
    "draft",
    "final",
    "hearing",
    "identity",
    "issuing",
    "warned_of",
]
