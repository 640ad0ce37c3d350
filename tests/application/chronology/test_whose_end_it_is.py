"""Several starts at once, entries that were wrong, what one side says, and given due days."""

import pytest

from tests.application.chronology.telling import (
    answer,
    limits,
    runs,
    standing,
    standings,
    warnings,
)

LATER = "2026-03-01"
DECISION = "annual-review-decision"
PLAN = "final-plan-20-weeks"


def run(limit, history, as_at=LATER, **others):
    (found,) = runs(limit, history, as_at, **others)
    return found


# Two reviews open at once

TWO = """
    2024-01-08 review_meeting_held
    2024-01-15 review_meeting_held
"""


def test_one_entry_that_ends_two_open_starts_meets_neither():
    found = runs(DECISION, TWO + "2024-02-05 review_decision_notified", LATER)
    assert [(one["status"], one["done"]) for one in found] == [
        ("undetermined", ["2024-02-05", "2024-02-05"])
    ] * 2


def test_one_entry_may_miss_both_of_the_starts_that_it_ends():
    assert standings(DECISION, TWO + "2024-02-13 cease_decided", LATER) == ["missed", "missed"]
    found = standings(DECISION, TWO + "2024-02-06 cease_decided", LATER)
    assert found == ["missed", "undetermined"]


def test_an_entry_may_say_whose_end_it_is():
    found = runs(DECISION, TWO + "2024-02-05 review_decision_notified of=2", LATER)
    assert [one["status"] for one in found] == ["outstanding", "met"]
    found = runs(DECISION, TWO + "2024-02-05 review_decision_notified of=1", LATER)
    assert [one["status"] for one in found] == ["met", "outstanding"]


def test_an_entry_may_say_so_through_others():
    history = (
        TWO
        + """
        2024-02-01 amendment_notice_issued of=1
        2024-03-25 amended_plan_issued of=3
    """
    )
    assert standings("annual-review-final-12-weeks", history, LATER) == ["met", "outstanding"]


def test_an_entry_that_answers_something_else_does_not_say_whose_end_it_is():
    history = (
        TWO
        + """
        2024-02-01 complaint_made
        2024-02-05 review_decision_notified of=3
    """
    )
    assert standings(DECISION, history, LATER) == ["undetermined", "undetermined"]


def test_a_start_that_was_shown_to_be_done_is_no_longer_open():
    history = """
        2023-01-09 review_meeting_held
        2023-02-06 amended_plan_issued
        2024-01-08 review_meeting_held
        2024-02-05 review_decision_notified
    """
    first, second = runs(DECISION, history, LATER)
    assert (first["status"], first["ended_by"]) == ("met", "amended-plan-issued")
    assert (second["status"], second["ended_by"]) == ("met", "review-decision-notified")


# Two axes: wrong entries, and when things were known

CORRECTED = """
    2024-01-08 assessment_requested
    2024-05-27 final_plan_issued
    2024-05-28 final_plan_issued corrects=2 known_on=2024-07-01
"""


def test_a_correction_stands_for_the_wrong_entry_from_the_day_it_was_recorded():
    assert run(PLAN, CORRECTED)["late_by_days"] == [1, 1]
    assert run(PLAN, CORRECTED, known="2024-06-30")["status"] == "met"
    assert run(PLAN, CORRECTED, known="2024-07-01")["status"] == "missed"


def test_a_correction_counts_by_its_recording_and_not_by_its_date():
    assert run(PLAN, CORRECTED, "2024-05-27")["status"] == "not-due"
    assert run(PLAN, CORRECTED, "2024-05-27", known="2024-06-01")["status"] == "met"


def test_a_struck_entry_is_left_out_from_then():
    history = """
        2024-01-08 assessment_requested
        2024-05-27 final_plan_issued
        ? complaint_made strikes=2 known_on=2024-07-01T10:00:00Z
    """
    assert run(PLAN, history)["status"] == "outstanding"
    assert run(PLAN, history, known="2024-07-01T09:59:59Z")["status"] == "met"
    assert run(PLAN, history, known="2024-07-01T10:00:00Z")["status"] == "outstanding"
    assert run(PLAN, history, known="2024-07-01")["status"] == "outstanding"


