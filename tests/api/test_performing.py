from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from tests.api.conftest import CANARIES, OURS, REQUEST, THEIRS

NOTE = {"on": "2026-06-12", "text": "A call."}
WITHDRAW = {"on": "2026-06-12"}


@pytest.fixture
def once() -> str:
    """A key that nobody has used."""
    return uuid4().hex


def test_a_case_is_opened_by_its_first_command(officer):
    answer = officer.post("/v1/cases", REQUEST)
    body = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"2"'
    assert answer.headers["Location"] == f"/v1/cases/{body['case']}"
    assert (body["version"], body["warnings"]) == (2, [])
    assert body["position"] >= 2


def test_who_recorded_it_is_who_signed_in(store, officer):
    case = officer.open(Ehcp_Source="letter")
    entry = store.history(OURS, UUID(case))[0]
    assert (entry.recorded_by.subject, entry.recorded_by.role) == ("asha.patel", "caseworker")
    assert entry.source == "letter"


def test_a_command_is_performed_on_the_version_the_caller_read(officer, case):
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW, If_Match='"2"')
    assert answer.status_code == 200, answer.get_json()
    assert answer.headers["ETag"] == f'"{answer.get_json()["version"]}"'


def test_the_tag_of_any_reading_says_the_version(officer, case):
    tag = officer.get(f"/v1/cases/{case}/deadlines").headers["ETag"]
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW, If_Match=tag)
    assert answer.status_code == 200


def test_a_warning_is_answered(officer):
    answer = officer.post("/v1/cases", {**REQUEST, "form_complete": False})
    (warned,) = answer.get_json()["warnings"]
    assert warned["warning"] == "form-incomplete"
    assert warned["provision"] == "Children and Families Act 2014 s.36(1)"


def test_a_command_without_a_version_is_a_428(officer, case):
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW)
    assert answer.status_code == 428
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["type"] == "/problems/version-required"


def test_any_version_is_no_version(officer, case):
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW, If_Match="*")
    assert answer.status_code == 428


@pytest.mark.parametrize("tag", ['"1"', '"7"', '"abc"', 'W/"2"', '"1", "0"'])
def test_a_stale_version_is_a_412_that_says_the_current_one(officer, case, tag):
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW, If_Match=tag)
    assert answer.status_code == 412
    assert answer.get_json()["title"] == "The case has changed since you read it."
    assert answer.get_json()["current_version"] == 2
    assert answer.headers["ETag"] == '"2"'


def test_one_of_several_versions_will_do(officer, case):
    answer = officer.post(f"/v1/cases/{case}/withdraw-request", WITHDRAW, If_Match='"1", "2"')
    assert answer.status_code == 200


def test_what_commutes_needs_no_version(officer, case):
    assert officer.post(f"/v1/cases/{case}/note", NOTE).status_code == 200


def test_what_commutes_is_held_to_a_version_that_it_names(officer, case):
    assert officer.post(f"/v1/cases/{case}/note", NOTE, If_Match='"1"').status_code == 412


def test_a_refusal_names_its_rule_and_its_provision(officer):
    asked = {**REQUEST, "requested_by": "police"}
    answer = officer.post("/v1/cases", asked)
    assert answer.status_code == 409
    assert answer.get_json() == {
        "type": "/problems/not-a-requester",
        "title": "Only a parent, the young person or a school or post-16 institution asks under"
        " s.36(1).",
        "status": 409,
        "rule": "A1",
        "under": {
            "citation": "Children and Families Act 2014 s.36(1)",
            "url": "https://www.legislation.gov.uk/ukpga/2014/6/section/36",
        },
        "instead": "Record it as brought to attention: the same clocks run from the same day.",
    }


def test_a_day_after_today_is_refused_and_says_what_to_do(officer):
    answer = officer.post("/v1/cases", {**REQUEST, "on": "2026-06-16"})
    assert answer.status_code == 409
    assert answer.get_json()["type"] == "/problems/after-today"
    assert "suppose" in answer.get_json()["instead"]


def test_a_command_that_opens_nothing_opens_nothing(officer):
    answer = officer.post("/v1/cases", {**WITHDRAW, "command": "withdraw-request"})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/opens-nothing")


@pytest.mark.parametrize("command", ["frobnicate", None, 7, ["request-assessment"]])
def test_a_case_is_not_opened_by_what_is_no_command(officer, command):
    answer = officer.post("/v1/cases", {**REQUEST, "command": command})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == "/command"


