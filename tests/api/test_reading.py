from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from ehcp.api import listing
from ehcp.api.answering.kept import Kept, Known, Made
from ehcp.application.chronology.file import loads
from ehcp.application.chronology.importing import take_over
from ehcp.application.rights import Role
from ehcp.store.histories import Histories
from tests.api.conftest import CANARIES, OURS, RECORDER, REQUEST, THEIRS, TODAY

VIEWS = ("", "/told", "/deadlines", "/timeline", "/plan", "/budgets", "/alerts")
HISTORY = """
id: {id}
authority: Larkmere Council
officer: Tom Greene
child: {{name: Zebedee Quillfeather, date_of_birth: 2015-02-03}}
chronology:
- {{date: 2024-01-08, event: assessment_requested}}
- {{date: 2024-02-19, event: assessment_agreed}}
- {{date: 2024-05-20, event: draft_plan_issued, known_on: 2024-06-30}}
- {{date: 2024-06-03, event: final_plan_issued, known_on: 2024-07-01}}
not_happened: ["No meeting was offered."]
"""


@pytest.fixture
def history(store) -> str:
    """A case that was taken over: its final plan is a week late."""
    chronology = loads(HISTORY.format(id=uuid4().hex))
    return str(take_over(store, OURS, chronology, by=RECORDER, today=TODAY).case)


def limits(answer) -> dict[str, dict[str, Any]]:
    return {row["limit"]: row for row in answer.get_json()["items"]}


def test_a_case_says_whose_it_is_and_what_may_be_asked_of_it(officer, case):
    answer = officer.get(f"/v1/cases/{case}")
    body = answer.get_json()
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert body["child"]["name"] == "Zebedee Quillfeather"
    assert body["parents"][0]["relationship"] == "mother"
    assert body["officer"]["name"] == "Asha Patel"
    assert (body["stage"], body["version"], body["as_at"]) == ("request", 2, "2026-06-15")
    assert "refuse-to-assess" in body["commands"]
    assert "decide-on-exception" not in body["commands"]


def test_a_deadline_says_its_last_day_and_why(officer, case):
    row = limits(officer.get(f"/v1/cases/{case}/deadlines"))["assessment-decision-notify"]
    assert row["due"] == ["2026-07-13", "2026-07-13"]
    assert row["status"] == "not-due"
    assert row["source"].startswith("SI 2014/1530 reg 5(1)")
    assert any("Monday 13 July 2026" in sentence for sentence in row["explanation"])
    assert "A7" in {rule["rule"] for rule in row["shown"]}


def test_a_day_that_lies_ahead_may_be_asked_about(officer, case):
    last = officer.get(f"/v1/cases/{case}/deadlines?as-at=2026-07-13")
    after = officer.get(f"/v1/cases/{case}/deadlines?as-at=2026-07-14")
    assert limits(last)["assessment-decision-notify"]["status"] == "not-due"
    assert limits(after)["assessment-decision-notify"]["status"] == "outstanding"


def test_what_is_supposed_is_judged_and_not_recorded(officer, case):
    url = f"/v1/cases/{case}/deadlines?suppose=assessment-agreed@2026-07-14"
    answer = officer.get(url)
    row = limits(answer)["assessment-decision-notify"]
    assert (row["status"], row["late_by_days"]) == ("missed", [1, 1])
    assert answer.get_json()["supposed"] == ["assessment-agreed@2026-07-14"]
    assert officer.get(f"/v1/cases/{case}").get_json()["version"] == 2


def test_several_events_may_be_supposed(officer, case):
    url = (
        f"/v1/cases/{case}/deadlines?suppose=assessment-agreed@2026-07-01"
        "&suppose=final-plan-issued@2026-10-20"
    )
    found = limits(officer.get(url))
    assert found["assessment-decision-notify"]["status"] == "met"
    assert found["final-plan-20-weeks"]["status"] == "missed"


