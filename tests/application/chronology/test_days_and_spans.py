"""Days known roughly: spans, distances, unknown days, and what they leave undecided."""

import pytest

from tests.application.chronology.telling import answer, limits, runs, standing, standings

LATER = "2026-03-01"
PLAN = "final-plan-20-weeks"


def run(limit, history, as_at=LATER):
    (found,) = runs(limit, history, as_at)
    return found


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-05-14", "2024-05-14", "2024-05-14"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("early:2024-05", "2024-05-01", "2024-05-10"),
        ("mid:2024-05", "2024-05-11", "2024-05-20"),
        ("late:2024-05", "2024-05-21", "2024-05-31"),
        ("late:2023-02", "2023-02-21", "2023-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("early:2022", "2022-01-01", "2022-04-30"),
        ("mid:2022", "2022-05-01", "2022-08-31"),
        ("late:2022", "2022-09-01", "2022-12-31"),
    ],
)
def test_a_rough_date_is_a_span_of_days(written, first, last):
    assert run(PLAN, f"{written} assessment_requested")["started"] == [first, last]


def test_a_span_and_a_limit_are_a_span():
    found = run("annual-review-final-12-weeks", "2023-05 review_meeting_held")
    assert found["due"] == ["2023-07-24", "2023-08-23"]


def test_a_status_is_firm_only_where_every_day_gives_it():
    history = "2023-05 review_meeting_held\n"
    decision = "annual-review-decision"  # due 29 May to 28 June 2023
    for day, status in (
        ("2023-05-29", "met"),
        ("2023-05-30", "undetermined"),
        ("2023-06-28", "undetermined"),
        ("2023-06-29", "missed"),
    ):
        found = run(decision, f"{history}{day} review_decision_notified")
        assert found["status"] == status, day
    for day, status, late in (
        ("2023-05-29", "not-due", None),
        ("2023-05-30", "undetermined", [-29, 1]),
        ("2023-06-28", "undetermined", [0, 30]),
        ("2023-06-29", "outstanding", [1, 31]),
    ):
        found = run(decision, history, day)
        assert (found["status"], found["late_by_days"]) == (status, late), day


def test_lateness_runs_from_the_least_to_the_most():
    found = run("annual-review-decision", "2022-11 review_meeting_held\n2023-03 cease_decided")
    assert (found["status"], found["late_by_days"]) == ("missed", [63, 122])
    history = "mid:2024-06 tribunal_order ordered=amend\nmid:2024-06 amended_plan_issued"
    found = run("order-amend-plan", history)
    assert (found["status"], found["late_by_days"]) == ("met", [-44, -26])


def test_an_undated_entry_happened_on_an_unknown_day():
    found = run(PLAN, "2024-01-08 assessment_requested\n? final_plan_issued", "2024-12-01")
    assert (found["status"], found["done"]) == ("undetermined", [None, None])
    assert (found["late_by_days"], found["ended_by"]) == (None, "final-plan-issued")


def test_an_undated_start_leaves_no_day_known():
    found = run(PLAN, "? assessment_requested\n2024-12-02 final_plan_issued")
    assert (found["started"], found["due"], found["late_by_days"]) == (None, None, None)
    assert found["status"] == "undetermined"


def test_an_end_on_an_unknown_day_is_never_met_even_before_the_last_day():
    history = "2024-01-08 assessment_requested\n? final_plan_issued"
    assert standing(PLAN, history, "2024-02-05") == "undetermined"


# Before or after the day asked about


def test_a_step_that_may_lie_ahead_is_judged_as_taken_and_as_not_taken():
    history = "2024-01-08 assessment_requested\n2024-05 final_plan_issued"
    for day, status in (
        ("2024-04-30", "not-due"),
        ("2024-05-15", "undetermined"),  # taken: met; not taken: not due
        ("2024-05-28", "undetermined"),  # taken by 28 May: perhaps a day late
        ("2024-06-15", "undetermined"),
    ):
        assert standing(PLAN, history, day) == status, day
    late = "2024-01-08 assessment_requested\n2024-06 final_plan_issued"
    found = run(PLAN, late, "2024-06-15")  # taken: missed; not taken: outstanding
    assert (found["status"], found["done"]) == ("undetermined", ["2024-06-01", "2024-06-15"])
    assert found["late_by_days"] == [5, 19]
    assert run(PLAN, late, "2024-06-30")["status"] == "missed"


def test_a_step_that_may_take_the_duty_away_is_judged_both_ways():
    history = "2024-01-08 assessment_requested\n2024-05 no_plan_decided"
    assert standing(PLAN, history, "2024-05-15") == "undetermined"
    assert standing(PLAN, history, "2024-06-01") == "undetermined"  # 28 to 31 May is too late
    in_time = "2024-01-08 assessment_requested\n2024-04 no_plan_decided"
    assert standing(PLAN, in_time, "2024-05-01") == "disapplied"


