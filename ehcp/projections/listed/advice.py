"""The advice read model: one row for each piece of advice that was asked for, or came."""

from ehcp.application.one_case.advice import AdviceShown, advice_shown
from ehcp.domain.standing.advice import AdviceStatus
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
class AdviceRow(ListedRow):
    """One piece of advice. `kind` is the letter in reg 6(1), `party` whose it is."""

    status: AdviceStatus
    kind: str | None
    from_body: str | None
    party: str | None


@value(frozen=True, kw_only=True)
class AdviceLine(AdviceShown, OfCase):
    """One piece of advice in the list of all cases."""


ADVICE = Listing(
    table="advice",
    shown=advice_shown,
    item=AdviceShown,
    row=AdviceRow,
    line=AdviceLine,
    filters={
        "open": OPEN,
        "status": same("status", "r.status = %(status)s"),
        "from_body": same("from_body", "r.from_body = %(from_body)s"),
        "due_within": DUE_WITHIN,
        "officer": OFFICER,
    },
    of_bodies=True,
)
