"""A system that is told by webhook: its server, and what it has been sent."""

import json
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Lock
from typing import Any
from uuid import uuid4

from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook as Verifying
from werkzeug import Response

from ehcp.application.webhooks import Addresses, Made, NewWebhook, Secrets, Webhooks
from ehcp.projections.positions import reached
from ehcp.projections.projector import Projector
from ehcp.scheduler.delivery.claims import Patience
from ehcp.scheduler.following.follow import Following
from tests.api.conftest import OURS, TODAY, in_role
from tests.projections.histories import rows_of

KEY = "a-key-of-tests-that-signs-no-webhook-of-anybody-0123456789"
SECRETS = Secrets(KEY)
HERE = Addresses(local=True)
SYSTEM = "their-system"
QUICK = Patience(
    first=timedelta(milliseconds=50),
    most=timedelta(milliseconds=200),
    tries=4,
    jitter=0.2,
    lease=timedelta(seconds=3),
)


class Told:
    """What was posted, in order. `answers` are the statuses of the next ones; then 204."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("/changes")
        self.port = server.port
        self.answers: list[int] = []
        self.always = 204
        self.hang: Event | None = None
        self.posts: list[tuple[dict[str, str], bytes]] = []
        self._lock = Lock()
        server.expect_request("/changes", method="POST").respond_with_handler(self._take)

    def _take(self, request):
        with self._lock:
            self.posts.append((dict(request.headers), request.get_data()))
            status = self.answers.pop(0) if self.answers else self.always
        if self.hang is not None:
            self.hang.wait(30)
        return Response(status=status, headers={"Location": f"{self.url}/elsewhere"})

    @property
    def ids(self) -> list[str]:
        return [headers["Webhook-Id"] for headers, _ in self.posts]

    @property
    def said(self) -> list[Any]:
        return [json.loads(body) for _, body in self.posts]

    @property
    def positions(self) -> set[int]:
        return {said["data"]["position"] for said in self.said}

    def verified(self, secret: str) -> list[Any]:
        """Return what was posted, as the scheme's own library takes it. Raises for a forgery."""
        return [Verifying(secret).verify(body, headers) for headers, body in self.posts]


@contextmanager
def follower():
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as server:
        yield Told(server)


def webhooks(store, secrets=SECRETS, addresses=HERE) -> Webhooks:
    return Webhooks(store, lambda: TODAY, secrets, addresses)


def added(store, url, **more) -> Made:
    """A webhook of a system that may follow every case, told of what comes from now on."""
    new = {"subject": SYSTEM, "url": url, **more}
    in_role(store, "tribunal-preparer", subject=new["subject"])
    Projector(store, lambda: TODAY).catch_up()
    return webhooks(store).add(OURS, NewWebhook(**new), reached(store), "tests", uuid4())


def following(store, patience=QUICK, secrets=SECRETS, addresses=HERE) -> Following:
    return Following(store, lambda: TODAY, secrets, addresses, patience)


def projected(store) -> None:
    Projector(store, lambda: TODAY).catch_up()


def notices(store, columns="state", where="true"):
    return rows_of(store, "notices", columns, where)


def ended(store, state="delivered", number=1):
    return lambda: len(notices(store, where=f"state = '{state}'")) == number
