"""A route with all that the description of the interface says of it."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from inspect import cleandoc
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import Schema

from ehcp.api.answering import ageing, sparse
from ehcp.api.answering.problem import STATUSES
from ehcp.api.asking import looking, standby
from ehcp.api.asking.gate import OPEN, marked
from ehcp.api.asking.query import Nothing, Query
from ehcp.application.rights import Action
from ehcp.schemas import schema_for

V = TypeVar("V", bound=Callable[..., Any])

ETAG = {"ETag": {"description": "The version.", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "Where it is read.", "schema": {"type": "string"}}}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The ETag of what you have: answered with 304 if nothing has changed.",
    "schema": {"type": "string"},
}
RANGE = {
    "in": "header",
    "name": "Range",
    "description": "`bytes=FIRST-LAST`: to go on where a download broke off.",
    "schema": {"type": "string"},
}
COMMAND_HEADERS = [
    {
        "in": "header",
        "name": "Idempotency-Key",
        "description": "Makes it safe to send again: done once, and answered alike.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    },
    {
        "in": "header",
        "name": "Ehcp-Source",
        "description": "How what is recorded reached you.",
        "schema": {
            "type": "string",
            "enum": ["portal", "letter", "e-mail", "telephone"],
            "default": "portal",
        },
    },
]


def if_match(*, needed: bool) -> dict[str, Any]:
    """Return the description of the header that says which version was decided on."""
    return {
        "in": "header",
        "name": "If-Match",
        "required": needed,
        "description": 'The version that you decided on: `"7"`.',
        "schema": {"type": "string"},
    }


class Routes(Blueprint):  # type: ignore[misc] # untyped
    """Routes under one heading of the description."""

    def reads(
        self,
        rule: str,
        action: Action,
        shape: type | Schema,
        query: type[Query] = Nothing,
        problems: Iterable[int] = (),
    ) -> Callable[[V], V]:
        """Make a view answer GET, with a right of its own, or `OPEN`."""
        signed_in = () if action == OPEN else (400, 401, 404, 422)
        common = (sparse.DESCRIBED, *standby.PARAMETERS, looking.PARAMETER)
        elsewhere = () if action == OPEN else common
        wrong = (422,) if query is not Nothing else ()

        def put(view: V) -> V:
            described = {
                "operationId": view.__name__,
                "parameters": [IF_NONE_MATCH, *elsewhere, {"in": "query", "schema": query}],
                "responses": {
                    "200": answer("As it stands.", shape, ETAG),
                    "304": {"description": "Nothing has changed."},
                    **refusals(*signed_in, *wrong, *problems, 503),
                },
            }
            if action != OPEN:
                view.shape = shape  # type: ignore[attr-defined]
            self._put(rule, "GET", marked(action, view), described, secured=action != OPEN)
            return view

        return put

    def downloads(self, rule: str, action: Action, media_types: Iterable[str]) -> Callable[[V], V]:
        """Make a view answer GET with the bytes of a file, whole or a part of them."""
        contents = {str(name): {"schema": {"type": "string"}} for name in media_types}

        def put(view: V) -> V:
            described = {
                "operationId": view.__name__,
                "parameters": [IF_NONE_MATCH, RANGE, *standby.PARAMETERS],
                "responses": {
                    "200": {"description": "The file.", "content": contents, "headers": ETAG},
                    "206": {"description": "That part of it.", "content": contents},
                    "304": {"description": "Nothing has changed."},
                    **refusals(400, 401, 404, 422, 503),
                },
            }
            self._put(rule, "GET", marked(action, view), described, secured=True)
            return view

        return put

    def does(
        self,
        rule: str,
        action: Action,
        view: Callable[..., Any],
        described: Mapping[str, Any],
    ) -> None:
        """Make a view answer POST."""
        self._put(rule, "POST", marked(action, view), described, secured=True)

    def _put(
        self,
        rule: str,
        method: str,
        view: Callable[..., Any],
        described: Mapping[str, Any],
        *,
        secured: bool,
    ) -> None:
        security: dict[str, Any] = {} if secured else {"security": []}
        documented = self.doc(**described, **security, **ageing.described(view))(view)
        endpoint = described["operationId"].replace("-", "_")
        self.add_url_rule(rule, endpoint, documented, methods=[method])


def acting(  # noqa: PLR0913 - the parts of every description
    operation: str,
    said: str | None,
    body: Any,
    done: Mapping[str, Any],
    problems: Iterable[int],
    *,
    version: bool | None = None,
) -> dict[str, Any]:
    """Return the description of what is done by POST: `said` is the docstring of what it does.

    `version`: whether the version that was decided on must be said; None: there is none yet.
    """
    first, _, rest = cleandoc(said or "").partition("\n\n")
    decided_on = [] if version is None else [if_match(needed=version)]
    return {
        "operationId": operation,
        "summary": " ".join(first.split()),
        **({"description": " ".join(rest.split())} if rest else {}),
        "parameters": [*decided_on, *COMMAND_HEADERS],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {**done, **refusals(400, 401, 404, 411, 413, 415, 422, 503, *problems)},
    }


def answer(said: str, shape: type | Schema, headers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description of an answer that is no problem."""
    schema = shape if isinstance(shape, Schema) else schema_for(shape)
    return {
        "description": said,
        "content": {"application/json": {"schema": schema}},
        "headers": dict(headers),
    }


def refusals(*statuses: int) -> dict[str, str]:
    """Return the descriptions of the problems that a route answers with."""
    found = {*statuses, 500}
    if HTTPStatus.UNAUTHORIZED in found:  # whoever must sign in may ask too often, or fail to
        found.add(HTTPStatus.TOO_MANY_REQUESTS)
    return {str(status): f"Problem{status}" for status in STATUSES if status in found}
