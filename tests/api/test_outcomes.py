"""Section E over HTTP, on both time axes, and the same in the read model."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from ehcp.domain.entry import Source
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.plan.outcomes import Outcome
from ehcp.domain.plan.sections import Plan
from tests.api.conftest import OURS, RECORDER

PLAN = Plan(outcomes=(Outcome(id="e1", text="Zed reads a page.", by=date(2026, 6, 1)),))
SAY = {
    "on": "2026-03-02",
    "outcome": "e1",
    "said_by": "Elm Primary",
    "progress": "partly-met",
    "percent": 40,
    "evidence": "12 of 20 words.",
}


@pytest.fixture
def planned(store) -> str:
    """A case with a plan that has one outcome."""
    case = uuid4()
    opened = CaseOpened(
        on=date(2025, 1, 6), child=Child(name="Zebedee Quill", date_of_birth=date(2017, 3, 4))
    )
    store.append(
        OURS, case, 0, [opened, FinalPlanIssued(on=date(2025, 5, 12), plan=PLAN)], by=RECORDER,
        source=Source.PORTAL, command_id=uuid4(), body_hash=b"planned",
    )  # fmt: skip
    return str(case)


def read(officer, case, query=""):
    (found,) = officer.get(f"/v1/cases/{case}/outcomes{query}").get_json()["items"]
    return found


def test_progress_is_recorded_and_read(officer, planned):
    answer = officer.post(f"/v1/cases/{planned}/record-outcome-progress", SAY)
    assert answer.status_code == 200, answer.get_json()
    found = read(officer, planned)
    assert (found["status"], found["percent"], found["overdue"]) == ("partly-met", 40, True)
    (progress,) = found["progress"]
    assert (progress["said_by"], progress["evidence"]) == ("Elm Primary", "12 of 20 words.")


def test_an_outcome_is_read_as_at_a_day_and_as_known_on_another(officer, planned):
    officer.post(f"/v1/cases/{planned}/record-outcome-progress", SAY)
    assert read(officer, planned, "?as-at=2026-03-01")["status"] == "no-progress-recorded"
    assert read(officer, planned, "?as-at=2026-03-02")["status"] == "partly-met"
    assert read(officer, planned, "?as-at=2026-06-01")["overdue"] is False
    before = officer.get(f"/v1/cases/{planned}/outcomes?as-at=2025-05-11").get_json()
    assert before["items"] == []


def test_an_outcome_that_the_plan_does_not_have_is_refused_with_the_rule(officer, planned):
    answer = officer.post(f"/v1/cases/{planned}/record-outcome-progress", {**SAY, "outcome": "e7"})
    assert answer.status_code == 409
    body = answer.get_json()
    assert body["type"].endswith("not-an-outcome")
    assert "reg 12(1)(e)" in str(body)


def test_the_read_model_has_the_same(officer, planned, store, projected):
    officer.post(f"/v1/cases/{planned}/record-outcome-progress", SAY)
    projected()
    with store.reading(OURS) as connection:
        row = connection.execute(
            "select id, status, percent, in_plan, by, judged_last, progress->0->>'evidence'"
            " from ehcp.outcomes where authority = %s and case_id = %s",
            (OURS, UUID(planned)),
        ).fetchone()
    assert row == (
        "e1", "partly-met", 40, True, date(2026, 6, 1), date(2026, 3, 2), "12 of 20 words.",
    )  # fmt: skip