def test_an_entry_is_known_from_its_day_and_without_one_always():
    history = """
        2024-01-08 assessment_requested
        2024-05-27 final_plan_issued known_on=2024-06-10
    """
    assert run(PLAN, history, known="2014-09-01")["status"] == "outstanding"
    assert run(PLAN, history, known="2024-06-09")["status"] == "outstanding"
    assert run(PLAN, history, known="2024-06-10")["status"] == "met"
    assert run(PLAN, history, "2024-05-27", known="2024-06-09")["status"] == "not-due"


def test_what_answers_a_corrected_entry_answers_the_one_that_stands_for_it():
    history = """
        2024-01-08 review_meeting_held
        2024-01-15 review_meeting_held
        2024-02-05 review_decision_notified of=1
        2024-01-09 review_meeting_held corrects=1
    """
    by_start = {one["started"][0]: one["status"] for one in runs(DECISION, history, LATER)}
    assert by_start == {"2024-01-09": "met", "2024-01-15": "outstanding"}


def test_a_distance_from_a_corrected_entry_hangs_on_the_one_that_stands_for_it():
    history = """
        2024-01-08 review_meeting_held
        +review_meeting_held:weeks=4 review_decision_notified
        2024-01-15 review_meeting_held corrects=1
    """
    found = run(DECISION, history)
    assert (found["done"], found["status"]) == (["2024-02-12", "2024-02-12"], "met")


# What one side says


@pytest.mark.parametrize(
    "history",
    [
        "2024-01-08 assessment_requested basis=alleged\n2024-05-27 final_plan_issued",
        "2024-01-08 assessment_requested\n2024-05-27 final_plan_issued basis=alleged",
        "2024-01-08 assessment_requested\n2024-02-05 no_plan_decided basis=alleged",
        "2024-01-08 complaint_made basis=alleged\n+complaint_made:weeks=1 assessment_requested",
    ],
)
def test_what_rests_on_an_alleged_entry_is_undetermined(history):
    assert standing(PLAN, history, LATER) == "undetermined"


def test_an_alleged_entry_on_which_nothing_rests_changes_nothing():
    history = "2024-01-08 assessment_requested\n2024-05-27 final_plan_issued\n"
    alleged = history + "2024-06-03 review_meeting_held basis=alleged"
    assert run(PLAN, alleged) == run(PLAN, history)


def test_an_alleged_refusal_leaves_open_which_request_counts():
    history = """
        2024-01-08 assessment_requested
        2024-02-05 assessment_refused basis=alleged
        2024-03-04 assessment_requested
        2024-07-22 final_plan_issued
    """
    assert standings(PLAN, history, LATER) == ["undetermined", "undetermined"]


def test_an_alleged_claim_excuses_nothing_firmly():
    claim = "ground=exceptional-personal-circumstances accepted=true"
    history = f"2024-01-08 assessment_requested\n2024-03-04 exception_claimed {claim}"
    assert standing(PLAN, history, LATER) == "excused"
    assert standing(PLAN, history + " basis=alleged", LATER) == "undetermined"


# Given due days


def test_a_given_due_day_is_judged_without_a_start():
    history = "2024-05-20 decision_was_due\n"
    found = run("decision-not-to-issue", history + "2024-06-03 no_plan_decided")
    assert (found["started"], found["due"]) == (None, ["2024-05-20", "2024-05-20"])
    assert (found["status"], found["late_by_days"]) == ("missed", [14, 14])
    assert found["started_by"] == "decision-was-due"
    assert run("decision-not-to-issue", history, "2024-05-21")["late_by_days"] == [1, 1]
    assert run("decision-not-to-issue", history + "2024-05-20 no_plan_decided")["status"] == "met"
    assert standing(
        "decision-not-to-issue", "2024-05-20 draft_plan_issued\n" + history, LATER
    ) == ("disapplied")
    late = run("decision-not-to-issue", history + "2024-05-21 final_plan_issued")
    assert (late["status"], late["late_by_days"]) == ("missed", [1, 1])


def test_a_given_due_day_counts_only_where_no_start_of_the_limit_is_recorded():
    history = "2024-01-08 assessment_requested\n2024-05-20 decision_was_due"
    found = run("decision-not-to-issue", history)
    assert (found["due"], found["started_by"]) == (["2024-04-29"] * 2, "assessment-requested")
    assert (2, "no-start", "decision-was-due") in warnings(history)


