"""The demo's histories: what happened to some forty invented children, counted back from today.

Each line is (days ago, event, qualifiers), in the words of a chronology file. They are taken
over as a council would take over its old records, and known from the day each happened, so
that both time axes have something to show.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ehcp.application.chronology.file import Chronology, loads
from ehcp.cli.demo.people import AUTHORITY_NAME, OFFICERS, child_name, date_of_birth
from ehcp.cli.demo.telling import weekday

Line = tuple[int, str, dict[str, Any]]


@dataclass(frozen=True)
class Life:
    """A kind of history: what to call it, how old the child is, what happened."""

    name: str
    age: int
    lines: tuple[Line, ...]


def line(days_ago: int, event: str, **qualifiers: Any) -> Line:
    """Return one line of a history."""
    return days_ago, event, qualifiers


REQUEST = "assessment_requested"

LIVES = (
    Life("only-a-complaint", 9, (line(14, "complaint_made", party="parent"),)),
    Life("request-new", 4, (line(6, REQUEST, party="parent"),)),
    Life("request-decision-near", 7, (line(39, REQUEST, party="school"),)),
    Life("request-decision-late", 9, (line(57, REQUEST, party="parent"),)),
    Life("assessing", 8, (line(70, REQUEST, party="parent"), line(35, "assessment_agreed"))),
    Life("advice-late", 6, (
        line(99, REQUEST, party="school"), line(60, "assessment_agreed"),
        line(58, "advice_requested", kind="d", from_body="Educational psychology service"),
        line(57, "advice_requested", kind="c", from_body="Larkmere Integrated Care Board"),
        line(21, "advice_received", kind="c", from_body="Larkmere Integrated Care Board"),
    )),
    Life("refused-appealed", 11, (
        line(150, REQUEST, party="parent"), line(112, "assessment_refused"),
        line(60, "tribunal_appeal_lodged"),
    )),
    Life("refused-mediated", 7, (
        line(160, REQUEST, party="parent"), line(120, "assessment_refused"),
        line(75, "mediation_agreement", ordered="assess"), line(66, "assessment_agreed"),
    )),
    Life("refused-ordered", 12, (
        line(300, REQUEST, party="parent"), line(262, "assessment_refused"),
        line(210, "tribunal_appeal_lodged"), line(58, "tribunal_order", ordered="assess"),
        line(50, "assessment_agreed", route="tribunal-order"),
    )),
    Life("refused-then-agreed", 6, (
        line(200, REQUEST, party="parent"), line(161, "assessment_refused"),
        line(90, "assessment_agreed", route="own-decision"),
    )),
    Life("refused-not-opposed", 9, (
        line(240, REQUEST, party="parent"), line(199, "assessment_refused"),
        line(150, "tribunal_appeal_lodged"), line(95, "appeal_not_opposed", ordered="assess"),
        line(83, "assessment_agreed", route="unopposed"),
    )),
    Life("no-plan-in-time", 8, (
        line(140, REQUEST, party="school"), line(100, "assessment_agreed"),
        line(33, "no_plan_decided"),
    )),
    Life("no-plan-ordered", 13, (
        line(420, REQUEST, party="parent"), line(380, "assessment_agreed"),
        line(312, "no_plan_decided"), line(260, "tribunal_appeal_lodged"),
        line(40, "tribunal_order", ordered="make-plan"), line(8, "draft_plan_issued"),
    )),
    Life("final-overdue", 7, (
        line(171, REQUEST, party="parent"), line(131, "assessment_agreed"),
        line(20, "draft_plan_issued"),
    )),
    Life("final-excused", 6, (
        line(165, REQUEST, party="parent"), line(127, "assessment_agreed"),
        line(60, "exception_claimed", ground="absent-from-area-4-weeks", accepted=True,
             limits=["final-plan-20-weeks"], **{"from": 110, "to": 75}),
        line(15, "draft_plan_issued"),
    )),
    Life("final-claim-not-accepted", 10, (
        line(168, REQUEST, party="school"), line(129, "assessment_agreed"),
        line(40, "exception_claimed", ground="exceptional-personal-circumstances",
             accepted=False, limits=["final-plan-20-weeks"]),
    )),
    Life("final-in-time", 4, (
        line(230, REQUEST, party="parent"), line(190, "assessment_agreed"),
        line(125, "draft_plan_issued"), line(95, "final_plan_issued"),
        line(80, "provision_secured"),
    )),
    Life("final-late", 8, (
        line(420, REQUEST, party="parent"), line(370, "assessment_agreed"),
        line(220, "draft_plan_issued"), line(190, "final_plan_issued"),
    )),
    Life("final-appealed", 11, (
        line(340, REQUEST, party="parent"), line(300, "assessment_agreed"),
        line(230, "draft_plan_issued"), line(200, "final_plan_issued"),
        line(150, "tribunal_appeal_lodged"),
    )),
    Life("order-amend-overdue", 14, (
        line(520, "final_plan_issued"), line(470, "tribunal_appeal_lodged"),
        line(52, "tribunal_order", ordered="amend"),
    )),
    Life("order-name-school", 11, (
        line(480, "final_plan_issued"), line(430, "tribunal_appeal_lodged"),
        line(10, "tribunal_order", ordered="name-school"),
    )),
    Life("review-due-soon", 9, (line(352, "final_plan_issued"),)),
    Life("review-overdue", 12, (line(401, "final_plan_issued"),)),
    Life("review-report-overdue", 13, (
        line(700, "final_plan_issued"), line(380, "review_meeting_held"),
        line(362, "review_report_sent"),
        line(354, "review_decision_notified", decision="maintain"),
        line(18, "review_meeting_held"),
    )),
    Life("review-decision-overdue", 10, (
        line(690, "final_plan_issued"), line(370, "review_meeting_held"),
        line(345, "review_decision_notified", decision="maintain"),
        line(34, "review_meeting_held"), line(22, "review_report_sent", party="school"),
    )),
    Life("amendment-running", 15, (
        line(800, "final_plan_issued"), line(50, "review_meeting_held"),
        line(40, "review_report_sent", party="school"),
        line(24, "review_decision_notified", decision="amend"),
        line(24, "amendment_notice_issued"),
    )),
    Life("amendment-overdue", 9, (
        line(900, "final_plan_issued"), line(130, "review_meeting_held"),
        line(112, "review_report_sent", party="school"),
        line(99, "review_decision_notified", decision="amend"),
        line(80, "amendment_notice_issued"),
    )),
    Life("amended-late", 12, (
        line(1000, "final_plan_issued"), line(300, "review_meeting_held"),
        line(289, "review_report_sent", party="school"),
        line(270, "review_decision_notified", decision="amend"),
        line(250, "amendment_notice_issued"), line(160, "amended_plan_issued"),
    )),
    Life("phase-transfer-post-16", 15, (
        line(1600, "final_plan_issued"), line(250, "review_meeting_held"),
        line(230, "review_decision_notified", decision="maintain"),
        line(30, "phase_transfer_due", phase="secondary-to-post-16", year="next"),
    )),
    Life("reassessment-requested", 9, (
        line(700, "final_plan_issued"), line(330, "review_meeting_held"),
        line(310, "review_decision_notified", decision="maintain"),
        line(11, "reassessment_requested", party="parent"),
    )),
    Life("provision-stopped", 7, (
        line(400, "final_plan_issued"), line(390, "provision_secured"),
        line(100, "review_meeting_held"),
        line(80, "review_decision_notified", decision="maintain"), line(45, "provision_stopped"),
    )),
    Life("cease-decided", 19, (
        line(1500, "final_plan_issued"), line(70, "review_meeting_held"),
        line(45, "cease_decided"),
    )),
    Life("cease-appealed", 20, (
        line(1700, "final_plan_issued"), line(150, "review_meeting_held"),
        line(125, "cease_decided"), line(70, "tribunal_appeal_lodged"),
    )),
    Life("month-only", 16, (
        line(900, "final_plan_issued"), line(330, "review_meeting_held", month=True),
        line(290, "review_decision_notified", decision="amend", month=True),
    )),
    Life("alleged", 12, (
        line(600, "final_plan_issued"),
        line(120, "review_meeting_held", basis="alleged", party="parent"),
    )),
)  # fmt: skip


def histories(today: date) -> Iterator[Chronology]:
    """Yield the demo's histories as they stand on this day."""
    for number, life in enumerate(LIVES, start=1):
        yield loads(json.dumps(_file(life, number, today)))


def _file(life: Life, number: int, today: date) -> dict[str, Any]:
    return {
        "id": f"larkmere-{number:03}-{life.name}",
        "authority": AUTHORITY_NAME,
        "child": {
            "name": child_name(number),
            "date_of_birth": date_of_birth(life.age, number, today).isoformat(),
        },
        "officer": OFFICERS[number % len(OFFICERS)],
        "chronology": [_entry(item, today) for item in life.lines],
    }


def _entry(item: Line, today: date) -> dict[str, Any]:
    days_ago, event, qualifiers = item
    day = weekday(today - timedelta(days=days_ago))
    entry: dict[str, Any] = {"event": event, "date": day.isoformat(), "known_on": day.isoformat()}
    for key, value in qualifiers.items():
        if key in ("from", "to", "known_on"):
            entry[key] = (today - timedelta(days=value)).isoformat()
        elif key == "month":
            entry["date"] = day.isoformat()[:7]
        elif value == "next":
            entry[key] = today.year + 1
        else:
            entry[key] = value
    return entry
