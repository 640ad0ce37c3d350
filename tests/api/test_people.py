"""A restricted address is shown to nobody without the right to it, on any day or moment."""

from uuid import uuid4

import pytest

from ehcp.projections import queries
from tests.api.conftest import CHILD, OURS, REQUEST, THEIRS

ADDRESS = "7 Quiet Lane, Farbridge, FB9 4QX"
FATHER: dict[str, str] = {"name": "Ingo Marsh", "role": "parental-responsibility-or-care"}
RESTRICT = {
    "on": "2026-06-10",
    "person": "child",
    "address": ADDRESS,
    "kept_from": ["Ingo Marsh"],
    "reasons": "A non-molestation order.",
}
VIEWS = ("", "/timeline", "/plan", "/deadlines")
MOMENTS = ("", "?as-at=2026-06-02", "?as-at=2100-01-01")
SECRETS = ("Quiet Lane", "quiet lane", "FB9 4QX", "non-molestation")


@pytest.fixture
def opened(officer):
    """A case whose opening, person and note hold the address that is restricted later."""
    child = {**CHILD, "address": ADDRESS}
    case = officer.open({**REQUEST, "child": child})
    person = {"on": "2026-06-03", "details": {**FATHER, "address": "7 quiet lane farbridge"}}
    done = officer.post(f"/v1/cases/{case}/record-person", person, If_Match='"2"')
    assert done.status_code == 200, done.get_json()
    note = {"on": "2026-06-04", "text": "They now live at 7 Quiet Lane."}
    assert officer.post(f"/v1/cases/{case}/note", note).status_code == 200
    done = officer.post(f"/v1/cases/{case}/restrict-address", RESTRICT, If_Match='"4"')
    assert done.status_code == 200, done.get_json()
    return case


@pytest.mark.parametrize("role", ["caseworker", "panel-member", "tribunal-preparer"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_restricted_address_is_in_no_answer(calling, opened, role, view, moment):
    answer = calling(role=role).get(f"/v1/cases/{opened}{view}{moment}")
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in answer.text] == []


def test_what_was_known_before_the_restriction_does_not_show_the_address(officer, opened):
    items = officer.get(f"/v1/cases/{opened}/timeline").get_json()["items"]
    known = next(item["recorded_at"] for item in items if item["place"] == 1)
    for view in ("", "/timeline"):
        answer = officer.get(f"/v1/cases/{opened}{view}?as-known-on={known}")
        assert answer.status_code == 200
        assert [secret for secret in SECRETS if secret in answer.text] == []


def test_a_manager_reads_it(calling, opened):
    manager = calling(role="send-manager")
    answer = manager.get(f"/v1/cases/{opened}/timeline")
    (restricted,) = [i for i in answer.get_json()["items"] if i["event"] == "address-restricted"]
    assert restricted["details"]["address"] == ADDRESS


def test_everybody_sees_that_there_is_one_and_whom_it_must_not_reach(officer, opened):
    people = officer.get(f"/v1/cases/{opened}").get_json()["people"]
    assert {person["id"]: person["address_restricted"] for person in people} == {
        "child": True,
        "parent-1": False,
        "person-3": False,
    }
    items = officer.get(f"/v1/cases/{opened}/timeline").get_json()["items"]
    (restricted,) = [item for item in items if item["event"] == "address-restricted"]
    assert restricted["details"]["address"] == "withheld"
    assert restricted["details"]["kept_from"] == ["Ingo Marsh"]


def test_what_is_listed_does_not_hold_it(store, officer, opened, projected):
    projected()
    rows = queries.timeline(store, OURS, opened)
    assert [row for row in rows if "Quiet" in str(row)] == []
    assert "Quiet" not in officer.get("/v1/cases?limit=200").text


def test_once_two_have_lifted_the_restriction_the_address_is_read_again(officer, people, opened):
    items = officer.get(f"/v1/cases/{opened}/timeline").get_json()["items"]
    place = next(item["place"] for item in items if item["event"] == "address-restricted")
    version = officer.get(f"/v1/cases/{opened}").headers["ETag"]
    lift = {"on": "2026-06-15", "restriction": place}
    url = f"/v1/cases/{opened}/lift-address-restriction"
    proposed = officer.post(url, lift, If_Match=version)
    assert proposed.status_code == 202
    assert "Quiet Lane" not in officer.get(f"/v1/cases/{opened}/timeline").text
    approve = {"reasons": "The order has ended."}
    approved = people().post(proposed.get_json()["approve"], approve, If_Match=version)
    assert approved.status_code == 200, approved.get_json()
    assert "They now live at 7 Quiet Lane." in officer.get(f"/v1/cases/{opened}/timeline").text


def test_a_second_case_of_the_same_child_is_warned_of_and_opened(officer, projected):
    child = {"name": "Philippa Second", "date_of_birth": "2018-04-05"}
    first = officer.open({**REQUEST, "child": child})
    projected()
    again = dict(child, name="philippa  second")
    answer = officer.post("/v1/cases", {**REQUEST, "child": again})
    assert answer.status_code == 201
    (warning,) = answer.get_json()["warnings"]
    assert warning["warning"] == "another-case"
    assert first in warning["detail"]
    other = answer.get_json()["case"]
    assert other != first
    link = {"on": "2026-06-15", "other_case": first}
    done = officer.post(f"/v1/cases/{other}/link-case", link, If_Match='"2"')
    assert done.status_code == 200, done.get_json()


def test_bringing_to_attention_warns_of_it_as_well(officer, projected):
    child = {"name": "Quentin Third", "date_of_birth": "2018-04-06", "upn": "K123456789020"}
    first = officer.open({**REQUEST, "child": child})
    projected()
    told = {
        "command": "bring-to-attention",
        "on": "2026-06-02",
        "informant": "police",
        "child": {**child, "name": "Q. Third"},
    }
    (warning,) = officer.post("/v1/cases", told).get_json()["warnings"]
    assert warning["detail"] == f"{first}: the same UPN."


def test_another_authority_is_not_told_of_it(officer, calling, projected):
    child = {"name": "Rosalind Fourth", "date_of_birth": "2018-04-07"}
    officer.open({**REQUEST, "child": child})
    projected()
    answer = calling(authority=THEIRS).post("/v1/cases", {**REQUEST, "child": child})
    assert answer.get_json()["warnings"] == []


def test_a_case_that_is_opened_again_by_its_key_does_not_warn_of_itself(officer, projected):
    child = {"name": "Sidney Fifth", "date_of_birth": "2018-04-08"}
    key = uuid4().hex
    officer.post("/v1/cases", {**REQUEST, "child": child}, Idempotency_Key=key)
    projected()
    again = officer.post("/v1/cases", {**REQUEST, "child": child}, Idempotency_Key=key)
    assert again.get_json()["warnings"] == []
