"""An adviser: the requests of its own body, its advice, its delay, and what it puts right."""

from datetime import date

import pytest

from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested, AdviceReturned
from ehcp.domain.events.plan import FinalPlanIssued
from tests.api.conftest import OURS, SERVICE
from tests.domain.ordinary_case import UNDER_ASSESSMENT
from tests.projections.histories import record

AGREED = len(UNDER_ASSESSMENT)
ASKED = date(2026, 5, 20)
OTHER = "Northmere Integrated Care Board"
PSYCHOLOGISTS = "Educational psychology service"
REQUESTS = [
    AdviceRequested(on=ASKED, of=AGREED, kind=kind, from_body=body)
    for kind, body in (("c", SERVICE), ("c", OTHER), ("d", PSYCHOLOGISTS), ("e", SERVICE))
]
OURS_AT = AGREED + 1
ADVICE = {
    "on": "2026-06-10",
    "kind": "c",
    "from_body": SERVICE,
    "author": "C. Dunn",
    "dated": "2026-06-09",
    "says": "Needs a hearing check each term.",
}
DELAY = {
    "on": "2026-06-10",
    "kind": "c",
    "from_body": SERVICE,
    "reasons": "The clinic is closed until July.",
    "expected": "2026-07-20",
}


@pytest.fixture
def asked(store):
    return str(record(store, *UNDER_ASSESSMENT, *REQUESTS, authority=OURS))


@pytest.fixture
def adviser(calling):
    return calling(role="health-adviser")


@pytest.fixture
def other(calling):
    return calling(role="health-adviser", subject="another.body", body=OTHER)


def rows(caller, case):
    answer = caller.get(f"/v1/cases/{case}/advice")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["items"]


def listed(caller, case, query=""):
    items = caller.get(f"/v1/advice?limit=200{query}").get_json()["items"]
    return [item for item in items if item["case_id"] == case]


def command(caller, case, name, body, **headers):
    return caller.post(f"/v1/cases/{case}/{name}", body, **headers)


def given(caller, case, **more):
    answer = command(caller, case, "record-advice", {**ADVICE, **more})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


@pytest.mark.parametrize("query", ["", "&as-at=2026-06-14"])
def test_it_sees_the_requests_to_its_own_body_and_no_row_of_another(
    calling, asked, projected, query
):
    adviser, officer = calling(role="health-adviser"), calling()
    other = calling(role="health-adviser", subject="another.body", body=OTHER)
    projected()
    (mine,) = listed(adviser, asked, query)
    assert (mine["kind"], mine["from_body"], mine["status"]) == ("c", SERVICE, "outstanding")
    assert mine["due"] == ["2026-07-01", "2026-07-01"]
    assert [row["from_body"] for row in listed(other, asked, query)] == [OTHER]
    assert len(listed(officer, asked, query)) == 4
    assert [row["place"] for row in rows(adviser, asked)] == [OURS_AT]
    assert [row["from_body"] for row in rows(other, asked)] == [OTHER]
    assert len(rows(officer, asked)) == 4


def test_it_gives_its_own_advice_and_reads_what_it_gave(adviser, other, asked, projected):
    given(adviser, asked)
    (mine,) = rows(adviser, asked)
    assert mine["status"] == "received"
    assert mine["received"][0]["says"] == ADVICE["says"]
    assert mine["received"][0]["author"] == "C. Dunn"
    assert ADVICE["says"] not in other.get(f"/v1/cases/{asked}/advice").text
    projected()
    assert listed(adviser, asked)[0]["received"][0]["says"] == ADVICE["says"]


@pytest.mark.parametrize(
    "wrong", [{"from_body": OTHER}, {"kind": "d"}, {"kind": "e"}, {"kind": "b"}]
)
def test_it_gives_no_advice_of_another_kind_or_body(adviser, officer, asked, wrong):
    assert command(adviser, asked, "record-advice", {**ADVICE, **wrong}).status_code == 404
    assert command(adviser, asked, "report-advice-delay", {**DELAY, **wrong}).status_code == 404
    assert {row["status"] for row in rows(officer, asked)} == {"outstanding"}


