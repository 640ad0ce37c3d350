"""What differs in a case between two points: by the days, by what was known, or by both."""

from dataclasses import replace
from datetime import date

from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from tests.api.conftest import OURS
from tests.domain.ordinary_case import FINISHED, PLAN
from tests.projections.histories import record

SAID = {"on": "2026-06-10", "method": "meeting"}
LIMIT = "assessment-decision-notify"


def between(officer, case, **points):
    query = "&".join(f"{name.replace('_', '-')}={day}" for name, day in points.items())
    answer = officer.get(f"/v1/cases/{case}/differences?{query}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def by_limit(found):
    return {row["limit"]: row for row in found["deadlines"]}


def test_between_two_days_entries_came_and_duties_were_done(officer, store):
    case = record(store, *FINISHED, authority=OURS)
    found = between(officer, case, from_as_at="2025-01-31", to_as_at="2025-02-04")
    assert [entry["event"] for entry in found["entries"]["came"]] == ["assessment-agreed"]
    assert (found["entries"]["went"], found["entries"]["found_wrong"]) == ([], [])
    assert (found["before"]["stage"], found["after"]["stage"]) == ("request", "assessment")
    assert found["plan"] is None
    done = by_limit(found)[LIMIT]
    assert done["changes"] == ["done", "status"]
    assert (done["before"]["status"], done["after"]["status"]) == ("not-due", "met")
    assert done["after"]["done"] == ["2025-02-03", "2025-02-03"]


def test_a_day_later_a_duty_may_be_overdue_though_nothing_came(officer, case):
    found = between(officer, case, from_as_at="2026-07-13", to_as_at="2026-07-14")
    assert found["entries"] == {"came": [], "went": [], "found_wrong": []}
    overdue = by_limit(found)[LIMIT]
    assert overdue["changes"] == ["status"]
    assert overdue["after"]["status"] == "outstanding"


def test_what_was_known_before_a_correction_and_after_it(officer, case):
    timeline = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"]
    before = timeline[-1]["recorded_at"]
    correction = {"on": "2026-06-15", "entry": 2, "why": "The stamp.", "right_day": "2026-05-29"}
    done = officer.post(f"/v1/cases/{case}/correct-entry", correction, If_Match='"2"')
    assert done.status_code == 200
    found = between(officer, case, from_as_known_on=before)
    came = [entry["event"] for entry in found["entries"]["came"]]
    assert sorted(came) == ["assessment-requested", "entry-corrected"]
    assert [entry["place"] for entry in found["entries"]["went"]] == [2]
    assert [entry["place"] for entry in found["entries"]["found_wrong"]] == [2]
    moved = by_limit(found)[LIMIT]
    assert moved["changes"] == ["moved"], "one deadline, that fell due on another day before"
    assert moved["before"]["due"] == ["2026-07-13", "2026-07-13"]
    assert moved["after"]["due"] == ["2026-07-10", "2026-07-10"]
    back = between(officer, case, to_as_known_on=before)
    assert by_limit(back)[LIMIT]["after"]["due"] == ["2026-07-13", "2026-07-13"]


def test_the_plan_in_force_is_compared_element_by_element(officer, store):
    (provision,) = PLAN.provision
    more = replace(PLAN, provision=(replace(provision, text="Teaching of reading, daily."),))
    (issued,) = [event.on for event in FINISHED if isinstance(event, FinalPlanIssued)]
    amended = AmendedPlanIssued(on=date(2026, 2, 2), plan=more)
    case = record(store, *FINISHED, amended, authority=OURS)
    first = between(officer, case, from_as_at="2025-01-31", to_as_at=issued)["plan"]
    assert (first["before"], first["after"]["version"]) == (None, 1)
    assert {item["difference"] for item in first["items"]} == {"added"}
    then = between(officer, case, from_as_at="2026-02-01", to_as_at="2026-02-02")["plan"]
    assert (then["before"]["version"], then["after"]["version"]) == (1, 2)
    changed = {item["element"]: item["difference"] for item in then["items"]}
    assert changed["f1"] == "changed"
    same = between(officer, case, from_as_at="2026-02-02", to_as_at="2026-03-02")
    assert same["plan"] is None


def test_points_that_are_none_are_refused_and_a_case_not_known_then_is_not_there(officer, case):
    wrong = officer.get(f"/v1/cases/{case}/differences?from-as-at=yesterday")
    assert wrong.status_code == 422
    early = officer.get(f"/v1/cases/{case}/differences?from-as-known-on=2015-01-01")
    assert early.status_code == 404
