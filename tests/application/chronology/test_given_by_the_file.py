"""Days of which a file says that something fell due on them, beside what it says happened."""

import pytest

from tests.application.chronology.telling import runs

LATER = "2026-01-01"


def said(limit: str, history: str, as_at: str = LATER) -> list[tuple[str | None, str, object]]:
    """Return the last day, the status and the lateness of each running of a limit."""
    return [
        (run["due"] and run["due"][1], run["status"], run["late_by_days"])
        for run in runs(limit, history, as_at)
    ]


@pytest.mark.parametrize("given", ["review_completion_due", "review_missed"])
def test_a_review_that_fell_due_before_the_next_meeting_is_still_to_be_accounted_for(given):
    history = f"""
        2023-07-14 {given}
        2023-11-06 review_meeting_held
        2024-01-20 review_decision_notified
    """
    found = said("annual-review-subsequent", history, "2024-02-20")
    assert sorted(found, key=str) == [
        ("2023-07-14", "missed", [190, 190]),  # nothing falls due before it starts
        ("2024-11-05", "not-due", None),
    ]


def test_a_meeting_that_led_to_the_day_leaves_it_out():
    history = """
        2022-11-06 review_meeting_held
        2023-11-05 review_completion_due
    """
    assert len(said("annual-review-subsequent", history)) == 1


def test_a_meeting_shortly_before_the_day_did_not_lead_to_it():
    history = """
        2023-06-10 review_meeting_held
        2023-07-14 review_completion_due
    """
    assert said("annual-review-subsequent", history, "2023-08-14") == [
        ("2024-06-09", "not-due", None),
        ("2023-07-14", "outstanding", [31, 31]),
    ]


@pytest.mark.parametrize("after", ["", "2020-07-01 review_meeting_held"])
def test_a_review_that_was_missed_in_a_year_is_the_one_that_was_due_in_it(after):
    history = f"""
        2018-10-10 review_meeting_held
        2018-11-13 review_decision_notified
        2019 review_missed
        {after}
    """
    first, *others = said("annual-review-subsequent", history, "2020-07-10")
    assert first == ("2019-10-09", "outstanding", [275, 275])
    assert [standing for _, standing, _ in others] == (["not-due"] if after else [])


def test_a_review_that_was_missed_was_not_done_by_the_one_before():
    history = """
        2018-02 review_meeting_held
        2018-03-08 review_decision_notified
        2018-10 review_meeting_held
        2018-11-13 review_decision_notified
        2019-06-21 review_missed
        2020-07-20 review_decision_notified
    """
    found = {due: stands for due, stands, _ in said("annual-review-subsequent", history)}
    assert found["2019-02-27"] == "met"


def test_a_review_that_was_finished_shortly_before_the_day_may_be_the_one_that_was_due():
    history = """
        2023-06-10 review_meeting_held
        2023-07-10 review_decision_notified
        2023-07-14 review_completion_due
    """
    assert "undetermined" in [s for _, s, _ in said("annual-review-subsequent", history)]


@pytest.mark.parametrize("request_made", ["2023-06", "2023", "2023-06-26 alleged"])
def test_a_start_that_is_not_known_to_the_day_leaves_it_to_the_day_that_is_given(request_made):
    day, *basis = request_made.split()
    history = f"""
        {day} assessment_requested {" ".join(f"basis={each}" for each in basis)}
        2023-11-14 due_day_given limits=[final-plan-20-weeks]
        2024-05-03 final_plan_issued
    """
    assert ("2023-11-14", "missed", [171, 171]) in said("final-plan-20-weeks", history)


def test_a_given_day_stands_in_for_a_start_of_which_no_day_is_known():
    history = """
        2023-11-14 due_day_given limits=[final-plan-20-weeks]
        ? assessment_requested
        2024-05-03 final_plan_issued
    """
    assert said("final-plan-20-weeks", history) == [
        ("2023-11-14", "missed", [171, 171]),
        (None, "undetermined", None),
    ]


def test_the_day_of_a_decision_stands_in_for_a_request_of_which_no_day_is_known():
    history = """
        ? assessment_requested
        2023-06-01 decision_was_due
        2023-10-19 no_plan_decided
    """
    assert ("2023-06-01", "missed", [140, 140]) in said("decision-not-to-issue", history)


def test_an_earlier_running_that_was_over_gave_no_later_day():
    history = """
        2021-02-01 tribunal_order ordered=amend
        2021-03-01 amended_plan_issued
        2023-05-15 due_day_given limits=[order-amend-plan]
        2023-06-15 amended_plan_issued
    """
    assert said("order-amend-plan", history) == [
        ("2021-03-08", "met", [-7, -7]),
        ("2023-05-15", "missed", [31, 31]),
    ]


def test_a_dated_start_says_itself_when_it_fell_due():
    history = """
        2023-06-26 assessment_requested
        2023-11-30 due_day_given limits=[final-plan-20-weeks]
        2024-05-03 final_plan_issued
    """
    assert said("final-plan-20-weeks", history) == [("2023-11-13", "missed", [172, 172])]


def test_advice_that_may_be_anothers_is_no_firm_end_of_a_given_day():
    history = """
        2023-04-20 advice_received
        2023-04-26 advice_due
        2023-09-01 advice_received
    """
    assert [status for _, status, _ in said("advice-response", history)] == ["undetermined"]


def test_the_only_advice_there_is_ends_a_given_day():
    history = """
        2023-04-20 advice_received
        2023-04-26 advice_due
    """
    assert said("advice-response", history) == [("2023-04-26", "met", [-6, -6])]


def test_advice_of_a_kind_ends_the_day_that_was_given_for_that_kind():
    history = """
        2023-04-20 advice_received kind=d
        2023-04-26 advice_due kind=d
        2023-09-01 advice_received kind=d
    """
    assert said("advice-response", history) == [("2023-04-26", "met", [-6, -6])]
