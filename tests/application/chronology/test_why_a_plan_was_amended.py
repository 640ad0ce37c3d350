"""An amended plan of a file ends what it answers: why it was amended, its `of` may show."""

import pytest

from tests.application.chronology.telling import limits

LATER = "2025-12-01"
BOTH = """
    2024-05-27 final_plan_issued
    2025-01-13 reassessment_requested
    2025-01-27 reassessment_agreed
    2025-02-10 review_meeting_held
    2025-03-03 amendment_notice_issued
"""
REASSESSED, REVIEWED, NOTIFIED = (
    "reassessment-final-plan",  # due on 5 May
    "annual-review-final-12-weeks",  # due on 5 May
    "annual-review-final-amended",  # due on 28 April
)


def statuses(history, *wanted):
    found = limits(history, LATER)
    return [found[limit]["status"] for limit in wanted]


@pytest.mark.parametrize("answered", [4, 5])
def test_a_plan_that_answers_the_notice_or_the_meeting_ends_the_review_alone(answered):
    history = BOTH + f"2025-04-14 amended_plan_issued of={answered}"
    assert statuses(history, REVIEWED, NOTIFIED, REASSESSED) == ["met", "met", "outstanding"]


@pytest.mark.parametrize("answered", [2, 3])
def test_a_plan_that_answers_the_reassessment_ends_that_alone(answered):
    history = BOTH + f"2025-04-14 amended_plan_issued of={answered}"
    found = statuses(history, REVIEWED, NOTIFIED, REASSESSED)
    assert found == ["outstanding", "outstanding", "met"]


def test_a_plan_that_answers_the_draft_of_the_reassessment_does_so_too():
    history = BOTH + "2025-03-31 draft_plan_issued of=3\n2025-04-14 amended_plan_issued of=6"
    found = statuses(history, REVIEWED, NOTIFIED, REASSESSED)
    assert found == ["outstanding", "outstanding", "met"]


def test_each_of_two_plans_ends_its_own():
    plans = "2025-04-14 amended_plan_issued of=5\n2025-05-06 amended_plan_issued of=3"
    assert statuses(BOTH + plans, NOTIFIED, REASSESSED) == ["met", "missed"]


def test_a_plan_that_says_nothing_may_end_both():
    history = BOTH + "2025-04-14 amended_plan_issued"
    assert statuses(history, NOTIFIED, REASSESSED) == ["met", "met"]
    complaint = BOTH + "2025-03-10 complaint_made\n2025-04-14 amended_plan_issued of=6"
    assert statuses(complaint, NOTIFIED, REASSESSED) == ["met", "met"]


@pytest.mark.parametrize(
    ("order", "carried_out"),
    [
        ("tribunal_order ordered=amend", "order-amend-plan"),
        ("mediation_agreement ordered=amend", "order-amend-plan"),
        ("appeal_not_opposed ordered=amend", "unopposed-contents"),
    ],
)
def test_a_plan_that_carries_out_an_order_ends_neither(order, carried_out):
    history = BOTH + f"2025-03-24 {order}\n2025-04-14 amended_plan_issued of=6"
    found = statuses(history, carried_out, NOTIFIED, REASSESSED)
    assert found == ["met", "outstanding", "outstanding"]


def test_the_amendments_of_an_order_may_have_had_a_notice_though_they_need_none():
    order = "2025-03-24 tribunal_order ordered=amend\n"
    history = BOTH + order + "2025-04-14 amended_plan_issued of="
    found = statuses(history + "5", "order-amend-plan", NOTIFIED, REASSESSED)
    assert found == ["met", "met", "outstanding"]
    assert statuses(history + "4", "order-amend-plan", NOTIFIED) == ["outstanding", "met"]


def test_an_order_to_assess_anew_is_carried_out_by_the_plan_of_the_reassessment():
    history = """
        2024-05-27 final_plan_issued
        2025-01-13 reassessment_requested
        2025-01-28 reassessment_refused
        2025-03-03 tribunal_order ordered=assess
        2025-03-10 reassessment_agreed route=tribunal-order
        2025-05-05 amended_plan_issued of={}
    """
    limit = "order-assess-refuse-plan"
    notice = "2025-03-17 amendment_notice_issued\n2025-05-05 amended_plan_issued of=6"
    only_noticed = history.replace("2025-05-05 amended_plan_issued of={}", notice)
    assert statuses(only_noticed, limit, REASSESSED) == ["outstanding", "outstanding"]
    assert statuses(history.format(5), limit) == ["disapplied"]
    for answered in (4, 5):
        found = statuses(history.format(answered), "order-assess-final-plan", REASSESSED)
        assert found == ["met", "met"]


REVIEW = """
    2024-05-27 final_plan_issued
    2025-02-10 review_meeting_held
    2025-02-24 {after}
    2025-03-03 amendment_notice_issued of=3
    2025-03-24 amended_plan_issued of=4
"""
OF_A_REVIEW = ("annual-review-decision", "annual-review-amendment-notice", REVIEWED)


def test_the_notice_of_an_order_shows_nothing_of_a_review_that_met_before():
    order = REVIEW.format(after="tribunal_order ordered=amend")
    assert statuses(order, *OF_A_REVIEW) == ["outstanding"] * 3
    assert statuses(order, "order-amend-plan") == ["met"]
    assert NOTIFIED not in limits(order, LATER)
    decided = REVIEW.format(after="review_decision_notified decision=amend of=2")
    assert statuses(decided, *OF_A_REVIEW, NOTIFIED) == ["met"] * 4


@pytest.mark.parametrize("more", ["", "2025-03-10 amendment_notice_issued of=4"])
def test_a_plan_that_answers_the_notice_of_a_review_carries_out_no_order(more):
    decided = REVIEW.format(after="review_decision_notified decision=amend of=2")
    until_notice, plan = decided.rstrip().rsplit("\n", 1)
    ordered = "2025-03-17 tribunal_order ordered=amend"
    answered = plan.replace("of=4", "of=5") if more else plan
    history = "\n".join([until_notice, *([more] if more else []), ordered, answered])
    assert statuses(history, REVIEWED, "order-amend-plan") == ["met", "outstanding"]
