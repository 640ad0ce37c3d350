"""What is awaited, in one case and in all, and with whom delay lies: over HTTP, both time axes."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.application.rights import Role
from ehcp.domain.entry import Source
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.placement import SchoolPlaceStarted
from tests.api.conftest import OURS, RECORDER
from tests.domain.ordinary_case import ELM, FINISHED

ONE = (
    "advice",
    "consultations",
    "placements",
    "reviews",
    "phase-transfers",
    "appeals",
    "delay",
)
MANY = ("advice", "consultations", "reviews", "phase-transfers", "appeals")
LATE = AdviceReceived(on=date(2025, 4, 1), of=8, kind="d", from_body="the psychologist")
MORE = (
    SchoolPlaceStarted(on=date(2025, 6, 2), institution=ELM),
    TribunalAppealLodged(on=date(2025, 6, 3), of=14),
)


@pytest.fixture
def lived(store) -> str:
    """A case with a plan of 12 May 2025, late advice, a place and an appeal."""
    case = uuid4()
    told = [*FINISHED[:9], LATE, *FINISHED[9:], *MORE]
    store.append(
        OURS, case, 0, told, by=RECORDER, source=Source.PORTAL, command_id=uuid4(),
        body_hash=b"lived",
    )  # fmt: skip
    return str(case)


def items(caller, path):
    answer = caller.get(path)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["items"]


def test_advice_is_read_as_at_a_day(officer, lived):
    def status(day):
        found = items(officer, f"/v1/cases/{lived}/advice?as-at={day}")
        return {one["kind"]: (one["status"], one["due"]) for one in found}

    six_weeks = ["2025-03-19", "2025-03-19"]
    assert status("2025-02-04") == {}
    assert status("2025-03-31")["d"] == ("outstanding", six_weeks)
    assert status("2025-04-01")["d"] == ("received", six_weeks)
    assert status("2025-05-12")["b"][0] == "no-longer-awaited"


def test_nothing_was_known_of_a_case_before_it_was_recorded(officer, lived):
    answer = officer.get(f"/v1/cases/{lived}/advice?as-known-on=2020-01-01")
    assert answer.status_code == 404


def test_a_consultation_is_outstanding_until_the_plan_is_issued(officer, lived):
    (then,) = items(officer, f"/v1/cases/{lived}/consultations?as-at=2025-05-11")
    (now,) = items(officer, f"/v1/cases/{lived}/consultations")
    assert (then["setting"], then["status"]) == ("Elm Primary", "outstanding")
    assert now["status"] == "no-longer-awaited"


def test_a_place_is_read_with_what_became_of_it(officer, lived):
    (found,) = items(officer, f"/v1/cases/{lived}/placements")
    assert (found["setting"]["name"], found["state"]) == ("Elm Primary", "attended")
    assert found["attended"] == ["2025-06-02", "2025-06-02"]


def test_the_next_review_an_appeal_and_the_changes_of_phase_are_read(officer, lived):
    (review,) = items(officer, f"/v1/cases/{lived}/reviews")
    assert (review["state"], review["due"][1]) == ("not-begun", "2026-05-11")
    (appeal,) = items(officer, f"/v1/cases/{lived}/appeals")
    assert (appeal["state"], appeal["against"]) == ("lodged", "final-plan-issued")
    transfers = items(officer, f"/v1/cases/{lived}/phase-transfers")
    assert [one["year"] for one in transfers] == [2027, 2032]


def test_delay_is_read_with_whom_it_lies(officer, lived):
    found = officer.get(f"/v1/cases/{lived}/delay?as-at=2025-04-01").get_json()
    late = {(one["lies_with"], *one["days"]) for one in found["late"] if one["owed_by"] != "x"}
    assert ("psychology-advice", 13, 13) in late
    assert ("health", 13, 13) in late
    assert found["ways"] == []
    before = officer.get(f"/v1/cases/{lived}/delay?as-at=2025-03-19").get_json()
    assert "psychology-advice" not in {one["lies_with"] for one in before["late"]}


def of_case(officer, case, path):
    found, following = [], path
    while following:
        body = officer.get(following).get_json()
        found += [one for one in body["items"] if one["case_id"] == case]
        token = body["page"]["next"]
        following = token and f"{path}&page={token}"
    return found


def test_lists_of_all_cases_are_of_today_or_of_another_day(officer, lived, projected):
    projected()
    url = "/v1/advice?limit=200&status=outstanding"
    assert of_case(officer, lived, url) == []
    then = of_case(officer, lived, f"{url}&as-at=2025-03-31")
    assert {(one["kind"], one["overdue"]) for one in then} == {(k, True) for k in "abcde"}
    assert of_case(officer, lived, f"{url}&as-at=2025-03-31&as-known-on=2025-03-31") == []
    assert len(of_case(officer, lived, f"{url}&as-at=2025-03-12&due-within=7")) == 5
    assert of_case(officer, lived, f"{url}&as-at=2025-03-11&due-within=7") == []


def test_each_list_narrows_to_what_is_asked(officer, lived, projected):
    projected()

    def count(path):
        return len(of_case(officer, lived, f"/v1/{path}&limit=200"))

    assert count("consultations?outstanding=true") == 0
    assert count("consultations?outstanding=false") == 1
    assert count("reviews?state=not-begun") == 1
    assert count("reviews?unfinished=false") == 0
    assert count("phase-transfers?year=2027&kind=primary-to-secondary") == 1
    assert count("phase-transfers?year=2026") == 0
    assert count("appeals?state=lodged&officer=Olu Ade") == 1
    assert count("appeals?state=withdrawn") == 0
    assert count("advice?from-body=the paediatrician") == 1


@pytest.mark.parametrize("path", MANY)
def test_the_lists_are_those_of_the_read_models(officer, lived, projected, path):
    projected()
    today = of_case(officer, lived, f"/v1/{path}?limit=200")
    folded = of_case(officer, lived, f"/v1/{path}?limit=200&as-at=2026-06-15")
    assert today
    assert {one["id"]: one for one in folded} == {one["id"]: one for one in today}


@pytest.fixture
def parked(store, lived, projected) -> Iterator[str]:
    """A case that cannot be read."""
    projected()
    park = "update ehcp.caseload set parked = %s where case_id = %s"
    with store.working() as connection:
        connection.execute(park, (True, lived))
    yield lived
    with store.working() as connection:
        connection.execute(park, (False, lived))


@pytest.mark.parametrize("path", MANY)
def test_no_list_is_green_for_a_case_that_cannot_be_read(officer, calling, parked, path):
    def red(query="", who=officer):
        return [
            one["case_id"] for one in who.get(f"/v1/{path}?limit=1{query}").get_json()["parked"]
        ]

    assert red() == red("&due-within=7") == [parked]
    assert red("&as-at=2025-06-15") == [parked]
    assert red("&officer=Olu Ade") == [parked]
    assert red("&officer=Nobody") == []
    assert red(who=calling(authority="E99000002")) == []
    following = officer.get(f"/v1/{path}?limit=1&as-at=2025-06-15").get_json()["page"]["next"]
    if following:
        assert red(f"&as-at=2025-06-15&page={following}") == []


@pytest.mark.parametrize("path", MANY)
def test_a_list_of_one_authority_has_nothing_of_another(calling, lived, projected, path):
    projected()
    theirs = calling(authority="E99000002")
    assert lived not in str(theirs.get(f"/v1/{path}").get_json())


@pytest.mark.parametrize("path", ONE)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HEALTH_ADVISER])
def test_who_may_not_read_the_case_reads_none_of_it(calling, lived, path, role):
    assert calling(role=role).get(f"/v1/cases/{lived}/{path}").status_code == 404
    assert calling().get(f"/v1/cases/{UUID(int=7)}/{path}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["advice?status=late", "reviews?state=gone", "phase-transfers?year=1066", "appeals?kind=x"],
)
def test_what_can_never_be_found_is_a_422(officer, query):
    assert officer.get(f"/v1/{query}").status_code == 422
