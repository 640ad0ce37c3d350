"""One line in the log for each request: which route and how it went, and never what about.

A line has the rule of the URL and no id of a case, and of whoever asked an id that stands for
them in `/v1/people`. What libraries have to say is cut to its place, for its words may quote
what somebody sent.
"""

import logging
import re
import sys
import time
from secrets import token_hex
from types import TracebackType
from typing import Any

import msgspec
import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from ehcp.domain.users import id_of
from ehcp.store.correlation import REQUEST

log = structlog.get_logger()

HEADER = "X-Request-Id"
AN_ID = re.compile(r"[0-9a-f]{32}\Z|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
"""What is taken over from whoever asks: nobody's name or number can be written so."""


def _begin() -> None:
    g.started = time.perf_counter()
    given = request.headers.get(HEADER, "")
    g.request_id = given if AN_ID.match(given) else token_hex(16)
    REQUEST.set(g.request_id)
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
        actor=who and str(id_of(who.authority, who.subject)),
        role=right and str(right.role),
        authority=who and who.authority,
    )
    return answer


def _over(_: BaseException | None) -> None:
    REQUEST.set(None)


def as_lines_of_json() -> None:
    """Log each event as a line of JSON, for whatever gathers logs; in colour on a terminal."""
    logging.basicConfig(handlers=[OfLibraries()], level=logging.WARNING, force=True)
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


class OfLibraries(logging.Handler):
    """Says where a library had something to say, and what kind of error it was about."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log a record without its words."""
        kind, _, trace = record.exc_info or (None, None, None)
        log.error(
            "library",
            logger=record.name,
            at=where(trace) or f"{record.module}:{record.lineno}",
            kind=kind and kind.__name__,
        )


def where(trace: TracebackType | None) -> str:
    """Return the place in the code where an error came up."""
    at = ""
    while trace:
        at = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return at


def _line(event: Any, **_: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=repr)


def register(app: Flask) -> None:
    """Log every request. Comes first, so that it times and names all the rest."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_over)
    app.logger.handlers[:] = [OfLibraries()]
    app.logger.propagate = False
