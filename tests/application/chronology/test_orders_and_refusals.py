"""What an order requires where it does not say, and refusals that were dropped again."""

import pytest

from tests.application.chronology.telling import answer, limits, runs, standing, warnings

LATER = "2025-12-01"
ASSESS = {"order-assess-notify", "order-assess-refuse-plan", "order-assess-final-plan"}
MAKE_PLAN = {"order-make-plan-draft", "order-make-plan-final"}
UNOPPOSED = {
    "order-assess-notify": "unopposed-assess-notify",
    "order-assess-refuse-plan": "unopposed-assess-refuse-plan",
    "order-assess-final-plan": "unopposed-assess-final-plan",
    "order-make-plan-draft": "unopposed-make-plan-draft",
    "order-make-plan-final": "unopposed-make-plan-final",
    "order-amend-plan": "unopposed-contents",
}


def started_by(event, history):
    """Return which limits an event has started."""
    found = answer(history, LATER)["limits"]
    return {limit["limit"] for limit in found if limit["started_by"] == event.replace("_", "-")}


@pytest.mark.parametrize(
    ("before", "after", "started"),
    [
        ("assessment_refused", None, ASSESS),
        ("reassessment_refused", None, ASSESS),
        ("no_plan_decided", None, MAKE_PLAN),
        ("final_plan_issued", None, {"order-amend-plan"}),
        ("final_plan_issued", "no_plan_decided", {"order-amend-plan"}),
        ("review_decision_notified", None, {"order-amend-plan"}),
        (None, "assessment_agreed", ASSESS),
        (None, "no_plan_decided", ASSESS),
        (None, "draft_plan_issued", MAKE_PLAN),
        (None, "final_plan_issued", MAKE_PLAN),
        (None, "amended_plan_issued", {"order-amend-plan"}),
        (None, None, {"order-amend-plan"}),
    ],
)
@pytest.mark.parametrize("order", ["tribunal_order", "mediation_agreement", "appeal_not_opposed"])
def test_what_an_order_requires_is_inferred_from_the_decision_or_from_what_followed(
    order, before, after, started
):
    history = f"""
        {f"2024-01-08 {before}" if before else ""}
        2024-03-04 {order}
        {f"2024-03-11 {after}" if after else ""}
    """
    if order == "mediation_agreement" and started == {"order-amend-plan"}:
        started = {"mediation-agreement-other"}
    if order == "appeal_not_opposed":
        started = {UNOPPOSED[limit] for limit in started}
    assert started_by(order, history) == started
    place = 2 if before else 1
    assert (place, "assumed", "ordered") in warnings(history)


def test_what_an_order_says_goes_before_what_may_be_inferred():
    history = "2024-01-08 assessment_refused\n2024-03-04 tribunal_order ordered=amend"
    assert started_by("tribunal_order", history) == {"order-amend-plan"}
    assert "assumed" not in {code for _, code, _ in warnings(history)}


@pytest.mark.parametrize("decided", ["maintain", "amend"])
def test_an_order_is_about_the_decision_that_was_appealed_not_about_a_later_one(decided):
    history = f"""
        2024-01-08 final_plan_issued
        2024-02-05 reassessment_refused
        2024-03-04 tribunal_appeal_lodged
        2024-04-08 review_decision_notified decision={decided}
        2024-06-03 tribunal_order of=3
    """
    assert started_by("tribunal_order", history) == ASSESS


def test_an_order_after_a_decision_to_amend_of_which_no_plan_is_told_is_to_amend():
    history = """
        2024-04-08 review_decision_notified decision=amend
        2024-06-03 tribunal_order
        2024-06-17 final_plan_issued
    """
    assert started_by("tribunal_order", history) == {"order-amend-plan"}


def test_an_agreement_that_stands_for_an_order_names_both_provisions():
    found = limits("2024-03-04 mediation_agreement ordered=assess", "2024-03-05")
    own = limits("2024-03-04 tribunal_order ordered=assess", "2024-03-05")
    for limit in ASSESS:
        assert found[limit]["source"] == f"SI 2014/1530 reg 42(2); {own[limit]['source']}"


REDATED = """
    2024-03-04 tribunal_order ordered=amend
    2024-03-18 tribunal_order_redated
"""


