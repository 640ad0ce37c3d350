"""Other systems: what they are given by an administrator, and what a key of theirs opens."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from ehcp.api.app import create_app
from ehcp.application.cases import Cases
from ehcp.domain.users import stream_of_account
from tests.api.conftest import KEY, OURS, REQUEST, THEIRS, TODAY, Caller, signed_in


@pytest.fixture
def administrator(calling):
    return calling(role="authority-administrator")


@pytest.fixture
def account(administrator):
    """A service account that has no role and no key, and where it is read."""
    name = f"feed-{uuid4().hex[:8]}"
    new = {"account": name, "name": "Data hub", "organisation": "Larkmere Council"}
    added = administrator.post("/v1/service-accounts", new)
    assert added.status_code == 201, added.get_json()
    return added.headers["Location"]


def given(administrator, account, role="caseworker", **more):
    person = account.replace("service-accounts", "people")
    done = administrator.post(f"{person}/give-role", {"role": role, **more})
    assert done.status_code == 200, done.get_json()


@pytest.fixture
def key(administrator, account):
    """Makes a key of the account, which is an officer."""
    given(administrator, account)

    def made(**wanted):
        answer = administrator.post(f"{account}/make-key", wanted)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()["place"], answer.get_json()["key"]

    return made


@pytest.fixture
def system(app):
    """Calls with a key."""
    return lambda key: Caller(app.test_client(), {"Authorization": f"Bearer {key}"})


def test_a_key_opens_what_the_accounts_role_opens_and_the_record_says_so(key, system):
    _, secret = key()
    they = system(secret)
    case = they.open()
    recorded = they.get(f"/v1/cases/{case}/timeline").get_json()["items"][0]["recorded_by"]
    assert recorded["subject"].startswith("service-account:feed-")
    assert (recorded["role"], recorded["organisation"]) == ("caseworker", "Larkmere Council")


def test_without_a_role_a_key_opens_nothing(administrator, account, system):
    secret = administrator.post(f"{account}/make-key", {}).get_json()["key"]
    assert system(secret).get("/v1/cases").status_code == 404
    given(administrator, account)
    assert system(secret).get("/v1/cases").status_code == 200


def test_a_key_can_be_recognised_and_only_its_hash_is_kept(key, administrator, account, store):
    _, secret = key()
    assert secret.startswith(f"ehcp_{OURS}_{account.rsplit('/', 1)[1].replace('-', '')}_")
    assert len(secret.rsplit("_", 1)[1]) == 64
    with store.auditing() as connection:
        rows = connection.execute("select state from ehcp.events").fetchall()
    kept = b"".join(state for (state,) in rows)
    assert secret.rsplit("_", 1)[1].encode() not in kept
    shown = administrator.get(account).text
    assert secret.rsplit("_", 1)[1] not in shown
    assert "hash" not in shown


def test_a_key_is_shown_once_and_not_to_whoever_asks_again(administrator, account):
    again = {"Idempotency-Key": uuid4().hex}
    first = administrator.post(f"{account}/make-key", {}, **again).get_json()
    second = administrator.post(f"{account}/make-key", {}, **again).get_json()
    assert first["key"] is not None
    assert second == {**first, "key": None}
    assert len(administrator.get(account).get_json()["keys"]) == 1


def test_a_key_that_is_revoked_opens_nothing_from_the_next_request_on(
    key, administrator, account, system
):
    (place, secret), (_, other) = key(), key()
    assert system(secret).get("/v1/cases").status_code == 200
    done = administrator.post(f"{account}/revoke-key", {"place": place})
    assert done.status_code == 200
    assert system(secret).get("/v1/cases").status_code == 401
    assert system(other).get("/v1/cases").status_code == 200
    assert administrator.post(f"{account}/revoke-key", {"place": place}).status_code == 409
    assert administrator.post(f"{account}/revoke-key", {"place": 1}).status_code == 409


def test_a_role_that_is_ended_is_gone_for_its_keys(key, administrator, account, system):
    _, secret = key()
    person = account.replace("service-accounts", "people")
    assert administrator.post(f"{person}/end-role", {"place": 2}).status_code == 200
    assert system(secret).get("/v1/cases").status_code == 404


def test_a_key_is_good_to_its_last_day_and_no_longer(key, services, store):
    _, secret = key(until="2026-06-20")
    for day, status in ((20, 200), (21, 401)):
        cases = Cases(store, partial(date, 2026, 6, day))
        client = create_app(replace(services, cases=cases)).test_client()
        answer = client.get("/v1/cases", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == status


def test_a_key_has_its_own_last_day_even_where_nobody_says_one(key, administrator, account):
    key()
    (shown,) = administrator.get(account).get_json()["keys"]
    assert shown["until"] == (TODAY + timedelta(days=90)).isoformat()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"until": "2026-06-14"}, "until"),
        ({"until": "2027-06-17"}, "until"),
        ({"scope": ["everything"]}, "scope"),
        ({"scope": ["approve-proposal"]}, "scope"),
        ({"scope": ["make-service-account-key"]}, "scope"),
        ({"key": "ehcp_of_my_own"}, "key"),
        ({"hash": "00"}, "hash"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_its_field(administrator, account, wanted, field):
    answer = administrator.post(f"{account}/make-key", wanted)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"].startswith(f"/{field}")


def test_a_key_for_reading_writes_nothing(key, system, case):
    _, secret = key(scope=["read"])
    they = system(secret)
    assert they.get(f"/v1/cases/{case}").status_code == 200
    assert they.get("/v1/cases").status_code == 200
    assert they.post("/v1/cases", REQUEST).status_code == 404
    assert they.post(f"/v1/cases/{case}/note", {"on": "2026-06-12"}).status_code == 404


def test_a_key_for_one_thing_does_that_alone(key, system, case):
    _, secret = key(scope=["read-changes"])
    they = system(secret)
    assert they.get("/v1/changes").status_code == 200
    assert they.get(f"/v1/cases/{case}").status_code == 404
    assert they.get("/v1/cases").status_code == 404


def test_what_is_allowed_with_a_key_is_answered_by_its_scope(key, system, officer, case):
    """An answer that is kept is not given to another key of the same role."""
    everything = officer.get(f"/v1/cases/{case}").get_json()["commands"]
    assert "note" in everything
    for scope, allowed in (([], everything), (["read"], []), (["read", "note"], ["note"])):
        _, secret = key(scope=scope)
        assert system(secret).get(f"/v1/cases/{case}").get_json()["commands"] == allowed


def test_two_persons_are_two_persons_and_keys_make_no_keys(administrator, account, system):
    for role in ("send-manager", "authority-administrator"):
        given(administrator, account, role)
    secret = administrator.post(f"{account}/make-key", {}).get_json()["key"]
    they = system(secret)
    assert they.get("/v1/people").status_code == 200
    assert they.post(f"{account}/make-key", {}).status_code == 404
    new = {"subject": "x", "name": "X", "organisation": "X"}
    assert they.post("/v1/people", new).status_code == 404


def test_when_it_was_last_used_is_known_to_the_day(key, administrator, account, system):
    _, secret = key()
    assert administrator.get(account).get_json()["keys"][0]["used"] is None
    for _ in range(3):
        assert system(secret).get("/v1/cases").status_code == 200
    found = administrator.get(account).get_json()
    assert found["keys"][0]["used"] == TODAY.isoformat()
    assert found["version"] == 4  # added, role, key, and used once


@pytest.mark.parametrize("change", ["last", "account", "authority", "short", "long", "capitals"])
def test_a_key_with_anything_else_in_it_is_none(key, system, change):
    _, secret = key()
    kind, authority, id_, random = secret.split("_")
    wrong = {
        "last": f"{secret[:-1]}{'0' if secret[-1] != '0' else '1'}",
        "account": f"{kind}_{authority}_{uuid4().hex}_{random}",
        "authority": f"{kind}_{THEIRS}_{id_}_{random}",
        "short": secret[:-1],
        "long": f"{secret}0",
        "capitals": secret.upper(),
    }[change]
    assert system(wrong).get("/v1/cases").status_code == 401
    assert system(secret).get("/v1/cases").status_code == 200


def test_a_person_is_no_account_and_no_person_signs_in_as_one(
    app, administrator, officer, account
):
    name = administrator.get(account).get_json()["subject"]
    assert Caller(app.test_client(), signed_in(OURS, name)).get("/v1/cases").status_code == 404
    new = {"subject": name, "name": "X", "organisation": "X"}
    assert administrator.post("/v1/people", new).status_code == 422
    person = administrator.post("/v1/people", {**new, "subject": uuid4().hex}).get_json()["person"]
    assert administrator.get(f"/v1/service-accounts/{person}").status_code == 404
    assert administrator.post(f"/v1/service-accounts/{person}/make-key", {}).status_code == 404
    case = officer.open()
    assert administrator.post(f"/v1/service-accounts/{case}/make-key", {}).status_code == 404


def test_the_accounts_are_listed_and_people_are_not_among_them(
    administrator, account, key, projected
):
    key(scope=["read"])
    projected()
    items = administrator.get("/v1/service-accounts?limit=200").get_json()["items"]
    assert {item["subject"].partition(":")[0] for item in items} == {"service-account"}
    (found,) = [item for item in items if item["id"] == account.rsplit("/", 1)[1]]
    assert [shown["scope"] for shown in found["keys"]] == [["read"]]
    assert [shown["role"] for shown in found["roles"]] == ["caseworker"]


def test_an_account_is_added_once(administrator):
    new = {"account": f"hub-{uuid4().hex[:6]}", "name": "Hub", "organisation": "X"}
    first = administrator.post("/v1/service-accounts", new)
    assert first.headers["Location"].endswith(str(stream_of_account(OURS, new["account"])))
    assert administrator.post("/v1/service-accounts", new).status_code == 409
    wrong = administrator.post("/v1/service-accounts", {**new, "account": "Upper Case"})
    assert wrong.status_code == 422


def test_nobody_else_sees_or_makes_them(calling, account):
    theirs = calling(role="authority-administrator", authority=THEIRS)
    assert theirs.get(account).status_code == 404
    assert theirs.post(f"{account}/make-key", {}).status_code == 404
    officer = calling(role="caseworker")
    assert officer.get(account).status_code == 404
    assert officer.post(f"{account}/make-key", {}).status_code == 404


def test_the_keys_are_not_those_of_pages_or_of_the_development_sign_in(system):
    assert system(KEY).get("/v1/cases").status_code == 401
    assert system("ehcp_").get("/v1/cases").status_code == 401
