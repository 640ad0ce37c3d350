"""What a monitoring system is told: of a process, of several together, and never of a person."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ehcp.api.running.metrics import LATENCY, OPEN, WAITED, Pools, of_all
from ehcp.cli.running import shared
from tests.api.conftest import CANARIES, KEY, REQUEST, in_role
from tests.api.test_served import as_url, asked, free_port

PATIENCE = 30.0


def samples(text):
    """Every sample by its name and labels."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@contextmanager
def running(*arguments, log, **settings):
    """Run a process of ours until its page of metrics answers, and stop it in the end."""
    port = free_port()
    environment = {**os.environ, "EHCP_METRICS_PORT": str(port), **settings}
    url = f"http://127.0.0.1:{port}"
    with log.open("a") as kept:
        process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "ehcp", *arguments], env=environment, stdout=kept, stderr=kept
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(f"{url}/healthz"):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield url, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def answers(url):
    try:
        return asked(url)[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def database(services):
    return as_url(services.cases.store.env["EHCP_DATABASE_URL"])


def test_two_web_processes_are_counted_as_one_by_the_rules_of_their_routes(
    database, store, tmp_path, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    officer = in_role(store)
    left = tmp_path / "ehcp-metrics-99999999-killed"
    left.mkdir()
    port = free_port()
    with running(
        "serve", log=tmp_path / "log", EHCP_DATABASE_URL=database, EHCP_DEVELOPMENT_KEY=KEY,
        EHCP_PORT=str(port), EHCP_WEB_PROCESSES="2",
    ) as (metrics, _):  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        while not answers(f"{url}/readyz"):
            time.sleep(0.1)
        status, headers, _ = asked(f"{url}/v1/cases", REQUEST, **officer)
        assert status == 201
        for _ in range(20):
            assert asked(f"{url}{headers['Location']}", **officer)[0] == 200
        assert asked(f"{url}/no/such/{CANARIES[0]}")[0] == 404
        time.sleep(2.5)  # for the look at the pools
        text = asked(f"{metrics}/metrics")[2]
        found = samples(text)
        assert found["ehcp_http_requests_total", "/v1/cases/<uuid:case>", "200", "GET"] == 20
        assert found["ehcp_http_requests_total", "/v1/cases", "201", "POST"] == 1
        assert found["ehcp_http_request_seconds_count", "/v1/cases", "POST"] == 1
        assert found["ehcp_http_requests_total", "404", "none", "none"] == 1
        assert found["ehcp_http_requests_in_progress",] == 0
        assert found["ehcp_pool_connections", "ehcp_web", "idle"] >= 1
        assert found["ehcp_pool_waiting", "ehcp_web"] == 0
        case = headers["Location"].rsplit("/", 1)[1]
        assert not any(word in text for word in (*CANARIES, case))
        assert asked(f"{metrics}/anything")[0] == 404
        assert asked(f"{url}/metrics")[0] == 404  # not where the public is
        assert not left.exists()
    assert not list(tmp_path.glob("ehcp-metrics-*"))


def test_a_server_that_is_told_to_stop_as_it_begins_ends(database, tmp_path):
    with running(
        "serve", log=tmp_path / "log", EHCP_DATABASE_URL=database, EHCP_DEVELOPMENT_KEY=KEY,
        EHCP_PORT=str(free_port()), EHCP_WEB_PROCESSES="1",
    ):  # fmt: skip
        pass  # it is told as soon as it answers for its metrics, before it serves


def test_a_worker_tells_what_is_behind_and_whether_it_lives(database, case, tmp_path):
    with running("work", log=tmp_path / "log", EHCP_DATABASE_URL=database) as (metrics, _):
        deadline = time.monotonic() + PATIENCE
        while True:
            text = asked(f"{metrics}/metrics")[2]
            found = samples(text)
            if (
                found.get(("ehcp_sweeps_total", "default"))
                and not found["ehcp_lag_events", "default", "read-models"]
            ):
                break
            assert time.monotonic() < deadline, text
            time.sleep(0.2)
    assert found["ehcp_database_up", "default"] == 1
    assert found["ehcp_parked_cases", "default"] == 0
    assert 0 <= found["ehcp_since_sweep_seconds", "default"] < 60
    assert found["ehcp_sweep_age_seconds", "default"] == 0
    assert found["ehcp_head_position", "default"] > 0
    assert found["ehcp_pool_waiting", "default", "ehcp_projector"] == 0
    assert ("ehcp_alerts_raised_total", "default") in found
    assert ("ehcp_batch_events_count", "default") in found
    assert not any(word in text for word in (*CANARIES, case))


def test_a_worker_whose_database_is_away_says_so(tmp_path):
    away = "postgresql://x@127.0.0.1:1/x"
    with running(
        "work", log=tmp_path / "log", EHCP_DATABASE_URL=away, EHCP_POOL_TIMEOUT="0.5"
    ) as (metrics, _):
        found = samples(asked(f"{metrics}/metrics")[2])
        assert found["ehcp_database_up", "default"] == 0
        assert ("ehcp_lag_events", "default", "read-models") not in found


def test_two_processes_cannot_have_one_port(database, tmp_path):
    with running("work", log=tmp_path / "log", EHCP_DATABASE_URL=database) as (metrics, _):
        port = metrics.rsplit(":", 1)[1]
        second = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "ehcp", "work", "--metrics-port", port],
            env={**os.environ, "EHCP_DATABASE_URL": database},
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert second.returncode == 3
    assert "EHCP_METRICS_PORT" in second.stderr


def test_the_wait_for_a_connection_is_counted_once(services):
    pools = Pools([services.cases.store])
    with services.cases.store.reading("-"):
        pools.look()
    used = OPEN.labels("ehcp_reader", "used")._value  # noqa: SLF001 - nothing else tells
    waited = WAITED.labels("ehcp_reader")._value  # noqa: SLF001
    assert used.get() == 1
    before = waited.get()
    pools.look()
    assert waited.get() == before


def test_every_route_is_one_label_however_often_it_is_asked(officer):
    before = len(LATENCY._metrics)  # noqa: SLF001 - nothing else tells
    for n in range(20):
        officer.get(f"/v1/cases/00000000-0000-0000-0000-0000000000{n:02}")
    assert len(LATENCY._metrics) <= before + 1  # noqa: SLF001


def test_a_folder_of_a_process_that_runs_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with shared.shared_folder() as one, shared.shared_folder() as other:
        assert one.exists()
        assert one != other
    assert not one.exists()


def test_of_a_process_that_was_killed_the_state_is_forgotten(tmp_path):
    state = tmp_path / "gauge_livesum_4711.db"
    state.touch()
    assert of_all(tmp_path, lambda pid: pid != 4711) == b""
    assert not state.exists()
