"""The phase transfers read model: one row for each change of phase of a plan in force, by year."""

from ehcp.application.one_case.phase_transfers import PhaseTransferShown, phase_transfers_shown
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.value import value
from ehcp.projections.listed.listing import (
    DUE_WITHIN,
    OFFICER,
    OPEN,
    ListedRow,
    Listing,
    OfCase,
    same,
)


@value(frozen=True, kw_only=True, slots=True)
class PhaseTransferRow(ListedRow):
    """One change of phase, in the calendar year in whose September it comes."""

    year: int
    kind: Transfer | None


@value(frozen=True, kw_only=True)
class PhaseTransferLine(PhaseTransferShown, OfCase):
    """One child in the cohort of a year."""


PHASE_TRANSFERS = Listing(
    table="phase_transfers",
    shown=phase_transfers_shown,
    item=PhaseTransferShown,
    row=PhaseTransferRow,
    line=PhaseTransferLine,
    filters={
        "year": same("year", "r.year = %(year)s"),
        "kind": same("kind", "r.kind = %(kind)s"),
        "open": OPEN,
        "due_within": DUE_WITHIN,
        "officer": OFFICER,
    },
)
