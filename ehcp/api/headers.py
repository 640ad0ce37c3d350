"""The headers that every answer has, whatever it is."""

from flask import Flask, Response, request

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
    answer.headers.extend(ALWAYS)
    page = answer.mimetype == "text/html"
    answer.headers["Content-Security-Policy"] = PAGE if page else NOTHING
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    return answer


def register(app: Flask) -> None:
    """Add them to every answer, errors included."""
    app.after_request(_add)
