"""Everything of an authority goes out once, where two persons agreed to it, and proves itself."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from ehcp.domain.events.alert import AlertEscalated, AlertRaised
from ehcp.domain.events.emergency import Finding, GlassBroken, GlassReviewed
from ehcp.domain.events.proposals import ActionProposed, ProposalRejected
from tests.api.conftest import CHILD, OURS, REQUEST, THEIRS, TODAY
from tests.api.test_evidence import checked
from tests.projections.histories import record

HIDDEN = "7 Quiet Lane, Farbridge"
TWO_LINES = "Rose Cottage\nFarbridge"
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


def told_beside(case):
    """What stands beside a case, with a text that is kept from most in each."""
    about: dict[str, Any] = {"on": TODAY, "case": UUID(case)}
    wish = {"on": "2026-06-10", "entry": 2, "right_day": "2026-06-02", "why": "A slip."}
    asked: dict[str, Any] = {
        **about,
        "last_day": TODAY,
        "action": "correct-entry",
        "wish": json.dumps(wish),
    }
    lift = {"on": "2026-06-10", "restriction": 4, "reasons": "Ingo, of whom she is afraid."}
    raised = AlertRaised(
        **about, limit="final-plan-20-weeks", started_by=2, due=TODAY, stage="28",
        stage_on=TODAY, law_since=TODAY, source="x", owed_by="y",
    )  # fmt: skip
    opened = GlassBroken(
        **about, subject="x", role="caseworker", reason=f"He is at {HIDDEN}", review_due=TODAY
    )
    return [
        [raised, AlertEscalated(on=TODAY, to="x", reasons=f"He came to {HIDDEN}.")],
        [ActionProposed(**asked), ProposalRejected(on=TODAY, reasons=f"Not to {HIDDEN}.")],
        [ActionProposed(**{**asked, "wish": json.dumps({**wish, "why": HIDDEN})})],
        [ActionProposed(**{**asked, "wish": json.dumps({**wish, "why": TWO_LINES})})],
        [ActionProposed(**asked, reasons=f"She is at {HIDDEN}.")],
        [
            ActionProposed(
                **{**asked, "action": "lift-address-restriction", "wish": json.dumps(lift)}
            ),
            ProposalRejected(on=TODAY, reasons="Ingo would come."),
        ],
        [opened, GlassReviewed(on=TODAY, finding=Finding.JUSTIFIED, remarks=f"At {HIDDEN}.")],
    ]


def test_what_is_kept_of_a_case_is_kept_of_what_stands_beside_it(
    store, officer, preparer, manager, case
):
    second = {"on": "2026-06-11", "person": "parent-1", "address": TWO_LINES}
    tag = officer.get(f"/v1/cases/{case}").headers["ETag"]
    done = officer.post(f"/v1/cases/{case}/restrict-address", second, If_Match=tag)
    assert done.status_code == 200, done.get_json()
    beside = [str(record(store, *told, authority=OURS)) for told in told_beside(case)]
    seen = {}
    for who, other in ((preparer, manager), (manager, preparer)):
        proposal = propose(who)
        assert approve(other, proposal).status_code == 200
        *copies, _ = map(json.loads, exported(who, proposal).data.splitlines())
        said = {copy["case"]: [e.get("says") for e in copy["entries"]] for copy in copies}
        seen[who.subject] = json.dumps([said[each] for each in (case, *beside)])
        if who is preparer:
            kept = [[says is None for says in said[each]] for each in beside]
            assert kept == [
                [False, True], [False, True], [True], [True], [True], [True, True], [True, True],
            ]  # fmt: skip
            of_case = [says is None for says in said[case]]
            assert of_case[1] is False, "what holds no address is given"
    for word in ("Quiet Lane", "Rose Cottage", "Ingo"):
        assert word not in seen[preparer.subject]
        assert word in seen[manager.subject]


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