def test_an_order_that_is_dated_again_starts_its_limits_again():
    first, again = runs("order-amend-plan", REDATED, LATER)
    assert (first["due"], first["status"]) == (["2024-04-08"] * 2, "undetermined")
    assert (again["due"], again["status"]) == (["2024-04-22"] * 2, "outstanding")
    assert again["started_by"] == "tribunal-order-redated"


def test_what_was_done_under_a_redated_order_was_done_by_its_later_date():
    first, again = runs("order-amend-plan", REDATED + "2024-04-22 amended_plan_issued", LATER)
    assert (first["status"], again["status"]) == ("undetermined", "met")
    _, again = runs("order-amend-plan", REDATED + "2024-04-23 amended_plan_issued", LATER)
    assert (again["status"], again["late_by_days"]) == ("missed", [1, 1])


def test_what_was_done_before_the_later_date_was_done():
    order, again = REDATED.strip().splitlines()
    history = f"{order}\n2024-03-11 amended_plan_issued\n{again}"
    first, again = runs("order-amend-plan", history, LATER)
    assert (first["status"], again["status"]) == ("undetermined", "met")
    assert (again["due"], again["late_by_days"]) == (["2024-04-22"] * 2, [-42, -42])


def test_a_redated_order_may_name_the_order_that_it_replaces():
    history = """
        2024-02-05 tribunal_order ordered=name-school
        2024-03-04 tribunal_order ordered=amend
        2024-03-18 tribunal_order_redated of=1
    """
    found = answer(history, LATER)["limits"]
    assert [(limit["limit"], limit["status"]) for limit in found] == [
        ("order-name-school", "undetermined"),
        ("order-amend-plan", "outstanding"),
        ("order-name-school", "outstanding"),
    ]


def test_a_redated_order_without_its_first_date_is_inferred_like_any_other():
    history = "2024-01-08 assessment_refused\n2024-03-18 tribunal_order_redated"
    assert started_by("tribunal_order_redated", history) == ASSESS
    assert (2, "assumed", "ordered") in warnings(history)


REASSESSMENT_REFUSED = """
    2024-01-08 final_plan_issued
    2024-02-05 reassessment_refused
    2024-03-04 {cause} ordered=assess
"""


@pytest.mark.parametrize(
    ("cause", "limit"), [("tribunal_order", "order"), ("appeal_not_opposed", "unopposed")]
)
def test_a_reassessment_that_was_ordered_and_made_leaves_nothing_outstanding(cause, limit):
    ordered = REASSESSMENT_REFUSED.format(cause=cause)
    agreed = ordered + "2024-03-19 reassessment_agreed\n"
    assert standing(f"{limit}-assess-notify", ordered, LATER) == "outstanding"
    found = limits(agreed, LATER)[f"{limit}-assess-notify"]
    assert (found["status"], found["late_by_days"]) == ("missed", [1, 1])
    found = limits(agreed + "2024-06-10 amended_plan_issued", LATER)
    assert found[f"{limit}-assess-refuse-plan"]["status"] == "missed"
    assert found[f"{limit}-assess-final-plan"]["status"] == "met"
    found = limits(agreed + "2024-05-13 amended_plan_issued", LATER)
    assert found[f"{limit}-assess-refuse-plan"]["status"] == "disapplied"


def test_a_reassessment_years_later_is_no_answer_to_an_order_to_assess():
    history = """
        2024-01-08 assessment_refused
        2024-03-04 tribunal_order ordered=assess
        2024-03-18 final_plan_issued
        2025-03-03 reassessment_agreed
    """
    assert limits(history, "2025-06-02")["order-assess-notify"]["status"] == "met"


def test_what_a_reassessment_was_agreed_after_may_be_said_where_no_refusal_is_told():
    history = "2024-03-04 tribunal_order ordered=assess\n2024-03-18 reassessment_agreed"
    assert standing("order-assess-notify", history, LATER) == "outstanding"
    assert standing("order-assess-notify", history + " route=tribunal-order", LATER) == "met"


# Refusals that were dropped again

REFUSED = "2024-01-08 assessment_requested\n2024-02-12 assessment_refused\n"
DROPPED = REFUSED + "{cause}\n2024-06-03 assessment_agreed{route}"


def dropped(cause="", route=""):
    return DROPPED.format(cause=cause, route=f" route={route}" if route else "")


