"""Reviews, and changes of phase. CFA 2014 s.44; regs 18 to 22."""

from ehcp.domain.commands.review import (
    advice,
    contribution,
    decision,
    early,
    meeting,
    open_reviews,
    phase_transfer,
    report,
    start,
)

__all__ = [
    "advice",
    "contribution",
    "decision",
    "early",
    "meeting",
    "open_reviews",
    "phase_transfer",
    "report",
    "start",
]
