"""An administrator keeps the webhooks of the authority over HTTP."""

from dataclasses import replace
from uuid import uuid4

import pytest
from standardwebhooks import Webhook as Verifying

from ehcp.api.app import create_app
from ehcp.application.webhooks import Addresses
from ehcp.scheduler.delivery import sending
from tests.api.conftest import OURS, THEIRS, Caller, in_role
from tests.following.telling import SECRETS, ended, follower, following, notices, projected
from tests.following.test_webhooks import NOTE
from tests.projections.histories import record
from tests.scheduler.test_work import wait_until

PUBLIC = Addresses(resolve=lambda *_: ["93.184.216.34"])
NEW = {"url": "https://follower.example/changes", "subject": "a-system"}


@pytest.fixture(scope="module")
def administrator(services, store):
    """Somebody who keeps webhooks, where they may lead to one public host."""
    in_role(store, "tribunal-preparer", subject="a-system")
    return keeping(services, store, PUBLIC)


def keeping(services, store, addresses, **who):
    app = create_app(replace(services, webhook_secrets=SECRETS, addresses=addresses))
    return Caller(app.test_client(), in_role(store, "authority-administrator", **who))


def made(caller, **more):
    answer = caller.post("/v1/webhooks", {**NEW, **more})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()


def test_a_webhook_is_added_and_its_secret_shown_once(administrator):
    answer = administrator.post("/v1/webhooks", {**NEW, "kinds": ["plan-ceased"]})
    assert answer.status_code == 201
    added = answer.get_json()
    Verifying(added["secret"])
    assert answer.headers["Location"] == f"/v1/webhooks/{added['webhook']}"
    shown = administrator.get(answer.headers["Location"])
    assert shown.status_code == 200
    assert "whsec_" not in shown.text
    one = shown.get_json()
    assert (one["url"], one["subject"], one["kinds"]) == (*NEW.values(), ["plan-ceased"])
    assert (one["state"], one["generation"], one["waiting"], one["dead"]) == ("on", 1, 0, 0)
    listed = administrator.get("/v1/webhooks")
    assert one in listed.get_json()["items"]
    assert "whsec_" not in listed.text


def test_added_twice_with_one_key_it_is_one_with_the_same_secret(administrator):
    key = uuid4().hex
    first = administrator.post("/v1/webhooks", NEW, Idempotency_Key=key)
    again = administrator.post("/v1/webhooks", NEW, Idempotency_Key=key)
    assert first.get_json() == again.get_json()
    other = administrator.post(
        "/v1/webhooks", {**NEW, "url": "https://other.example/"}, Idempotency_Key=key
    )
    assert other.status_code == 422
    assert other.get_json()["type"] == "/problems/idempotency-key-reused"


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"url": "http://follower.example/"}, "/url"),
        ({"url": "https://"}, "/url"),
        ({"subject": "nobody-we-know"}, "/subject"),
        ({"kinds": ["thing-happened"]}, "/kinds"),
        ({"secret": "whsec_mine"}, "/secret"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(administrator, wrong, pointer):
    answer = administrator.post("/v1/webhooks", {**NEW, **wrong})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.get_json()["errors"]] == [pointer]


def test_a_private_address_is_refused(services, store):
    numbers = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"]
    caller = keeping(services, store, Addresses(resolve=lambda *_: [numbers.pop()]))
    while numbers:
        answer = caller.post("/v1/webhooks", NEW)
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["pointer"] == "/url"


def test_an_installation_without_a_key_has_none(services, store):
    in_role(store, "tribunal-preparer", subject="a-system")
    app = create_app(replace(services, webhook_secrets=None, addresses=PUBLIC))
    caller = Caller(app.test_client(), in_role(store, "authority-administrator"))
    answer = caller.post("/v1/webhooks", NEW)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/no-webhook-key")


def test_a_secret_is_rotated_from_the_generation_that_is_said(administrator):
    added = made(administrator)
    url = f"/v1/webhooks/{added['webhook']}/rotate-secret"
    rotated = administrator.post(url, {"generation": 1, "keep_hours": 48}).get_json()
    assert rotated["secret"] != added["secret"]
    assert rotated["generation"] == 2
    assert rotated["before_until"] is not None
    assert administrator.post(url, {"generation": 1}).get_json() == rotated
    late = administrator.post(url, {"generation": 7})
    assert (late.status_code, late.get_json()["type"]) == (
        409,
        "/problems/secret-rotated-already",
    )
    assert administrator.post(url, {"generation": 2, "keep_hours": 999}).status_code == 422


def test_it_is_switched_off_and_on_and_removed(administrator):
    url = f"/v1/webhooks/{made(administrator)['webhook']}"
    off = administrator.post(f"{url}/switch-off", {}).get_json()
    assert (off["state"], off["off_because"]) == ("off", "switched-off")
    on = administrator.post(f"{url}/switch-on", {}).get_json()
    assert (on["state"], on["off_because"]) == ("on", None)
    assert administrator.post(f"{url}/remove", {}).status_code == 200
    for path in ("", "/deliveries"):
        assert administrator.get(f"{url}{path}").status_code == 404
    assert administrator.post(f"{url}/switch-on", {}).status_code == 404
    assert url.rpartition("/")[2] not in administrator.get("/v1/webhooks").text


def test_what_was_given_up_is_read_without_a_word_of_a_case_and_sent_again(
    services, store, monkeypatch
):
    monkeypatch.setattr(sending, "REST", 0.02)
    in_role(store, "tribunal-preparer", subject="a-system")
    caller = keeping(services, store, Addresses(local=True))
    with store.working() as connection:  # those of the other tests lead nowhere
        connection.execute("update ehcp.webhooks set state = 'removed'")
    with follower() as told:
        url = f"/v1/webhooks/{made(caller, url=told.url, kinds=['noted'])['webhook']}"
        told.always = 500
        with following(store):
            case = record(store, NOTE, NOTE, authority=OURS)
            projected(store)
            wait_until(ended(store, "dead", 2))
            assert caller.get(url).get_json()["dead"] == 2
            answer = caller.get(f"{url}/deliveries?state=dead&limit=1")
            assert str(case) not in answer.text
            first, page = answer.get_json()["items"], answer.get_json()["page"]["next"]
            rest = caller.get(f"{url}/deliveries?state=dead&limit=1&page={page}").get_json()
            dead = [letter["id"] for letter in (*first, *rest["items"])]
            assert rest["page"]["next"] is None
            assert first[0]["reason"] == "HTTP 500"
            told.always = 204
            sent = caller.post(f"{url}/retry", {"ids": dead[:1]}).get_json()
            assert sent == {"ids": dead[:1]}
            wait_until(ended(store))
            assert caller.post(f"{url}/retry", {}).get_json() == {"ids": dead[1:]}
            wait_until(ended(store, number=2))
    assert set(told.ids) == set(dead)
    assert notices(store, where="state = 'dead'") == []


def test_another_authority_has_no_part_in_it(services, store, administrator):
    url = f"/v1/webhooks/{made(administrator)['webhook']}"
    theirs = keeping(services, store, PUBLIC, authority=THEIRS)
    assert theirs.get(url).status_code == 404
    assert theirs.get("/v1/webhooks").get_json()["items"] == []
    for act, body in (("rotate-secret", {"generation": 1}), ("remove", {}), ("retry", {})):
        assert theirs.post(f"{url}/{act}", body).status_code == 404
    assert administrator.get(url).get_json()["state"] == "on"
