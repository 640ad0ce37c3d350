"""The description of the interface, OpenAPI 3.1. `ehcp openapi` prints it."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Flask
from flask_smorest import Api

from ehcp.api.answering.problem import MEDIA_TYPE, STATUSES, Problem
from ehcp.api.deciding import alerts, commands, disclosing, emergencies, forms, proposals
from ehcp.api.keeping import (
    authority,
    calendar,
    exports,
    looks,
    people,
    register,
    service_accounts,
    webhooks,
)
from ehcp.api.many_cases import changes, cohort, listed, lists, search, timeliness
from ehcp.api.one_case import (
    allowed,
    awaited,
    budgets,
    cases,
    differences,
    documents,
    evidence,
    plans,
    told,
    uploads,
)
from ehcp.api.routes import Routes
from ehcp.api.running import health
from ehcp.schemas import SpanField, WhenField

TITLE = "ehcp"
ABOUT = (
    "The case record for Education, Health and Care plans in England. A case is what has"
    " happened to it: commands add to the history, and what is due follows from it and from the"
    " law.\n\nEvery request needs a sign-in, and what you may not see looks as if it were not"
    " there. Keys are in snake_case, all other names in kebab-case. A day is `YYYY-MM-DD`, a"
    " span `[first, last]` with null for an open end, an instant UTC."
)
CONFIG = {"API_TITLE": TITLE, "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}


def groups() -> Iterator[tuple[Routes, str | None]]:
    """Yield every route there is, group by group, each with what its URLs begin with."""
    many = (lists.routes, listed.routes, changes.routes)
    one = (
        cases.routes,
        allowed.routes,
        differences.routes,
        plans.routes,
        awaited.routes,
        budgets.routes,
        told.routes,
        evidence.routes,
    )
    for routes in (
        *many,
        *one,
        register.routes,
        timeliness.routes,
        looks.routes,
        authority.routes(),
        people.routes(),
        webhooks.routes(),
        calendar.routes(),
        proposals.routes(),
        forms.routes(),
        exports.routes(),
        emergencies.routes(),
        disclosing.routes(),
        service_accounts.routes(),
        commands.routes(),
        cohort.routes(),
        documents.routes,
        uploads.routes(),
        search.routes(),
        alerts.routes(),
    ):
        yield routes, "/v1"
    yield health.routes, None


class ProblemApi(Api):  # type: ignore[misc] # untyped
    """The description of the interface, with its errors as problem details."""

    ERROR_SCHEMA = Problem
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_pagination_header(self) -> None:
        """Lists say in their own body where they go on."""

    def _register_responses(self) -> None:
        for code in STATUSES:
            status = HTTPStatus(code)
            described = {
                "description": status.phrase,
                "content": {MEDIA_TYPE: {"schema": self.ERROR_SCHEMA}},
            }
            self.spec.components.response(f"Problem{code}", described, lazy=True)


def describe(app: Flask) -> dict[str, Any]:
    """Give the app its routes, and return what describes them."""
    app.config.update(CONFIG)
    api = ProblemApi(
        app,
        spec_kwargs={
            "info": {"description": ABOUT, "license": {"name": "MIT", "identifier": "MIT"}},
            "servers": [{"url": "/"}],
            "security": [{"token": []}],
        },
    )
    for field in (SpanField, WhenField):
        api.register_field(field, None, None)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for routes, prefix in groups():
        api.register_blueprint(routes, url_prefix=prefix)
    found: dict[str, Any] = api.spec.to_dict()
    return found


def as_text(described: dict[str, Any]) -> str:
    """Return the description as it is served and kept."""
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


class Described:
    """The description as text, made when it is first asked for.

    It takes half as long as all that is imported to serve a request, and whoever waits for a
    process that was killed does not ask for it.
    """

    def __init__(self) -> None:
        """Make nothing yet."""
        self._lock = Lock()
        self._text: str | None = None

    def __call__(self) -> str:
        """Return the text."""
        with self._lock:
            if self._text is None:
                self._text = as_text(describe(Flask("ehcp.api")))
            return self._text
