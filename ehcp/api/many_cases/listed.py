"""What is awaited in all cases: advice, replies, reviews, changes of phase, appeals.

Beside each list stand the cases that cannot be read: nobody knows what is awaited in them.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response
from marshmallow import fields as ma

from ehcp.api.asking.query import DueWithin, ListedThen, Officers, Query, asked, number, yes_or_no
from ehcp.api.listing import listing_of, truth, wait
from ehcp.api.routes import Routes
from ehcp.api.services import person, right, services
from ehcp.api.shapes import Paged
from ehcp.application.rights import FieldClass, Reading
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.standing.advice import AdviceStatus
from ehcp.domain.standing.appeals import AppealState
from ehcp.domain.standing.review import ReviewState
from ehcp.projections import listed, past, queries
from ehcp.projections.listed import Listing
from ehcp.projections.queries import ParkedCase
from ehcp.schemas import Text

routes = Routes("listed", __name__, description="What is awaited in all cases")

YEARS = (2014, 2100)


class Awaiting(DueWithin, Officers, ListedThen):
    """What every one of these lists can be asked."""


class AdviceQuery(Awaiting):
    """Which advice."""

    status = ma.Enum(AdviceStatus, by_value=Text)
    from_body = Text(data_key="from-body", metadata={"description": "Who was asked."})


class ConsultationsQuery(Awaiting):
    """Which consultations."""

    outstanding = yes_or_no("Whose reply is awaited, or not.")
    urn = Text(metadata={"description": "The number of the setting in the national register."})


class ReviewsQuery(Awaiting):
    """Which reviews."""

    state = ma.Enum(ReviewState, by_value=Text)
    unfinished = yes_or_no("In which something is still to be done, or nothing is.")


class PhaseTransfersQuery(Awaiting):
    """Which changes of phase."""

    year = number(*YEARS, metadata={"description": "The year in whose September it comes."})
    kind = ma.Enum(Transfer, by_value=Text)
    unfinished = yes_or_no("For which no plan has been issued yet, or one has.")


class AppealsQuery(Awaiting):
    """Which appeals."""

    state = ma.Enum(AppealState, by_value=Text)
    unfinished = yes_or_no("Live, or with an order to be carried out; or not.")


@dataclass(frozen=True, kw_only=True)
class AdviceAnswer:
    """A page of the advice of all cases."""

    items: tuple[listed.AdviceLine, ...]
    parked: tuple[ParkedCase, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class ConsultationsAnswer:
    """A page of the consultations of all cases."""

    items: tuple[listed.ConsultationLine, ...]
    parked: tuple[ParkedCase, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class ReviewsAnswer:
    """A page of the reviews of all cases."""

    items: tuple[listed.ReviewLine, ...]
    parked: tuple[ParkedCase, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class PhaseTransfersAnswer:
    """A page of a cohort."""

    items: tuple[listed.PhaseTransferLine, ...]
    parked: tuple[ParkedCase, ...]
    page: Paged


@dataclass(frozen=True, kw_only=True)
class AppealsAnswer:
    """A page of the appeals of all cases."""

    items: tuple[listed.AppealLine, ...]
    parked: tuple[ParkedCase, ...]
    page: Paged


@routes.reads("/advice", Reading.ALL_ADVICE, AdviceAnswer, AdviceQuery)
def read_all_advice() -> Response:
    """Return advice of all cases in the order of its last day, what is awaited first."""
    return _page(listed.ADVICE, AdviceQuery)


@routes.reads("/consultations", Reading.ALL_CONSULTATIONS, ConsultationsAnswer, ConsultationsQuery)
def read_all_consultations() -> Response:
    """Return consultations of all cases in the order of their last day, awaited ones first."""
    return _page(listed.CONSULTATIONS, ConsultationsQuery, opened_by="outstanding")


@routes.reads("/reviews", Reading.ALL_REVIEWS, ReviewsAnswer, ReviewsQuery)
def read_all_reviews() -> Response:
    """Return reviews of all cases, due and unfinished ones first; also those nobody began."""
    return _page(listed.REVIEWS, ReviewsQuery, opened_by="unfinished")


@routes.reads(
    "/phase-transfers", Reading.ALL_PHASE_TRANSFERS, PhaseTransfersAnswer, PhaseTransfersQuery
)
def read_all_phase_transfers() -> Response:
    """Return who changes phase when, those first for whom no plan has been issued yet."""
    return _page(listed.PHASE_TRANSFERS, PhaseTransfersQuery, opened_by="unfinished")


@routes.reads("/appeals", Reading.ALL_APPEALS, AppealsAnswer, AppealsQuery)
def read_all_appeals() -> Response:
    """Return appeals of all cases in the order of their next day, unfinished ones first."""
    return _page(listed.APPEALS, AppealsQuery, opened_by="unfinished")


def _page(listing: Listing[Any], shape: type[Query], opened_by: str | None = None) -> Response:
    """Answer with a page. `opened_by` is what the list calls the filter of what is awaited."""
    query = asked(shape)
    wait(query)
    filters = {name: query.get(name) for name in listing.filters}
    filters["open"] = truth(query.get(opened_by)) if opened_by else None
    now = partial(queries.listed, listing)
    then = partial(past.listed_then, listing)
    # what a body was sent, or sent itself, it has seen already
    sent = [] if listing.theirs(right()) is None else [FieldClass.FREE_TEXT]
    sees = right().in_lists.union(sent)
    parked = _parked(query)
    return listing_of(listing.table, query, filters, now, then, sees=sees, parked=parked)


def _parked(query: dict[str, Any]) -> tuple[ParkedCase, ...]:
    """Return the cases that cannot be read, with the first page: no list is green for them."""
    if query.get("page") is not None:
        return ()
    store = services().cases.store
    return queries.parked_cases(store, person().authority, query.get("officer"), access=right())
