"""The demo as somebody meets it: one command, real processes, a real port."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from typing import Any

import pytest

from ehcp.application.clock import today
from ehcp.projections.stage import CaseStage
from tests.demo import ENOUGH, demo, environment, free_port


@pytest.fixture
def port():
    return free_port()


def token(printed, name):
    found = re.search(rf"{name}, [a-z-]+\n\s+(\S+)", printed)
    assert found, printed
    return found[1]


def ask(port, token, path, body=None, **headers):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"} | headers,
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def every_case(port, token):
    path: str | None = "/v1/cases?limit=200"
    found: list[dict[str, Any]] = []
    while path:
        page = ask(port, token, path)
        found += page["items"]
        following = page["page"]["next"]
        path = f"/v1/cases?limit=200&page={following}" if following else None
    return found


def nobody_listens(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return False
    return True


@pytest.mark.timeout(600)
def test_the_demo_shows_every_stage_and_loses_nothing_when_it_is_killed(tmp_path_factory, port):
    folder = tmp_path_factory.mktemp("demo")
    opened = {
        "command": "request-assessment",
        "on": today().isoformat(),
        "requested_by": "parent",
        "child": {"name": "Robin Example", "date_of_birth": "2016-05-04"},
    }
    with demo(folder, port) as (process, printed):
        officer = token(printed, "Asha Patel")
        cases = every_case(port, officer)
        assert 60 <= len(cases) <= 100
        shown = {case["stage"] for case in cases}
        assert shown == {str(stage) for stage in CaseStage} - {"parked"}  # that would be a bug
        alerts = ask(port, officer, "/v1/alerts")["items"]
        assert alerts
        assert any(case["overdue"] for case in cases)
        for line in re.findall(r"'http://127.0.0.1:\d+(/v1/[^']+)'", printed):
            assert ask(port, officer, line)["items"]
        signs_in = folder / "tokens.sh"
        assert signs_in.stat().st_mode & 0o777 == 0o600
        assert f"export CASEWORKER={officer}\n" in signs_in.read_text()
        done = ask(port, officer, "/v1/cases", opened)
        process.kill()
        process.wait()
        deadline = time.monotonic() + ENOUGH
        while not nobody_listens(port):
            assert time.monotonic() < deadline, "the web process outlived the demo"
            time.sleep(0.2)
    with demo(folder, port) as (_, printed):
        officer = token(printed, "Asha Patel")
        found = ask(port, officer, f"/v1/cases/{done['case']}")
        assert found["child"]["name"] == "Robin Example"
        assert len(every_case(port, officer)) == len(cases) + 1
        again = {alert["id"] for alert in ask(port, officer, "/v1/alerts")["items"]}
        assert {alert["id"] for alert in alerts} & again


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_that_is_taken_is_said_to_be(tmp_path_factory, command):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as web processes listen
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        given = {
            "EHCP_DATABASE_URL": "postgresql://nowhere.invalid/x",
            "EHCP_DEVELOPMENT_KEY": "0123456789abcdefghijklmnopqrstuv",
        }
        run = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "ehcp", command],
            env={**environment(tmp_path_factory.mktemp("taken"), port), **given},
            capture_output=True,
            text=True,
            timeout=ENOUGH,
            check=False,
        )
    assert run.returncode == 3
    assert f"Port {port} is in use. Set EHCP_PORT" in run.stderr
