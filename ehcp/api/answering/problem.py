"""One error as an RFC 9457 problem detail; and the ways in which a request cannot be taken."""

from typing import Any

from flask import Response, json
from marshmallow import Schema
from marshmallow import fields as ma

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 2  # seconds

STATUSES = (400, 401, 404, 405, 409, 410, 411, 412, 413, 415, 422, 428, 429, 500, 503)
"""Every status that a problem of this interface can have."""


class Fault(Schema):
    """One thing that is wrong with a request: where, and what."""

    pointer = ma.String(metadata={"description": "A JSON pointer into the body."})
    parameter = ma.String(metadata={"description": "The query parameter or header."})
    detail = ma.String(required=True)


class RestsOn(Schema):
    """The provision that a refusal rests on."""

    citation = ma.String(required=True)
    url = ma.String(allow_none=True, required=True)


class Problem(Schema):
    """Why a request was not done: RFC 9457."""

    type = ma.String(required=True, metadata={"description": "Stable: /problems/ and an id."})
    title = ma.String(required=True)
    status = ma.Integer(required=True)
    detail = ma.String()
    errors = ma.List(ma.Nested(Fault))
    rule = ma.String(metadata={"description": "The house's own number of the rule."})
    under = ma.Nested(RestsOn)
    instead = ma.String(metadata={"description": "What would be allowed."})
    current_version = ma.Integer(metadata={"description": "The version that the case has now."})
    received = ma.Integer(metadata={"description": "So many bytes of the file are here."})


class BadRequest(Exception):  # noqa: N818 - an answer, not an error
    """The request cannot be taken as it is, for a reason that `kind` and `title` give."""

    def __init__(
        self, status: int, kind: str, title: str, *, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(title)
        self.status = status
        self.kind = kind
        self.errors = errors


class NotHere(Exception):  # noqa: N818 - an answer, not an error
    """It is not there, or not for this person to see."""


class NotYet(Exception):  # noqa: N818 - an answer, not an error
    """What was asked for will be there in a moment."""


def problem(
    status: int, kind: str, title: str, *, again_in: int | None = None, **extra: Any
) -> Response:
    """Return a problem response. `kind` is the last segment of its type.

    `again_in`: so many seconds until it makes sense to ask again.
    """
    said = {"type": f"/problems/{kind}", "title": title, "status": status, **extra}
    told = {name: value for name, value in said.items() if value not in (None, "", [])}
    answer = Response(json.dumps(told), status=status, content_type=MEDIA_TYPE)
    if again_in is not None:
        answer.headers["Retry-After"] = str(again_in)
    return answer