def test_what_cannot_have_happened_by_the_day_is_left_out():
    history = "2024-01-08 assessment_requested\n2024-05-20 final_plan_issued"
    assert run(PLAN, history, "2024-05-19")["ended_by"] is None
    assert run(PLAN, history, "2024-05-20")["status"] == "met"
    assert limits("2024-01-08 assessment_requested", "2024-01-07") == {}


def test_a_given_due_day_may_lie_ahead():
    found = run("decision-not-to-issue", "2024-05-20 decision_was_due", "2024-05-01")
    assert (found["status"], found["started"]) == ("not-due", None)


# Distances


@pytest.mark.parametrize(
    ("length", "first", "last"),
    [
        ("weeks=0", "2024-01-31", "2024-01-31"),
        ("weeks=10", "2024-04-10", "2024-04-10"),
        ("weeks=10,approx", "2024-04-03", "2024-04-17"),
        ("weeks=0,approx", "2024-01-31", "2024-02-07"),
        ("months=1", "2024-02-29", "2024-02-29"),
        ("months=3", "2024-04-30", "2024-04-30"),
        ("months=3,approx", "2024-03-31", "2024-05-31"),
        ("months=0,approx", "2024-01-31", "2024-02-29"),
        ("more_than_weeks=4", "2024-02-29", None),
        ("at_most_weeks=4", "2024-01-31", "2024-02-28"),
    ],
)
def test_a_distance_is_counted_from_the_event_it_hangs_on(length, first, last):
    history = f"2024-01-31 complaint_made\n+complaint_made:{length} assessment_requested"
    assert run(PLAN, history)["started"] == [first, last]


def test_a_distance_hangs_on_the_nearest_of_that_name_above_it():
    history = """
        2024-01-08 complaint_made
        2024-02-05 complaint_made
        +complaint_made:weeks=1 assessment_requested
        2024-06-03 complaint_made
    """
    assert run(PLAN, history)["started"] == ["2024-02-12", "2024-02-12"]


def test_a_distance_moves_with_the_span_or_the_unknown_day_it_hangs_on():
    month = "2024-01 complaint_made\n+complaint_made:weeks=1 assessment_requested"
    assert run(PLAN, month)["started"] == ["2024-01-08", "2024-02-07"]
    undated = "? complaint_made\n+complaint_made:weeks=1 assessment_requested"
    assert run(PLAN, undated)["started"] is None


def test_where_the_end_hangs_on_the_start_each_day_of_the_start_is_taken_by_itself():
    # Independent spans would give 42 - 365 to 42 + 365 days, and nothing firm.
    history = "2022 review_meeting_held\n+review_meeting_held:weeks=10 review_decision_notified"
    found = run("annual-review-decision", history)
    assert (found["status"], found["late_by_days"]) == ("missed", [42, 42])
    approx = history.replace("weeks=10", "weeks=10,approx")
    assert run("annual-review-decision", approx)["late_by_days"] == [35, 49]
    in_time = history.replace("weeks=10", "weeks=4")
    assert run("annual-review-decision", in_time)["status"] == "met"


def test_a_chain_of_distances_hangs_on_the_start_through_others():
    history = """
        late:2022 review_meeting_held
        +review_meeting_held:weeks=2 review_report_sent
        +review_report_sent:weeks=3 review_decision_notified
        +review_decision_notified:months=1 amended_plan_issued
    """
    found = limits(history, LATER)
    assert found["annual-review-report"]["status"] == "met"
    assert found["annual-review-decision"]["late_by_days"] == [7, 7]
    # Five weeks and a month of 28 to 31 days, against twelve weeks.
    assert found["annual-review-final-12-weeks"]["late_by_days"] == [-21, -18]


def test_a_distance_of_months_against_a_limit_of_months_is_judged_on_every_day():
    history = "2023 cease_decided\n+cease_decided:months=2 tribunal_appeal_lodged"
    found = run("appeal-window-decision", history)
    assert (found["status"], found["late_by_days"][1]) == ("met", 0)


def test_more_than_some_weeks_leaves_the_lateness_open():
    history = "2024 review_meeting_held\n+review_meeting_held:more_than_weeks=6 cease_decided"
    found = run("annual-review-decision", history, "2026-03-01")
    assert found["late_by_days"][0] == 15
    assert found["done"] == ["2024-02-13", None]
    # Until it is sure to have come, it may still be ahead.
    assert found["status"] == "undetermined"


