"""When a claimed exception lifts a limit, and when it is only shown."""

import pytest

from tests.application.chronology.telling import limits, runs

LATER = "2026-03-01"
PLAN = "final-plan-20-weeks"  # from 8 January 2024: due on 27 May
REQUEST = "2024-01-08 assessment_requested\n"
AWAY = "ground=absent-from-area-4-weeks accepted=true"
PERSONAL = "ground=exceptional-personal-circumstances accepted=true"


def status(claim, *, limit=PLAN, history=REQUEST, day="2024-03-04", as_at=LATER):
    """Return how a limit stands with a claim made on a day."""
    (found,) = runs(limit, f"{history}\n{day} exception_claimed {claim}", as_at)
    return found["status"]


def test_an_accepted_claim_excuses_what_is_late():
    assert status(PERSONAL) == "excused"
    assert status(PERSONAL, history=REQUEST + "2024-06-03 final_plan_issued") == "excused"


def test_a_claim_changes_nothing_that_is_in_time():
    assert status(PERSONAL, as_at="2024-05-27") == "not-due"
    assert status(PERSONAL, history=REQUEST + "2024-05-27 final_plan_issued") == "met"
    assert status(PERSONAL, history=REQUEST + "2024-05-27 no_plan_decided") == "disapplied"


@pytest.mark.parametrize("accepted", ["", "accepted=false"])
def test_a_claim_that_was_not_accepted_is_shown_and_changes_nothing(accepted):
    claim = f"ground=exceptional-personal-circumstances {accepted}"
    assert status(claim) == "outstanding"
    found = limits(f"{REQUEST}2024-03-04 exception_claimed {claim}", LATER)[PLAN]
    assert found["excuses"] == [
        {
            "ground": "exceptional-personal-circumstances",
            "from": None,
            "to": None,
            "accepted": False if accepted else None,
        }
    ]


def test_a_ground_that_the_limit_does_not_have_changes_nothing():
    claim = "ground=missed-appointment accepted=true"
    assert status(claim) == "outstanding"
    assert status(claim + " limits=[final-plan-20-weeks]") == "outstanding"
    history = "2024-01-08 advice_requested"
    assert status(claim, limit="advice-response", history=history, day="2024-02-05") == "excused"


ASKED = """
    2024-06-04 advice_requested kind=d from_body=EP
    2024-06-04 advice_requested kind=c from_body=ICB
    2024-07-01 exception_claimed ground=missed-appointment accepted=true {}
"""


@pytest.mark.parametrize("named", ["", "limits=[advice-response]"])
def test_an_appointment_that_was_missed_with_one_body_excuses_no_other(named):
    for said, found in (
        ("", ["excused", "excused"]),
        ("of=1", ["excused", "outstanding"]),
        ("of=2", ["outstanding", "excused"]),
    ):
        asked = runs("advice-response", ASKED.format(f"{named} {said}"), LATER)
        assert [run["status"] for run in asked] == found
        assert [bool(run["excuses"]) for run in asked] == [one == "excused" for one in found]


def test_what_befell_the_child_excuses_every_body():
    history = ASKED.replace("missed-appointment", "exceptional-circumstances").format("of=1")
    assert [run["status"] for run in runs("advice-response", history, LATER)] == ["excused"] * 2


def test_a_ground_of_low_confidence_changes_nothing():
    claim = "ground=exceptional-personal-circumstances accepted=true"
    for order, limit, found in (
        ("assess", "order-assess-final-plan", "excused"),
        ("amend", "order-amend-plan", "outstanding"),
    ):
        history = f"2024-01-08 tribunal_order ordered={order}"
        assert status(claim, limit=limit, history=history, day="2024-02-01") == found


