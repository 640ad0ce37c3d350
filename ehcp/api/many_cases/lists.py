"""Many cases at once, from the read models: the caseload, and the alerts."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.answering.problems import NotYet
from ehcp.api.asking import looking
from ehcp.api.asking.query import (
    AlertsOfCase,
    AlertsQuery,
    CaseloadQuery,
    CountsQuery,
    DeadlinesQuery,
    asked,
)
from ehcp.api.one_case.view import END, view
from ehcp.api.routes import Routes
from ehcp.api.services import person, right, services
from ehcp.api.shapes import (
    AlertsAnswer,
    AlertsOfCaseAnswer,
    CaseloadAnswer,
    StandingDeadlinesAnswer,
)
from ehcp.application.rights import FieldClass, Reading, cut
from ehcp.projections import past, positions, queries
from ehcp.projections.page import Page
from ehcp.projections.queries import Alert
from ehcp.schemas import dump
from ehcp.store.cases import Store

routes = Routes("lists", __name__, description="Many cases at once")

PATIENCE = 3.0
"""Seconds that a reader waits for the position asked for."""


@routes.reads("/cases", Reading.CASELOAD, CaseloadAnswer, CaseloadQuery)
def read_caseload() -> Response:
    """Return cases in the order asked for; those that cannot be read come first.

    As they stood on another day, or were known then: in the order of their ids.
    """
    query = asked(CaseloadQuery)
    wait(query)
    filters = {
        "overdue": truth(query.get("overdue")),
        **{name: query.get(name) for name in ("due_within", "officer", "stage")},
        **{name: query.get(name) for name in ("waiting_on", "no_contact_since", "order")},
    }
    return listing_of("cases", query, filters, queries.caseload, past.caseload_then)


@routes.reads("/counts", Reading.COUNTS, queries.Counts, CountsQuery)
def read_counts() -> Response:
    """Return how many cases there are by stage and officer, and how many duties press.

    As they stand: read from what is counted as it changes, however many cases there are.
    """
    within = asked(CountsQuery)["due_within"]
    store, today = services().cases.store, services().cases.today()
    found = queries.counts(store, person().authority, today, due_within=within)
    return answers.read(dump(found))


@routes.reads("/deadlines", Reading.ALL_DEADLINES, StandingDeadlinesAnswer, DeadlinesQuery)
def read_all_deadlines() -> Response:
    """Return the deadlines of all cases in the order of their last day; parked cases first."""
    query = asked(DeadlinesQuery)
    wait(query)
    filters = {name: query.get(name) for name in ("status", "due_within", "officer")}
    filters["limit"] = query.get("concerning")
    return listing_of("deadlines", query, filters, queries.deadlines, past.deadlines_then)


@routes.reads("/alerts", Reading.ALERTS, AlertsAnswer, AlertsQuery)
def read_alerts() -> Response:
    """Return alerts, the latest stage first."""
    query = asked(AlertsQuery)
    wait(query)
    filters = {
        "ended": truth(query.get("ended")),
        **{name: query.get(name) for name in ("officer", "stage")},
        "limit": query.get("concerning"),
    }
    return listing_of("alerts", query, filters, _alerts_now, past.alerts_then)


@routes.reads("/cases/<uuid:case>/alerts", Reading.ALERTS, AlertsOfCaseAnswer, AlertsOfCase)
def read_alerts_of_case(case: UUID) -> Response:
    """Return the alerts of one case that had been raised by then, the latest stage first."""
    query = asked(AlertsOfCase)
    wait(query)
    seen = view(case, query)
    raised = [
        alert
        for alert in queries.alerts_of(services().cases.store, person().authority, case)
        if alert.raised_on <= seen.as_at
        and (seen.as_known_on is None or (alert.raised_at or seen.as_known_on) <= seen.as_known_on)
    ]
    body = {**seen.head, "items": [dump(alert) for alert in raised], "page": END}
    return answers.read(body, version=seen.case.version)


def wait(query: dict[str, Any]) -> None:
    """Wait for the position that a list must have. Raises NotYet."""
    after = query.get("after")
    if after is not None and not positions.wait_for(services().cases.store, after, PATIENCE):
        raise NotYet


def listing_of(  # noqa: PLR0913 - the parts of every list
    name: str,
    query: dict[str, Any],
    filters: dict[str, Any],
    now: Callable[..., Page[Any]],
    then: Callable[..., Page[Any]],
    *,
    sees: frozenset[FieldClass] | None = None,
    **beside: Sequence[Any],
) -> Response:
    """Answer with a page of how things stand, or of how they stood then, as they were known.

    What stands `beside` the list is answered with it. `sees` is what is seen of each row, where
    that is more than of any case.
    """
    on, known = query.get("as_at"), query.get("as_known_on")
    pages = Pages(services().page_key, name, person().authority, on, known, *filters.values())
    store, authority, today = services().cases.store, person().authority, services().cases.today()
    asked_for = {
        **filters,
        "after": pages.after(query.get("page")),
        "size": query["limit"],
        "access": right(),
    }
    if on is None and known is None:
        found = now(store, authority, today, **asked_for)
    else:
        moment = past.Then(on or today, known, services().calendar)
        found = then(store, authority, moment, **asked_for)
    following = None if found.next is None else pages.token(found.next)
    lines = {"items": found.items, **beside}
    looking.at((row.case_id for rows in lines.values() for row in rows), sees)
    shown = {
        name: [dump(cut(row, right().in_lists if sees is None else sees)) for row in rows]
        for name, rows in lines.items()
    }
    return answers.read({**shown, "page": {"next": following}})


def _alerts_now(store: Store, authority: str, _today: date, **asked_for: Any) -> Page[Alert]:
    return queries.alerts(store, authority, **asked_for)


def truth(value: str | None) -> bool | None:
    """Return what a yes or no of a query asks for; None where it asks nothing."""
    return None if value is None else value == "true"
