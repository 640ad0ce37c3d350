"""Many clients: all on one case, and three hundred of them while PostgreSQL is restarted."""

import os
import random
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag
from uuid import UUID, uuid4

import psycopg
import pytest

from ehcp.application.clock import today
from ehcp.store.cases import Store
from ehcp.store.verifying.events import verify
from tests.chaos.served import AUTHORITY, Installation, until
from tests.scale import scaled

EXPECTED = {200, 201, 409, 412, 429, 503}
RECOVERED = 10.0  # seconds after the server is back in which all is as before
POOL = 8  # connections of the web to cases, and as many that read


@pytest.fixture(scope="module")
def running():
    if "EHCP_TEST_DATABASE_URL" in os.environ:
        pytest.skip("the server at EHCP_TEST_DATABASE_URL is not ours to restart")
    with (
        tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder,
        Installation(Path(folder)) as running,
    ):
        yield running


@pytest.mark.timeout(900)
def test_of_fifty_clients_on_one_case_each_wins_or_is_told_that_it_has_changed(running, figure):
    clients, each = scaled(50, few=10), scaled(20, few=6)
    caller = running.caller
    opened = caller.open_case(today() - timedelta(days=3)).body
    path = f"/v1/cases/{opened['case']}"

    def assign(version):
        """Give the case to somebody nobody else names, as it stood at a version."""
        subject = str(uuid4())
        body = {"on": today().isoformat(), "officer": {"name": "A", "subject": subject}}
        answer = caller.ask(f"{path}/assign-officer", body, str(uuid4()), If_Match=f'"{version}"')
        return subject, answer

    def client(_):
        version, answers = opened["version"], []
        for _ in range(each):
            subject, answer = assign(version)
            answers.append((subject, answer))
            version = answer.body["version" if answer.status == 200 else "current_version"]
        return answers

    with ThreadPoolExecutor(clients) as pool:
        answers = [answer for found in pool.map(client, range(clients)) for answer in found]
    statuses = Counter(answer.status for _, answer in answers)
    won = {answer.body["version"]: subject for subject, answer in answers if answer.status == 200}
    with Store(running.server.url) as store:
        history = store.history(AUTHORITY, UUID(opened["case"]))
    figure(
        f"{clients} clients on one case, {len(answers)} commands: {dict(statuses)}, version"
        f" {opened['version']} to {len(history)}",
        "accepted = versions gained, all others 412",
    )
    assert statuses.keys() == {200, 412}
    assert len(won) == statuses[200] == len(history) - opened["version"]
    for version, subject in won.items():
        assert history[version - 1].event.officer.subject == subject, "an update was lost"


@pytest.mark.timeout(900)
def test_three_hundred_clients_and_a_restart_in_the_middle(running, figure):
    clients, seconds = scaled(300, few=40), scaled(60, few=8)
    stop, acknowledged = Flag(), []
    seen: list[tuple[float, object]] = []

    def client(number):
        chance = random.Random(number)  # noqa: S311 - no secret
        while not stop.is_set():
            key, answer = str(uuid4()), None
            while answer is None or answer.status == 503:
                try:
                    answer = running.caller.open_case(today() - timedelta(days=3), key)
                    seen.append((time.monotonic(), answer.status))
                except OSError as error:
                    seen.append((time.monotonic(), repr(error)))
                if answer is None or answer.status == 503:
                    stop.wait(chance.uniform(0.2, 0.6))
                    if stop.is_set():
                        break
            if answer is not None and answer.status < 300:
                acknowledged.append(answer.body["case"])
            stop.wait(chance.uniform(0.5, 1.5))

    with ThreadPoolExecutor(clients) as pool:
        for number in range(clients):
            pool.submit(client, number)
        time.sleep(seconds / 2)
        running.server.stop()
        time.sleep(1)
        running.server.start()
        up = time.monotonic()
        time.sleep(max(seconds / 2, 5))
        stop.set()
    statuses = Counter(status for _, status in seen)
    first = min((at for at, status in seen if status == 201 and at > up), default=float("inf"))
    recovered = max(first, *(at for at, status in seen if status != 201)) - up
    with Store(running.server.url, timeout=30) as store:
        lost = sum(not store.history(AUTHORITY, UUID(case)) for case in acknowledged)
        damage = verify(store).damage
    figure(
        f"{clients} clients {seconds} s with a restart: {dict(statuses)}, {lost} of"
        f" {len(acknowledged)} acknowledged lost, as before {recovered:.1f} s after it was back",
        f"only 2xx/409/412/429/503, 0 lost, < {RECOVERED:.0f} s, no connection left",
        within=recovered < RECOVERED,
    )
    assert set(statuses) <= EXPECTED, statuses
    assert statuses[503] > 0, "nobody noticed that the server was away"
    assert (lost, damage) == (0, ())
    assert len(set(acknowledged)) == len(acknowledged)
    until(lambda: none_is_left(running.server.url))


def none_is_left(url):
    """Whether no connection of the product is at work, and none is beyond its pool's."""
    left = connections(url)
    many = Counter(name for name, _ in left)
    return all(state == "idle" for _, state in left) and max(many.values(), default=0) <= POOL


def connections(url):
    """Return the name and the state of every connection of the product."""
    with psycopg.connect(url) as asked:
        return asked.execute(
            "select application_name, state from pg_stat_activity"
            " where application_name like 'ehcp%' and pid <> pg_backend_pid()"
        ).fetchall()
