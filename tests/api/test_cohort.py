"""One command for many cases: a result for each, done once, gone on with, and tried before."""

from uuid import uuid4

from ehcp.api.many_cases import cohort
from ehcp.domain.events.plan import FinalPlanIssued
from tests.api.conftest import OURS, REQUEST, THEIRS
from tests.api.test_looks import rows
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import OPENED, REQUESTED, record

BO = {"officer": {"name": "Bo Lund", "subject": "bo.lund"}}
URL = "/v1/cohort/assign-officer"
SAID = {"on": "2026-06-12", "method": "meeting"}


def asked(*cases, version=2, **more):
    return {
        "cases": [{"case": str(case), "version": version} for case in cases],
        "body": {"on": "2026-06-15", **BO},
        **more,
    }


def key() -> str:
    return uuid4().hex


def statuses(answer):
    assert answer.status_code == 200, answer.get_json()
    return [item["status"] for item in answer.get_json()["items"]]


def versions(officer, *cases):
    return [officer.get(f"/v1/cases/{case}").get_json()["version"] for case in cases]


def test_each_case_has_a_result_of_its_own(officer, store):
    one, two = officer.open(), officer.open()
    stale = officer.open()
    officer.post(f"/v1/cases/{stale}/consult-family", SAID, If_Match='"2"')
    theirs = record(store, OPENED, REQUESTED, authority=THEIRS)
    nothing = uuid4()
    answer = officer.post(URL, asked(one, stale, theirs, two, nothing), Idempotency_Key=key())
    assert statuses(answer) == [200, 412, 404, 200, 404]
    items = answer.get_json()["items"]
    assert items[0]["version"] == 3
    assert items[1]["problem"]["current_version"] == 3
    assert items[2]["problem"] == items[4]["problem"], "another's looks as if it were not there"
    assert versions(officer, one, two, stale) == [3, 3, 3]
    shown = officer.get(f"/v1/cases/{one}").get_json()
    assert shown["officer"]["name"] == "Bo Lund"


def test_a_rule_refuses_one_case_and_no_other(officer):
    heard, unheard = officer.open(), officer.open()
    officer.post(f"/v1/cases/{heard}/consult-family", SAID, If_Match='"2"')
    body = {
        "cases": [{"case": unheard, "version": 2}, {"case": heard, "version": 3}],
        "body": {
            "on": "2026-06-15", "s19_considered": "Yes.", "may_have_sen": True,
            "plan_may_be_necessary": True,
        },
    }  # fmt: skip
    answer = officer.post("/v1/cohort/agree-to-assess", body, Idempotency_Key=key())
    assert statuses(answer) == [409, 200]
    problem = answer.get_json()["items"][0]["problem"]
    assert problem["type"] == "/problems/family-not-consulted"
    assert "s.36(4)" in problem["under"]["citation"]


def test_sent_again_it_is_done_once_and_answered_alike(officer):
    one, two, again = officer.open(), officer.open(), key()
    first = officer.post(URL, asked(one, two), Idempotency_Key=again)
    second = officer.post(URL, asked(one, two), Idempotency_Key=again)
    assert statuses(first) == [200, 200]
    assert second.get_json() == first.get_json()
    assert versions(officer, one, two) == [3, 3]
    other = asked(one, two)
    other["body"]["officer"] = {"name": "Cy Reed"}
    assert statuses(officer.post(URL, other, Idempotency_Key=again)) == [422, 422]
    assert versions(officer, one, two) == [3, 3]


def test_what_was_not_tried_is_done_when_it_is_sent_again(officer, monkeypatch):
    one, two, again = officer.open(), officer.open(), key()
    with monkeypatch.context() as patched:
        patched.setattr(cohort, "SECONDS", -1.0)
        broken = officer.post(URL, asked(one, two), Idempotency_Key=again)
    assert statuses(broken) == [503, 503]
    assert versions(officer, one, two) == [2, 2]
    assert statuses(officer.post(URL, asked(one, two), Idempotency_Key=again)) == [200, 200]
    assert versions(officer, one, two) == [3, 3]


