"""Lists of what is awaited in all cases, each a read model: what a plan's whole life holds."""

from typing import Any

from ehcp.projections.listed.advice import ADVICE, AdviceLine
from ehcp.projections.listed.appeals import APPEALS, AppealLine
from ehcp.projections.listed.consultations import CONSULTATIONS, ConsultationLine
from ehcp.projections.listed.listing import ListedRow, Listing, OfCase
from ehcp.projections.listed.phase_transfers import PHASE_TRANSFERS, PhaseTransferLine
from ehcp.projections.listed.reviews import REVIEWS, ReviewLine

__all__ = [
    "ADVICE",
    "APPEALS",
    "CONSULTATIONS",
    "LISTINGS",
    "PHASE_TRANSFERS",
    "REVIEWS",
    "AdviceLine",
    "AppealLine",
    "ConsultationLine",
    "ListedRow",
    "Listing",
    "OfCase",
    "PhaseTransferLine",
    "ReviewLine",
]

LISTINGS: tuple[Listing[Any], ...] = (ADVICE, CONSULTATIONS, REVIEWS, PHASE_TRANSFERS, APPEALS)
