"""The page to try the interface on, and the description it shows. Nothing from outside."""

from collections.abc import Callable

from flask import Flask, Response, render_template

from ehcp.api.asking.gate import OPEN, marked


def page() -> str:
    """Return the page."""
    return render_template("docs.html")


def register(app: Flask, described: Callable[[], str]) -> None:
    """Serve the page, and the description as it is."""

    def description() -> Response:
        return Response(described(), content_type="application/json")

    app.add_url_rule("/docs", "docs", marked(OPEN, page))
    app.add_url_rule("/v1/openapi.json", "description", marked(OPEN, description))
