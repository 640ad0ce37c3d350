"""A school and its pupil: what it finds, reads and says, and for how long."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.events.plan import FinalPlanIssued
from tests.api.conftest import OURS, SCHOOL
from tests.domain.ordinary_case import ELM, ELM_PLACEMENT, FINISHED, naming
from tests.projections.histories import record

OTHER = "990002"
HERE = replace(ELM, urn=SCHOOL)
PLAN = naming(replace(ELM_PLACEMENT, institution=HERE))
LIFE = [replace(e, plan=PLAN) if isinstance(e, FinalPlanIssued) else e for e in FINISHED]
PROGRESS = {
    "on": "2026-06-10",
    "outcome": "e1",
    "progress": "partly-met",
    "said_by": "The class teacher",
    "evidence": "She reads half a page.",
}
LEFT = {"on": "2026-06-12", "institution": {"urn": SCHOOL, "name": ELM.name}}


@pytest.fixture
def pupil(store):
    return str(record(store, *LIFE, authority=OURS))


@pytest.fixture
def school(calling):
    return calling(role="school-contributor")


@pytest.fixture
def other(calling):
    return calling(role="school-contributor", subject="another.school", school=OTHER)


def say(caller, case, version):
    url = f"/v1/cases/{case}/record-outcome-progress"
    return caller.post(url, PROGRESS, If_Match=f'"{version}"')


def test_it_finds_its_pupils_and_their_reviews(school, other, pupil, projected):
    projected()
    for path in ("/v1/cases", "/v1/reviews"):
        assert pupil in school.get(path).text
        assert pupil not in other.get(path).text


def test_it_says_how_far_its_pupil_has_come(school, other, officer, pupil):
    version = school.get(f"/v1/cases/{pupil}").get_json()["version"]
    assert say(other, pupil, version).status_code == 404
    said = say(school, pupil, version)
    assert said.status_code == 200, said.get_json()
    last = officer.get(f"/v1/cases/{pupil}/timeline").get_json()["items"][-1]
    assert last["event"] == "outcome-progress-recorded"
    assert last["recorded_by"]["role"] == "school-contributor"


def test_it_is_offered_only_what_a_school_may_do(school, pupil):
    commands = school.get(f"/v1/cases/{pupil}").get_json()["commands"]
    assert "record-outcome-progress" in commands
    assert "cease-plan" not in commands


def test_once_the_child_has_left_it_sees_and_says_nothing_more(school, officer, pupil, projected):
    version = school.get(f"/v1/cases/{pupil}").get_json()["version"]
    left = officer.post(f"/v1/cases/{pupil}/record-place-left", LEFT, If_Match=f'"{version}"')
    assert left.status_code == 200, left.get_json()
    assert school.get(f"/v1/cases/{pupil}").status_code == 404
    assert school.get(f"/v1/cases/{pupil}?as-at=2026-06-01").status_code == 404
    assert say(school, pupil, version + 1).status_code == 404
    projected()
    assert pupil not in school.get("/v1/cases").text
    assert pupil not in school.get("/v1/cases?as-at=2026-06-01").text


def test_a_restricted_address_is_in_nothing_that_it_reads(school, officer, pupil):
    hidden = "14 Hidden Lane, Larkmere, ZZ9 4QT"
    version = school.get(f"/v1/cases/{pupil}").get_json()["version"]
    body = {
        "on": date(2026, 6, 1).isoformat(),
        "person": "child",
        "address": hidden,
        "kept_from": ["a neighbour"],
        "reasons": "Abuse.",
    }
    restricted = officer.post(f"/v1/cases/{pupil}/restrict-address", body, If_Match=f'"{version}"')
    assert restricted.status_code == 200, restricted.get_json()
    for view in ("", "/plan", "/plans", "/reviews", "/placements", "/outcomes"):
        text = school.get(f"/v1/cases/{pupil}{view}").text
        assert "Hidden" not in text
        assert "ZZ9" not in text
