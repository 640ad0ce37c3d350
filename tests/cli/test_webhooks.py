import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest
from standardwebhooks import Webhook as Verifying

from ehcp.cli.asking.following import addresses_of, environment_of_demo, secrets_of
from ehcp.cli.running.wrong import unfollowed
from ehcp.config import Settings
from ehcp.scheduler.following.listed import NONE, Followers
from ehcp.scheduler.metrics import Metrics
from ehcp.scheduler.work import Work
from tests.cli.conftest import AUTHORITY
from tests.following.telling import KEY, Told
from tests.projections.histories import OPENED, record
from tests.scheduler.test_work import wait_until

SYSTEM = "their-system"


@pytest.fixture
def told(httpserver, ehcp, monkeypatch):
    """A system that is told, by an installation that may tell it."""
    monkeypatch.setenv("EHCP_WEBHOOK_KEY", KEY)
    monkeypatch.setenv("EHCP_WEBHOOKS_LOCAL", "true")
    ehcp("person", "add", SYSTEM, "Their system", "Elm School")
    ehcp("person", "role", SYSTEM, "tribunal-preparer")
    return Told(httpserver)


def test_a_webhook_is_added_listed_rotated_switched_and_removed(told, ehcp):
    made = ehcp("webhook", "add", told.url, SYSTEM, "--kind", "noted", "--json")
    (found,) = ehcp("webhook", "list", "--json")
    assert found == {
        "id": made["webhook"], "url": told.url, "subject": SYSTEM, "kinds": ["noted"],
        "state": "on", "off_because": None, "failing_since": None, "key_changed": False,
        "generation": 1, "waiting": 0, "dead": 0,
    }  # fmt: skip
    assert made["secret"] not in ehcp("webhook", "list")
    rotated = ehcp("webhook", "rotate", made["webhook"], "--keep-hours", "48", "--json")
    assert rotated["generation"] == 2
    assert rotated["secret"] != made["secret"]
    assert ehcp("webhook", "off", made["webhook"]) == "It is off.\n"
    assert "off (switched-off)" in ehcp("webhook", "list")
    assert ehcp("webhook", "on", made["webhook"]) == "It is on.\n"
    assert ehcp("webhook", "deliveries", made["webhook"], "--dead", "--json") == []
    assert ehcp("webhook", "retry", made["webhook"], "--all-dead") == "0 to be sent again.\n"
    ehcp("webhook", "retry", made["webhook"], uuid4(), status=1)
    ehcp("webhook", "retry", made["webhook"], status=2)
    ehcp("webhook", "remove", made["webhook"])
    assert ehcp("webhook", "list", "--json") == []
    ehcp("webhook", "remove", made["webhook"], status=1)


def test_what_is_done_to_a_webhook_is_told_to_a_machine_as_well(told, ehcp):
    id_ = ehcp("webhook", "add", told.url, SYSTEM, "--json")["webhook"]
    assert ehcp("webhook", "off", id_, "--json") == {"webhook": id_, "state": "off"}
    assert ehcp("webhook", "on", id_, "--json") == {"webhook": id_, "state": "on"}
    again = ehcp("webhook", "retry", id_, "--all-dead", "--json")
    assert again == {"again": [], "missing": []}
    again = ehcp("webhook", "retry", id_, other := uuid4(), "--json", status=1)
    assert again == {"again": [], "missing": [str(other)]}
    assert ehcp("webhook", "remove", id_, "--json") == {"webhook": id_, "state": "removed"}


def test_what_cannot_be_is_said(told, ehcp, monkeypatch):
    ehcp("webhook", "add", "http://192.0.2.1/", SYSTEM, status=2)
    ehcp("webhook", "add", told.url, "nobody-we-know", status=2)
    ehcp("webhook", "add", told.url, SYSTEM, "--kind", "thing-happened", status=2)
    monkeypatch.setenv("EHCP_WEBHOOKS_LOCAL", "false")
    ehcp("webhook", "add", told.url, SYSTEM, status=2)
    monkeypatch.delenv("EHCP_WEBHOOK_KEY")
    assert "no key to sign with" in ehcp("webhook", "add", told.url, SYSTEM, status=1)
    monkeypatch.setenv("EHCP_WEBHOOK_KEY", "short")
    ehcp("webhook", "list", status=2)


def test_with_another_key_each_needs_a_new_secret(told, ehcp, monkeypatch):
    ehcp("webhook", "add", told.url, SYSTEM)
    monkeypatch.setenv("EHCP_WEBHOOK_KEY", "another-key-of-tests-that-signs-nothing-0123456789")
    assert "ROTATE IT" in ehcp("webhook", "list", status=1)


def test_the_worker_tells_what_is_recorded(told, ehcp, store):
    made = ehcp("webhook", "add", told.url, SYSTEM, "--json")
    worker = subprocess.Popen(
        [sys.executable, "-m", "ehcp", "work"],
        env=dict(os.environ),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        case = record(store, OPENED, authority=AUTHORITY)
        wait_until(lambda: told.posts, 60)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    ((headers, body),) = told.posts
    assert Verifying(made["secret"]).verify(body, headers)["data"]["case"] == str(case)


def test_a_monitoring_system_is_told_of_webhooks_that_fail(told, ehcp, store):
    ehcp("webhook", "add", told.url, SYSTEM)
    with store.working() as connection:
        connection.execute("update ehcp.webhooks set state = 'off', off_because = 'failing'")
    text = Metrics({"default": Work(store)}).text().decode()
    assert 'ehcp_webhooks_off{database="default"} 1.0' in text
    assert 'ehcp_changes_dead{database="default"} 0.0' in text
    assert "off (failing)" in ehcp("webhook", "list", status=1)


def test_a_demo_keeps_its_key_and_may_tell_this_machine(tmp_path):
    settings = Settings(data=tmp_path)
    assert secrets_of(settings) is None
    assert addresses_of(settings).local is False
    given = environment_of_demo(tmp_path)
    assert environment_of_demo(tmp_path) == given
    assert (tmp_path / "webhooks.key").stat().st_mode & 0o077 == 0
    assert secrets_of(settings) is not None
    assert addresses_of(settings).local is True
    elsewhere = Settings(data=tmp_path, database_url="postgresql://ehcp@db/ehcp")
    assert secrets_of(elsewhere) is None
    assert addresses_of(elsewhere).local is False


@pytest.mark.parametrize(
    ("found", "set_up", "expected"),
    [
        (NONE, True, []),
        (None, True, []),
        (Followers(on=1, off=1, failing=0, waiting=0, dead=0), True, ["webhooks-failing"]),
        (Followers(on=1, off=0, failing=1, waiting=9, dead=0), True, ["webhooks-failing"]),
        (Followers(on=1, off=0, failing=0, waiting=0, dead=2), True, ["changes-given-up"]),
        (Followers(on=1, off=0, failing=0, waiting=3, dead=0), False, ["no-webhook-key"]),
        (Followers(on=1, off=0, failing=0, waiting=3, dead=0), True, []),
    ],
)
def test_status_says_what_of_the_webhooks_is_wrong(found, set_up, expected):
    assert [each.id for each in unfollowed(found, set_up=set_up)] == expected