def test_a_due_day_of_a_limit_that_has_a_start_is_said_to_count_for_nothing():
    given = "due_day_given limits=[final-plan-20-weeks]"
    history = f"2024-01-08 assessment_requested\n2024-05-20 {given}"
    found = run("final-plan-20-weeks", history)
    assert (found["due"], found["started_by"]) == (["2024-05-27"] * 2, "assessment-requested")
    assert (2, "no-start", "due-day-given") in warnings(history)
    undated = f"? assessment_requested\n2024-05-20 {given}"
    assert [found["due"] for found in runs("final-plan-20-weeks", undated)] == [
        None,
        ["2024-05-20"] * 2,
    ]
    assert warnings(undated) == []
    alone = f"2024-05-20 {given}"
    assert run("final-plan-20-weeks", alone)["due"] == ["2024-05-20"] * 2
    assert warnings(alone) == []
    other = history.replace("[final-plan", "[mediation-arrange,final-plan")
    assert run("mediation-arrange", other)["due"] == ["2024-05-20"] * 2
    assert (2, "no-start", "due-day-given") not in warnings(other)


@pytest.mark.parametrize(
    ("given", "limit", "end"),
    [
        ("advice_due", "advice-response", "advice_received"),
        ("review_completion_due", "annual-review-subsequent", "review_decision_notified"),
        ("review_completion_due", "annual-review-subsequent", "amended_plan_issued"),
        ("review_missed", "annual-review-subsequent", "review_decision_notified"),
        ("review_missed", "annual-review-subsequent", "amended_plan_issued"),
        ("due_day_given limits=[order-amend-plan]", "order-amend-plan", "amended_plan_issued"),
        ("due_day_given limits=[annual-review-report]", "annual-review-report",
         "review_report_sent"),
    ],
)  # fmt: skip
def test_each_given_day_has_its_limit_and_its_end(given, limit, end):
    history = f'2024-05-20 "{given}"\n'.replace('"', "")
    assert run(limit, history, "2024-05-20")["status"] == "not-due"
    assert run(limit, history, "2024-05-21")["status"] == "outstanding"
    found = run(limit, f"{history}2024-06-03 {end}")
    assert (found["status"], found["late_by_days"]) == ("missed", [14, 14])
    found = run(limit, f"{history}2024-05-20 {end}")
    assert (found["status"], found["late_by_days"]) == ("met", [0, 0])


def test_a_step_inside_the_period_counted_back_from_a_given_day_may_end_it():
    # 16 weeks back from 20 May 2024 is 29 January.
    history = "{} no_plan_decided\n2024-05-20 decision_was_due"
    assert standing("decision-not-to-issue", history.format("2024-01-29"), LATER) == "met"
    assert standing("decision-not-to-issue", history.format("2024-01-26"), LATER) == "outstanding"


def test_an_earlier_review_does_not_complete_the_one_that_was_due():
    history = "2023-07-03 review_decision_notified\n2024-05-20 review_completion_due"
    assert standing("annual-review-subsequent", history, LATER) == "outstanding"


def test_a_given_day_of_a_review_is_not_shown_by_a_notice():
    history = """
        2024-05-20 review_missed
        2024-06-03 review_decision_notified decision=amend
    """
    assert standing("annual-review-subsequent", history, LATER) == "missed"
    history = "2024-05-20 review_missed\n2024-05-13 amendment_notice_issued"
    assert standing("annual-review-subsequent", history, LATER) == "outstanding"


def test_a_given_span_is_a_span_of_due_days():
    found = run("advice-response", "2024-05 advice_due\n2024-06-03 advice_received")
    assert (found["due"], found["late_by_days"]) == (["2024-05-01", "2024-05-31"], [3, 33])


def test_a_given_day_on_an_unknown_day_is_undetermined():
    assert standing("advice-response", "? advice_due\n2024-06-03 advice_received", LATER) == (
        "undetermined"
    )


def test_a_given_day_counts_for_every_limit_it_names_even_one_that_nothing_ends():
    history = "2024-05-20 due_day_given limits=[final-plan-20-weeks,mediation-arrange]"
    found = limits(history, "2024-05-21")
    assert {limit: found[limit]["status"] for limit in found} == {
        "final-plan-20-weeks": "outstanding",
        "mediation-arrange": "outstanding",
    }


# Phases, reviews, ceasing, supposing


