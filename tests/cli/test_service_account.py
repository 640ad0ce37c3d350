"""Service accounts and tokens of the demo, on the command line."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from ehcp.api.callers.identity import SignedIn, Tokens
from ehcp.application.clock import today
from ehcp.application.keeping.service_accounts import NoSuchKey, ServiceAccounts
from ehcp.cli.demo.token import KEY_OF_DEMO
from ehcp.cli.main import main
from tests.api.test_served import as_url

KEY = "a-key-of-tests-that-signs-nothing-real-0123456789"
HUB = ("feed", "Data hub", "Larkmere Council")


@pytest.fixture
def run(database_url, monkeypatch):
    monkeypatch.setenv("EHCP_DATABASE_URL", as_url(database_url))
    monkeypatch.setenv("EHCP_AUTHORITY", "E99000001")

    def invoke(*words, status=0):
        found = CliRunner().invoke(main, words)
        assert found.exit_code == status, found.output
        return found.stdout if status == 0 else found.output

    return invoke


def test_an_account_is_added_given_a_key_and_loses_it(run, store):
    said = run("service-account", "add", *HUB, "--role", "tribunal-preparer")
    assert "service-account:feed  Data hub, Larkmere Council: tribunal-preparer" in said
    key = run("service-account", "key", "feed", "--scope", "read").splitlines()[0]
    accounts = ServiceAccounts(store, today)
    assert accounts.signed_in(key).scope == ("read",)
    shown = run("service-account", "show", "feed")
    assert (
        f"3: key made {today()}, to {today() + timedelta(days=90)}, for read, last used" in shown
    )
    assert key.rsplit("_", 1)[1] not in shown
    assert "keys that open: 1" in run("service-account", "list")
    run("service-account", "revoke", "feed", "3")
    with pytest.raises(NoSuchKey):
        accounts.signed_in(key)
    assert "keys that open: 0" in run("service-account", "list")
    assert run("service-account", "revoke", "feed", "3", status=1)


def test_for_machines_there_is_json_and_no_hash_in_it(run):
    run("service-account", "add", *HUB)
    made = json.loads(run("service-account", "key", "feed", "--json"))
    assert (made["place"], made["key"][:15]) == (2, "ehcp_E99000001_")
    (found,) = json.loads(run("service-account", "list", "--json"))
    assert found["subject"] == "service-account:feed"
    assert found["keys"][0].keys() == {"place", "made", "until", "scope", "used", "revoked"}
    run("service-account", "key", "feed")
    found = json.loads(run("service-account", "revoke", "feed", "--all", "--json"))
    assert [key["revoked"] for key in found["keys"]] == [True, True]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("key", "nobody"), 1),
        (("show", "nobody"), 1),
        (("add", "Upper Case", "X", "Y"), 2),
        (("add", "x", "X", "Y", "--role", "root"), 2),
        (("revoke", "nobody"), 2),
        (("revoke", "nobody", "3", "--all"), 2),
        (("key", "nobody", "--until", "tomorrow"), 2),
    ],
)
def test_what_cannot_be_is_said_with_its_status(run, words, status):
    assert run("service-account", *words, status=status)


def test_an_account_is_not_added_twice_nor_a_key_made_for_what_there_is_not(run):
    run("service-account", "add", *HUB)
    assert "already" in run("service-account", "add", *HUB, status=1)
    wrong = run("service-account", "key", "feed", "--scope", "everything", status=2)
    assert "nothing that another system does" in wrong


def test_a_token_is_made_for_a_demo_that_runs_and_for_no_other(monkeypatch, tmp_path):
    monkeypatch.setenv("EHCP_DATA", str(tmp_path))
    none = CliRunner().invoke(main, ["token", "asha.patel"])
    assert none.exit_code == 2
    assert "No demo runs" in none.output
    (tmp_path / KEY_OF_DEMO).write_text(KEY)
    made = CliRunner().invoke(main, ["token", "asha.patel"])
    reads = Tokens(KEY, good_for=timedelta(hours=1))
    assert reads.person(made.output.strip()) == SignedIn(
        subject="asha.patel", authority="E99000001"
    )
    monkeypatch.setenv("EHCP_DEVELOPMENT_KEY", KEY[::-1])
    other = CliRunner().invoke(main, ["token", "x", "--authority", "E10000014"]).output.strip()
    assert Tokens(KEY[::-1], good_for=timedelta(hours=1)).person(other).authority == "E10000014"
