"""Lists of many cases as they stood on a day, as known on a moment."""

from typing import Any
from uuid import uuid4

import pytest

from ehcp.application.chronology.file import loads
from ehcp.application.chronology.importing import take_over
from ehcp.projections.past import paging
from tests.api.conftest import OURS, RECORDER, TODAY

LATE_PLAN = """
id: {id}
authority: Larkmere Council
officer: Tom Greene
child: {{name: Zebedee Quillfeather, date_of_birth: 2015-02-03}}
chronology:
- {{date: 2024-01-08, event: assessment_requested, known_on: 2024-01-08}}
- {{date: 2024-02-19, event: assessment_agreed, known_on: 2024-02-19}}
- {{date: 2024-06-03, event: final_plan_issued, known_on: 2024-07-01}}
"""


@pytest.fixture
def late_plan(store, projected) -> str:
    """A plan that was due on 27 May 2024, was sent on 3 June, and entered on 1 July."""
    chronology = loads(LATE_PLAN.format(id=uuid4().hex))
    found = str(take_over(store, OURS, chronology, by=RECORDER, today=TODAY).case)
    projected()
    return found


def every(officer, url: str) -> list[dict[str, Any]]:
    """Return the items of all pages of a list."""
    items, following = [], url
    while following:
        answer = officer.get(following)
        assert answer.status_code == 200, answer.get_json()
        body = answer.get_json()
        items += body["items"]
        token = body["page"]["next"]
        following = token and f"{url}&page={token}"
    return items


def standing(officer, case, query) -> list[str]:
    url = f"/v1/deadlines?limit=200&concerning=final-plan-20-weeks&{query}"
    return [row["status"] for row in every(officer, url) if row["case_id"] == case]


def test_what_was_overdue_on_a_day_as_it_was_known_then_and_as_it_is_known_now(officer, late_plan):
    day = "as-at=2024-06-15"
    assert standing(officer, late_plan, f"{day}&as-known-on=2024-06-15") == ["outstanding"]
    assert standing(officer, late_plan, day) == ["missed"]
    assert standing(officer, late_plan, "as-at=2024-05-27") == ["not-due"]
    assert standing(officer, late_plan, "as-at=2024-05-28") == ["outstanding"]
    assert standing(officer, late_plan, "as-at=2024-01-07") == []


def test_the_caseload_of_a_day_as_it_was_known_then(officer, late_plan):
    def overdue(query):
        rows = every(officer, f"/v1/cases?limit=200&{query}")
        return [row["overdue"] for row in rows if row["case_id"] == late_plan]

    assert overdue("as-at=2024-06-15&as-known-on=2024-06-15") == [2]
    assert overdue("as-at=2024-06-15&as-known-on=2024-06-15&overdue=true&officer=Tom Greene") == [
        2
    ]
    assert overdue("as-at=2024-06-15&as-known-on=2024-06-15&overdue=false") == []
    assert overdue("as-at=2024-06-15") == [0]
    assert overdue("as-at=2024-05-20&due-within=7") == [1]
    assert overdue("as-at=2024-05-19&due-within=7") == []
    assert overdue("as-at=2024-06-15&as-known-on=2024-01-07") == [0]


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/deadlines"])
def test_today_as_known_now_the_lists_are_those_of_today(
    officer, case, late_plan, projected, path
):
    projected()
    today = every(officer, f"{path}?limit=200")
    folded = every(officer, f"{path}?limit=200&as-at={TODAY}")
    named = {row.get("id") or row["case_id"]: row for row in folded}
    assert {case, late_plan} <= {row["case_id"] for row in today}
    assert named == {row.get("id") or row["case_id"]: row for row in today}


@pytest.mark.parametrize("size", [1, 2, 200])
@pytest.mark.usefixtures("case", "late_plan")
def test_a_list_that_is_folded_goes_on_from_page_to_page(officer, projected, monkeypatch, size):
    projected()
    whole = every(officer, f"/v1/deadlines?as-at={TODAY}&limit=200")
    assert every(officer, f"/v1/deadlines?as-at={TODAY}&limit={size}") == whole
    monkeypatch.setattr(paging, "SECONDS", 0.0)
    assert every(officer, f"/v1/deadlines?as-at={TODAY}&limit={size}") == whole


def test_an_alert_is_listed_from_the_day_it_was_raised_on_and_ends_with_its_duty(
    officer, case, alert, projected
):
    decide = {
        "on": "2026-06-15",
        "reasons": "Ordinary provision is enough.",
        "reason_codes": ["plan-not-necessary"],
        "may_have_sen": True,
        "plan_may_be_necessary": False,
        "notice": [
            "right-of-appeal",
            "time-limits",
            "mediation-information",
            "disagreement-resolution-and-advice",
        ],
        "s19_considered": "Views were heard.",
    }
    views = {"on": "2026-06-10", "method": "meeting", "views": "Go ahead."}
    officer.post(f"/v1/cases/{case}/consult-family", views, if_match='"2"')
    done = officer.post(f"/v1/cases/{case}/refuse-to-assess", decide, if_match='"3"')
    assert done.status_code == 200, done.get_json()
    projected()

    def found(query):
        return [row["ended"] for row in every(officer, f"/v1/alerts?limit=200&{query}")
                if row["id"] == alert]  # fmt: skip

    assert found("as-at=2026-06-14") == []
    assert found(f"as-at={TODAY}") == [True]
    assert found(f"as-at={TODAY}&ended=false") == []
    assert found("as-at=2026-06-15&as-known-on=2026-06-01") == []
    assert found("stage=28") == [True]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/deadlines", "status=late"),
        ("/v1/deadlines", "concerning=no-such-limit"),
        ("/v1/alerts", "concerning=no-such-limit"),
        ("/v1/alerts", "stage=tomorrow"),
        ("/v1/cases", "as-at=2024-02-30"),
        ("/v1/cases", "as-known-on=yesterday"),
    ],
)
def test_a_filter_that_can_never_find_anything_is_a_422(officer, path, query):
    assert officer.get(f"{path}?{query}").status_code == 422
