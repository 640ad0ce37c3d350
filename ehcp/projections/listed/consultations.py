"""The consultations read model: one row for each setting consulted, with its reply."""

from ehcp.application.one_case.consultations import ConsultationShown, consultations_shown
from ehcp.domain.standing.consultations import ConsultationStatus
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
class ConsultationRow(ListedRow):
    """One consultation of one setting."""

    status: ConsultationStatus
    setting: str | None
    urn: str | None


@value(frozen=True, kw_only=True)
class ConsultationLine(ConsultationShown, OfCase):
    """One consultation in the list of all cases."""


CONSULTATIONS = Listing(
    table="consultations",
    shown=consultations_shown,
    item=ConsultationShown,
    row=ConsultationRow,
    line=ConsultationLine,
    filters={
        "open": OPEN,
        "urn": same("urn", "r.urn = %(urn)s"),
        "due_within": DUE_WITHIN,
        "officer": OFFICER,
    },
)