def test_a_malformed_body_says_which_fields(officer):
    body = {
        "command": "request-assessment",
        "on": "soon",
        "child": {"name": "x", "date_of_birth": "2017-02-30", "age": 9},
        "parents": [{"name": 7}],
    }
    answer = officer.post("/v1/cases", body)
    assert answer.status_code == 422
    pointers = {fault["pointer"] for fault in answer.get_json()["errors"]}
    assert pointers == {
        "/on", "/requested_by", "/child/date_of_birth", "/child/age", "/parents/0/name",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["authority", "actor", "by", "version", "expected", "recorded_at", "known_from"]
)
def test_who_where_and_when_never_come_from_the_body(officer, store, name):
    before = len(store.notifications(0))
    answer = officer.post("/v1/cases", {**REQUEST, name: "x"})
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"pointer": f"/{name}", "detail": "Unknown field."}]
    assert len(store.notifications(0)) == before


def test_an_unknown_command_is_a_404(officer, case):
    answer = officer.post(f"/v1/cases/{case}/frobnicate", {}, If_Match='"2"')
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_an_unknown_case_is_a_404(officer):
    answer = officer.post(f"/v1/cases/{uuid4()}/withdraw-request", WITHDRAW, If_Match='"2"')
    assert answer.status_code == 404


def test_a_command_sent_again_has_its_first_answer(officer, case, once):
    url = f"/v1/cases/{case}/withdraw-request"
    sent = {"If_Match": '"2"', "Idempotency_Key": once}
    first, again = officer.post(url, WITHDRAW, **sent), officer.post(url, WITHDRAW, **sent)
    assert first.get_json()["version"] == again.get_json()["version"]
    assert first.get_json()["position"] == again.get_json()["position"]
    assert again.status_code == 200


def test_who_sends_it_again_while_it_runs_has_the_same_answer(officer, case, store, once):
    before = len(store.history(OURS, UUID(case)))
    ready = Barrier(8)

    def send(_):
        ready.wait()
        return officer.post(f"/v1/cases/{case}/note", NOTE, Idempotency_Key=once)

    with ThreadPoolExecutor(8) as senders:
        answers = list(senders.map(send, range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({(a.get_json()["version"], a.get_json()["position"]) for a in answers}) == 1
    assert len(store.history(OURS, UUID(case))) == before + 1


def test_a_case_opened_again_is_the_same_case(officer, store, once):
    first, again = officer.open(Idempotency_Key=once), officer.open(Idempotency_Key=once)
    assert first == again
    assert len(store.history(OURS, UUID(first))) == 2


def test_a_key_is_one_persons(officer, calling, once):
    other = calling(subject="tom.greene")
    assert officer.open(Idempotency_Key=once) != other.open(Idempotency_Key=once)


def test_a_key_used_for_something_else_is_a_422(officer, case, store, once):
    url = f"/v1/cases/{case}/note"
    assert officer.post(url, NOTE, Idempotency_Key=once).status_code == 200
    before = len(store.history(OURS, UUID(case)))
    answer = officer.post(url, {**NOTE, "text": "Another."}, Idempotency_Key=once)
    assert answer.status_code == 422
    assert answer.get_json()["type"] == "/problems/idempotency-key-reused"
    assert len(store.history(OURS, UUID(case))) == before


@pytest.mark.parametrize("key", ["", "with blank", "x" * 201, "gr\u00fcn"])
def test_a_key_that_is_none_is_a_400(officer, case, key):
    answer = officer.post(f"/v1/cases/{case}/note", NOTE, Idempotency_Key=key)
    assert (answer.status_code, answer.get_json()["type"]) == (
        400, "/problems/bad-idempotency-key",
    )  # fmt: skip


@pytest.mark.parametrize("given", ["import", "system", "fax"])
def test_a_source_is_one_that_a_person_can_name(officer, case, given):
    answer = officer.post(f"/v1/cases/{case}/note", NOTE, Ehcp_Source=given)
    assert answer.status_code == 400


def test_another_authoritys_case_is_not_there(calling, case):
    stranger = calling(authority=THEIRS)
    answer = stranger.post(f"/v1/cases/{case}/note", NOTE)
    assert answer.status_code == 404
    assert not any(canary in answer.text for canary in CANARIES)


def test_a_command_takes_no_parameter(officer, case):
    note = {"on": "2026-06-15", "text": "A call."}
    answer = officer.post(f"/v1/cases/{case}/note?child=Ada", note)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/invalid")
    assert answer.get_json()["errors"] == [{"parameter": "child", "detail": "Unknown field."}]