def test_a_dry_run_says_what_would_be_and_records_nothing(officer):
    one, nothing = officer.open(), uuid4()
    answer = officer.post(URL, asked(one, nothing, dry_run=True))
    assert statuses(answer) == [200, 404]
    (would, _) = answer.get_json()["items"]
    assert (would["version"], would["events"]) == (2, ["officer-assigned"])
    assert versions(officer, one) == [2]


def test_what_is_its_own_in_a_case_stands_beside_what_is_alike(officer):
    one, two = officer.open(), officer.open()
    body = asked(one, two)
    body["cases"][1]["body"] = {"officer": {"name": "Cy Reed"}}
    assert statuses(officer.post(URL, body, Idempotency_Key=key())) == [200, 200]
    names = [officer.get(f"/v1/cases/{case}").get_json()["officer"]["name"] for case in (one, two)]
    assert names == ["Bo Lund", "Cy Reed"]
    body = asked(one)
    del body["cases"][0]["version"]
    assert statuses(officer.post(URL, body, Idempotency_Key=key())) == [428]
    body = asked(one, version=3)
    body["body"]["nonsense"] = 1
    assert statuses(officer.post(URL, body, Idempotency_Key=key())) == [422]


def test_who_may_not_perform_it_finds_no_cohort_and_a_request_must_make_sense(officer, calling):
    one = officer.open(REQUEST)
    assert calling(role="panel-member").post(URL, asked(one)).status_code == 404
    assert officer.post("/v1/cohort/decide-on-exception", asked(one)).status_code == 404
    assert officer.post("/v1/cohort/no-such-command", asked(one)).status_code == 404
    assert officer.post(URL, asked(one)).status_code == 400, "no key"
    assert officer.post(URL, asked(one, one), Idempotency_Key=key()).status_code == 422
    assert officer.post(URL, asked(), Idempotency_Key=key()).status_code == 422
    many = [uuid4() for _ in range(cohort.MOST + 1)]
    assert officer.post(URL, asked(*many), Idempotency_Key=key()).status_code == 422


def test_what_ends_a_plan_in_one_of_the_cases_is_proposed_there(officer, store):
    planned, one = record(store, *FINISHED, authority=OURS), officer.open()
    (plan,) = [n for n, e in enumerate(FINISHED, start=1) if isinstance(e, FinalPlanIssued)]
    body = {
        "cases": [
            {"case": str(planned), "version": len(FINISHED), "body": {"entry": plan}},
            {"case": one, "version": 2, "body": {"entry": 2}},
        ],
        "body": {"on": "2026-06-15", "why": "It was entered in the wrong case."},
    }
    rehearsed = officer.post("/v1/cohort/strike-out-entry", {**body, "dry_run": True})
    assert statuses(rehearsed) == [202, 200]
    answer = officer.post("/v1/cohort/strike-out-entry", body, Idempotency_Key=key())
    assert statuses(answer) == [202, 200]
    proposal = answer.get_json()["items"][0]["proposal"]
    assert officer.get(f"/v1/proposals/{proposal}").get_json()["case"] == str(planned)
    assert versions(officer, planned, one) == [len(FINISHED), 3]


def test_what_is_shown_of_a_case_is_on_record_and_what_was_done_is_in_its_history(officer, store):
    one, stale, absent = officer.open(), officer.open(), str(uuid4())
    officer.post(f"/v1/cases/{stale}/consult-family", SAID, If_Match='"2"')
    tried, done = uuid4().hex, uuid4().hex
    body = asked(one, stale, absent)
    officer.post(URL, {**body, "dry_run": True}, X_Request_Id=tried)
    officer.post(URL, body, Idempotency_Key=key(), X_Request_Id=done)
    looks = {
        name: sorted((row.case, row.outcome) for row in rows(store, id_))
        for name, id_ in (("tried", tried), ("done", done))
    }
    assert looks["tried"] == sorted([(one, "shown"), (stale, "shown"), (absent, "refused")])
    assert looks["done"] == sorted([(stale, "shown"), (absent, "refused")])
