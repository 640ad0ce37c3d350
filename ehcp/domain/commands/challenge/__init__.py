"""Mediation, appeals, orders, recommendations, complaints."""

from ehcp.domain.commands.challenge import (
    appeal,
    appeal_course,
    appeal_evidence,
    appeal_response,
    complaint,
    during_appeal,
    mediation,
    mediation_agreement,
    mediation_session,
    onward,
    order,
    recommendation,
)

__all__ = [
    "appeal",
    "appeal_course",
    "appeal_evidence",
    "appeal_response",
    "complaint",
    "during_appeal",
    "mediation",
    "mediation_agreement",
    "mediation_session",
    "onward",
    "order",
    "recommendation",
]
