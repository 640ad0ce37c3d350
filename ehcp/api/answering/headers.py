"""The headers that every answer has, whatever it is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'none'"
)


def _add(answer: Response) -> Response:
    page = answer.mimetype == "text/html"
    answer.headers["Content-Security-Policy"] = PAGE if page else NOTHING
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    return answer


class Always:
    """Adds what never differs, where an answer is a plain list of headers already."""

    def __init__(self, answering: "WSGIApplication") -> None:
        """Take the application that answers."""
        self._answering = answering

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, *ALWAYS.items()], *error)

        return self._answering(environ, start)


def register(app: Flask) -> None:
    """Add them to every answer, errors included."""
    app.after_request(_add)
    app.wsgi_app = Always(app.wsgi_app)  # type: ignore[method-assign]
