"""What somebody may do with a case now, and for each command that they may not, why not."""

from uuid import uuid4

from tests.api.conftest import SCHOOL

REPORT = {"recommendation": "maintain", "sent_to": []}


def of(answer):
    assert answer.status_code == 200, answer.get_json()
    return {item["command"]: item for item in answer.get_json()["items"]}


def test_a_new_request_awaits_its_decision_and_has_no_draft(officer, case):
    found = of(officer.get(f"/v1/cases/{case}/commands"))
    assert found["agree-to-assess"]["why_not"]["type"] == "/problems/family-not-consulted"
    told = {"on": "2026-06-10", "method": "meeting"}
    done = officer.post(f"/v1/cases/{case}/consult-family", told, If_Match='"2"')
    assert done.status_code == 200, done.get_json()
    found = of(officer.get(f"/v1/cases/{case}/commands"))
    assert found["agree-to-assess"] == {
        "command": "agree-to-assess",
        "allowed": True,
        "two_persons": False,
        "why_not": None,
    }
    assert found["issue-final-plan"]["allowed"] is False
    assert found["issue-final-plan"]["why_not"]["type"] == "/problems/no-draft"


def test_what_is_said_is_what_the_command_is_refused_with(officer, case):
    said = of(officer.get(f"/v1/cases/{case}/commands"))["send-review-report"]["why_not"]
    refused = officer.post(
        f"/v1/cases/{case}/send-review-report", {"on": "2026-06-15", **REPORT}, If_Match='"2"'
    ).get_json()
    assert said["type"] == refused["type"]
    assert said["title"] == refused["title"]
    assert said["under"] == refused.get("under")


def test_a_role_that_does_not_do_it_is_told_so_and_two_persons_are_named(officer, case, calling):
    manager = of(calling(role="send-manager").get(f"/v1/cases/{case}/commands"))
    mine = of(officer.get(f"/v1/cases/{case}/commands"))
    assert mine["decide-on-exception"]["why_not"]["type"] == "/problems/not-yours-to-do"
    assert manager["decide-on-exception"]["why_not"]["type"] == "/problems/no-such-claim"
    assert [name for name, item in mine.items() if item["two_persons"]] == [
        "cease-plan",
        "lift-address-restriction",
    ]
    panel = of(calling(role="panel-member").get(f"/v1/cases/{case}/commands"))
    assert {item["why_not"]["type"] for item in panel.values()} == {"/problems/not-yours-to-do"}


def test_a_case_that_is_not_open_to_them_is_not_there(calling, case):
    school = calling(role="school-contributor", school=SCHOOL)
    assert school.get(f"/v1/cases/{case}/commands").status_code == 404
    assert calling(role="send-manager").get(f"/v1/cases/{uuid4()}/commands").status_code == 404
