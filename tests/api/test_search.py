"""Finding cases over HTTP: by whom, by what, and never by what somebody may not see."""

import base64
import json
import zlib
from dataclasses import replace
from datetime import date

import pytest

from ehcp.api.description import Described
from ehcp.domain.events.record import Noted
from tests.api.conftest import OURS, SCHOOL, THEIRS
from tests.domain.ordinary_case import (
    CHILD,
    ELM,
    ELM_PLACEMENT,
    FINAL,
    NOTICE_SENT,
    OPENED,
    READY,
    naming,
)
from tests.projections.histories import record

URL = "/v1/searches"


@pytest.fixture(scope="module")
def pupil(store):
    """A case of a child at the school, with a note that the school does not see."""
    here = naming(replace(ELM_PLACEMENT, institution=replace(ELM, urn=SCHOOL)))
    noted = Noted(on=date(2026, 5, 4), note="Canary-sentence about hydrotherapy.")
    child = replace(CHILD, name="Perpetua Hill", nhs_number="9434765919")
    opened = replace(OPENED, child=child)
    return record(
        store, opened, *READY[1:], replace(FINAL, plan=here), NOTICE_SENT, noted, authority=OURS
    )


def read(token):
    """What anybody can read of a token."""
    packed, payload = token.startswith("."), token.lstrip(".").split(".")[0]
    raw = base64.urlsafe_b64decode(payload + "===")
    return (zlib.decompress(raw) if packed else raw).lower()


def found(answer):
    assert answer.status_code == 200, answer.get_json()
    return {item["case_id"]: item["matched"] for item in answer.get_json()["items"]}


def test_a_case_is_found_and_says_by_what(officer, case, projected):
    projected()
    answer = officer.post(URL, {"words": "quillfether zebedee"})
    (item,) = [each for each in answer.get_json()["items"] if each["case_id"] == case]
    assert item == {
        "case_id": case,
        "child_name": "Zebedee Quillfeather",
        "date_of_birth": "2017-03-04",
        "officer": "Asha Patel",
        "officer_subject": "asha.patel",
        "stage": "request",
        "opened_on": "2026-06-01",
        "parked": False,
        "matched": [{"field": "child", "snippet": "Zebedee Quillfeather"}],
    }
    assert (answer.get_json()["hints"], answer.get_json()["alike"]) == ([], True)
    written = officer.post(URL, {"words": "quillfeather zebedee"}).get_json()
    assert written["alike"] is False
    assert case in [each["case_id"] for each in written["items"]]
    assert case in found(officer.post(URL, {"name": "Ottoline", "date_of_birth": "4/3/17"}))
    assert case not in found(
        officer.post(URL, {"name": "Ottoline", "date_of_birth": "2017-03-05"})
    )


def test_pages_follow_by_a_token_that_says_nothing(officer, projected):
    cases = {officer.open() for _ in range(3)}
    projected()
    body = {"words": "Zebedee Quillfeather", "limit": 1}
    seen: list[str] = []
    token: str | None = None
    while token is not None or not seen:
        answer = officer.post(URL, body | ({"page": token} if token else {})).get_json()
        seen += [item["case_id"] for item in answer["items"]]
        token = answer["page"]["next"]
        if token:
            said = read(token)
            assert b"search" in said
            assert b"zebedee" not in said
            assert b"quill" not in said
            last = token
    assert len(seen) == len(set(seen))
    assert cases <= set(seen)
    other = officer.post(URL, {"words": "Zebedee", "limit": 1, "page": last})
    assert (other.status_code, other.get_json()["errors"][0]["pointer"]) == (422, "/page")
    made_up = officer.post(URL, body | {"page": "e30.made-up"})
    assert made_up.status_code == 422


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, None),
        ({"words": ""}, "/words"),
        ({"words": "a"}, "/words"),
        ({"name": "x" * 201}, "/name"),
        ({"nhs_number": "9434765918"}, "/nhs_number"),
        ({"nhs_number": "943 476"}, "/nhs_number"),
        ({"upn": "B123456789012"}, "/upn"),
        ({"uln": "1000000028"}, "/uln"),
        ({"date_of_birth": "soon"}, "/date_of_birth"),
        ({"words": "Ada", "limit": 0}, "/limit"),
        ({"words": "Ada", "limit": 201}, "/limit"),
        ({"words": "Ada", "limit": True}, "/limit"),
        ({"words": "Ada", "stage": "request"}, "/stage"),
    ],
)
def test_what_cannot_be_looked_for_is_said_where_it_stands(officer, body, pointer):
    answer = officer.post(URL, body)
    assert answer.status_code == 422
    assert [error.get("pointer") for error in answer.get_json()["errors"]] == [pointer or ""]


def test_a_number_among_words_that_does_not_check_is_a_hint_and_no_mistake(officer):
    answer = officer.post(URL, {"words": "9434765917"})
    assert found(answer) == {}
    (hint,) = answer.get_json()["hints"]
    assert hint["field"] == "nhs-number"
    assert "check" in hint["detail"]
    (hint,) = officer.post(URL, {"words": "B123456789012"}).get_json()["hints"]
    assert hint["field"] == "upn"
    assert officer.post(URL, {"words": "943476591"}).get_json()["hints"] != []
    assert officer.post(URL, {"words": "943 476 5919"}).get_json()["hints"] == []


def test_a_school_finds_its_pupils_and_nothing_by_what_it_does_not_see(
    calling, pupil, case, projected
):
    projected()
    school, officer = calling(role="school-contributor"), calling()
    pupil = str(pupil)
    for words in ("hydrotherapy", "Eve Hill", "9434765919", "Zebedee Quillfeather", case):
        asked = {"words": words}
        assert found(officer.post(URL, asked)) != {}, words
        answer = school.post(URL, asked)
        assert found(answer) == {}, words
        assert (answer.get_json()["broad"], answer.get_json()["page"]["next"]) == (False, None)
    assert found(school.post(URL, {"name": "perpetua"})) == {
        pupil: [{"field": "child", "snippet": "Perpetua Hill"}]
    }
    assert found(school.post(URL, {"text": "literacy"})).keys() == {pupil}
    elsewhere = calling(role="school-contributor", subject="another.school", school="990002")
    assert found(elsewhere.post(URL, {"name": "perpetua"})) == {}
    assert found(calling(authority=THEIRS).post(URL, {"name": "perpetua"})) == {}


@pytest.mark.parametrize("role", ["panel-member", "auditor", "support", "authority-administrator"])
def test_whoever_has_no_list_has_no_search(calling, role):
    assert calling(role=role).post(URL, {"words": "Ada"}).status_code == 404


def test_nothing_that_is_asked_by_get_takes_a_name():
    """What stands in a URL stands in logs: no parameter of any route is whom it is about."""
    described = json.loads(Described()())
    taken = {
        parameter["name"]
        for path in described["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
        for parameter in operation.get("parameters", [])
        if parameter.get("in") in ("query", "path")
    }
    assert "officer" in taken, "the parameters are looked through"
    about = {"name", "child", "parent", "q", "words", "upn", "uln", "nhs-number", "nhs_number",
             "date-of-birth", "date_of_birth", "text"}  # fmt: skip
    assert taken & about == set()