def test_a_rule_of_counting_is_no_excuse():
    history = "2024-01-08 no_plan_decided\n2024-04-08 tribunal_appeal_lodged"
    claim = "ground=tribunal-rules-non-working-day accepted=true limits=[appeal-window-decision]"
    assert status(claim, limit="appeal-window-decision", history=history) == "missed"


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("", "excused"),
        ("from=2024-02-01 to=2024-02-28", "excused"),  # 28 days, first and last counted
        ("from=2024-02-01 to=2024-02-27", "outstanding"),  # a day short of four weeks
        ("from=2024-05-27 to=2024-07-01", "excused"),  # touches the last day
        ("from=2024-05-28 to=2024-07-01", "outstanding"),  # begins after it
        ("from=2023-11-01 to=2024-01-08", "excused"),  # touches the first day
        ("from=2023-11-01 to=2024-01-07", "outstanding"),  # was over before it
        ("from=2024-02-01", "excused"),  # still going on
        ("to=2024-02-28", "undetermined"),  # of any length
    ],
)
def test_the_cause_lasts_long_enough_and_touches_the_time_from_start_to_due(period, found):
    assert status(f"{AWAY} {period}") == found


@pytest.mark.parametrize("provider", ["school", "early-years"])
@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("from=2024-12-21 to=2025-01-05", "outstanding"),  # Christmas never does
        ("from=2024-03-29 to=2024-04-14", "outstanding"),  # nor does Easter
        ("from=2024-04-01 to=2024-04-27", "outstanding"),
        ("from=2024-04-01 to=2024-04-28", "excused"),
        ("", "excused"),
    ],
)
def test_only_a_closure_of_four_weeks_without_a_break_lifts_a_limit(provider, period, found):
    claim = f"ground=advice-source-closed-{provider} accepted=true {period}"
    assert status(claim) == found


def test_two_weeks_are_enough_for_an_order():
    history = "2024-01-08 tribunal_order ordered=assess"
    claim = "ground=absent-from-area-2-weeks accepted=true from=2024-02-01 to="
    for until, found in (("2024-02-14", "excused"), ("2024-02-13", "outstanding")):
        limit = "order-assess-final-plan"
        assert status(claim + until, limit=limit, history=history, day="2024-03-01") == found


def test_an_absence_is_long_enough_only_once_it_has_lasted():
    claim = f"{AWAY} from=2024-05-06"
    assert status(claim, day="2024-05-06", as_at="2024-06-01") == "outstanding"
    assert status(claim, day="2024-05-06", as_at="2024-06-02") == "excused"


def test_a_period_that_touches_only_some_of_the_days_possible_decides_nothing():
    claim = f"{AWAY} from=2024-06-10 to=2024-07-20"
    history = "2024-01 assessment_requested"  # due 20 May to 19 June
    assert status(claim, history=history, day="2024-06-10") == "undetermined"


def test_without_limits_a_claim_means_every_limit_open_on_its_day_that_has_the_ground():
    history = f"""
        2024-01-08 assessment_requested
        2024-02-26 assessment_agreed
        2024-03-04 exception_claimed {PERSONAL}
    """
    found = limits(history, LATER)
    assert found["assessment-decision-notify"]["status"] == "missed"
    assert found["assessment-decision-notify"]["excuses"] == []
    assert found["decision-not-to-issue"]["status"] == "excused"
    assert found[PLAN]["status"] == "excused"


def test_a_claim_counts_on_the_days_on_which_the_limit_began_and_ended():
    history = REQUEST + "2024-06-03 final_plan_issued"
    for day, found in (
        ("2024-01-07", "missed"),
        ("2024-01-08", "excused"),
        ("2024-06-03", "excused"),
        ("2024-06-04", "missed"),
    ):
        assert status(PERSONAL, history=history, day=day) == found, day


def test_a_claim_that_names_limits_means_those_alone_and_on_any_day():
    history = REQUEST + "2024-06-03 final_plan_issued"
    claim = f"{PERSONAL} limits=[final-plan-20-weeks]"
    assert status(claim, history=history, day="2024-07-01") == "excused"
    found = limits(f"{REQUEST}2024-03-04 exception_claimed {claim}", LATER)
    assert found["decision-not-to-issue"]["status"] == "outstanding"