def test_an_end_at_a_distance_from_an_unknown_day_is_not_firm_while_it_may_lie_ahead():
    history = "? review_meeting_held\n+review_meeting_held:weeks=10 review_decision_notified"
    found = run("annual-review-decision", history)
    assert (found["status"], found["started"]) == ("undetermined", None)
    assert found["late_by_days"] is None or found["late_by_days"][1] <= 42


# The order of things


def test_the_dates_decide_which_came_first_and_else_the_record_does():
    late_entry = "2024-03-04 no_plan_decided\n2024-01-08 assessment_requested"
    assert standing(PLAN, late_entry) == "disapplied"
    same_day = "2024-01-08 assessment_requested\n2024-01-08 assessment_refused"
    assert standing("assessment-decision-notify", same_day) == "met"
    before = "2024-01-08 assessment_refused\n2024-01-08 assessment_requested"
    assert standing("assessment-decision-notify", before) == "outstanding"
    undated = "? assessment_refused\n2024-01-08 assessment_requested"
    assert standing("assessment-decision-notify", undated) == "outstanding"


def test_limits_stand_in_the_order_of_their_starts_then_of_the_catalogue():
    history = """
        2024-06-03 review_meeting_held
        2024-01-08 assessment_requested
    """
    found = [limit["limit"] for limit in answer(history, LATER)["limits"]]
    assert found[:5] == [
        "annual-review-subsequent",
        "annual-review-report",
        "annual-review-decision",
        "annual-review-amendment-notice",
        "annual-review-final-12-weeks",
    ]
    assert found[-3:] == [
        "assessment-decision-notify",
        "decision-not-to-issue",
        "final-plan-20-weeks",
    ]


# Clipped months and leap years


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("2023-02-28", "2024-02-27"),
        ("2024-02-29", "2025-02-27"),
        ("2024-03-01", "2025-02-28"),
        ("2023-03-01", "2024-02-29"),
        ("2023-12-31", "2024-12-30"),
        ("2023-01-01", "2023-12-31"),
    ],
)
def test_twelve_months_end_the_day_before_they_come_round(meeting, due):
    found = run("annual-review-subsequent", f"{meeting} review_meeting_held")
    assert found["due"] == [due, due]


@pytest.mark.parametrize(
    ("decision", "due"),
    [
        ("2024-01-08", "2024-03-08"),  # a Friday
        ("2023-12-31", "2024-02-29"),  # no 31 February: a leap year
        ("2022-12-31", "2023-02-28"),  # no 31 February: a Tuesday
        ("2024-02-10", "2024-04-10"),
        ("2024-04-06", "2024-06-06"),
        ("2024-01-16", "2024-03-18"),  # 16 March is a Saturday
        ("2024-01-29", "2024-04-02"),  # 29 March is Good Friday, 1 April Easter Monday
        ("2024-06-01", "2024-09-02"),  # 1 August; 1 September is a Sunday
        ("2024-06-30", "2024-09-02"),  # 30 August
        ("2024-05-31", "2024-07-31"),  # the last day before August
        ("2023-10-25", "2024-01-02"),  # 25 December
        ("2023-11-01", "2024-01-02"),  # 1 January
        ("2023-10-24", "2023-12-27") ,
    ],
)  # fmt: skip
def test_the_time_to_appeal_has_the_relief_of_tribunal_rule_12(decision, due):
    history = f"{decision} no_plan_decided\n{due} tribunal_appeal_lodged"
    found = run("appeal-window-decision", history)
    assert (found["due"], found["status"]) == ([due, due], "met")
    assert run("cease-not-before", f"{decision} cease_decided")["due"] == [due, due]


def test_no_limit_of_the_authority_moves_for_a_weekend_or_a_holiday():
    for day in ("2024-12-25", "2024-03-29", "2024-03-30", "2024-08-05"):
        history = f"{day} review_meeting_held"
        due = run("annual-review-decision", history)["due"][0]
        assert run("annual-review-decision", history, due)["status"] == "not-due"
    assert run("annual-review-decision", "2024-11-27 review_meeting_held")["due"] == [
        "2024-12-25",
        "2024-12-25",
    ]


def test_the_law_of_the_starting_day_counts():
    history = "2015-03-22 appeal_not_opposed ordered=amend"
    assert run("unopposed-contents", history)["due"] == ["2015-04-19", "2015-04-19"]
    history = "2015-03-23 appeal_not_opposed ordered=amend"
    assert run("unopposed-contents", history)["due"] == ["2015-04-27", "2015-04-27"]
    history = "2015-03 appeal_not_opposed ordered=assess"
    assert run("unopposed-assess-notify", history)["due"] == ["2015-03-29", "2015-04-19"]
    assert standings("unopposed-assess-final-plan", "2015-03-22 appeal_not_opposed ordered=assess"
                     ) == []  # fmt: skip
