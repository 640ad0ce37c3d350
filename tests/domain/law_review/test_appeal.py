"""Two appeals at once, directions and orders that are changed, recess. Tribunal rules 12 to 46."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ehcp.domain.alerts import prompts
from ehcp.domain.deadlines import deadlines
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    AppealResponseSent,
    AppealWithdrawn,
    BundleSent,
    DirectionsGiven,
    FinalEvidenceSent,
    TribunalAppealLodged,
)
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRequested,
    UpperTribunalDecision,
)
from ehcp.domain.events.order import (
    CareArea,
    Ordered,
    RecommendationAnswered,
    RecommendationMade,
    ToldOfAnswer,
    TribunalOrder,
    TribunalOrderRedated,
)
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.when import Span
from tests.domain.law_review.standing import HOLIDAYS, found, standing
from tests.domain.ordinary_case import REFUSED, UNDECIDED
from tests.domain.scenario import recorded

# Entry 4 is the refusal, 5 a decision to cease, 6 and 7 the appeals against them.
ASSESS = TribunalAppealLodged(on=date(2025, 3, 3), of=4, matters=(AppealMatter.REFUSAL_TO_ASSESS,))
CEASE = TribunalAppealLodged(on=date(2025, 3, 4), of=5, matters=(AppealMatter.CEASE,))
APPEALED = [*UNDECIDED, REFUSED, CeaseDecided(on=date(2025, 2, 5)), ASSESS, CEASE]


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2025, 6, 10), date(2025, 9, 1)),  # ends on Sunday 10 August
        (date(2025, 6, 30), date(2025, 9, 1)),  # ends on 30 August
        (date(2025, 7, 1), date(2025, 9, 1)),
        (date(2025, 7, 2), date(2025, 9, 2)),
        (date(2025, 10, 25), date(2026, 1, 2)),  # ends on Christmas Day
        (date(2025, 12, 31), date(2026, 3, 2)),  # clips to Saturday 28 February
        (date(2025, 2, 18), date(2025, 4, 22)),  # ends on Good Friday
        (date(2025, 5, 31), date(2025, 7, 31)),
    ],
)
def test_a_window_that_ends_in_a_recess_or_on_no_working_day_is_open_longer(sent, last):
    given = [*UNDECIDED, replace(REFUSED, on=sent)]
    for limit in ("appeal-window-decision", "appeal-window-effective"):
        assert standing(limit, given, last) == [(4, last, "not-due")]


def test_the_days_of_august_are_not_counted_for_the_response():
    registered = AppealRegistered(on=date(2025, 7, 21), of=6)
    # 8 working days of July from the 22nd, and 22 of September
    last = date(2025, 9, 30)
    assert standing("appeal-la-response", [*APPEALED, registered], last) == [(8, last, "not-due")]


def test_directions_in_one_appeal_change_nothing_in_the_other():
    first = DirectionsGiven(
        on=date(2025, 5, 1),
        of=6,
        bundle_by=date(2025, 6, 20),
        final_evidence_by=date(2025, 6, 2),
    )
    second = replace(first, of=7, bundle_by=date(2025, 7, 18), final_evidence_by=date(2025, 7, 4))
    given = [*APPEALED, first, second]
    day = date(2025, 6, 23)
    assert standing("appeal-bundle", given, day) == [
        (8, date(2025, 6, 20), "outstanding"),
        (9, date(2025, 7, 18), "not-due"),
    ]
    assert standing("appeal-final-evidence", given, day) == [
        (8, date(2025, 6, 2), "outstanding"),
        (9, date(2025, 7, 4), "not-due"),
    ]


def test_what_is_sent_or_ended_in_one_appeal_ends_nothing_of_the_other():
    directed = DirectionsGiven(
        on=date(2025, 5, 1),
        of=6,
        bundle_by=date(2025, 6, 20),
        final_evidence_by=date(2025, 6, 20),
    )
    ends = [
        BundleSent(on=date(2025, 6, 2), of=7),
        FinalEvidenceSent(on=date(2025, 6, 2), of=7),
        AppealWithdrawn(on=date(2025, 6, 3), of=7),
        TribunalOrder(on=date(2025, 6, 3), of=7, ordered=Ordered.CONTINUE),
    ]
    given = [*APPEALED, directed, *ends]
    for limit in ("appeal-bundle", "appeal-final-evidence"):
        assert standing(limit, given, date(2025, 6, 21)) == [(8, date(2025, 6, 20), "outstanding")]


def test_a_day_for_the_bundle_stays_when_only_the_hearing_is_moved():
    first = DirectionsGiven(
        on=date(2025, 5, 1), of=6, bundle_by=date(2025, 6, 20), hearing_on=date(2025, 7, 15)
    )
    moved = DirectionsGiven(on=date(2025, 6, 2), of=6, hearing_on=date(2025, 9, 16))
    assert standing("appeal-bundle", [*APPEALED, first, moved], date(2025, 6, 21)) == [
        (8, date(2025, 6, 20), "disapplied"),
        (9, date(2025, 6, 20), "outstanding"),
    ]


def test_a_hearing_that_is_moved_asks_for_no_second_bundle():
    first = DirectionsGiven(on=date(2025, 5, 1), of=6, hearing_on=date(2025, 7, 15))
    sent = BundleSent(on=date(2025, 7, 1), of=6)
    moved = DirectionsGiven(on=date(2025, 7, 10), of=6, hearing_on=date(2025, 9, 16))
    given = [*APPEALED, first, sent, moved]
    assert standing("appeal-bundle", given, date(2025, 10, 1)) == [(8, date(2025, 7, 1), "met")]
    again = replace(moved, bundle_by=date(2025, 9, 5))
    assert standing("appeal-bundle", [*given[:-1], again], date(2025, 9, 6)) == [
        (8, date(2025, 7, 1), "met"),
        (10, date(2025, 9, 5), "outstanding"),
    ]


# The order against ceasing is entry 8.
ORDER = TribunalOrder(
    on=date(2025, 7, 14), of=7, ordered=Ordered.CONTINUE_AND_AMEND, comply_by=date(2025, 9, 1)
)
REDATED = TribunalOrderRedated(on=date(2025, 7, 21), of=8)


def test_the_28_days_run_from_the_later_date_of_an_order():
    limit = "appeal-upper-tribunal-permission"
    given = [*APPEALED, ORDER, REDATED]
    last = date(2025, 8, 18)
    assert standing(limit, given, date(2025, 8, 19)) == [
        (8, date(2025, 8, 11), "undetermined"),
        (9, last, "disapplied"),
    ]
    asked = PermissionToAppealRequested(on=last, of=9)
    assert standing(limit, [*given, asked], date(2025, 8, 19))[1] == (9, last, "met")


def test_a_day_that_the_order_fixes_stays_when_it_is_dated_again():
    limit, last = "order-continue-and-amend", date(2025, 9, 1)
    amended = AmendedPlanIssued(on=last, of=9, cause=AmendmentCause.TRIBUNAL_ORDER)
    given = [*APPEALED, ORDER, REDATED]
    assert standing(limit, given, date(2025, 9, 2))[1] == (9, last, "outstanding")
    assert standing(limit, [*given, amended], date(2025, 9, 2))[1] == (9, last, "met")
    later = [*given[:-1], replace(REDATED, on=date(2025, 9, 8))]
    assert standing(limit, later, date(2025, 9, 8))[1] == (9, date(2025, 10, 13), "not-due")


def test_a_plan_amended_under_one_order_carries_out_no_other():
    to_amend = TribunalOrder(on=date(2025, 7, 14), of=6, ordered=Ordered.AMEND)
    to_name = TribunalOrder(on=date(2025, 7, 21), of=7, ordered=Ordered.NAME_SCHOOL)
    named = AmendedPlanIssued(on=date(2025, 8, 4), of=9, cause=AmendmentCause.TRIBUNAL_ORDER)
    given = [*APPEALED, to_amend, to_name, named]
    day = date(2025, 8, 19)
    assert standing("order-name-school", given, day) == [(9, date(2025, 8, 4), "met")]
    assert standing("order-amend-plan", given, day) == [(8, date(2025, 8, 18), "outstanding")]
    conceded = AppealNotOpposed(on=date(2025, 7, 21), of=7, ordered=Ordered.NAME_SCHOOL)
    given = [*APPEALED, to_amend, conceded, named]
    assert standing("order-amend-plan", given, day) == [(8, date(2025, 8, 18), "outstanding")]
    assert standing("unopposed-placement-only", given, day) == [(9, date(2025, 8, 4), "met")]


@pytest.mark.parametrize(
    ("ordered", "limit", "made", "last"),
    [
        (Ordered.AMEND, "order-amend-plan", date(2025, 12, 22), date(2026, 1, 26)),
        (Ordered.NAME_SCHOOL, "order-name-school", date(2025, 12, 18), date(2026, 1, 1)),
        (Ordered.ASSESS, "order-assess-notify", date(2025, 8, 11), date(2025, 8, 25)),
    ],
)
def test_no_recess_and_no_bank_holiday_puts_off_what_was_ordered(ordered, limit, made, last):
    given = [*APPEALED, TribunalOrder(on=made, of=7, ordered=ordered)]
    assert standing(limit, given, last) == [(8, last, "not-due")]


@pytest.mark.parametrize(
    ("ordered", "limit", "told", "last"),
    [
        (Ordered.ASSESS, "unopposed-assess-notify", date(2015, 3, 22), date(2015, 4, 19)),
        (Ordered.ASSESS, "unopposed-assess-notify", date(2015, 3, 23), date(2015, 4, 6)),
        (Ordered.AMEND, "unopposed-contents", date(2015, 3, 22), date(2015, 4, 19)),
        (Ordered.AMEND, "unopposed-contents", date(2015, 3, 23), date(2015, 4, 27)),
        (Ordered.NAME_SCHOOL, "unopposed-placement-only", date(2015, 3, 22), date(2015, 4, 5)),
    ],
)
def test_an_appeal_not_opposed_has_the_law_of_its_day(ordered, limit, told, last):
    given = [AppealNotOpposed(on=told, ordered=ordered)]
    assert standing(limit, given, last) == [(1, last, "not-due")]


CONCEDED = AppealNotOpposed(on=date(2025, 5, 12), of=6, ordered=Ordered.ASSESS)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (date(2025, 5, 11), None),
        (date(2025, 5, 12), None),  # of one day the order of recording decides
        (date(2025, 5, 13), "outstanding"),
        (Span(date(2025, 5, 1), date(2025, 5, 11)), None),
        (Span(date(2025, 5, 1), date(2025, 5, 31)), "undetermined"),
        (Span(date(2025, 5, 13), date(2025, 5, 31)), "outstanding"),
    ],
)
def test_what_is_conceded_after_the_response_is_for_a_consent_order(sent, status):
    given = [*APPEALED, AppealResponseSent(on=sent, of=6), CONCEDED]
    runs = standing("unopposed-assess-notify", given, date(2025, 6, 2))
    assert [found for _, _, found in runs] == ([] if status is None else [status])


def test_the_response_to_another_appeal_takes_nothing_from_this_one():
    given = [*APPEALED, AppealResponseSent(on=date(2025, 5, 1), of=7), CONCEDED]
    (run,) = standing("unopposed-assess-notify", given, date(2025, 5, 26))
    assert run == (9, date(2025, 5, 26), "not-due")


PERMISSION = PermissionToAppealGiven(on=date(2025, 8, 29), of=9)


@pytest.mark.parametrize(("party", "over"), [("family", "disapplied"), (None, "outstanding")])
def test_for_a_notice_that_the_family_may_send_nobody_here_is_late(party, over):
    limit = "appeal-upper-tribunal-notice"
    asked = PermissionToAppealRequested(on=date(2025, 8, 1), of=8, party=party)
    given = [*APPEALED, ORDER, asked, PERMISSION]
    assert standing(limit, given, date(2025, 9, 30)) == [(10, date(2025, 9, 29), over)]
    case = recorded(*given)
    every = deadlines(case, HOLIDAYS, date(2025, 9, 30))
    alerted = {prompt.limit for prompt in prompts(UUID(int=1), case, every, HOLIDAYS)}
    assert (limit in alerted) is (party is None)


def test_what_the_upper_tribunal_decided_shows_that_the_notice_was_sent():
    asked = PermissionToAppealRequested(on=date(2025, 8, 1), of=8)
    decided = UpperTribunalDecision(on=date(2026, 2, 2), of=10)
    (deadline,) = found(
        "appeal-upper-tribunal-notice",
        [*APPEALED, ORDER, asked, PERMISSION, decided],
        date(2026, 2, 3),
    )
    assert str(deadline.status) == "undetermined"  # sent by then, and nobody says when


def test_a_recommendation_may_be_answered_in_two_letters_and_counts_with_the_last():
    limit = "recommendation-response-health"
    made = RecommendationMade(on=date(2025, 7, 14), of=8, area=CareArea.HEALTH)
    care = replace(made, area=CareArea.SOCIAL_CARE)
    given = [*APPEALED, ORDER, made, care]
    answers = [
        RecommendationAnswered(on=date(2025, 8, 18), of=9, told=(ToldOfAnswer.FAMILY,)),
        RecommendationAnswered(on=date(2025, 8, 19), of=9, told=(ToldOfAnswer.AUTHORITY,)),
    ]
    last = date(2025, 8, 18)
    assert standing(limit, [*given, *answers], date(2025, 8, 19)) == [(9, last, "missed")]
    of_care = RecommendationAnswered(on=date(2025, 8, 1), of=10, told=tuple(ToldOfAnswer))
    assert standing(limit, [*given, of_care], date(2025, 8, 19)) == [(9, last, "outstanding")]


def test_there_were_no_recommendations_before_april_2018():
    made = RecommendationMade(on=date(2018, 4, 2), area=CareArea.HEALTH)
    assert standing("recommendation-response-health", [made], date(2018, 6, 1)) == []
    made = replace(made, on=date(2018, 4, 3))
    assert standing("recommendation-response-health", [made], date(2018, 5, 8)) == [
        (1, date(2018, 5, 8), "not-due")
    ]
