"""Many cases at once, from the read models: the caseload, and the alerts."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.asking.query import (
    AlertsOfCase,
    AlertsQuery,
    CaseloadQuery,
    CountsQuery,
    DeadlinesQuery,
    asked,
)
from ehcp.api.listing import listing_of, truth, wait
from ehcp.api.one_case.view import END, view
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import (
    AlertsAnswer,
    AlertsOfCaseAnswer,
    CaseloadAnswer,
    StandingDeadlinesAnswer,
)
from ehcp.application.rights import Reading
from ehcp.projections import past, queries
from ehcp.projections.page import Page
from ehcp.projections.queries import Alert
from ehcp.schemas import dump
from ehcp.store.cases import Store

routes = Routes("lists", __name__, description="Many cases at once")


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


def _alerts_now(store: Store, authority: str, _today: date, **asked_for: Any) -> Page[Alert]:
    return queries.alerts(store, authority, **asked_for)
