"""The authority of whoever asks, over HTTP."""

from uuid import uuid4

import pytest

from ehcp.application.cases import Asked
from ehcp.application.keeping.authorities import Authorities
from tests.api.conftest import OURS, RECORDER, THEIRS, TODAY

CHANGE = "/v1/authority/change-settings"
BY = {"readings": [{"point": "phase-transfer-15-feb", "reading": "by"}]}
ROLES = [
    "caseworker", "send-manager", "panel-member", "tribunal-preparer", "auditor", "support",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _added(store):
    authorities = Authorities(store, lambda: TODAY)
    authorities.add(OURS, "Larkmere", "default", Asked(by=RECORDER, command_id=uuid4()))


@pytest.fixture
def administrator(calling):
    return calling(role="authority-administrator")


def version(caller):
    return caller.get("/v1/authority").get_json()["version"]


def changed(caller, body, **headers):
    headers.setdefault("If_Match", f'"{version(caller)}"')
    return caller.post(CHANGE, body, **headers)


def test_whoever_works_there_reads_how_their_authority_works(officer):
    shown = officer.get("/v1/authority").get_json()
    assert shown["authority"] == OURS
    assert shown["name"].startswith("Larkmere")
    assert {each["point"] for each in shown["readings"]} == {
        "annual-review-subsequent",
        "phase-transfer-15-feb",
        "phase-transfer-31-march",
        "dropped-refusal",
    }


def test_an_authority_that_nobody_added_works_as_most_do(calling):
    shown = calling(authority=THEIRS).get("/v1/authority").get_json()
    assert (shown["version"], shown["days_before"]) == (0, [28, 14, 7, 3, 1, 0])
    assert {each["reading"] for each in shown["readings"]} == {"earlier"}
    theirs = calling(role="authority-administrator", authority=THEIRS)
    refused = theirs.post(CHANGE, {"name": "X"}, If_Match='"0"')
    assert refused.status_code == 409
    assert refused.get_json()["type"].endswith("authority-not-added")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_the_administrator_changes_it(calling, role):
    assert calling(role=role).get("/v1/authority").status_code == 200
    assert calling(role=role).post(CHANGE, {"name": "X"}, If_Match='"1"').status_code == 404


@pytest.mark.parametrize("role", ["school-contributor", "health-adviser"])
def test_who_does_not_work_there_sees_nothing_of_it(calling, role):
    assert calling(role=role).get("/v1/authority").status_code == 404


def test_the_administrator_changes_it_on_the_version_that_they_saw(administrator):
    assert administrator.post(CHANGE, BY).status_code == 428
    assert administrator.post(CHANGE, BY, If_Match='"0"').status_code == 412
    done = changed(administrator, {**BY, "days_before": [7, 0, 21]})
    assert done.status_code == 200
    shown = administrator.get("/v1/authority").get_json()
    assert done.get_json()["version"] == shown["version"]
    assert shown["days_before"] == [21, 7, 0]
    assert {each["point"]: each["reading"] for each in shown["readings"]}[
        "phase-transfer-15-feb"
    ] == "by"


def test_sent_again_a_change_has_one_effect(administrator):
    headers = {"If_Match": f'"{version(administrator)}"', "Idempotency_Key": uuid4().hex}
    body = {"name": f"Larkmere {uuid4().hex[:6]}"}
    one, other = (administrator.post(CHANGE, body, **headers) for _ in range(2))
    assert one.get_json() == other.get_json()


def test_what_changes_nothing_is_refused(administrator):
    body = {"name": f"Larkmere {uuid4().hex[:6]}"}
    assert changed(administrator, body).status_code == 200
    again = changed(administrator, body)
    assert again.status_code == 409
    assert again.get_json()["type"].endswith("nothing-changes")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"readings": [{"point": "x", "reading": "by"}]}, "/readings"),
        ({"days_before": []}, "/days_before"),
        ({"recipients": [{"of": "before", "to": ["officer"]}]}, "/recipients"),
        ({"name": ""}, "/name"),
        ({"authority": OURS}, "/authority"),
    ],
)
def test_what_cannot_be_is_pointed_at(administrator, body, pointer):
    wrong = changed(administrator, body)
    assert wrong.status_code == 422
    assert [error["pointer"] for error in wrong.get_json()["errors"]] == [pointer]