def test_a_claim_on_a_rough_day_decides_nothing_where_the_limit_may_have_been_over():
    history = REQUEST + "2024-06-03 final_plan_issued"
    assert status(PERSONAL, history=history, day="2024-05") == "excused"
    assert status(PERSONAL, history=history, day="2024-06") == "undetermined"


def test_a_claim_of_an_exception_that_says_no_ground_changes_nothing():
    assert status("accepted=true") == "outstanding"


@pytest.mark.parametrize(
    ("request_on", "due", "found"),
    [
        ("2019-12-12", "2020-04-30", "outstanding"),
        ("2019-12-13", "2020-05-01", "excused"),
        ("2020-05-08", "2020-09-25", "excused"),
        ("2020-05-09", "2020-09-26", "outstanding"),
    ],
)
def test_coronavirus_lifts_a_limit_due_from_1_may_to_25_september_2020(request_on, due, found):
    history = f"{request_on} assessment_requested"
    (run,) = runs(PLAN, history, LATER)
    assert run["due"] == [due, due]
    claim = "ground=coronavirus accepted=true"
    assert status(claim, history=history, day=request_on) == found
    assert status("ground=coronavirus", history=history, day=request_on) == "outstanding"


def test_coronavirus_lifts_nothing_without_a_record_that_it_did():
    assert runs(PLAN, "2019-12-13 assessment_requested", LATER)[0]["status"] == "outstanding"


def test_coronavirus_on_a_due_day_known_roughly_decides_nothing_at_the_edge():
    claim = "ground=coronavirus accepted=true limits=[final-plan-20-weeks]"
    assert status(claim, history="2019-12 assessment_requested", day="2020-04-01") == (
        "undetermined"
    )
    assert status(claim, history="2020-01 assessment_requested", day="2020-04-01") == "excused"


def test_a_limit_that_the_law_of_2020_did_not_reach_is_not_lifted():
    # The twelve weeks are no regulation's own period.
    history = "2020-04-01 review_meeting_held"
    limit = "annual-review-final-12-weeks"
    claim = "ground=coronavirus accepted=true"
    assert status(claim, limit=limit, history=history, day="2020-05-01") == "outstanding"
    claim += " limits=[annual-review-final-12-weeks]"
    assert status(claim, limit=limit, history=history, day="2020-05-01") == "outstanding"


IN_PLACE = "provision-in-place"
STOPPED = "2024-09-02 provision_stopped\n"
BY_PARENTS = "ground=suitable-alternative-arrangements accepted=true from=2024-09-02"


@pytest.mark.parametrize(
    ("until", "secured", "found"),
    [
        ("", "2024-12-02", "excused"),  # they still made them
        ("to=2024-10-07", "2024-10-08", "excused"),  # not a day without
        ("to=2024-10-07", "2024-10-09", "missed"),
        ("to=2024-10-07", None, "outstanding"),
        ("", None, "excused"),
    ],
)
def test_provision_is_owed_again_once_the_arrangements_of_the_parents_have_ended(
    until, secured, found
):
    history = STOPPED + (f"{secured} provision_secured" if secured else "")
    claim = f"{BY_PARENTS} {until}"
    assert status(claim, limit=IN_PLACE, history=history, day="2024-09-10") == found


def test_until_they_end_it_is_excused_on_every_day():
    claim = f"{BY_PARENTS} to=2024-10-07"
    for as_at, found in (("2024-10-08", "excused"), ("2024-10-09", "outstanding")):
        stands = status(claim, limit=IN_PLACE, history=STOPPED, day="2024-09-10", as_at=as_at)
        assert stands == found


