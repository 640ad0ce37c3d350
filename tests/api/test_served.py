"""The interface as it is really served: a process of its own, over a socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote, urlencode

import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.api.conftest import CANARIES, KEY, REQUEST, in_role

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_url(conninfo: str) -> str:
    """Return a connection string as a URL."""
    parts = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    user, name = parts.pop("user", "postgres"), parts.pop("dbname")
    return f"postgresql://{quote(user)}@/{quote(name)}?{urlencode(parts)}"


def asked(url: str, body=None, **headers: str):
    """Return status, headers and text of an answer."""
    given = {"Content-Type": "application/json", **headers}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, given)  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


@pytest.fixture(scope="module")
def served(services, tmp_path_factory):
    """The address of a process that serves the module's database, and where its log goes."""
    port, database_url = free_port(), services.cases.store.env["EHCP_DATABASE_URL"]
    log = tmp_path_factory.mktemp("served") / "log"
    environment = {
        **os.environ,
        "EHCP_DATABASE_URL": as_url(database_url),
        "EHCP_DEVELOPMENT_KEY": KEY,
        "EHCP_PORT": str(port),
        "EHCP_HOST": "127.0.0.1",
        "EHCP_WEB_PROCESSES": "1",
    }
    with log.open("w") as kept:
        process = subprocess.Popen(
            [sys.executable, "-m", "ehcp", "serve"], env=environment, stdout=kept, stderr=kept
        )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                if asked(f"{url}/readyz")[0] == 200:
                    break
            except OSError:
                pass
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield url, log
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_a_case_lives_over_the_wire(served, store):
    url, log = served
    person = in_role(store)
    status, headers, text = asked(f"{url}/v1/cases", REQUEST, **person)
    assert (status, headers["ETag"]) == (201, '"2"')
    case = f"{url}{headers['Location']}"
    assert asked(case)[0] == 401
    assert asked(case, **person)[1]["ETag"] == '"2"'
    withdraw = f"{case}/withdraw-request"
    assert asked(withdraw, {"on": "2026-06-12"}, **person)[0] == 428
    status, headers, text = asked(withdraw, {"on": "2026-06-12"}, **person, **{"If-Match": '"1"'})
    assert (status, json.loads(text)["current_version"]) == (412, 2)
    assert asked(withdraw, {"on": "2026-06-12"}, **person, **{"If-Match": '"2"'})[0] == 200
    status, _, text = asked(f"{case}/deadlines", **person)
    assert (status, json.loads(text)["version"]) == (200, 3)
    assert asked(f"{url}/docs/files/swagger-ui/swagger-ui.css")[0] == 200
    assert not any(canary in log.read_text() for canary in CANARIES)


def test_a_body_that_never_ends_is_cut_off(served, store):
    url, _ = served
    host, port = url.removeprefix("http://").split(":")
    token = in_role(store)["Authorization"]
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(
            b"POST /v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + f"Authorization: {token}\r\n".encode()
            + b"Transfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            for _ in range(64):
                connection.sendall(chunk)
            connection.sendall(b"0\r\n\r\n")
        except OSError:
            return  # it hung up, which will do
        assert b" 411 " in connection.recv(1000).splitlines()[0]
