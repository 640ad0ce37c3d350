"""The interface over a socket, and a system that follows it, for the tests here."""

import json
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from threading import Thread
from urllib.parse import urlencode

from werkzeug.serving import make_server

from ehcp.api.app import Interface, interface
from ehcp.api.services import EXTENSION, Services
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from tests.api.conftest import KEY, TODAY, tokens


def services(store, **more):
    """What serves a store on the day that stands still."""
    return Services(
        cases=Cases(store, lambda: TODAY),
        identity=tokens.person,
        calendar=england_and_wales(),
        page_key=KEY,
        **more,
    )


@cache
def made() -> Interface:
    """Return the interface before it is given its services: made once, as it is served."""
    return interface()


@contextmanager
def served(store, **more):
    """Serve the interface, several requests at once; yield its address. One at a time."""
    application = made()
    application.extensions[EXTENSION] = services(store, **more)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def asked(url, headers=None, body=None, **query):
    """Return the status and the JSON of an answer."""
    given = {"Content-Type": "application/json", **(headers or {})}
    data = None if body is None else json.dumps(body).encode()
    whole = f"{url}?{urlencode(query)}" if query else url
    request = urllib.request.Request(whole, data, given)  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as answer:
        return answer.code, json.loads(answer.read())
