"""One line in the log for each request: which route and how it went, and never what about."""

import re
import time
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger()

HEADER = "X-Request-Id"
AN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


def _begin() -> None:
    g.started = time.perf_counter()
    given = request.headers.get(HEADER, "")
    g.request_id = given if AN_ID.match(given) else uuid4().hex
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def _end(answer: Response) -> Response:
    """Log the rule of the URL, never the URL: it may name a case or a person."""
    answer.headers[HEADER] = g.request_id
    who = g.get("person")
    log.info(
        "request",
        method=request.method if request.url_rule else "?",
        rule=request.url_rule.rule if request.url_rule else None,
        status=answer.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1),
        role=who and str(who.role),
        authority=who and who.authority,
    )
    return answer


def register(app: Flask) -> None:
    """Log every request. Comes first, so that it times and names all the rest."""
    app.before_request(_begin)
    app.after_request(_end)
