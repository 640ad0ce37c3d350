"""What the Ombudsman and the courts found in published cases, against what we work out.

Each finding is asked once, as things stood on its own day. A status that the source does not
support fails; so does a due day or a delay that differs from the published one.
"""

from calendar import monthrange
from datetime import date, timedelta

import pytest
import yaml

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Question, as_json, judge
from ehcp.application.chronology.file import loads
from ehcp.cli.demo.published import texts

GIVEN = ("decision_was_due", "advice_due", "review_completion_due")
FAR = 10**6

FINDINGS = [
    pytest.param(case, finding, id=f"{case['id']}-{finding['duty']}")
    for case in map(yaml.safe_load, texts().values())
    for finding in case["findings"]
    if finding["compare"] != "skip"
]


def last_day(text, qualifier=None):
    if text is None:
        return None
    year, month, day = (*(int(part) for part in str(text).split("-")), 0, 0)[:3]
    if month == 0:
        month = {"early": 4, "mid": 8}.get(qualifier, 12)
    if day == 0:
        day = {"early": 10, "mid": 20}.get(qualifier, 31) if str(text).count("-") else 31
    return date(year, month, min(day, monthrange(year, month)[1]))


def question_day(case, finding):
    for text, qualifier in (
        (finding.get("outstanding_at"), finding.get("outstanding_qualifier")),
        (case.get("as_at"), None),
    ):
        if text:
            return last_day(text, qualifier)
    window = finding.get("due_window") or [None, finding.get("due_date")]
    latest, actual = last_day(window[1]), last_day(finding.get("actual_date"))
    days = [day for day in (latest and latest + timedelta(days=1), actual) if day]
    return max(days) if days else None


def answers(case, finding):
    """Our limits that speak of the finding's duty, the one nearest to its dates first."""
    asked = {key: case.get(key) for key in ("id", "authority", "chronology", "not_happened")}
    if finding["compare"] == "given_due" and not any(
        entry["event"] in GIVEN for entry in case["chronology"]
    ):
        given = {"date": finding["due_date"], "event": "due_day_given"}
        asked["chronology"] = [{**given, "limits": finding["rules"][:1]}, *case["chronology"]]
    question = Question(today=date(2026, 3, 2), as_at=question_day(case, finding))
    judged = judge(loads(yaml.safe_dump(asked)), england_and_wales(), question)
    rules = set(finding["rules"])
    found = [
        limit
        for limit in as_json(judged, "-")["limits"]
        if rules & {limit["limit"], *(reading["limit"] for reading in limit["readings"])}
    ]
    window = finding.get("due_window") or [finding.get("due_date")] * 2
    wanted = {"due": window[1], "started": finding.get("trigger_date")}

    def distance(limit):
        for key, day in wanted.items():
            ours = last_day((limit[key] or [None, None])[1])
            if ours and day:
                return abs((ours - last_day(day)).days)
        return FAR

    return sorted(found, key=distance)


def spans(limit):
    dues = [limit["due"], *(reading["due"] for reading in limit["readings"])]
    return [(last_day(a) or date.min, last_day(b) or date.max) for a, b in filter(None, dues)]


@pytest.mark.parametrize(("case", "finding"), FINDINGS)
def test_our_answer_agrees_with_the_published_finding(case, finding):
    found = answers(case, finding)
    if not found:
        assert finding["compare"] == "category"
        assert {"undetermined", "no_limit", "not_due", "disapplied"} & set(finding["accept"])
        return
    limit = found[0]
    status = limit["status"].replace("-", "_")
    status = "disapplied" if status == "excused" and "disapplied" in finding["accept"] else status
    status = "not_due" if status == "disapplied" and "not_due" in finding["accept"] else status
    assert status in finding["accept"]
    if finding["compare"] == "category":
        return
    window = finding.get("due_window") or [finding["due_date"]] * 2
    first, last = last_day(window[0]), last_day(window[1])
    accepted = [last_day(day) for day in finding.get("due_date_alternatives", [])]
    assert any((a <= last and first <= b) or (a == b and a in accepted) for a, b in spans(limit))
    if finding["compare"] == "due_only" or finding.get("late_by_days") is None:
        return
    moved = 0  # where our own due day is an accepted alternative, the delay moves with it
    ours_due = last_day((limit["due"] or [None])[0])
    if ours_due in accepted and limit["due"][0] == limit["due"][1]:
        moved = (ours_due - last_day(finding["due_date"])).days
    least, most = finding["late_by_days"]
    ours = limit["late_by_days"]
    if finding["compare"] == "exact":
        assert ours == [least - moved, most - moved]
    else:
        assert ours[0] <= most - moved and ours[1] >= least - moved
        assert ours[1] - ours[0] <= most - least + 31
