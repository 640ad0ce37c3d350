"""Answers: JSON with a tag that tells whether it has changed."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from flask import Response, request

from ehcp.api.answering.kept import Made
from ehcp.application.cases import Done
from ehcp.projections.same_child import ANOTHER_CASE, OtherCase
from ehcp.store.cases import Appended


def read(value: Any, *, version: int | None = None) -> Response:
    """Return what was read; 304 where the caller has it already."""
    return sent(made(value, version=version))


def made(value: Any, *, version: int | None = None, by_version: bool = False) -> Made:
    """Return an answer, and the tag that tells whether it has changed.

    The tag is `<version>.<digest of the answer>`, so that what changes with the day changes
    the tag; or the version alone.
    """
    body = encoded(value)
    if by_version:
        return Made(body, str(version))
    digest = sha256(body).hexdigest()[:20]
    return Made(body, digest if version is None else f"{version}.{digest}")


def sent(answer: Made) -> Response:
    """Return an answer as it is sent; 304 where the caller has it already."""
    found = Response(answer.body, content_type="application/json")
    found.headers["ETag"] = f'"{answer.tag}"'
    found.headers["Vary"] = "Authorization"
    if "If-None-Match" in request.headers:
        found.make_conditional(request)
    return found


def encoded(value: Any) -> bytes:
    """Return JSON data as it is sent."""
    return msgspec.json.encode(value)


def done(what: Done, *, opened: bool = False, others: Iterable[OtherCase] = ()) -> Response:
    """Return what a command did; its tag is the case's new version.

    `others` are cases of the same child, which is warned of and hinders nothing.
    """
    body = {
        "case": str(what.case),
        "version": what.version,
        "position": what.position,
        "warnings": [
            {"warning": w.warning, "title": w.title, "detail": w.detail, "provision": w.provision}
            for w in what.warnings
        ]
        + [_another(other) for other in others if other.case_id != what.case],
    }
    status = 201 if opened else 200
    answer = Response(encoded(body), status=status, content_type="application/json")
    answer.set_etag(str(what.version))
    if opened:
        answer.headers["Location"] = address(what.case)
    return answer


def _another(other: OtherCase) -> dict[str, Any]:
    return {
        "warning": ANOTHER_CASE,
        "title": "The authority has another case of this child: link the two, or go on there.",
        "detail": f"{other.case_id}: the same {', '.join(other.same)}.",
        "provision": None,
    }


def done_about(alert: UUID, what: Appended) -> Response:
    """Return what was done about an alert; its tag is the alert's new version."""
    body = {"alert": str(alert), "version": what.version, "position": what.position}
    answer = Response(encoded(body), content_type="application/json")
    answer.set_etag(str(what.version))
    return answer


def address(case: UUID) -> str:
    """Return where a case is read."""
    return f"/v1/cases/{case}"