@pytest.mark.parametrize("history", [dropped(), dropped(route="own-decision")])
def test_a_refusal_dropped_without_an_order_is_read_in_two_ways_that_name_each_other(history):
    found = limits(history, LATER)
    for high_court, due, ombudsman, other_due in (
        ("decision-not-to-issue", "2024-04-29", "order-assess-refuse-plan", "2024-08-12"),
        ("final-plan-20-weeks", "2024-05-27", "order-assess-final-plan", "2024-09-09"),
    ):
        first, second = found[high_court], found[ombudsman]
        assert (first["reading"], first["due"]) == ("high-court", [due, due])
        assert (second["reading"], second["due"]) == ("ombudsman", [other_due, other_due])
        assert first["started_by"] == "assessment-requested"
        assert second["started_by"] == "assessment-agreed"
        for one, other in ((first, second), (second, first)):
            (quoted,) = one["readings"]
            assert quoted == {
                "reading": other["reading"],
                "limit": other["limit"],
                "due": other["due"],
                "status": other["status"],
                "late_by_days": other["late_by_days"],
            }
    assert "order-assess-notify" not in found
    assert found["assessment-decision-notify"]["status"] == "met"


@pytest.mark.parametrize("route", ["own-decision", "tribunal-order", "unopposed"])
def test_a_request_that_is_withdrawn_after_its_refusal_was_dropped_leaves_nothing_owed(route):
    history = dropped(route=route) + "\n2024-06-10 request_withdrawn"
    prefix = "unopposed" if route == "unopposed" else "order"
    for withdrawn in (history, history + " of=1"):
        found = limits(withdrawn, LATER)
        for limit in ("assess-refuse-plan", "assess-final-plan"):
            last = found[f"{prefix}-{limit}"]
            assert last["ended_by"] == "request-withdrawn"
            assert last["status"] == ("disapplied" if route == "own-decision" else "undetermined")


def test_a_withdrawal_of_another_request_leaves_it_owed():
    history = dropped() + "\n2024-06-10 assessment_requested\n2024-06-17 request_withdrawn of=4"
    assert limits(history, LATER)["order-assess-final-plan"]["status"] == "outstanding"


def test_who_withdraws_too_late_was_owed_it_until_then():
    history = dropped() + "\n2024-09-10 request_withdrawn"
    found = limits(history, LATER)["order-assess-final-plan"]
    assert (found["status"], found["late_by_days"]) == ("missed", [1, 1])


TWICE = (
    REFUSED + "2024-03-04 assessment_refused\n2024-06-03 assessment_agreed route=own-decision\n"
)


def test_what_was_refused_twice_and_then_dropped_is_read_as_if_never_refused():
    found = limits(TWICE, "2024-08-20")
    for limit, due in (("decision-not-to-issue", "2024-04-29"),
                       ("final-plan-20-weeks", "2024-05-27")):  # fmt: skip
        assert (found[limit]["reading"], found[limit]["due"]) == ("high-court", [due, due])
        assert found[limit]["status"] == "outstanding"
    assert found["order-assess-final-plan"]["status"] == "not-due"


def test_what_was_refused_dropped_refused_and_dropped_again_is_read_so_too():
    again = "2024-07-01 assessment_refused\n2024-09-02 assessment_agreed route=own-decision"
    assert limits(TWICE + again, LATER)["final-plan-20-weeks"]["status"] == "outstanding"


def test_only_a_route_that_nobody_states_is_assumed():
    assert (3, "assumed", "route") in warnings(dropped())
    assert (3, "assumed", "route") not in warnings(dropped(route="own-decision"))
    ordered = dropped("2024-05-06 tribunal_order ordered=assess")
    assert (4, "assumed", "route") not in warnings(ordered)


def test_a_final_plan_ends_both_readings_of_a_dropped_refusal():
    found = limits(dropped() + "\n2024-09-09 final_plan_issued", LATER)
    assert (found["order-assess-final-plan"]["status"]) == "met"
    high_court = found["final-plan-20-weeks"]
    assert (high_court["status"], high_court["late_by_days"]) == ("missed", [105, 105])
    assert found["order-assess-refuse-plan"]["status"] == "missed"  # 9 September is too late
    found = limits(dropped() + "\n2024-04-22 no_plan_decided", LATER)
    assert found["decision-not-to-issue"]["reading"] == "high-court"