def test_a_case_as_it_was_known_on_a_day(officer, history):
    then = officer.get(f"/v1/cases/{history}/deadlines?as-known-on=2024-06-30&as-at=2024-06-30")
    now = officer.get(f"/v1/cases/{history}/deadlines")
    assert limits(then)["final-plan-20-weeks"]["status"] == "outstanding"
    assert limits(now)["final-plan-20-weeks"]["status"] == "missed"
    assert limits(now)["final-plan-20-weeks"]["late_by_days"] == [7, 7]
    assert then.get_json()["version"] < now.get_json()["version"]


def test_a_case_is_not_there_before_it_was_known(officer, case):
    assert officer.get(f"/v1/cases/{case}?as-known-on=2020-01-01").status_code == 404


def test_what_was_recorded_between_two_moments(officer, history):
    def events(query):
        items = officer.get(f"/v1/cases/{history}/timeline?{query}").get_json()["items"]
        return [item["event"] for item in items]

    assert events("recorded-from=2024-06-30&recorded-to=2024-06-30") == ["draft-plan-issued"]
    assert events("recorded-from=2024-07-01&recorded-to=2024-07-01") == ["final-plan-issued"]
    assert events("recorded-from=2024-07-02&recorded-to=2024-08-01") == []
    assert officer.get(f"/v1/cases/{history}/timeline?recorded-from=now").status_code == 422


def test_what_had_not_happened_is_shown(officer, history):
    body = officer.get(f"/v1/cases/{history}").get_json()
    assert body["not_happened"] == ["No meeting was offered."]
    assert body["officer"]["name"] == "Tom Greene"


def test_a_wrong_entry_stays_on_the_timeline_with_who_found_it_and_when(officer, calling, case):
    other = calling(subject="tom.greene")
    strike = {"on": "2026-06-15", "entry": 2, "why": "It was another child's."}
    assert other.post(
        f"/v1/cases/{case}/strike-out-entry", strike, If_Match='"2"'
    ).status_code == 200  # fmt: skip
    items = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"]
    (wrong,) = [item for item in items if item["wrong"]]
    assert (wrong["place"], wrong["stands_in"]) == (2, None)
    assert wrong["found_wrong"]["recorded_by"]["subject"] == "tom.greene"
    assert wrong["found_wrong"]["recorded_at"].endswith("Z")
    assert "final-plan-20-weeks" not in limits(officer.get(f"/v1/cases/{case}/deadlines"))


def test_before_it_was_struck_out_the_entry_is_what_the_authority_believed(officer, case):
    believed = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    strike = {"on": "2026-06-15", "entry": 2, "why": "It was another child's."}
    officer.post(f"/v1/cases/{case}/strike-out-entry", strike, If_Match='"2"')
    answer = officer.get(f"/v1/cases/{case}/deadlines?as-known-on={believed}")
    assert "final-plan-20-weeks" in limits(answer)


def test_a_case_without_a_plan_has_none(officer, case):
    body = officer.get(f"/v1/cases/{case}/plan").get_json()
    assert (body["plan"], body["draft"]) == (None, None)


def test_the_plan_in_force_is_the_one_last_issued_by_that_day(officer, history):
    before = officer.get(f"/v1/cases/{history}/plan?as-at=2024-06-02").get_json()
    after = officer.get(f"/v1/cases/{history}/plan?as-at=2024-06-03").get_json()
    assert before["plan"] is None
    assert before["draft"]["issued"] == ["2024-05-20", "2024-05-20"]
    assert (after["plan"]["kind"], after["draft"]) == ("final", None)


@pytest.mark.parametrize("view", VIEWS)
def test_what_the_caller_has_already_is_not_sent_again(officer, case, view):
    tag = officer.get(f"/v1/cases/{case}{view}").headers["ETag"]
    answer = officer.get(f"/v1/cases/{case}{view}", If_None_Match=tag)
    assert (answer.status_code, answer.data) == (304, b"")
    other = officer.get(f"/v1/cases/{case}{view}?as-at=2026-06-02", If_None_Match=tag)
    assert other.status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_another_authority_sees_nothing(calling, case, view):
    answer = calling(authority=THEIRS).get(f"/v1/cases/{case}{view}")
    assert answer.status_code == 404
    assert not any(canary in answer.text for canary in CANARIES)


