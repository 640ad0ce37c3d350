"""Reads that go to a real streaming standby when they ask for it, with its roles and walls."""

import tempfile
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from ehcp.api.app import create_app
from ehcp.api.asking import standby
from ehcp.api.services import Services
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from ehcp.projections import MIGRATIONS
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.migrate import migrate
from ehcp.store.standby import standby_store
from tests.api.conftest import KEY, OURS, THEIRS, TODAY, Caller, in_role, tokens
from tests.chaos.servers import Pair, until
from tests.store.events import append

NOTE = {"on": "2026-06-12", "text": "A call."}
THERE = {"Ehcp_Read": "standby"}
REQUEST_ID = "100" * 10 + "10"


@pytest.fixture(scope="module")
def pair():
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        pair = Pair(Path(folder))
        migrate(pair.primary.url, MIGRATIONS)
        yield pair
        pair.close()


@pytest.fixture(scope="module")
def services(pair):
    with (
        Store(pair.primary.url, timeout=5) as primary,
        standby_store(pair.standby.url, timeout=5) as standby,
    ):
        yield Services(
            cases=Cases(primary, lambda: TODAY),
            standby=Cases(standby, lambda: TODAY),
            identity=tokens.person,
            calendar=england_and_wales(),
            page_key=KEY,
        )


@pytest.fixture(scope="module")
def app(services):
    return create_app(services)


@pytest.fixture
def officer(app, services):
    return Caller(app.test_client(), in_role(services.cases.store))


@pytest.fixture
def case(officer, services):
    """A case that both servers have."""
    case = officer.open()
    until(lambda: services.standby.store.history(OURS, UUID(case)))
    return case


@pytest.fixture
def behind(pair, case):  # noqa: ARG001 - which it has before
    """A standby that replays nothing more."""
    pair.standby.ask("select pg_wal_replay_pause()::text")
    until(lambda: pair.standby.ask("select pg_get_wal_replay_pause_state()") == "paused")
    yield
    pair.standby.ask("select pg_wal_replay_resume()::text")


def test_a_standby_answers_as_the_primary_does_and_says_so(officer, case):
    here, there = (officer.get(f"/v1/cases/{case}", **asked) for asked in ({}, THERE))
    assert there.headers["Ehcp-Read"] == "standby"
    assert "Ehcp-Read" not in here.headers
    assert (there.data, there.headers["ETag"]) == (here.data, here.headers["ETag"])
    deadlines = officer.get(f"/v1/cases/{case}/deadlines", **THERE)
    assert deadlines.headers["Ehcp-Read"] == "standby"
    assert deadlines.get_json()["items"]


@pytest.mark.usefixtures("behind")
def test_who_must_see_an_event_is_answered_by_the_primary_until_the_standby_has_it(
    officer, monkeypatch, case
):
    monkeypatch.setattr(standby, "PATIENCE", 0.05)
    done = officer.post(f"/v1/cases/{case}/note", NOTE).get_json()
    old = officer.get(f"/v1/cases/{case}", **THERE)
    assert (old.get_json()["version"], old.headers["Ehcp-Read"]) == (2, "standby")
    asked = {**THERE, "Ehcp_After": str(done["position"])}
    new = officer.get(f"/v1/cases/{case}", **asked)
    assert (new.get_json()["version"], new.headers["Ehcp-Read"]) == (3, "primary")


def test_who_must_see_an_event_waits_for_the_standby(officer, case, monkeypatch):
    monkeypatch.setattr(standby, "PATIENCE", 30)
    done = officer.post(f"/v1/cases/{case}/note", NOTE).get_json()
    answer = officer.get(f"/v1/cases/{case}", **THERE, Ehcp_After=str(done["position"]))
    assert (answer.get_json()["version"], answer.headers["Ehcp-Read"]) == (3, "standby")


def test_a_look_on_the_standby_is_on_record_at_the_primary_or_nothing_is_shown(
    officer, pair, case
):
    officer.get(f"/v1/cases/{case}", **THERE, X_Request_Id=REQUEST_ID)
    with psycopg.connect(pair.primary.url, autocommit=True) as primary:
        found = primary.execute(
            "select case_id::text, action from ehcp.looks where request_id = %s", (REQUEST_ID,)
        ).fetchall()
        assert found == [(case, "read-case")]
        primary.execute("alter table ehcp.looks add constraint stopped check (false) not valid")
        answer = officer.get(f"/v1/cases/{case}", **THERE)
        primary.execute("alter table ehcp.looks drop constraint stopped")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/not-on-record")


def test_no_command_is_decided_on_a_standby(officer, case):
    answer = officer.post(f"/v1/cases/{case}/note", NOTE, **THERE)
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/no-read")
    assert officer.get(f"/v1/cases/{case}").get_json()["version"] == 2


def test_the_wall_between_authorities_stands_on_the_standby_too(app, case, services):
    stranger = Caller(app.test_client(), in_role(services.cases.store, authority=THEIRS))
    assert stranger.get(f"/v1/cases/{case}", **THERE).status_code == 404
    store = services.standby.store
    assert store.history(OURS, UUID(case))
    assert store.history(THEIRS, UUID(case)) == ()
    with store.reading(THEIRS) as connection:
        seen = connection.execute("select distinct authority from ehcp.events").fetchall()
        assert seen == [(THEIRS,)]
        assert connection.execute("select current_user").fetchone() == ("ehcp_reader",)


def test_nothing_is_written_to_a_standby(services, case):
    with pytest.raises(Unavailable):
        append(services.standby.store, UUID(case), 2)


def test_a_server_that_can_be_written_to_is_no_standby(pair):
    with (
        standby_store(pair.primary.url, timeout=1) as store,
        pytest.raises(Unavailable),
        store.reading(OURS),
    ):
        pass


def test_where_the_standby_is_away_the_primary_answers_who_must_see_an_event(officer, case, pair):
    done = officer.post(f"/v1/cases/{case}/note", NOTE).get_json()
    pair.primary.tell("alter system set synchronous_standby_names = ''")
    pair.standby.stop()
    try:
        away = officer.get(f"/v1/cases/{case}", **THERE)
        assert (away.status_code, bool(away.headers["Retry-After"])) == (503, True)
        answer = officer.get(f"/v1/cases/{case}", **THERE, Ehcp_After=str(done["position"]))
        assert (answer.get_json()["version"], answer.headers["Ehcp-Read"]) == (3, "primary")
    finally:
        pair.standby.start()
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        pair.standby.ask("create table made_by_mistake ()")