@pytest.mark.parametrize(
    ("cause", "prefix"),
    [
        ("tribunal_order ordered=assess", "order"),
        ("tribunal_order", "order"),
        ("mediation_agreement ordered=assess", "order"),
        ("mediation_agreement", "order"),
        ("appeal_not_opposed", "unopposed"),
    ],
)
def test_a_refusal_dropped_after_an_order_counts_from_the_order_alone(cause, prefix):
    found = limits(dropped(f"2024-05-06 {cause}"), LATER)
    assert found[f"{prefix}-assess-final-plan"]["due"] == ["2024-08-12", "2024-08-12"]
    assert found[f"{prefix}-assess-final-plan"]["reading"] is None
    assert found[f"{prefix}-assess-notify"]["status"] == "missed"  # due 20 May
    assert found["final-plan-20-weeks"]["status"] == "disapplied"
    assert found["decision-not-to-issue"]["status"] == "disapplied"


@pytest.mark.parametrize(
    ("route", "prefix"),
    [("tribunal-order", "order"), ("mediation", "order"), ("unopposed", "unopposed")],
)
def test_an_order_that_is_said_but_not_recorded_lies_between_refusal_and_agreement(route, prefix):
    found = limits(dropped(route=route), LATER)
    final = found[f"{prefix}-assess-final-plan"]
    assert final["started"] == ["2024-02-12", "2024-06-03"]
    assert final["due"] == ["2024-05-20", "2024-09-09"]
    assert (final["status"], final["readings"]) == ("outstanding", [])
    assert found["final-plan-20-weeks"]["status"] == "disapplied"
    done = limits(dropped(route=route) + "\n2024-06-17 final_plan_issued", LATER)
    assert done[f"{prefix}-assess-final-plan"]["status"] == "undetermined"


@pytest.mark.parametrize(
    ("route", "cause", "prefix"),
    [
        ("tribunal-order", "tribunal_order ordered=assess", "order"),
        ("mediation", "mediation_agreement", "order"),
        ("unopposed", "appeal_not_opposed", "unopposed"),
    ],
)
def test_the_family_may_be_told_before_the_cause_has_its_date(route, cause, prefix):
    history = dropped(route=route) + f"\n2024-06-04 {cause}\n2024-09-10 final_plan_issued"
    (plan,) = runs(f"{prefix}-assess-final-plan", history, LATER)
    assert (plan["due"], plan["status"]) == (["2024-09-10"] * 2, "met")
    (told,) = runs(f"{prefix}-assess-notify", history, LATER)
    assert (told["done"], told["status"]) == (["2024-06-03"] * 2, "met")
    assert limits(history, LATER)["final-plan-20-weeks"]["status"] == "disapplied"


def test_what_was_told_before_an_order_was_dated_again_was_told_under_it():
    history = (
        dropped(route="tribunal-order")
        + """
        2024-06-04 tribunal_order ordered=assess
        2024-06-17 tribunal_order_redated
    """
    )
    _, again = runs("order-assess-notify", history, LATER)
    assert (again["started"], again["status"]) == (["2024-06-17"] * 2, "met")


@pytest.mark.parametrize(
    "after",
    [
        "tribunal_order ordered=assess",  # another route
        "appeal_not_opposed ordered=make-plan",
        "final_plan_issued\n2024-06-05 appeal_not_opposed ordered=assess",
    ],
)
def test_what_cannot_be_the_cause_leaves_it_unseen(after):
    history = dropped(route="unopposed") + f"\n2024-06-04 {after}"
    first, *_ = runs("unopposed-assess-final-plan", history, LATER)
    assert first["started"] == ["2024-02-12", "2024-06-03"]


def test_a_refusal_of_a_new_request_is_not_one_that_was_dropped():
    history = REFUSED + "2024-05-06 assessment_requested\n2024-06-03 assessment_agreed"
    found = answer(history, LATER)["limits"]
    assert [limit["limit"] for limit in found if limit["reading"]] == []
    assert [(x["started"][0], x["status"]) for x in found if x["limit"] == "final-plan-20-weeks"
            ] == [("2024-01-08", "disapplied"), ("2024-05-06", "outstanding")]  # fmt: skip


def test_an_agreement_that_may_lie_ahead_leaves_the_refused_request_open():
    # Refused in time, or never finished: it depends on whether the agreement had come.
    history = REFUSED + "2024-06 assessment_agreed"
    assert standing("final-plan-20-weeks", history, "2024-05-31") == "disapplied"
    assert standing("final-plan-20-weeks", history, "2024-06-15") == "undetermined"
    assert standing("final-plan-20-weeks", history, "2024-06-30") == "outstanding"