@pytest.mark.parametrize("view", VIEWS)
def test_a_case_that_is_not_there_and_one_that_is_no_id_look_alike(officer, view):
    for name in (uuid4(), "17"):
        answer = officer.raw("GET", f"/v1/cases/{name}{view}")
        assert answer.status_code == 404
        assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("as-at=soon", "as-at"),
        ("as-at=2026-02-30", "as-at"),
        ("as-at=20260615", "as-at"),
        ("as-at=0001-01-01", "as-at"),
        ("as-known-on=yesterday", "as-known-on"),
        ("as-at=2026-06-01&as-at=2026-06-02", "as-at"),
        ("suppose=agreed", "suppose"),
        ("suppose=nonsense@2026-06-01", "suppose"),
        ("suppose=final-plan-issued@2026-13-01", "suppose"),
        ("suppose=entry-struck-out@2026-06-01", "suppose"),
        ("colour=red", "colour"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(officer, case, query, parameter):
    answer = officer.get(f"/v1/cases/{case}/deadlines?{query}")
    assert answer.status_code == 422
    assert {fault["parameter"] for fault in answer.get_json()["errors"]} == {parameter}


@pytest.mark.parametrize("day", ["1900-01-01", "2014-09-01", "2050-12-31", "2100-12-31"])
def test_no_day_is_too_far_away_to_answer(officer, case, history, day):
    for some in (case, history):
        for view in VIEWS:
            assert officer.get(f"/v1/cases/{some}{view}?as-at={day}").status_code == 200
        url = f"/v1/cases/{some}/deadlines?suppose=review-meeting-held@{day}"
        assert officer.get(url).status_code == (200 if day >= "2014-09-01" else 422)


def test_the_caseload_has_what_was_recorded_once_it_has_caught_up(officer, projected):
    done = officer.post("/v1/cases", REQUEST).get_json()
    projected()
    url = f"/v1/cases?after={done['position']}&officer=asha.patel&stage=request&limit=200"
    answer = officer.get(url)
    (row,) = [row for row in answer.get_json()["items"] if row["case_id"] == done["case"]]
    assert (row["stage"], row["overdue"], row["next_due"]) == ("request", 0, "2026-07-13")


def test_the_caseload_is_one_authoritys(calling, officer, case, projected):
    projected()
    theirs = calling(authority=THEIRS).open()
    projected()
    found = {row["case_id"] for row in officer.get("/v1/cases?limit=200").get_json()["items"]}
    assert case in found
    assert theirs not in found


def test_a_list_goes_on_from_page_to_page(officer, projected):
    for _ in range(3):
        officer.open()
    projected()
    whole = [row["case_id"] for row in officer.get("/v1/cases?limit=200").get_json()["items"]]
    found, url = [], "/v1/cases?limit=2"
    while url:
        body = officer.get(url).get_json()
        found += [row["case_id"] for row in body["items"]]
        following = body["page"]["next"]
        url = following and f"/v1/cases?limit=2&page={following}"
    assert found == whole


def test_a_page_token_is_good_for_its_own_list_alone(officer, calling, projected):
    for _ in range(2):
        officer.open()
    projected()
    token = officer.get("/v1/cases?limit=1").get_json()["page"]["next"]
    assert officer.get(f"/v1/cases?limit=1&page={token}").status_code == 200
    wrong = [
        officer.get(f"/v1/cases?limit=1&page={token}x"),
        officer.get(f"/v1/cases?limit=1&stage=request&page={token}"),
        officer.get(f"/v1/alerts?limit=1&page={token}"),
        calling(authority=THEIRS).get(f"/v1/cases?limit=1&page={token}"),
        officer.get("/v1/cases?page=infinity_00000000-0000-0000-0000-000000000000"),
    ]
    assert [answer.status_code for answer in wrong] == [422] * 5


@pytest.mark.parametrize(
    "query",
    ["overdue=yes", "due-within=soon", "due-within=-1", "stage=done", "limit=0", "limit=201",
     "after=x", "after=99999999999999999999", "officer=%00", "limit=1.5"],
)  # fmt: skip
def test_a_filter_that_is_wrong_is_a_422(officer, query):
    assert officer.get(f"/v1/cases?{query}").status_code == 422


def test_the_caseload_knows_what_is_overdue_and_what_falls_due(officer, case, projected):
    projected()

    def found(query):
        rows = officer.get(f"/v1/cases?limit=200&{query}").get_json()["items"]
        return case in {row["case_id"] for row in rows}

    assert found("due-within=60")
    assert found("overdue=false")
    assert not found("overdue=true")


def test_a_list_that_has_not_caught_up_says_so(officer, case, projected, monkeypatch):
    projected()
    monkeypatch.setattr(listing, "PATIENCE", 0.05)
    done = officer.post(f"/v1/cases/{case}/note", {"on": "2026-06-15", "text": "A call."})
    answer = officer.get(f"/v1/cases?after={done.get_json()['position']}")
    assert answer.status_code == 503
    assert answer.get_json()["type"] == "/problems/not-yet"
    assert int(answer.headers["Retry-After"]) > 0


def test_the_history_of_an_alert_is_no_case(officer, alert):
    assert officer.get(f"/v1/cases/{alert}").status_code == 404


def test_an_alert_is_listed_with_its_case(officer, case, alert, projected):
    projected()
    (row,) = officer.get(f"/v1/cases/{case}/alerts").get_json()["items"]
    assert (row["id"], row["limit"], row["stage"]) == (alert, "assessment-decision-notify", "28")
    listed = officer.get("/v1/alerts?officer=asha.patel&stage=28").get_json()["items"]
    assert alert in {row["id"] for row in listed}
    ended = officer.get("/v1/alerts?ended=true").get_json()["items"]
    assert alert not in {row["id"] for row in ended}


@pytest.mark.usefixtures("alert")
def test_an_alert_is_not_there_before_it_was_raised(officer, case, projected):
    projected()
    answer = officer.get(f"/v1/cases/{case}/alerts?as-at=2026-06-14")
    assert answer.get_json()["items"] == []


def test_what_was_answered_is_answered_again_only_while_nothing_was_added(officer, case):
    first = officer.get(f"/v1/cases/{case}/timeline")
    assert officer.get(f"/v1/cases/{case}/timeline").data == first.data
    officer.post(f"/v1/cases/{case}/note", {"on": "2026-06-12", "text": "A call."})
    second = officer.get(f"/v1/cases/{case}/timeline")
    assert len(second.get_json()["items"]) == len(first.get_json()["items"]) + 1
    assert second.headers["ETag"] != first.headers["ETag"]


def test_what_one_role_was_answered_is_not_answered_to_another(officer, calling, case):
    manager = calling(role=Role.SEND_MANAGER)
    shown = officer.get(f"/v1/cases/{case}").get_json()
    assert officer.get(f"/v1/cases/{case}").get_json() == shown
    more = set(manager.get(f"/v1/cases/{case}").get_json()["commands"]) - set(shown["commands"])
    assert "decide-on-exception" in more


def test_what_was_answered_is_gone_once_the_database_shows_the_case_no_more(
    officer, case, monkeypatch
):
    assert officer.get(f"/v1/cases/{case}").status_code == 200
    monkeypatch.setattr(Histories, "_rows", lambda *_: [])
    assert officer.get(f"/v1/cases/{case}").status_code == 404


def test_of_answers_the_one_asked_for_longest_ago_goes_first():
    kept = Kept(most=3_000)
    for question in ("a", "b"):
        kept.keep(question, Known(Made(bytes(900), "1"), 1, b"hash", frozenset()))
    assert kept.get("a")
    kept.keep("c", Known(Made(bytes(900), "1"), 1, b"hash", frozenset()))
    assert [bool(kept.get(question)) for question in ("a", "b", "c")] == [True, False, True]
