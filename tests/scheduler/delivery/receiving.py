"""A receiver over real HTTP, that does as it is told, and what the tests here set up."""

import base64
import hashlib
import hmac
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from ehcp.scheduler.delivery.claims import Patience
from ehcp.scheduler.delivery.outbox import Outbox
from ehcp.scheduler.delivery.targets import OfAuthority, Targets, Webhook
from ehcp.scheduler.sweep import sweep
from tests.projections.histories import A, projector, record, rows_of
from tests.scheduler.test_sweep import DUE, REQUESTED

KEY = b"an invented key of thirty bytes"
SECRET = "whsec_" + base64.b64encode(KEY).decode()

QUICK = Patience(
    first=timedelta(milliseconds=50),
    most=timedelta(milliseconds=200),
    tries=4,
    lease=timedelta(seconds=3),
)


@dataclass
class Receiver:
    """What was posted, in order. `answers` are the statuses of the next ones; then 204."""

    port: int = 0
    posts: list[Any] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    always: int = 204
    hang: Event | None = None
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/alerts"

    @property
    def ids(self):
        return [headers["webhook-id"] for headers, _ in self.posts]

    def take(self, headers, body):
        with self.lock:
            self.posts.append((headers, body))
            return self.answers.pop(0) if self.answers else self.always


@contextmanager
def receiver(port=0, tls=None, **more):
    told = Receiver(**more)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = told.take(dict(self.headers), body)
            if told.hang is not None:
                told.hang.wait(30)
            self.send_response(status)
            self.send_header("Location", told.url + "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    told.port = server.server_port
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield told
    finally:
        if told.hang is not None:
            told.hang.set()
        server.shutdown()
        server.server_close()


def signature_is_right(headers, body):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    now = time.time()
    return (
        headers["webhook-signature"] == f"v1,{right}"
        and abs(now - int(headers["webhook-timestamp"])) < 300
    )


def targets(**urls):
    """Each authority with one webhook."""
    return Targets(
        authorities={
            code: OfAuthority(webhooks={"desk": Webhook(url=url, secret=SECRET)})
            for code, url in urls.items()
        }
    )


def begun(store, where_to):
    """An outbox that stands at the end of the log."""
    found = Outbox(store, where_to)
    found.step()
    return found


def raise_one(store, authority=A, number=1):
    """So many cases with one alert each; return the cases."""
    cases = [record(store, REQUESTED, authority=authority) for _ in range(number)]
    projector(store, REQUESTED.on).catch_up()
    sweep(store, DUE - timedelta(days=28))
    return cases


def outbox(store, columns="state", where="true"):
    return rows_of(store, "deliveries", columns, where)


def said(body):
    return json.loads(body)
