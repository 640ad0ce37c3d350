"""The reviews read model: one row for each review, and for the next one that is to begin."""

from ehcp.application.one_case.reviews import PlanReviewShown, reviews_shown
from ehcp.domain.events.review import ReviewKind
from ehcp.domain.standing.review import ReviewState
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
class ReviewRow(ListedRow):
    """One review, or the one that nobody has begun."""

    state: ReviewState
    kind: ReviewKind | None


@value(frozen=True, kw_only=True)
class ReviewLine(PlanReviewShown, OfCase):
    """One review in the list of all cases."""


REVIEWS = Listing(
    table="reviews",
    shown=reviews_shown,
    item=PlanReviewShown,
    row=ReviewRow,
    line=ReviewLine,
    filters={
        "state": same("state", "r.state = %(state)s"),
        "open": OPEN,
        "due_within": DUE_WITHIN,
        "officer": OFFICER,
    },
)