# A second request


def test_a_request_while_one_is_pending_starts_nothing():
    history = "2024-01-08 assessment_requested\n2024-02-05 assessment_requested party=school"
    assert [run["started"][0] for run in runs("final-plan-20-weeks", history, LATER)] == [
        "2024-01-08"
    ]
    assert (2, "no-start", "assessment-requested") in warnings(history)


@pytest.mark.parametrize("end", ["assessment_refused", "no_plan_decided", "final_plan_issued"])
def test_a_request_after_the_last_one_ended_starts_anew(end):
    history = f"2024-01-08 assessment_requested\n2024-02-05 {end}\n2024-03-04 assessment_requested"
    first, second = runs("final-plan-20-weeks", history, LATER)
    assert second["started"] == ["2024-03-04", "2024-03-04"]
    assert first["ended_by"] == end.replace("_", "-")


def test_an_agreement_in_mediation_that_is_only_said_names_both_provisions_too():
    found = limits(dropped(route="mediation"), LATER)
    assert found["order-assess-final-plan"]["source"].startswith("SI 2014/1530 reg 42(2); ")
    found = limits(dropped(route="tribunal-order"), LATER)
    assert "42(2)" not in found["order-assess-final-plan"]["source"]


TWINS = ("high-court", "ombudsman")


def test_a_refusal_that_was_dropped_after_the_response_was_dropped_by_no_notice():
    conceded = """
        2024-03-04 tribunal_appeal_lodged
        {response}
        2024-05-06 appeal_not_opposed ordered=assess
    """
    before = dropped(conceded.format(response=""))
    assert {"unopposed-assess-refuse-plan", "unopposed-assess-final-plan"} <= limits(before).keys()
    after = dropped(conceded.format(response="2024-04-15 appeal_response_sent"))
    found = answer(after, LATER)["limits"]
    readings = [limit["limit"] for limit in found if limit["reading"] in TWINS]
    assert readings == [
        "decision-not-to-issue",
        "final-plan-20-weeks",
        "order-assess-refuse-plan",
        "order-assess-final-plan",
    ]
    assert not any(limit["limit"].startswith("unopposed") for limit in found)


TWO = "2024-01-08 assessment_requested\n2024-01-22 assessment_requested party=school\n"


@pytest.mark.parametrize(("refused", "agreed"), [(1, 2), (2, 1), (1, 1)])
def test_of_two_pending_requests_the_first_governs_whichever_was_refused_and_dropped(
    refused, agreed
):
    history = f"""{TWO}
        2024-02-15 assessment_refused of={refused}
        2024-03-04 assessment_agreed of={agreed}
    """
    found = limits(history, LATER)
    for limit, due in (("final-plan-20-weeks", "2024-05-27"),
                       ("order-assess-final-plan", "2024-06-10")):  # fmt: skip
        assert (found[limit]["due"], found[limit]["status"]) == ([due, due], "outstanding")


def test_a_request_that_came_after_the_refusal_is_another():
    history = """
        2024-01-08 assessment_requested
        2024-02-15 assessment_refused of=1
        2024-02-19 assessment_requested
        2024-03-04 assessment_agreed of=3
    """
    assert {limit["reading"] for limit in answer(history, LATER)["limits"]} == {None}
    assert limits(history, LATER)["final-plan-20-weeks"]["due"] == ["2024-07-08", "2024-07-08"]


@pytest.mark.parametrize(
    ("cause", "limit"),
    [
        ("tribunal_order", "order-assess-notify"),
        ("mediation_agreement", "order-assess-notify"),
        ("appeal_not_opposed", "unopposed-assess-notify"),
    ],
)
@pytest.mark.parametrize("outcome", ["amended_plan_issued", "plan_kept_after_reassessment"])
def test_what_came_of_a_reassessment_shows_that_the_family_was_told_of_it(cause, limit, outcome):
    history = f"""
        2024-01-08 final_plan_issued
        2024-03-11 reassessment_refused
        2024-09-10 {cause} ordered=assess
    """
    assert standing(limit, history, LATER) == "outstanding"
    (found,) = runs(limit, f"{history}\n2024-11-11 {outcome}", LATER)
    assert found["status"] == "undetermined"
    assert found["late_by_days"] == [-14, 48]
    (found,) = runs(limit, f"{history}\n2024-09-24 {outcome}", LATER)
    assert found["status"] == "met"
