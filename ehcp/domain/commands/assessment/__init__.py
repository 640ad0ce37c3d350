"""The assessment: its advice, and the decision that no plan is needed."""

from ehcp.domain.commands.assessment import (
    advice,
    advice_corrected,
    advice_course,
    no_plan,
)

__all__ = [
    "advice",
    "advice_corrected",
    "advice_course",
    "no_plan",
]
