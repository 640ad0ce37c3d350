"""One line in the log for each request: which route and how it went, and never what about."""

import logging
import re
import sys
import time
from secrets import token_hex
from typing import Any

import msgspec
import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger()

HEADER = "X-Request-Id"
AN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


def _begin() -> None:
    g.started = time.perf_counter()
    given = request.headers.get(HEADER, "")
    g.request_id = given if AN_ID.match(given) else token_hex(16)
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def _end(answer: Response) -> Response:
    """Log the rule of the URL, never the URL: it may name a case or a person."""
    answer.headers[HEADER] = g.request_id
    who, right, rule = g.get("person"), g.get("right"), request.url_rule
    log.info(
        "request",
        method=request.method if rule else "?",
        rule=rule and rule.rule,
        status=answer.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1),
        role=right and str(right.role),
        authority=who and who.authority,
    )
    return answer


def as_lines_of_json() -> None:
    """Log each event as a line of JSON, for whatever gathers logs; in colour on a terminal."""
    if sys.stdout.isatty():
        return
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso"),
            structlog.processors.JSONRenderer(_line),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        cache_logger_on_first_use=True,
    )


def _line(event: Any, **_: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=repr)


def register(app: Flask) -> None:
    """Log every request. Comes first, so that it times and names all the rest."""
    app.before_request(_begin)
    app.after_request(_end)
