"""The register of settings over HTTP, and a command that gives a number alone."""

from datetime import date

import pytest

from ehcp.application.register import table
from ehcp.application.register.extract import read
from ehcp.cli.demo.command import SETTINGS


@pytest.fixture(scope="module", autouse=True)
def register(store):
    """The demo's register, as of 1 June 2026."""
    table.take_in(store, read(SETTINGS), date(2026, 6, 1))


def test_settings_are_listed_page_by_page_in_the_order_of_their_names(officer):
    found, path = [], "/v1/settings?limit=15"
    while path:
        body = officer.get(path).get_json()
        found += [setting["name"] for setting in body["items"]]
        following = body["page"]["next"]
        path = following and f"/v1/settings?limit=15&page={following}"
    assert len(found) == len(set(found)) == 40
    assert found == sorted(found, key=str.lower)


def test_a_setting_is_found_by_its_name_or_number(officer):
    (found,) = officer.get("/v1/settings?search=hazel").get_json()["items"]
    assert (found["urn"], found["category"], found["setting_type"]) == (
        "990002",
        "academy",
        "special-school",
    )
    assert officer.get("/v1/settings?urn=990002").get_json()["items"] == [found]
    assert officer.get("/v1/settings?urn=1").get_json()["items"] == []


def test_a_page_belongs_to_what_was_searched_for(officer):
    token = officer.get("/v1/settings?limit=1&search=school").get_json()["page"]["next"]
    answer = officer.get(f"/v1/settings?limit=1&search=college&page={token}")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/bad-page")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "name=x", "urn=1&urn=2", "search=%00"])
def test_a_parameter_that_is_wrong_is_a_422(officer, query):
    assert officer.get(f"/v1/settings?{query}").status_code == 422


def test_the_register_is_for_those_who_read_cases(anybody, calling):
    assert anybody.get("/v1/settings").status_code == 401
    assert calling(role="panel-member").get("/v1/settings").status_code == 200
    assert calling(role="support").get("/v1/settings").status_code == 404


def test_a_place_is_recorded_by_the_number_of_the_school_alone(officer, case):
    body = {"on": "2026-06-10", "institution": {"urn": "990001"}}
    done = officer.post(f"/v1/cases/{case}/record-place-started", body)
    assert (done.status_code, done.get_json()["warnings"]) == (200, [])
    last = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"][-1]
    assert last["details"]["institution"]["name"] == "Brookfield Primary School"
    assert last["details"]["institution"]["category"] == "maintained-school"


def test_a_number_that_nobody_knows_is_a_409(officer, case):
    body = {"on": "2026-06-10", "institution": {"urn": "123456"}}
    answer = officer.post(f"/v1/cases/{case}/record-place-started", body)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/setting-unknown")


def test_what_the_register_has_against_it_is_among_the_warnings(officer, case):
    body = {"on": "2026-06-10", "institution": {"urn": "990037"}}
    done = officer.post(f"/v1/cases/{case}/record-place-started", body)
    (warned,) = done.get_json()["warnings"]
    assert (warned["warning"], warned["detail"]) == ("closed-then", "URN 990037")


def test_a_command_sent_again_after_a_new_extract_has_its_first_answer(store, officer, case):
    body = {"on": "2026-06-11", "institution": {"urn": "990003"}}
    headers = {"Idempotency_Key": "the-same"}
    first = officer.post(f"/v1/cases/{case}/record-place-started", body, **headers)
    changed = read(SETTINGS)
    table.take_in(store, changed, date(2026, 6, 12))
    again = officer.post(f"/v1/cases/{case}/record-place-started", body, **headers)
    assert first.get_json() == again.get_json()
