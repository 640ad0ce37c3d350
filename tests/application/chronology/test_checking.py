"""`ehcp chronology check`, as a person and as a machine run it."""

import json

import pytest
from click.testing import CliRunner

from ehcp.cli.main import main
from tests.application.chronology.telling import told

HISTORY = "2024-01-08 assessment_requested party=parent\n2024-05-28 final_plan_issued"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(told(HISTORY, as_at="2024-06-01"))
    return path


def check(*arguments):
    """Return the exit status and what was printed."""
    result = CliRunner().invoke(main, ["chronology", "check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_answer_for_machines_is_a_list_with_one_object_for_each_file(file):
    (found,) = json.loads(check("--json", file).stdout)
    assert {key: value for key, value in found.items() if key != "limits"} == {
        "id": "case",
        "file": str(file),
        "as_at": "2024-06-01",
        "as_known_on": None,
        "warnings": [],
    }
    assert found["limits"][2] == {
        "limit": "final-plan-20-weeks",
        "owed_by": "local-authority",
        "force": "statutory",
        "source": "SI 2014/1530 reg 13(2)",
        "started_by": "assessment-requested",
        "started": ["2024-01-08", "2024-01-08"],
        "due": ["2024-05-27", "2024-05-27"],
        "ended_by": "final-plan-issued",
        "done": ["2024-05-28", "2024-05-28"],
        "status": "missed",
        "late_by_days": [1, 1],
        "excuses": [],
        "reading": None,
        "readings": [],
    }


def test_the_day_and_the_moment_asked_for_are_in_the_answer(file):
    asked = ("--as-at", "2024-05-01", "--as-known-on", "2024-07-01")
    (found,) = json.loads(check("--json", *asked, file).stdout)
    assert found["as_at"] == "2024-05-01"
    assert found["as_known_on"] == "2024-07-01T22:59:59.999999Z"  # the end of that day in London


def test_a_bad_file_stops_no_other_and_its_lines_are_named(file, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: bad\nchronology:\n  - {date: '2024-02-30', event: complaint_made}\n")
    missing = tmp_path / "missing.yaml"
    result = check("--json", bad, file, missing)
    first, second, third = json.loads(result.stdout)
    assert result.exit_code == 1
    assert first == {
        "id": None,
        "file": str(bad),
        "errors": [{"line": 3, "reason": "There is no such day in the calendar."}],
    }
    assert (second["id"], third["errors"][0]["line"]) == ("case", None)
    people = check(bad, file)
    assert people.exit_code == 1
    assert f"{bad}:3: There is no such day in the calendar." in people.stderr
    assert "case, as at 1 June 2024" in people.stdout


def test_a_missed_limit_is_no_error(file):
    assert check(file).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-at", "2024-02-30"),
        ("--as-known-on", "soon"),
        ("--suppose", "final-plan-issued"),
        ("--suppose", "never-heard-of@2024-05-01"),
        ("--suppose", "final-plan-issued@May"),
        ("--suppose", "due-day-given@2024-05-01"),
        ("--suppose", "final-plan-issued@2014-08-31"),
        ("--as-at", "9999-12-31"),
        ("--as-known-on", "1899-12-31"),
    ],
)
def test_what_cannot_be_asked_is_a_mistake_of_use(file, arguments):
    assert check(*arguments, file).exit_code == 2


def test_no_file_is_a_mistake_of_use():
    assert check().exit_code == 2


def test_days_beyond_the_calendar_stop_nothing(tmp_path):
    path = tmp_path / "case.yaml"
    history = """
        9999-12-31 assessment_requested
        9999-12-01 review_meeting_held
        9999-11-30 no_plan_decided
        +assessment_requested:months=1200 tribunal_appeal_lodged
        9999-12 review_completion_due
        9999 phase_transfer_due
        9999-12-30 final_plan_issued
    """
    path.write_text(told(history))
    for day in ("2024-01-01", "2100-12-31"):
        assert check("--json", "--as-at", day, path).exit_code == 0
        assert check("--as-at", day, path).exit_code == 0


def test_what_lies_after_today_is_said_to_have_not_happened_yet(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(told("2024-01-08 assessment_requested\n2099-05-28 final_plan_issued"))
    (found,) = json.loads(check("--json", path).stdout)
    assert found["warnings"] == [{"entry": 2, "code": "after-today", "name": "final-plan-issued"}]
    assert "Entry 2 (final-plan-issued) lies after today" in check(path).stdout


def test_a_person_reads_days_and_warnings_in_words(file, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    other = tmp_path / "other.yaml"
    history = """
        2022-11 review_meeting_held
        2023-03 cease_decided colour=blue
        2023-04-03 tribunal_order
    """
    other.write_text(told(history, weather="rain", url="none", not_happened=["plan_ceased"]))
    printed = check("--as-at", "2024-06-01", file, other).stdout
    words = " ".join(printed.split())
    assert "case, as at 1 June 2024" in words
    assert "Limits: 2 missed, 1 not-due, 1 undetermined." in words
    assert "Due 27 May 2024, 1 day late (from assessment-requested, 8 January 2024)." in words
    assert "Done by final-plan-issued, 28 May 2024." in words
    assert "Due 29 November 2022 to 28 December 2022, 63 to 122 days late" in words
    assert "Said not to have happened: plan_ceased." in words
    assert "Keys of the file that were not read: weather, url." in words
    assert "Entry 2 has the key colour, which was not read." in words
    assert "Entry 3 does not say what was ordered" in words
    assert max(len(line) for line in printed.splitlines()) <= 90