def test_the_name_of_its_body_may_be_written_otherwise(adviser, asked):
    given(adviser, asked, from_body="larkmere  integrated care BOARD")
    assert [row["status"] for row in rows(adviser, asked)] == ["received"]


def test_it_says_that_it_cannot_by_then_with_a_reason_and_a_day(adviser, officer, asked):
    said = command(adviser, asked, "report-advice-delay", DELAY)
    assert said.status_code == 200, said.get_json()
    assert [w["warning"] for w in said.get_json()["warnings"]] == ["delay-moves-nothing"]
    (mine,) = rows(adviser, asked)
    assert (mine["expected"], mine["reasons_for_delay"]) == ("2026-07-20", DELAY["reasons"])
    assert mine["due"] == ["2026-07-01", "2026-07-01"]
    silent = command(adviser, asked, "report-advice-delay", {**DELAY, "reasons": ""})
    assert silent.status_code == 409
    last = officer.get(f"/v1/cases/{asked}/timeline").get_json()["items"][-2]
    assert (last["event"], last["recorded_by"]["role"]) == ("advice-delayed", "health-adviser")


def test_it_puts_its_own_advice_right_and_no_other(adviser, other, officer, asked):
    done = given(adviser, asked)
    place, tag = done["version"], f'"{done["version"]}"'
    body = {"on": "2026-06-12", "advice": place, "why": "A word was wrong.", "says": "Each year."}
    assert command(other, asked, "correct-advice", body, If_Match=tag).status_code == 404
    right = command(adviser, asked, "correct-advice", body, If_Match=tag)
    assert right.status_code == 200, right.get_json()
    (mine,) = rows(adviser, asked)
    assert [came["says"] for came in mine["received"]] == ["Each year."]
    assert mine["received"][0]["author"] == "C. Dunn"
    entries = officer.get(f"/v1/cases/{asked}/timeline").get_json()["items"]
    assert max(entries, key=lambda e: e["place"])["event"] == "entry-corrected"
    request = {**body, "advice": OURS_AT + 1}
    assert command(adviser, asked, "correct-advice", request, If_Match='"9"').status_code == 404


def test_when_its_advice_has_come_it_sees_nothing_else_of_the_case(adviser, asked, projected):
    given(adviser, asked)
    assert adviser.get(f"/v1/cases/{asked}").status_code == 404
    assert command(adviser, asked, "record-advice", ADVICE).status_code == 404
    assert command(adviser, asked, "report-advice-delay", DELAY).status_code == 404
    projected()
    assert asked not in adviser.get("/v1/cases?limit=200").text
    assert len(listed(adviser, asked)) == 1


def test_what_its_advice_lacks_is_told_to_it(adviser, other, officer, asked):
    done = given(adviser, asked)
    back = {"on": "2026-06-12", "advice": done["version"], "reasons": "No outcomes are in it."}
    assert command(officer, asked, "return-advice", back).status_code == 200
    (mine,) = rows(adviser, asked)
    assert (mine["status"], mine["received"][0]["lacking"]) == ("returned", back["reasons"])
    assert back["reasons"] not in other.get(f"/v1/cases/{asked}/advice").text
    assert adviser.get(f"/v1/cases/{asked}").status_code == 200


def test_when_the_assessment_is_over_nothing_is_left_to_it(store, adviser, projected):
    over = [
        *UNDER_ASSESSMENT,
        *REQUESTS,
        AdviceReceived(on=date(2026, 6, 1), of=OURS_AT, kind="c", from_body=SERVICE),
        FinalPlanIssued(on=date(2026, 6, 10)),
    ]
    case = str(record(store, *over, authority=OURS))
    assert adviser.get(f"/v1/cases/{case}/advice").status_code == 404
    projected()
    assert listed(adviser, case) == []
    came = len(UNDER_ASSESSMENT) + len(REQUESTS) + 1
    back = AdviceReturned(on=date(2026, 6, 2), of=came, reasons="Not signed.")
    returned = str(record(store, *over[:-1], back, authority=OURS))
    assert len(rows(adviser, returned)) == 1
