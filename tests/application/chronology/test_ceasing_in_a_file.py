"""A plan that ceases, or does not, in a file that others kept."""

import pytest

from tests.application.chronology.telling import runs, standing

LATER = "2026-01-01"
APPEALED = """
    2020-09-07 final_plan_issued
    2021-06-07 cease_decided
    2021-08-02 tribunal_appeal_lodged
"""


def test_reviews_go_on_while_an_appeal_against_ceasing_is_live():
    assert standing("annual-review-first", APPEALED, "2022-01-10") == "outstanding"


@pytest.mark.parametrize(
    ("ordered", "stands"),
    [
        ("ordered=continue", "outstanding"),
        ("ordered=continue-and-amend", "outstanding"),
        ("ordered=dismiss-cease", "disapplied"),
        ("", "undetermined"),  # nobody says what was ordered
    ],
)
def test_what_the_tribunal_orders_says_whether_reviews_go_on(ordered, stands):
    history = APPEALED + f"2022-02-07 tribunal_order {ordered}"
    assert standing("annual-review-first", history, "2022-12-01") == stands


@pytest.mark.parametrize("order", ["", "2023-02-15 tribunal_order"])
@pytest.mark.parametrize(("decided", "stands"), [("05-25", "disapplied"), ("06-05", "missed")])
def test_to_decide_to_cease_completes_the_review_that_it_is_made_on(decided, stands, order):
    history = f"""
        2021-06-01 final_plan_issued
        2022-05-10 review_meeting_held
        2022-{decided} cease_decided
        2022-07-15 tribunal_appeal_lodged
        {order}
    """
    assert standing("annual-review-first", history, "2023-01-15") == stands
    assert standing("annual-review-first", history, "2023-06-15") == stands


def test_a_review_whose_time_was_over_before_the_plan_was_to_cease_stays_missed():
    history = """
        2021-06-01 final_plan_issued
        2022-09-28 cease_decided
        2022-11-24 tribunal_appeal_lodged
    """
    assert standing("annual-review-first", history, "2023-05-31") == "outstanding"
    history += "2023-05-30 tribunal_order"
    assert standing("annual-review-first", history, "2023-05-31") == "missed"


@pytest.mark.parametrize(
    ("sequel", "stands"),
    [
        ("2022-03-01 amended_plan_issued", "outstanding"),
        ("2022-09-01 review_meeting_held", "outstanding"),
        ("2022-03-01 plan_ceased", "undetermined"),
        ("2022-05-01 final_plan_issued", "undetermined"),
    ],
)
def test_a_plan_that_is_amended_or_reviewed_after_the_appeal_goes_on(sequel, stands):
    history = APPEALED + f"2022-02-07 tribunal_order\n{sequel}"
    assert runs("annual-review-first", history, "2022-12-01")[0]["status"] == stands


def test_without_an_appeal_a_decision_to_cease_takes_the_review_away():
    history = APPEALED.replace("2021-08-02 tribunal_appeal_lodged", "")
    assert standing("annual-review-first", history, "2022-01-10") == "disapplied"


@pytest.mark.parametrize("ceased", ["2023-08-31", "2023-10-09"])
def test_a_plan_that_ceased_before_the_decision_was_told_ceased_too_soon(ceased):
    history = f"""
        {ceased} plan_ceased
        2023-10-09 cease_decided
    """
    assert standing("cease-not-before", history, LATER) == "missed"


def test_a_plan_that_ceased_by_an_earlier_decision_is_not_this_ones_breach():
    history = """
        2020-03-02 cease_decided
        2020-06-01 plan_ceased
        2021-03-01 final_plan_issued
        2023-10-09 cease_decided
    """
    found = [run["status"] for run in runs("cease-not-before", history, "2023-10-20")]
    assert found == ["met", "not-due"]


def test_a_plan_that_ceased_by_an_earlier_decision_did_not_cease_too_soon_for_the_next():
    history = """
        2019-07-02 cease_decided
        2020-01-21 plan_ceased
        2021-02-10 review_meeting_held
        2021-11-08 cease_decided
        2022-02-14 plan_ceased
    """
    found = [run["status"] for run in runs("cease-not-before", history, "2022-03-01")]
    assert found == ["met", "met"]


@pytest.mark.parametrize(
    ("others", "decided", "stands"),
    [
        ("2022-02-09 cease_consulted", "2022-03-07", "no-limit"),
        ("2022-02-09 cease_consulted consultee=head-or-principal", "2022-03-07", "met"),
        ("2022-02-09 cease_consulted consultee=head_or_principal", "2022-02-07", "missed"),
        ("2022-02 cease_consulted consultee=head-or-principal", "2022-02-16", "undetermined"),
    ],
)
def test_a_file_may_say_who_was_consulted_before_the_decision_to_cease(others, decided, stands):
    history = f"""
        2021-06-01 final_plan_issued
        2022-01-10 cease_considered
        2022-01-17 cease_consulted consultee=parent-or-young-person
        {others}
        {decided} cease_decided
    """
    assert standing("cease-consult", history, "2022-06-01") == stands
