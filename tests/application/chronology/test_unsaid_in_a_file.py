"""What a file that others kept leaves unsaid, and may not be read as in time, or as late."""

import pytest

from tests.application.chronology.telling import runs, standing


@pytest.mark.parametrize(
    ("before", "limit"),
    [
        ("", "order-assess-final-plan"),
        ("2022-06-01 assessment_agreed", "order-make-plan-final"),
    ],
)
def test_an_order_in_a_case_without_a_plan_is_not_to_amend_one(before, limit):
    history = f"""
        2022-05-03 assessment_requested
        {before}
        2022-08 tribunal_appeal_lodged
        2023-03-06 tribunal_order
    """
    assert standing(limit, history, "2024-01-10") == "outstanding"
    assert runs("order-amend-plan", history, "2024-01-10") == []


@pytest.mark.parametrize("plan", ["final_plan_issued", "draft_plan_issued"])
def test_an_order_that_follows_a_plan_is_to_amend_it_unless_it_says(plan):
    history = f"""
        2020-05-03 assessment_requested
        2020-09-03 {plan}
        2023-03-06 tribunal_order
    """
    assert standing("order-amend-plan", history, "2024-01-10") == "outstanding"


TWO_PLANS = """
    2023-10-05 amended_plan_issued
    2024-02-15 phase_transfer_due
    {between}
    2024-06-20 amended_plan_issued
"""


def test_of_two_plans_in_the_year_of_a_transfer_nobody_says_which_names_the_school():
    found = standing("phase-transfer-15-feb", TWO_PLANS.format(between=""), "2024-07-01")
    assert found == "undetermined"


@pytest.mark.parametrize(
    "cause",
    [
        "tribunal_order ordered=amend",
        "review_meeting_held",
        "tribunal_appeal_lodged",
        "reassessment_agreed",
    ],
)
def test_a_later_plan_with_a_cause_of_its_own_leaves_the_transfer_as_it_was(cause):
    history = TWO_PLANS.format(between=f"2024-05-01 {cause}")
    assert standing("phase-transfer-15-feb", history, "2024-07-01") == "met"


def test_of_two_plans_that_are_both_late_the_first_says_by_how_much():
    history = TWO_PLANS.format(between="").replace("2023-10-05", "2024-03-20")
    (found,) = runs("phase-transfer-15-feb", history, "2024-07-01")
    assert (found["status"], found["late_by_days"]) == ("missed", [35, 35])


def test_a_review_by_the_day_of_the_transfer_may_be_what_the_later_plan_came_of():
    history = TWO_PLANS.format(between="2023-11-14 review_meeting_held")
    assert standing("phase-transfer-15-feb", history, "2024-07-01") == "undetermined"


TRANSFERRED = """
    2022-05-10 review_meeting_held
    2022-06-01 review_decision_notified
    {day} plan_transferred
"""


@pytest.mark.parametrize(
    ("day", "last", "stands"),
    [
        ("2022-09-20", "2023-05-09", "outstanding"),
        ("2023-02-10", "2023-05-09", "outstanding"),
        ("2023-02-11", "2023-05-10", "outstanding"),  # three months from then: reg 15(5)
        ("2023-02", "2023-05-27", "outstanding"),
        ("2023-04-01", "2023-06-30", "undetermined"),
        ("2023-05-10", "2023-05-09", "outstanding"),
        ("?", None, "undetermined"),
    ],
)
def test_a_plan_that_went_elsewhere_before_its_review_has_the_later_of_two_days_for_it(
    day, last, stands
):
    history = TRANSFERRED.format(day=day)
    (found,) = runs("annual-review-subsequent", history, "2023-06-02")
    assert (found["due"], found["status"]) == (["2023-05-09", last], stands)
    (found,) = runs("annual-review-subsequent", history, "2023-05-09")
    assert found["status"] == "not-due"


def test_a_transfer_on_an_unknown_day_was_by_what_is_told_after_it():
    history = TRANSFERRED.format(day="?") + "2022-12 school_place_started"
    assert standing("annual-review-subsequent", history, "2023-06-02") == "outstanding"


def test_when_the_later_of_the_two_is_over_the_review_is_late():
    history = TRANSFERRED.format(day="2023-04-01")
    (found,) = runs("annual-review-subsequent", history, "2023-07-01")
    assert (found["status"], found["late_by_days"]) == ("outstanding", [1, 53])


def test_a_review_that_was_held_late_after_an_early_transfer_is_late():
    history = (
        TRANSFERRED.format(day="2022-09-20")
        + """
        2023-07-01 review_meeting_held
        2023-08-10 review_decision_notified
    """
    )
    first, _ = runs("annual-review-subsequent", history, "2023-08-15")
    assert (first["status"], first["late_by_days"]) == ("missed", [93, 93])


@pytest.mark.parametrize(
    ("limit", "before"),
    [
        ("annual-review-first", "2022-05-10 final_plan_issued"),
        ("annual-review-subsequent", "2022-05-10 review_meeting_held"),
    ],
)
@pytest.mark.parametrize(
    ("met", "stands", "late"),
    [
        ("2023-09-12", "missed", [126, 277]),
        ("2023-09", "missed", [115, 277]),
        ("2023-05-10", "missed", [1, 277]),
        ("2023-05-09", "undetermined", [-364, 277]),
    ],
)
def test_a_review_that_met_too_late_was_not_completed_in_time(limit, before, met, stands, late):
    history = f"""
        {before}
        {met} review_meeting_held
        2024-02-10 amended_plan_issued
    """
    found = runs(limit, history, "2024-06-01")[0]
    assert (found["status"], found["late_by_days"]) == (stands, late)


@pytest.mark.parametrize(
    ("history", "late", "on_move"),
    [
        ("2025-03-03 family_moved\n2025-03-03 plan_passed_on", None, "met"),
        ("2025-03-03 family_moved\n2025-03-04 plan_passed_on", None, "missed"),
        ("2025-01-20 family_moved\n2025-01-24 plan_passed_on", "met", None),
        ("2025-01-20 family_moved\n2025-01-27 plan_passed_on", "missed", None),
        ("2025-01-27 plan_passed_on", "undetermined", None),
        ("2025-01-27 plan_passed_on\n2027-03-01 family_moved", "undetermined", None),
        ("2025-02-03 move_called_off\n2027-03-01 family_moved", "undetermined", None),
        ("2025-03-03 family_moved of=1", "undetermined", None),
    ],
)
def test_the_move_that_was_learned_of_is_the_next_that_a_file_tells_of(history, late, on_move):
    told = f"""
        2020-03-02 final_plan_issued
        2025-01-06 move_learned
        {history}
    """
    assert standing("la-transfer-late-notice", told, "2027-06-01") == late
    assert standing("la-transfer-on-move", told, "2027-06-01") == on_move


@pytest.mark.parametrize(
    ("moves_on", "limit"),
    [("2025-01-27", "la-transfer-on-move"), ("2025-01-24", "la-transfer-late-notice")],
)
def test_a_file_may_say_on_which_day_they_were_to_move(moves_on, limit):
    told = f"2020-03-02 final_plan_issued\n2025-01-06 move_learned moves_on={moves_on}"
    assert standing(limit, told, "2025-01-28") == "outstanding"
