"""Kill -9 of one process of several that belong together: the rest neither waits nor hangs on."""

import os
import signal
from pathlib import Path

import pytest

from ehcp.application.clock import today
from tests.chaos.served import Installation, until


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with Installation(tmp_path_factory.mktemp("alone"), processes=2) as running:
        yield running


def workers(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children")
    if not found.exists():
        pytest.skip("this system does not say whose child a process is")
    return [int(child) for child in found.read_text().split()]


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()


def test_another_takes_the_place_of_a_worker_that_was_killed(running):
    server = running.web.process.pid
    until(lambda: len(workers(server)) == 2)
    before = workers(server)
    os.kill(before[0], signal.SIGKILL)
    until(lambda: len(workers(server)) == 2 and before[0] not in workers(server))
    assert before[1] in workers(server)
    until(running.answering)
    assert running.caller.open_case(today()).status == 201


def test_the_workers_end_with_their_server_and_the_next_one_has_the_port(running):
    server = running.web.process.pid
    until(lambda: len(workers(server)) == 2)
    left = workers(server)
    running.web.kill_alone()
    until(lambda: all(gone(pid) for pid in left))
    running.web.start()
    until(running.answering)
    assert running.web.process.poll() is None
    assert not set(workers(running.web.process.pid)) & set(left)
    assert running.caller.open_case(today()).status == 201
