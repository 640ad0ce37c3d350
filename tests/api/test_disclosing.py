"""A plan for somebody outside: for a purpose of the list, recorded, and then handed out."""

from uuid import uuid4

import pytest

from ehcp.domain.plan.letters import Section
from tests.api.conftest import OURS
from tests.api.test_people import ADDRESS, RESTRICT
from tests.domain.ordinary_case import FINISHED
from tests.projections.histories import record

COPY = {"recipient": "First-tier Tribunal", "purpose": "appeal"}


@pytest.fixture
def planned(store) -> str:
    return str(record(store, *FINISHED, authority=OURS))


def copy(caller, case: str, body, **headers: str):
    tag = caller.get(f"/v1/cases/{case}").headers["ETag"]
    return caller.post(f"/v1/cases/{case}/plan/copies", body, **{"If_Match": tag, **headers})


def last(caller, case: str):
    return caller.get(f"/v1/cases/{case}/timeline").get_json()["items"][-1]


def test_the_purposes_are_listed_with_what_each_needs(officer):
    items = officer.get("/v1/disclosure-purposes").get_json()["items"]
    found = {item["id"]: item for item in items}
    assert len(found) == 14
    assert found["appeal"]["consent_by"] == []
    assert found["appeal"]["provision"] == "SI 2014/1530 reg 17"
    assert "young-person" in found["as-agreed"]["consent_by"]


def test_it_is_on_the_record_for_what_and_to_whom_and_the_copy_is_the_plan(officer, planned):
    answer = copy(officer, planned, COPY)
    assert answer.status_code == 201, answer.get_json()
    whole = officer.get(f"/v1/cases/{planned}/plan").get_json()["plan"]
    assert answer.get_json()["plan"] == whole
    assert answer.get_json()["left_out"] == []
    entry = last(officer, planned)
    assert entry["event"] == "plan-disclosed"
    told = {name: entry["details"][name] for name in ("recipient", "purpose", "exception")}
    assert told == {**COPY, "exception": "appeal"}


def test_of_some_sections_the_others_are_left_out(officer, planned):
    part = {**COPY, "purpose": "consultation-of-a-setting", "parts": ["b", "f"]}
    answer = copy(officer, planned, part).get_json()
    assert answer["left_out"] == [letter for letter in Section if letter not in {"b", "f"}]
    shown = answer["plan"]["plan"]
    kept = {name for name, found in shown.items() if found}
    assert shown["nothing_in"] == []
    assert kept == {"needs", "provision"}
    assert last(officer, planned)["details"]["parts"] == ["b", "f"]


def test_a_purpose_that_is_not_listed_is_refused_with_the_provision(officer, planned):
    curious = {**COPY, "purpose": "curiosity"}
    tag = officer.get(f"/v1/cases/{planned}").headers["ETag"]
    recorded = officer.post(
        f"/v1/cases/{planned}/disclose-plan", {**curious, "on": "2026-06-15"}, If_Match=tag
    )
    for answer in (copy(officer, planned, curious), recorded):
        assert answer.status_code == 409
        assert answer.get_json()["type"] == "/problems/purpose-not-listed"
        assert answer.get_json()["under"]["citation"] == "SI 2014/1530 reg 17"
    assert last(officer, planned)["event"] != "plan-disclosed"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"purpose": "as-agreed"}, "disclosed-without-consent"),
        ({"purpose": "higher-education"}, "disclosed-without-consent"),
    ],
)
def test_without_a_consent_that_is_needed_there_is_no_copy(officer, planned, body, problem):
    answer = copy(officer, planned, {**COPY, **body})
    assert answer.status_code == 409
    assert answer.get_json()["type"] == f"/problems/{problem}"
    assert "plan" not in answer.get_json()
    assert last(officer, planned)["event"] != "plan-disclosed"
    agreed = {**COPY, "purpose": "as-agreed", "consent": "parent-for-the-child"}
    assert copy(officer, planned, agreed).status_code == 201


def test_sent_again_it_is_recorded_once(officer, planned):
    key, tag = uuid4().hex, officer.get(f"/v1/cases/{planned}").headers["ETag"]
    first = copy(officer, planned, COPY, If_Match=tag, Idempotency_Key=key)
    again = copy(officer, planned, COPY, If_Match=tag, Idempotency_Key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_json() == first.get_json()
    assert copy(officer, planned, COPY, If_Match=tag).status_code == 412


def test_no_copy_holds_a_restricted_address_whoever_asks(store, calling):
    manager = calling(role="send-manager")
    case = str(record(store, *FINISHED, authority=OURS))
    tag = manager.get(f"/v1/cases/{case}").headers["ETag"]
    manager.post(f"/v1/cases/{case}/restrict-address", RESTRICT, If_Match=tag)
    assert ADDRESS in manager.get(f"/v1/cases/{case}/timeline").text
    assert "Quiet" not in copy(manager, case, COPY).text


@pytest.mark.parametrize("role", ["panel-member", "tribunal-preparer", "auditor", "support"])
def test_only_who_may_disclose_has_a_copy(calling, planned, role):
    caller = calling(role=role)
    answer = caller.post(f"/v1/cases/{planned}/plan/copies", COPY, If_Match='"1"')
    assert answer.status_code == 404
