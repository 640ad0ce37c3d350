"""Amending a plan, and re-assessment. CFA 2014 s.44; regs 22 to 28."""

from ehcp.domain.commands.amendment import (
    amended_plan,
    amendment,
    amendment_hearing,
    reassessment,
    reassessment_end,
    reassessment_joined,
)

__all__ = [
    "amended_plan",
    "amendment",
    "amendment_hearing",
    "reassessment",
    "reassessment_end",
    "reassessment_joined",
]
