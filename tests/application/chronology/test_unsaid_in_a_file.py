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


def test_an_order_that_follows_a_plan_is_to_amend_it_unless_it_says():
    history = """
        2020-05-03 assessment_requested
        2020-09-03 final_plan_issued
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


@pytest.mark.parametrize("cause", ["tribunal_order ordered=amend", "review_meeting_held"])
def test_a_later_plan_with_a_cause_of_its_own_leaves_the_transfer_as_it_was(cause):
    history = TWO_PLANS.format(between=f"2024-05-01 {cause}")
    assert standing("phase-transfer-15-feb", history, "2024-07-01") == "met"


def test_a_review_of_a_plan_that_went_elsewhere_before_it_was_due_is_nobodys_firm_breach():
    history = """
        2022-05-10 review_meeting_held
        2022-06-01 review_decision_notified
        2023-04-01 plan_transferred
    """
    assert standing("annual-review-subsequent", history, "2023-06-01") == "undetermined"
    late = history.replace("2023-04-01", "2023-06-01")
    assert standing("annual-review-subsequent", late, "2023-06-02") == "outstanding"