def test_the_next_review_is_counted_from_the_meeting_or_from_the_decision():
    history = "2023-11-06 review_meeting_held\n2023-12-04 review_decision_notified"
    found = run("annual-review-subsequent", history, "2024-11-20")
    assert (found["reading"], found["due"]) == ("from-meeting", ["2024-11-05", "2024-11-05"])
    assert (found["status"], found["late_by_days"]) == ("outstanding", [15, 15])
    assert found["readings"] == [
        {
            "reading": "from-decision",
            "limit": "annual-review-subsequent",
            "due": ["2024-12-03", "2024-12-03"],
            "status": "not-due",
            "late_by_days": None,
        }
    ]


def test_a_review_without_a_decision_has_one_reading():
    found = run("annual-review-subsequent", "2023-11-06 review_meeting_held", "2024-11-20")
    assert (found["reading"], found["readings"]) == ("from-meeting", [])


def test_an_unqualified_decision_takes_no_duty_away():
    history = "2024-01-08 review_meeting_held\n2024-02-05 review_decision_notified"
    assert standing("annual-review-final-12-weeks", history, "2024-04-02") == "outstanding"
    assert (2, "assumed", "decision") in warnings(history)
    amended = history + "\n2024-03-25 amended_plan_issued"
    assert (2, "assumed", "decision") not in warnings(amended)


DISMISSED = """
    2024-02-05 tribunal_appeal_lodged
    2024-05-06 tribunal_order ordered=dismiss-cease
"""
CEASED = "2024-01-08 cease_decided\n"  # the time to appeal ends on Friday 8 March 2024


@pytest.mark.parametrize(
    ("rest", "as_at", "status"),
    [
        ("", "2024-03-08", "not-due"),
        ("", "2024-03-09", "undetermined"),
        ("2024-03-08 plan_ceased", LATER, "missed"),
        ("2024-03-09 plan_ceased", LATER, "met"),
        ("2024-03 plan_ceased", LATER, "undetermined"),
        ("2024-02-05 tribunal_appeal_lodged", LATER, "not-due"),
        ("2024-02-05 tribunal_appeal_lodged\n2024-06-03 plan_ceased", LATER, "missed"),
        ("2024-02-05 tribunal_appeal_lodged\n2024-05-06 tribunal_order", LATER, "undetermined"),
        (DISMISSED + "2024-05-07 plan_ceased", LATER, "undetermined"),
        ("2024-03-09 plan_ceased\n2024-03-11 tribunal_appeal_lodged", LATER, "met"),
        ("2024-02-05 tribunal_appeal_lodged basis=alleged\n2024-06-03 plan_ceased", LATER,
         "undetermined"),
        ("2024-02 tribunal_appeal_lodged", "2024-02-20", "not-due"),
        ("2024-06 tribunal_appeal_lodged\n2024-07-01 plan_ceased", LATER, "missed"),
        ("2024-02-05 tribunal_appeal_lodged\n2024-06 plan_ceased", "2024-06-15", "undetermined"),
    ],
)  # fmt: skip
def test_a_plan_is_kept_until_the_time_to_appeal_is_over_or_the_appeal_decided(
    rest, as_at, status
):
    assert standing("cease-not-before", CEASED + rest, as_at) == status


def test_once_an_appeal_is_lodged_no_day_can_be_worked_out():
    found = run("cease-not-before", CEASED + "2024-02-05 tribunal_appeal_lodged")
    assert (found["due"], found["late_by_days"]) == (None, None)


def test_the_time_to_appeal_runs_from_the_last_decision_before_the_appeal():
    history = """
        2024-01-08 assessment_refused
        2024-02-05 no_plan_decided
        2024-04-08 tribunal_appeal_lodged
        2024-05-06 amended_plan_issued
    """
    found = run("appeal-window-decision", history)
    assert (found["started_by"], found["due"]) == ("no-plan-decided", ["2024-04-05"] * 2)
    assert (found["status"], found["late_by_days"]) == ("missed", [3, 3])
    assert found["owed_by"] == "parent-or-young-person"


def test_the_time_to_appeal_runs_from_the_decision_that_the_appeal_names():
    history = """
        2024-01-08 final_plan_issued
        2024-04-08 review_decision_notified decision=maintain
        2024-05-06 tribunal_appeal_lodged of=1
    """
    found = run("appeal-window-decision", history)
    assert (found["started_by"], found["due"]) == ("final-plan-issued", ["2024-03-08"] * 2)
    assert found["status"] == "missed"