def test_provision_secured_on_a_rough_day_may_have_come_after_the_arrangements():
    claim = f"{BY_PARENTS} to=2024-10-07"
    for secured, found in (
        ("late:2024-09", "excused"), ("2024-10", "undetermined"), ("2024-11", "missed")
    ):  # fmt: skip
        history = f"{STOPPED}{secured} provision_secured"
        assert status(claim, limit=IN_PLACE, history=history, day="2024-09-10") == found


@pytest.mark.parametrize("until", ["", "to=2020-12-31"])
def test_the_duty_to_secure_provision_was_whole_again_from_august_2020(until):
    claim = (
        f"ground=coronavirus accepted=true from=2020-06-01 {until}"
        if until
        else ("ground=coronavirus accepted=true")
    )
    history = "2020-06-01 provision_stopped"
    for as_at, found in (("2020-08-01", "excused"), ("2020-08-02", "outstanding")):
        stands = status(claim, limit=IN_PLACE, history=history, day="2020-06-01", as_at=as_at)
        assert stands == found


POST_16 = "phase-transfer-31-march"
FIRST_TO_GO = f"ground=historic-2015-cohort accepted=true limits=[{POST_16}]"


@pytest.mark.parametrize(
    ("year", "plan", "as_at", "found"),
    [
        (2015, "2015-05-30", LATER, "excused"),
        (2015, "2015-05-31", LATER, "missed"),
        (2015, "2015-05", LATER, "undetermined"),
        (2015, None, "2015-05-30", "excused"),
        (2015, None, "2015-05-31", "outstanding"),
        (2016, "2016-05-30", LATER, "missed"),
    ],
)
def test_who_went_to_a_post_16_institution_in_2015_had_until_30_may(year, plan, as_at, found):
    history = f"{year}-03-31 phase_transfer_due year={year} phase=secondary-to-post-16\n"
    history += f"{plan} amended_plan_issued" if plan else ""
    day = f"{year}-03-01"
    stands = status(FIRST_TO_GO, limit=POST_16, history=history, day=day, as_at=as_at)
    assert stands == found


def test_a_change_of_phase_in_an_unknown_year_may_have_been_that_of_2015():
    history = """
        early:2015 phase_transfer_due phase=secondary-to-post-16
        ? phase_transfer_due phase=secondary-to-post-16
        2015-05-11 exception_claimed ground=historic-2015-cohort accepted=true
    """
    found = [run["status"] for run in runs(POST_16, history, "2015-05-20")]
    assert found == ["excused", "undetermined"]


AGREED = """
    2024-01-08 assessment_requested
    2024-02-12 assessment_refused
    2024-04-10 {} ordered=assess
    2024-08-30 final_plan_issued
"""


@pytest.mark.parametrize("named", ["", "limits=[mediation-agreement-appealable]"])
def test_what_was_agreed_in_mediation_has_the_grounds_of_an_agreement(named):
    for ground, agreed, ordered in (
        ("parties-agree-other-timescale", "excused", "missed"),
        ("tribunal-directs-otherwise", "missed", "missed" if named else "excused"),
        ("exceptional-personal-circumstances", "excused", "missed" if named else "excused"),
        ("missed-appointment", "missed", "missed"),
    ):
        claim = f"ground={ground} accepted=true {named}"
        for cause, found in (("mediation_agreement", agreed), ("tribunal_order", ordered)):
            history = AGREED.format(cause)
            stands = status(
                claim, limit="order-assess-final-plan", history=history, day="2024-04-10"
            )
            assert stands == found, (ground, cause)


def test_a_ground_that_an_order_has_in_doubt_an_agreement_has_in_doubt():
    history = """
        2024-01-08 final_plan_issued
        2024-04-10 mediation_agreement ordered=amend
    """
    for ground, found in (
        ("exceptional-personal-circumstances", "outstanding"),
        ("parties-agree-other-timescale", "excused"),
    ):
        claim = f"ground={ground} accepted=true limits=[mediation-agreement-appealable]"
        stands = status(claim, limit="order-amend-plan", history=history, day="2024-04-12")
        assert stands == found
