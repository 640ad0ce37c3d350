"""In custody and out of it: nothing is late twice, and an order binds as any other. SI 2015/62."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.appeal import AppealNotOpposed, AppealResponseSent
from ehcp.domain.events.assessment import AdviceRequested, NoPlanDecided
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.detention import (
    DetainedAssessmentRequested,
    PersonDetained,
    PersonReleased,
)
from ehcp.domain.events.mediation import MediationCertificateIssued
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRefused
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRefused, RequestWithdrawn
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.when import Span
from tests.domain.law_review.standing import standing
from tests.domain.ordinary_case import FINISHED, OPENED, UNDER_ASSESSMENT

FAR = date(2026, 6, 1)
DETAINED = PersonDetained(on=date(2025, 1, 3), home_authority="Oldshire")
# The request, entry 3, is of Monday 6 January 2025: 20 weeks end on Monday 26 May.
ASKED = DetainedAssessmentRequested(on=date(2025, 1, 6))
IN_CUSTODY = [OPENED, DETAINED, ASKED]
LAST = date(2025, 5, 26)
FINISH = "detained-released-assessment-unfinished"
ENTERED = "detained-entered-assessment-unfinished"


def test_a_release_on_the_last_day_hands_the_time_over():
    released = PersonReleased(on=LAST, of=2)
    given = [*IN_CUSTODY, released]
    assert standing("detained-final-plan", given, date(2025, 5, 27)) == [(3, LAST, "disapplied")]
    assert standing(FINISH, given, date(2025, 5, 27)) == [(4, LAST, "outstanding")]


def test_what_was_late_before_a_release_stays_late_and_is_not_late_twice():
    released = PersonReleased(on=date(2025, 5, 27), of=2)
    given = [*IN_CUSTODY, released]
    assert standing("detained-final-plan", given, FAR) == [(3, LAST, "outstanding")]
    assert standing(FINISH, given, FAR) == []
    final = FinalPlanIssued(on=date(2025, 7, 1))
    assert standing("detained-final-plan", [*given, final], FAR) == [(3, LAST, "missed")]


def test_what_was_late_before_a_detention_stays_late_and_is_not_late_twice():
    detained = PersonDetained(on=LAST, home_authority="Oldshire")
    given = [*UNDER_ASSESSMENT, detained]
    assert standing("final-plan-20-weeks", given, FAR) == [(2, LAST, "disapplied")]
    assert standing(ENTERED, given, FAR) == [(5, LAST, "outstanding")]
    late = replace(detained, on=date(2025, 5, 27))
    given = [*UNDER_ASSESSMENT, late]
    assert standing("final-plan-20-weeks", given, FAR) == [(2, LAST, "outstanding")]
    assert standing(ENTERED, given, FAR) == []


def test_a_release_of_which_only_the_month_is_known_leaves_nothing_firm():
    released = PersonReleased(on=Span(date(2025, 5, 1), date(2025, 5, 31)), of=2)
    given = [*IN_CUSTODY, released]
    ((_, due, status),) = standing("detained-final-plan", given, FAR)
    assert (due, status) == (LAST, "undetermined")
    (run,) = standing(FINISH, given, FAR)
    assert run[:2] == (4, LAST)


# The advice was asked for on Monday 10 February: six weeks end on 24 March.
ADVISED_ON = [
    *IN_CUSTODY,
    AssessmentAgreed(on=date(2025, 2, 3), of=3),
    AdviceRequested(on=date(2025, 2, 10), of=4, kind="b"),
]


@pytest.mark.parametrize(
    "over",
    [
        RequestWithdrawn(on=date(2025, 3, 24), of=3),
        FinalPlanIssued(on=date(2025, 3, 24)),
        NoPlanDecided(on=date(2025, 3, 24), of=3),
        PersonReleased(on=date(2025, 3, 24), of=2, to_authority="Marland"),
    ],
)
def test_nobody_waits_for_advice_on_an_assessment_that_is_over_or_goes_on_elsewhere(over):
    last = date(2025, 3, 24)
    assert standing("detained-advice", ADVISED_ON, FAR) == [(5, last, "outstanding")]
    assert standing("detained-advice", [*ADVISED_ON, over], FAR) == [(5, last, "disapplied")]
    late = replace(over, on=date(2025, 3, 25))
    assert standing("detained-advice", [*ADVISED_ON, late], FAR) == [(5, last, "missed")]


def test_advice_goes_on_being_awaited_by_the_same_authority_after_a_release():
    released = PersonReleased(on=date(2025, 3, 3), of=2)
    run = (5, date(2025, 3, 24), "outstanding")
    assert standing("detained-advice", [*ADVISED_ON, released], FAR) == [run]


def test_a_re_assessment_in_custody_has_one_limit_for_each_step():
    given = [
        *FINISHED,
        ReassessmentAgreed(on=date(2026, 1, 12)),
        PersonDetained(on=date(2026, 1, 19), home_authority="Oldshire"),
        AdviceRequested(on=date(2026, 2, 2), of=15, kind="b"),
        DraftPlanIssued(on=date(2026, 3, 2), of=15),
    ]
    day = date(2026, 3, 3)
    assert standing("reassessment-advice", given, day) == [(17, date(2026, 3, 16), "not-due")]
    window = [(18, date(2026, 3, 16), "not-due")]
    assert standing("reassessment-representations", given, day) == window
    assert standing("detained-advice", given, day) == []
    assert standing("detained-draft-window", given, day) == []


@pytest.mark.parametrize("taken_away", [TribunalOrderSetAside, TribunalOrderSuspended])
@pytest.mark.parametrize(
    ("limit", "ordered"),
    [
        ("detained-order-assess-notify", Ordered.ASSESS),
        ("detained-order-name-school", Ordered.NAME_SCHOOL),
    ],
)
def test_an_order_that_no_longer_binds_is_not_outstanding(limit, ordered, taken_away):
    order = TribunalOrder(on=date(2025, 6, 2), ordered=ordered)
    gone = taken_away(on=date(2025, 6, 9), of=4)
    given = [*IN_CUSTODY, order, gone]
    assert standing(limit, given, FAR) == [(4, date(2025, 6, 16), "disapplied")]


@pytest.mark.parametrize(
    ("ordered", "limit", "outside"),
    [
        (Ordered.ASSESS, "detained-order-assess-notify", "unopposed-assess-notify"),
        (Ordered.NAME_SCHOOL, "detained-order-name-school", "unopposed-placement-only"),
    ],
)
def test_an_appeal_not_opposed_in_detention_binds_the_home_authority(ordered, limit, outside):
    conceded = AppealNotOpposed(on=date(2025, 6, 2), ordered=ordered)
    given = [*IN_CUSTODY, conceded]
    assert standing(limit, given, FAR) == [(4, date(2025, 6, 16), "outstanding")]
    assert standing(outside, given, FAR) == []
    released = [*IN_CUSTODY, PersonReleased(on=date(2025, 5, 1), of=2), conceded]
    assert standing(limit, released, FAR) == []
    assert standing(outside, released, FAR) == [(5, date(2025, 6, 16), "outstanding")]
    late = [*IN_CUSTODY, AppealResponseSent(on=date(2025, 5, 1)), conceded]
    assert standing(limit, late, FAR) == []


WINDOWS = ("appeal-window-decision", "appeal-window-effective", "mediation-contact-adviser")
# Entry 15 is the detention of somebody who has a plan, 16 what is decided in it.
WITH_A_PLAN = [*FINISHED, PersonDetained(on=date(2025, 7, 1), home_authority="Oldshire")]


@pytest.mark.parametrize(
    "decided",
    [
        AmendedPlanIssued(on=date(2025, 8, 4)),
        CeaseDecided(on=date(2025, 8, 4)),
        ReassessmentRefused(on=date(2025, 8, 4)),
        ReviewDecisionNotified(on=date(2025, 8, 4), decision=ReviewDecision.MAINTAIN),
    ],
)
def test_what_cannot_be_appealed_in_detention_opens_no_window_while_that_lasts(decided):
    certificate = MediationCertificateIssued(on=date(2025, 8, 11), of=16)
    given = [*WITH_A_PLAN, decided, certificate]
    day, last = date(2025, 9, 1), date(2025, 10, 6)  # the 4th is a Saturday
    for limit in WINDOWS:
        assert [run for run in standing(limit, given, day) if run[0] == 16] == []
    assert standing("appeal-window-certificate", given, day) == []
    released = [*given, PersonReleased(on=date(2025, 9, 1), of=15)]
    assert standing("appeal-window-decision", released, day)[-1] == (16, last, "not-due")
    assert standing("appeal-window-certificate", released, day) == [(17, last, "not-due")]
    outside = [*FINISHED, replace(decided)]
    assert standing("appeal-window-decision", outside, day)[-1] == (15, last, "not-due")


def test_what_can_be_appealed_in_detention_has_its_time():
    for decided in (AssessmentRefused, NoPlanDecided, FinalPlanIssued):
        given = [*IN_CUSTODY, decided(on=date(2025, 2, 17), of=3)]
        run = (4, date(2025, 4, 17), "not-due")
        assert standing("appeal-window-decision", given, date(2025, 4, 17)) == [run]


def test_what_names_no_decision_in_detention_is_about_one_that_can_be_appealed_there():
    first = FinalPlanIssued(on=date(2025, 5, 26), of=3)
    amended = AmendedPlanIssued(on=date(2025, 6, 2))
    certificate = MediationCertificateIssued(on=date(2025, 7, 7))
    given = [*IN_CUSTODY, first, amended, certificate]
    # a month from 7 July ends in August, so that it moves to Monday 1 September
    run = (4, date(2025, 9, 1), "not-due")
    assert standing("appeal-window-effective", given, date(2025, 7, 31)) == [run]


def test_a_plan_amended_after_a_review_does_not_name_the_setting_that_was_ordered():
    order = TribunalOrder(on=date(2025, 6, 2), ordered=Ordered.NAME_SCHOOL)
    reviewed = AmendedPlanIssued(on=date(2025, 6, 9), cause=AmendmentCause.REVIEW)
    assert standing("detained-order-name-school", [*IN_CUSTODY, order, reviewed], FAR) == [
        (4, date(2025, 6, 16), "outstanding")
    ]


def test_a_review_on_release_is_owed_only_by_who_maintains_a_plan():
    limit = "release-from-detention-review"
    detained = PersonDetained(on=date(2025, 7, 1), home_authority="Oldshire")
    released = PersonReleased(on=date(2025, 9, 1), of=15)
    assert standing(limit, [*FINISHED, detained, released], FAR) == [(16, None, "no-limit")]
    elsewhere = replace(released, to_authority="Marland")
    assert standing(limit, [*FINISHED, detained, elsewhere], FAR) == []
    ceased = PlanCeased(on=date(2025, 8, 1))
    assert standing(limit, [*FINISHED, detained, ceased, replace(released)], FAR) == []


# Released on 1 September 2025, entry 16, with a plan.
OUT = [*WITH_A_PLAN, PersonReleased(on=date(2025, 9, 1), of=15)]
MET = ReviewMeetingHeld(on=date(2025, 9, 22))
CEASE = CeaseDecided(on=date(2025, 10, 6))


@pytest.mark.parametrize(
    ("then", "status"),
    [
        ([CEASE], "no-limit"),
        ([MET, CEASE], "met"),
        ([replace(MET, on=Span(date(2025, 8, 1), date(2025, 9, 30))), CEASE], "undetermined"),
        ([CEASE, PlanCeased(on=date(2025, 12, 9), of=17)], "disapplied"),
        ([PlanPassedOn(on=date(2025, 9, 15))], "disapplied"),
    ],
)
def test_to_decide_to_cease_is_no_review_on_release_unless_one_has_met_since(then, status):
    assert standing("release-from-detention-review", [*OUT, *then], FAR) == [(16, None, status)]


def test_a_review_before_the_detention_is_none_on_release():
    before = replace(MET, on=date(2025, 6, 2))
    given = [*FINISHED, before, *WITH_A_PLAN[14:], replace(OUT[-1], of=16), CEASE]
    found = standing("release-from-detention-review", given, FAR)
    assert found == [(17, None, "no-limit")]
