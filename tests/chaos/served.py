"""The product as it runs: processes that can be killed, and those who call them over HTTP."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from ehcp.api.callers.identity import SignedIn, Tokens
from ehcp.projections import MIGRATIONS
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate
from tests.api.conftest import in_role

AUTHORITY = "E99000001"
ENOUGH = 60  # seconds for anything to come about
CHILD = {"name": "Robin Example", "date_of_birth": "2016-05-04"}


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

    def kill_alone(self):
        """Kill it and leave its children."""
        self.process.kill()
        self.process.wait()


class Answer(NamedTuple):
    """A status, and the body where it is an object."""

    status: int
    body: dict[str, Any]


class Caller:
    """A caseworker who calls the interface."""

    def __init__(self, url, token):
        self.url, self.token = url, token

    def ask(self, path, body=None, key=None, **headers):
        """Ask once. Raises OSError where nobody answers."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            **({"Idempotency-Key": key} if key else {}),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data, headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return Answer(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, json.load(error))

    def open_case(self, day, key=None):
        """Open a case with a request of that day."""
        body = {"command": "request-assessment", "on": day.isoformat(), "requested_by": "parent"}
        return self.ask("/v1/cases", {**body, "child": CHILD}, key or str(uuid4()))


class Installation:
    """A server of its own, the web, and the worker where it is wanted."""

    def __init__(self, folder: Path, processes: int = 1):
        self.server = Embedded(folder / "db")
        self.server.start()
        migrate(self.server.url, MIGRATIONS)
        key, port = secrets.token_urlsafe(48), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            "EHCP_DATABASE_URL": self.server.url,
            "EHCP_DEVELOPMENT_KEY": key,
            "EHCP_LIMIT_PERSON": "none",
            "EHCP_LIMIT_AUTHORITY": "none",
            # what is installed is compiled, and is not compiled anew at each start
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        self.folder = folder
        serve = ("serve", "--port", str(port), "--processes", str(processes))
        self.web = Victim(serve, self.environment, folder / "web.log")
        self.worker: Victim | None = None
        with Store(self.server.url) as store:
            in_role(store, authority=AUTHORITY, subject="caseworker-1182")
        person = SignedIn(subject="caseworker-1182", authority=AUTHORITY)
        self.caller = Caller(self.url, Tokens(key, good_for=timedelta(hours=2)).token(person))

    def __enter__(self):
        until(self.answering)
        return self

    def __exit__(self, *_):
        for victim in (self.web, self.worker):
            if victim is not None:
                victim.kill()
        self.server.stop()

    def start_worker(self):
        self.worker = Victim(("work",), self.environment, self.folder / "worker.log")
        return self.worker

    def answering(self):
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=2):  # noqa: S310
            return True
        return False

    def kill_postgres(self):
        """Kill the server with all that it does, and start it again."""
        pid = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        self.server.start()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition):
    deadline = time.monotonic() + ENOUGH
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
