"""A route that will go: since when it is not to be used, until when it is there, what to use.

    @routes.reads("/old", ...)
    @ages(since=date(2027, 1, 4), until=date(2027, 9, 1), instead="/v1/new")

Every answer of it then says so, in the headers of RFC 9745 (Deprecation) and RFC 8594 (Sunset),
and so does the description. It stays for half a year at the least.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request

V = TypeVar("V", bound=Callable[..., Any])
LEAST = timedelta(days=182)
HEADERS = "ageing"


def ages(*, since: date, until: date, instead: str) -> Callable[[V], V]:
    """Mark a view: not to be used from a day on, there until another one, both inclusive.

    `instead` is the path of what takes its place. Raises ValueError where it would go too soon.
    """
    if until - since < LEAST:
        raise ValueError(f"A route stays for {LEAST.days} days after it was said that it will go.")
    gone = datetime.combine(until + timedelta(days=1), time.min, UTC)
    said = {
        "Deprecation": f"@{int(datetime.combine(since, time.min, UTC).timestamp())}",
        "Sunset": format_datetime(gone, usegmt=True),
        "Link": f'<{instead}>; rel="successor-version"',
    }

    def mark(view: V) -> V:
        setattr(view, HEADERS, said)
        return view

    return mark


def described(view: Callable[..., Any]) -> dict[str, Any]:
    """Return what the description says of a view that will go."""
    return {"deprecated": True} if hasattr(view, HEADERS) else {}


def _tell(answer: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    answer.headers.update(getattr(view, HEADERS, {}))
    return answer


def register(app: Flask) -> None:
    """Have every answer of such a route say so."""
    app.after_request(_tell)
