"""Many cases at once, from the read models: the caseload, and the alerts."""

from typing import Any
from uuid import UUID

from flask import Response

from ehcp.api import answers
from ehcp.api.cases import END, view
from ehcp.api.pages import Pages
from ehcp.api.problems import NotYet
from ehcp.api.query import AlertsOfCase, AlertsQuery, CaseloadQuery, asked
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import AlertsAnswer, AlertsOfCaseAnswer, CaseloadAnswer
from ehcp.application.rights import Reading
from ehcp.projections import positions, queries
from ehcp.projections.page import Page
from ehcp.schemas import dump

routes = Routes("lists", __name__, description="Many cases at once")

PATIENCE = 3.0
"""Seconds that a reader waits for the position asked for."""


@routes.reads("/cases", Reading.CASELOAD, CaseloadAnswer, CaseloadQuery)
def read_caseload() -> Response:
    """Return cases in the order of their next due day; those that cannot be read come first."""
    query = asked(CaseloadQuery)
    _wait(query)
    filters = [query.get(name) for name in ("overdue", "due_within", "officer", "stage")]
    overdue, due_within, officer, stage = filters
    pages = _pages("cases", *filters)
    found = queries.caseload(
        services().cases.store,
        person().authority,
        services().cases.today(),
        overdue=None if overdue is None else overdue == "true",
        due_within=due_within,
        officer=officer,
        stage=stage,
        after=pages.after(query.get("page")),
        size=query["limit"],
    )
    return _listed(found, pages)


@routes.reads("/alerts", Reading.ALERTS, AlertsAnswer, AlertsQuery)
def read_alerts() -> Response:
    """Return alerts, the latest stage first."""
    query = asked(AlertsQuery)
    _wait(query)
    filters = [query.get(name) for name in ("ended", "officer", "stage", "concerning")]
    ended, officer, stage, concerning = filters
    pages = _pages("alerts", *filters)
    found = queries.alerts(
        services().cases.store,
        person().authority,
        ended=None if ended is None else ended == "true",
        officer=officer,
        stage=stage,
        limit=concerning,
        after=pages.after(query.get("page")),
        size=query["limit"],
    )
    return _listed(found, pages)


@routes.reads("/cases/<uuid:case>/alerts", Reading.ALERTS, AlertsOfCaseAnswer, AlertsOfCase)
def read_alerts_of_case(case: UUID) -> Response:
    """Return the alerts of one case that had been raised by then, the latest stage first."""
    query = asked(AlertsOfCase)
    _wait(query)
    seen = view(case, query)
    raised = [
        alert
        for alert in queries.alerts_of(services().cases.store, person().authority, case)
        if alert.raised_on <= seen.as_at
        and (seen.as_known_on is None or (alert.raised_at or seen.as_known_on) <= seen.as_known_on)
    ]
    body = {**seen.head, "items": [dump(alert) for alert in raised], "page": END}
    return answers.read(body, version=seen.case.version)


def _wait(query: dict[str, Any]) -> None:
    """Wait for the position that the list must have. Raises NotYet."""
    after = query.get("after")
    if after is not None and not positions.wait_for(services().cases.store, after, PATIENCE):
        raise NotYet


def _pages(name: str, *filters: Any) -> Pages:
    return Pages(services().page_key, name, person().authority, *filters)


def _listed(found: Page[Any], pages: Pages) -> Response:
    following = None if found.next is None else pages.token(found.next)
    return answers.read({"items": [dump(row) for row in found.items], "page": {"next": following}})
