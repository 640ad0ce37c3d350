"""The appeals read model: one row for each appeal to the Tribunal, with its next day."""

from datetime import date

from ehcp.application.one_case.appeals import AppealShown, appeals_shown
from ehcp.domain.standing.appeals import AppealState
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
class AppealRow(ListedRow):
    """One appeal."""

    state: AppealState
    live: bool
    hearing_on: date | None


@value(frozen=True, kw_only=True)
class AppealLine(AppealShown, OfCase):
    """One appeal in the list of all cases."""


APPEALS = Listing(
    table="appeals",
    shown=appeals_shown,
    item=AppealShown,
    row=AppealRow,
    line=AppealLine,
    filters={
        "state": same("state", "r.state = %(state)s"),
        "open": OPEN,
        "due_within": DUE_WITHIN,
        "officer": OFFICER,
    },
)
