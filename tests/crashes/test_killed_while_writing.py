"""Kill -9 under writers: the web process, the worker with its projector and scheduler, PostgreSQL.

What was acknowledged is there once; each alert was raised once; the chains are whole; and the
read models come to hold every case. The seed is printed; EHCP_KILLS sets how often each dies.
"""

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPException
from uuid import UUID, uuid4

import pytest

from ehcp.api.identity import SignedIn, Tokens
from ehcp.application.clock import today
from ehcp.application.rights import Role
from ehcp.domain.events.alert import AlertRaised
from ehcp.projections import MIGRATIONS
from ehcp.projections.positions import head, wait_for
from ehcp.scheduler.work import sweep_once
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate
from ehcp.store.verify import verify

KILLS = int(os.environ.get("EHCP_KILLS", "20"))
WRITERS = 4
AUTHORITY = "E99000001"
ENOUGH = 60  # seconds for anything to come back


class Victim:
    """A process that can be killed with all its children, and started again."""

    def __init__(self, arguments, environment, log):
        self.arguments, self.environment, self.log = arguments, environment, log
        self.start()

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "ehcp", *self.arguments],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Writer(threading.Thread):
    """Opens cases over HTTP, each with its own key, again and again until it is answered."""

    def __init__(self, url, token, stop):
        super().__init__(daemon=True)
        self.url, self.token, self.stop = url, token, stop
        self.acknowledged = []
        self.finished = False

    def run(self):
        day = (today() - timedelta(days=60)).isoformat()
        child = {"name": "Robin Example", "date_of_birth": "2016-05-04"}
        body = {"command": "request-assessment", "on": day, "requested_by": "parent"}
        while not self.stop.is_set():
            self.send(json.dumps({**body, "child": child}).encode(), str(uuid4()))
        self.finished = True

    def send(self, body, key):
        """Send until there is an answer: the same key is the same command."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        while True:
            request = urllib.request.Request(f"{self.url}/v1/cases", body, headers)  # noqa: S310
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                    self.acknowledged.append(json.load(answer))
                    return
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    raise
                time.sleep(0.05)
            except (OSError, ValueError, HTTPException):  # cut off, perhaps in the middle
                time.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answering(url):
    with suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=2):  # noqa: S310
        return True
    return False


def until(condition):
    deadline = time.monotonic() + ENOUGH
    while not condition():
        assert time.monotonic() < deadline, "it did not come back"
        time.sleep(0.05)


def kill_postgres(server):
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    server.start()


@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_lost_and_no_alert_doubled_whatever_is_killed(tmp_path_factory):
    if "EHCP_TEST_DATABASE_URL" in os.environ:
        pytest.skip("the server at EHCP_TEST_DATABASE_URL is not ours to kill")
    seed = int(os.environ.get("EHCP_SEED", secrets.randbits(32)))
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)  # noqa: S311 - a draw that can be drawn again
    folder = tmp_path_factory.mktemp("killed")
    key, port = secrets.token_urlsafe(48), free_port()
    url = f"http://127.0.0.1:{port}"
    person = SignedIn(
        subject="caseworker-1182",
        name="Pat Officer",
        role=Role.CASEWORKER,
        organisation="Example Council",
        authority=AUTHORITY,
    )
    with Embedded(folder / "db") as server:
        migrate(server.url, MIGRATIONS)
        environment = {"EHCP_DATABASE_URL": server.url, "EHCP_TOKEN_KEY": key}
        serve = ("serve", "--port", str(port), "--processes", "1")
        victims = {
            "web": Victim(serve, environment, folder / "web.log"),
            "worker": Victim(("work",), environment, folder / "worker.log"),
        }
        stop = threading.Event()
        token = Tokens(key, good_for=timedelta(hours=1)).token(person)
        writers = [Writer(url, token, stop) for _ in range(WRITERS)]
        try:
            until(lambda: answering(url))
            for writer in writers:
                writer.start()
            for name in chance.sample(["web", "worker", "postgres"] * KILLS, 3 * KILLS):
                time.sleep(chance.uniform(0.05, 0.6))
                if name == "postgres":
                    kill_postgres(server)
                else:
                    victims[name].kill()
                    victims[name].start()
                until(lambda: answering(url))
            stop.set()
            for writer in writers:
                writer.join(ENOUGH)
                assert writer.finished
            with Store(server.url, timeout=30) as store:
                assert wait_for(store, head(store), timeout=ENOUGH)
                victims["worker"].kill()  # its sweep would hold what ours is to look at
                check(store, [answer for writer in writers for answer in writer.acknowledged])
        finally:
            stop.set()
            for victim in victims.values():
                victim.kill()


def check(store, acknowledged):
    assert len(acknowledged) > 10 * KILLS, "the writers hardly wrote"
    cases = {answer["case"]: answer for answer in acknowledged}
    assert len(cases) == len(acknowledged), "two commands were answered with one case"
    histories = store.histories([(AUTHORITY, UUID(case)) for case in cases])
    for case, answer in cases.items():
        names = [type(entry.event).__name__ for entry in histories[AUTHORITY, UUID(case)]]
        assert names == ["CaseOpened", "AssessmentRequested"]
        assert answer["version"] == 2
    sweep_once(store, today())
    with store.working() as connection:
        opened = connection.execute("select count(*) from ehcp.caseload").fetchone()[0]
        streams = connection.execute(
            "select stream from ehcp.events where name = 'AlertRaised'"
        ).fetchall()
    assert opened == len(cases), "a command that was never answered opened a case twice"
    assert max(Counter(stream for (stream,) in streams).values()) == 1
    raised = store.histories([(AUTHORITY, stream) for (stream,) in streams])
    about = Counter(
        (entry.event.case, entry.event.limit, entry.event.started_by, entry.event.due,
         entry.event.stage)
        for entries in raised.values()
        for entry in entries
        if isinstance(entry.event, AlertRaised)
    )  # fmt: skip
    assert len(about) >= len(cases), "each request of 60 days ago has its decision overdue"
    assert max(about.values()) == 1, "an alert was raised twice"
    assert verify(store).damage == ()
