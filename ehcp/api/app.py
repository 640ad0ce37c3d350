"""The interface as one WSGI application."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from ehcp.api import docs, problems
from ehcp.api.answering import ageing, headers, sparse
from ehcp.api.asking import gate, looking
from ehcp.api.asking.body import LARGEST_BODY
from ehcp.api.description import Described, groups
from ehcp.api.running import log, metrics
from ehcp.api.services import EXTENSION, Services


class Interface(Flask):
    """The application. None of its functions is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is: to find out takes some µs, ten times a request."""
        return func


def create_app(services: Services) -> Flask:
    """Return the interface over what it is given. Opens nothing and starts nothing."""
    app = interface()
    app.extensions[EXTENSION] = services
    return app


def interface() -> Interface:
    """Return the interface before it is given its `Services`, which `EXTENSION` names.

    A server that makes it before its workers fork makes it once.
    """
    app = Interface("ehcp.api", static_url_path="/docs/files")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    metrics.register(app)
    log.register(app)
    problems.register(app)
    for routes, prefix in groups():
        app.register_blueprint(routes, url_prefix=prefix)
    docs.register(app, Described())
    gate.register(app)
    sparse.register(app)
    ageing.register(app)
    headers.register(app)
    looking.register(app)
    return app
