"""An outcome that took a duty away in time, and was not kept to: 6 January 2025 and after."""

import pytest

from tests.application.chronology.telling import limits, runs

LATER = "2025-12-01"
NO_PLAN = "decision-not-to-issue"  # due on 28 April
PLAN = "final-plan-20-weeks"  # due on 26 May
ASKED = "2025-01-06 assessment_requested\n"
REFUSED = ASKED + "2025-02-17 assessment_refused\n"
AGREED = ASKED + "2025-02-10 assessment_agreed\n"
NONE_NEEDED = AGREED + "2025-04-28 no_plan_decided\n"
DRAFTED = AGREED + "2025-04-21 draft_plan_issued\n"


def found(limit, history, as_at=LATER):
    (run,) = runs(limit, history, as_at)
    return run["status"], run["late_by_days"]


@pytest.mark.parametrize("given_up", [REFUSED, NONE_NEEDED])
def test_a_late_plan_shows_that_what_took_it_away_was_not_kept_to(given_up):
    assert found(PLAN, given_up) == ("disapplied", None)
    assert found(PLAN, given_up + "2025-07-30 final_plan_issued") == ("undetermined", [65, 65])


def test_what_was_refused_twice_was_not_kept_to_either():
    twice = REFUSED + "2025-03-03 assessment_refused\n2025-07-30 final_plan_issued"
    assert found(PLAN, twice) == ("undetermined", [65, 65])


def test_until_the_plan_came_nothing_spoke_against_the_refusal():
    history = REFUSED + "2025-07-30 final_plan_issued"
    assert found(PLAN, history, "2025-07-29") == ("disapplied", None)


def test_a_plan_in_time_leaves_the_refusal_as_it_was():
    assert found(PLAN, REFUSED + "2025-05-26 final_plan_issued") == ("disapplied", None)
    assert found(PLAN, REFUSED + "2025-05-27 final_plan_issued") == ("undetermined", [1, 1])


@pytest.mark.parametrize(
    "between",
    [
        "tribunal_order ordered=assess",
        "mediation_agreement ordered=assess",
        "appeal_not_opposed ordered=assess",
        "assessment_requested",
        "brought_to_attention",
        "plan_received",
    ],
)
def test_what_brought_clocks_of_its_own_leaves_those_of_the_request_at_rest(between):
    history = f"{REFUSED}2025-05-05 {between}\n2025-07-30 final_plan_issued"
    first, *_ = runs(PLAN, history, LATER)
    assert first["status"] == "disapplied"


def test_after_a_decision_that_none_is_needed_an_order_does_so_too():
    history = NONE_NEEDED + "2025-06-02 tribunal_order\n2025-07-30 final_plan_issued"
    assert found(PLAN, history) == ("disapplied", None)
    assert limits(history, LATER)["order-make-plan-final"]["status"] == "met"


def test_a_refusal_that_is_said_to_be_dropped_has_its_two_readings_and_no_more():
    history = REFUSED + "2025-06-02 assessment_agreed\n2025-07-30 final_plan_issued"
    assert found(PLAN, history) == ("missed", [65, 65])
    assert limits(history, LATER)["order-assess-final-plan"]["status"] == "met"


def test_a_decision_after_a_draft_that_no_plan_is_needed_is_owed_in_time():
    assert found(NO_PLAN, DRAFTED) == ("disapplied", None)
    assert found(NO_PLAN, DRAFTED + "2025-04-28 no_plan_decided") == ("disapplied", None)
    assert found(NO_PLAN, DRAFTED + "2025-04-29 no_plan_decided") == ("missed", [1, 1])
    assert found(PLAN, DRAFTED + "2025-05-19 no_plan_decided") == ("disapplied", None)


def test_a_further_draft_takes_it_away_no_more_than_the_first():
    history = DRAFTED + "2025-05-05 draft_plan_issued\n2025-05-19 no_plan_decided"
    assert found(NO_PLAN, history) == ("missed", [21, 21])


def test_a_request_that_joins_the_first_begins_nothing_anew():
    history = DRAFTED + "2025-05-05 assessment_requested\n2025-05-19 no_plan_decided"
    assert found(NO_PLAN, history) == ("missed", [21, 21])


def test_a_draft_late_or_followed_by_the_plan_is_judged_as_ever():
    late = AGREED + "2025-04-29 draft_plan_issued"
    assert found(NO_PLAN, late) == ("missed", [1, 1])
    planned = DRAFTED + "2025-06-02 final_plan_issued\n2027-01-04 no_plan_decided"
    assert found(NO_PLAN, planned) == ("disapplied", None)


def test_such_a_decision_after_an_order_is_owed_in_its_ten_weeks():
    history = """
        2025-03-03 tribunal_order ordered=assess
        2025-05-05 draft_plan_issued
        2025-05-19 no_plan_decided
    """
    assert found("order-assess-refuse-plan", history) == ("missed", [7, 7])


def test_an_exception_excuses_it_like_any_other():
    claim = "ground=exceptional-personal-circumstances accepted=true limits=[{}]"
    late = DRAFTED + "2025-05-19 no_plan_decided\n2025-03-03 exception_claimed "
    assert found(NO_PLAN, late + claim.format(NO_PLAN))[0] == "excused"
