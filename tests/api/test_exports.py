"""Everything of an authority goes out once, where two persons agreed to it, and proves itself."""

import json
from uuid import uuid4

import pytest

from tests.api.conftest import CHILD, REQUEST, THEIRS
from tests.api.test_evidence import checked

HIDDEN = "7 Quiet Lane, Farbridge"
WHY = {"action": "bulk-export", "reasons": "The system is replaced in September."}


@pytest.fixture
def preparer(people):
    return people("tribunal-preparer")


@pytest.fixture
def manager(people):
    return people("send-manager")


@pytest.fixture
def case(officer):
    case = officer.open({**REQUEST, "child": {**CHILD, "address": HIDDEN}})
    restrict = {"on": "2026-06-10", "person": "child", "address": HIDDEN, "kept_from": ["Ingo"],
                "reasons": "A non-molestation order."}  # fmt: skip
    done = officer.post(f"/v1/cases/{case}/restrict-address", restrict, If_Match='"2"')
    assert done.status_code == 200
    return case


def propose(who):
    answer = who.post("/v1/proposals", WHY)
    assert answer.status_code == 202, answer.get_json()
    return answer.get_json()["proposal"]


def approve(who, proposal):
    body = {"reasons": "Agreed with the head of service."}
    return who.post(f"/v1/proposals/{proposal}/approve", body)


def exported(who, proposal):
    return who.client.post("/v1/exports", json={"proposal": proposal}, headers=who.headers)


def test_what_two_agreed_to_goes_out_whole_and_once(preparer, manager, calling, case, tmp_path):
    calling(authority=THEIRS).open()
    proposal = propose(preparer)
    assert approve(manager, proposal).status_code == 200
    answer = exported(preparer, proposal)
    assert answer.status_code == 200
    *copies, end = (json.loads(line) for line in answer.data.splitlines())
    assert end["histories"] == len(copies)
    assert {copy["authority"] for copy in copies} == {end["authority"]}
    assert case in {copy["case"] for copy in copies}
    names = {entry["name"] for copy in copies for entry in copy["entries"]}
    assert names >= {"AssessmentRequested", "ActionProposed", "ProposalApproved", "UserAdded"}
    assert "Quiet Lane" not in answer.text  # whoever proposed it may not see it
    file = tmp_path / "authority.ndjson"
    file.write_bytes(answer.data)
    status, said = checked(file)
    assert (status, said.splitlines()[0]) == (
        0, f"{end['histories']} histories, {end['entries']} entries.",
    )  # fmt: skip
    assert exported(preparer, proposal).status_code == 409
    looks = calling(role="auditor").get(f"/v1/cases/{case}/looks").get_json()["items"]
    assert "bulk-export" in {look["action"] for look in looks}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("spoilt", ["cut", "taken", "changed", "doubled"])
def test_a_file_that_is_not_as_it_was_given_is_found(manager, people, tmp_path, spoilt):
    proposal = propose(manager)
    assert approve(people("send-manager"), proposal).status_code == 200
    lines = exported(manager, proposal).data.splitlines(keepends=True)
    assert b"Quiet Lane" in b"".join(lines)
    file = tmp_path / "authority.ndjson"
    changed = {
        "cut": lines[:-1],
        "taken": lines[1:],
        "changed": [lines[0].replace(b'"form":1', b'"form":2', 1), *lines[1:]],
        "doubled": [lines[0], *lines],
    }
    file.write_bytes(b"".join(changed[spoilt]))
    assert checked(file)[0] == 1


def test_nobody_gives_out_alone(preparer, manager):
    proposal = propose(preparer)
    assert exported(preparer, proposal).status_code == 409
    assert approve(preparer, proposal).status_code == 409
    assert exported(manager, proposal).status_code == 404
    assert exported(preparer, str(uuid4())).status_code == 404


def test_a_caseworker_has_no_right_to_it(officer, manager, preparer):
    proposal = propose(preparer)
    assert approve(manager, proposal).status_code == 200
    assert exported(officer, proposal).status_code == 404