@pytest.mark.parametrize(
    ("said", "started_by", "status"),
    [
        ("decision=amend", "final-plan-issued", "missed"),
        ("", "review-decision-notified", "met"),
    ],
)
def test_a_decision_to_amend_cannot_be_appealed_so_that_the_appeal_is_about_the_plan(
    said, started_by, status
):
    history = f"""
        2024-01-08 final_plan_issued
        2024-03-25 review_decision_notified {said}
        2024-05-06 tribunal_appeal_lodged
    """
    found = run("appeal-window-decision", history)
    assert (found["started_by"], found["status"]) == (started_by, status)


def test_an_appeal_that_is_said_to_be_about_a_decision_to_amend_is_in_time_by_nothing():
    history = """
        2024-01-08 final_plan_issued
        2024-03-25 review_decision_notified decision=amend
        2024-05-06 tribunal_appeal_lodged of=2
    """
    assert standing("appeal-window-decision", history, LATER) is None


def test_supposed_events_are_added_and_move_a_day_that_was_not_asked_for():
    history = "2024-01-08 assessment_requested"
    suppose = ["draft-plan-issued@2024-04-01", "final_plan_issued@2024-05-28"]
    found = answer(history, suppose=suppose)
    assert found["as_at"] == "2024-05-28"
    (plan,) = [limit for limit in found["limits"] if limit["limit"] == PLAN]
    assert (plan["status"], plan["late_by_days"]) == ("missed", [1, 1])
    assert answer(history, suppose=suppose, as_at="2024-03-01")["as_at"] == "2024-03-01"
    assert standing(PLAN, history, "2024-03-01", suppose=suppose) == "not-due"


def test_a_history_is_judged_as_at_the_day_asked_for_else_the_files_else_today():
    history = "2024-01-08 assessment_requested"
    assert answer(history)["as_at"] == "2026-03-02"
    assert answer(history, "2024-02-01")["as_at"] == "2024-02-01"


def test_what_is_said_not_to_have_happened_is_never_parsed():
    history = "2024-01-08 assessment_requested\n2024-05-27 final_plan_issued"
    said = answer(history, LATER, not_happened=["final_plan_issued after January 2024"])
    assert said["limits"] == answer(history, LATER)["limits"]


# Warnings, force and source


def test_each_thing_that_was_not_understood_or_had_to_be_assumed_is_warned_of():
    history = """
        2024-01-08 headteacher_left party=school colour=blue
        2024-02-05 review_report_sent
        2024-03-04 tribunal_order
        2024-04-01 phase_transfer_due
    """
    assert warnings(history, weather="rain") == [
        (None, "unknown-key", "weather"),
        (1, "unknown-key", "colour"),
        (1, "unknown-event", "headteacher-left"),
        (2, "no-start", "review-report-sent"),
        (3, "assumed", "ordered"),
        (4, "assumed", "phase"),
    ]


def test_events_that_start_no_clock_do_no_harm():
    history = "2024-01-08 assessment_requested\n2024-05-27 final_plan_issued\n"
    harmless = """
        2024-02-05 complaint_made
        2024-02-06 advice_rejected
        ? verbal_statement
        2024-03 tribunal_hearing
        2024-06-03 ombudsman_decision
        2024-06-04 never_heard_of_it
    """
    assert answer(history + harmless, LATER)["limits"] == answer(history, LATER)["limits"]


@pytest.mark.parametrize(
    ("history", "limit", "force"),
    [
        ("2024-01-08 assessment_requested", PLAN, "statutory"),
        ("2024-01-08 review_meeting_held", "annual-review-final-12-weeks", "case-law"),
        ("2024-01-08 tribunal_order ordered=remit", "order-remit", "advisory"),
        ("2024-01-08 due_day_given limits=[annual-review-under-5]", "annual-review-under-5",
         "guidance"),
        ("2024-01-08 due_day_given limits=[appeal-final-evidence]", "appeal-final-evidence",
         "tribunal-direction"),
    ],
)  # fmt: skip
def test_the_force_of_a_limit_is_that_of_what_stands_behind_it(history, limit, force):
    assert run(limit, history, "2024-01-08")["force"] == force
