"""Personal budgets and direct payments. CFA 2014 s.49; SI 2014/1652."""

from ehcp.domain.commands.money import (
    budget_lines,
    budget_refusal,
    direct_payment,
    payment_changes,
    payment_review,
    personal_budget,
    recipient,
    reconsideration,
    repayment,
    running,
    section_j,
)

__all__ = [
    "budget_lines",
    "budget_refusal",
    "direct_payment",
    "payment_changes",
    "payment_review",
    "personal_budget",
    "recipient",
    "reconsideration",
    "repayment",
    "running",
    "section_j",
]
