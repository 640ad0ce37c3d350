"""Regs 43 and 44, SI 2017/1306, rules 45-46: orders, recommendations, and what follows."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.appeal import NO_LIVE_APPEAL
from ehcp.domain.commands.challenge.onward import (
    ANSWERED_TOO_EARLY,
    NO_APPLICATION,
    NO_PERMISSION,
    NOT_REFUSED_YET,
    LodgeUpperTribunalNotice,
    RecordPermissionDecision,
    RecordUpperTribunalDecision,
    RecordUpperTribunalHearing,
    RecordUpperTribunalPermission,
    RefuseSetAsideOrReview,
    RenewPermissionRequest,
    RequestPermissionToAppeal,
    RequestSetAside,
    RequestTribunalReview,
)
from ehcp.domain.commands.challenge.order import (
    BEFORE_ORDER,
    COMPLY_BEFORE_ORDER,
    NO_LIVE_ORDER,
    NO_ORDER,
    NO_OUTCOME,
    NOT_SAID_HOW,
    NOT_SUSPENDED,
    OUTCOMES_CONTRADICT,
    SET_ASIDE_ALREADY,
    SUSPENDED_ALREADY,
    ComplyWithOrder,
    ConfirmPlanContinues,
    LiftOrderSuspension,
    RecordConsentOrder,
    RecordTribunalOrder,
    RedateOrder,
    SetOrderAside,
    SuspendOrder,
)
from ehcp.domain.commands.challenge.recommendation import (
    ANSWER_NOT_SENT_TO_ALL,
    BEFORE_RECOMMENDATION,
    NEITHER_STEPS_NOR_REASONS,
    NO_RECOMMENDATION,
    NOT_IN_THIS_APPEAL,
    AnswerRecommendation,
    RecordRecommendation,
)
from ehcp.domain.events.appeal import AppealMatter, AppealNotOpposed
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRefused,
    PermissionToAppealRequested,
    SetAsideOrReviewRefused,
    SetAsideRequested,
    TribunalReviewRequested,
    UpperTribunalDecision,
    UpperTribunalHearing,
    UpperTribunalNoticeLodged,
    UpperTribunalPermissionDecided,
    UpperTribunalPermissionRequested,
)
from ehcp.domain.events.order import (
    CareArea,
    OrderCompliedWith,
    Ordered,
    OrderSuspensionLifted,
    Outcome,
    PlanContinued,
    RecommendationAnswered,
    RecommendationMade,
    ToldOfAnswer,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from tests.domain.commands.test_appealing import CERTIFIED, LODGED
from tests.domain.scenario import but, scenario

# The appeal is entry 6; the order, of 14 July 2025, entry 7.
APPEALED = [*CERTIFIED, LODGED]
ABOUT_NEEDS = [*CERTIFIED, replace(LODGED, matters=(AppealMatter.NEEDS,))]
ABOUT_CEASING = [*CERTIFIED, replace(LODGED, matters=(AppealMatter.CEASE,))]
DECIDE = RecordTribunalOrder(on=date(2025, 7, 14), outcomes=(Outcome.ASSESS,))
ORDER = TribunalOrder(
    on=date(2025, 7, 14), of=6, ordered=Ordered.ASSESS, outcomes=(Outcome.ASSESS,)
)
MADE = [*APPEALED, ORDER]
SUSPENDED = TribunalOrderSuspended(on=date(2025, 7, 21), of=7)
LIFT = LiftOrderSuspension(on=date(2025, 9, 1), comply_by=date(2025, 9, 15))
LIFTED = OrderSuspensionLifted(on=date(2025, 9, 1), of=7, comply_by=date(2025, 9, 15))
ASIDE = TribunalOrderSetAside(on=date(2025, 8, 4), of=7, by="the Upper Tribunal")
HEALTH = RecommendationMade(
    on=date(2025, 7, 14), of=7, area=CareArea.HEALTH, recommended="A hoist.", to="the ICB"
)
ASKED = PermissionToAppealRequested(on=date(2025, 8, 1), of=7)
REFUSED = PermissionToAppealRefused(on=date(2025, 9, 1), of=8)
RENEWED = UpperTribunalPermissionRequested(on=date(2025, 9, 30), of=9, party="family")
GIVEN = UpperTribunalPermissionDecided(on=date(2025, 11, 3), of=10, given=True)


def test_a_decision_is_recorded_with_what_it_obliges_to():
    scenario(given=APPEALED, when=DECIDE, then=[ORDER])
    scenario(given=MADE, when=DECIDE, then=NO_LIVE_APPEAL)


@pytest.mark.parametrize(
    ("outcomes", "ordered"),
    [
        ((Outcome.AMEND, Outcome.NAME), Ordered.AMEND),
        ((Outcome.NAME,), Ordered.NAME_SCHOOL),
        ((Outcome.CORRECT_DEFICIENCIES, Outcome.NAME), Ordered.NAME_SCHOOL),
        ((Outcome.REASSESS,), Ordered.ASSESS),
        ((Outcome.MAKE_PLAN,), Ordered.MAKE_PLAN),
        ((Outcome.RECONSIDER,), Ordered.REMIT),
        ((Outcome.CONTINUE,), Ordered.CONTINUE),
        ((Outcome.CONTINUE_AND_AMEND,), Ordered.CONTINUE_AND_AMEND),
        ((Outcome.CORRECT_DEFICIENCIES,), Ordered.OTHER),
        ((Outcome.DISMISS,), Ordered.OTHER),
    ],
)
def test_each_outcome_obliges_to_something(outcomes, ordered):
    then = replace(ORDER, outcomes=outcomes, ordered=ordered)
    scenario(given=ABOUT_NEEDS, when=but(DECIDE, outcomes=outcomes), then=[then])


def test_a_dismissed_appeal_on_ceasing_lets_the_plan_cease():
    dismissed = replace(ORDER, outcomes=(Outcome.DISMISS,), ordered=Ordered.DISMISS_CEASE)
    scenario(given=ABOUT_CEASING, when=but(DECIDE, outcomes=(Outcome.DISMISS,)), then=[dismissed])


def test_a_decision_has_an_outcome_and_does_not_contradict_itself():
    scenario(given=APPEALED, when=but(DECIDE, outcomes=()), then=NO_OUTCOME)
    both = but(DECIDE, outcomes=(Outcome.DISMISS, Outcome.AMEND))
    scenario(given=APPEALED, when=both, then=OUTCOMES_CONTRADICT)
    early = but(DECIDE, comply_by=date(2025, 7, 13))
    scenario(given=APPEALED, when=early, then=COMPLY_BEFORE_ORDER)


def test_a_consent_order_may_fix_its_own_day():
    agreed = RecordConsentOrder(
        on=date(2025, 7, 14), outcomes=(Outcome.ASSESS,), comply_by=date(2025, 8, 1)
    )
    order = replace(ORDER, by_consent=True, comply_by=date(2025, 8, 1))
    scenario(given=APPEALED, when=agreed, then=[order])


def test_an_order_may_be_issued_again_with_another_date():
    redated = TribunalOrderRedated(on=date(2025, 7, 18), of=7)
    scenario(given=MADE, when=RedateOrder(on=date(2025, 7, 18)), then=[redated])


@pytest.mark.parametrize(
    "command",
    [
        RedateOrder(on=date(2025, 7, 20)),
        SuspendOrder(on=date(2025, 7, 20)),
        SetOrderAside(on=date(2025, 7, 20)),
        ConfirmPlanContinues(on=date(2025, 7, 20)),
        ComplyWithOrder(on=date(2025, 7, 20), how="The family was told."),
        LIFT,
        RequestPermissionToAppeal(on=date(2025, 7, 20), by_family=True),
        RecordRecommendation(on=date(2025, 7, 20), area=CareArea.HEALTH, recommended="A hoist."),
    ],
)
def test_it_takes_an_order(command):
    scenario(given=APPEALED, when=command, then=NO_ORDER)
    scenario(given=MADE, when=but(command, on=date(2025, 7, 13)), then=BEFORE_ORDER)


def test_an_order_is_suspended_once_and_has_effect_again():
    suspend = SuspendOrder(on=date(2025, 7, 21))
    scenario(given=MADE, when=suspend, then=[SUSPENDED])
    scenario(given=[*MADE, SUSPENDED], when=suspend, then=SUSPENDED_ALREADY)
    scenario(given=[*MADE, SUSPENDED], when=LIFT, then=[LIFTED])
    scenario(given=MADE, when=LIFT, then=NOT_SUSPENDED)
    scenario(given=[*MADE, SUSPENDED, LIFTED], when=LIFT, then=NOT_SUSPENDED)
    back = but(LIFT, comply_by=date(2025, 8, 31))
    scenario(given=[*MADE, SUSPENDED], when=back, then=COMPLY_BEFORE_ORDER)


def test_an_order_is_set_aside_once():
    aside = SetOrderAside(on=date(2025, 8, 4), by="the Upper Tribunal")
    scenario(given=MADE, when=aside, then=[ASIDE])
    scenario(given=[*MADE, ASIDE], when=aside, then=SET_ASIDE_ALREADY)
    suspend = SuspendOrder(on=date(2025, 8, 5))
    scenario(given=[*MADE, ASIDE], when=suspend, then=SET_ASIDE_ALREADY)


def test_that_an_order_was_carried_out_says_how():
    comply = ComplyWithOrder(on=date(2025, 7, 25), how="The family was told of the assessment.")
    done = OrderCompliedWith(
        on=date(2025, 7, 25), of=7, how="The family was told of the assessment."
    )
    scenario(given=MADE, when=comply, then=[done])
    scenario(given=MADE, when=but(comply, how=""), then=NOT_SAID_HOW)
    goes_on = ConfirmPlanContinues(on=date(2025, 7, 14))
    scenario(given=MADE, when=goes_on, then=[PlanContinued(on=date(2025, 7, 14), of=7)])


def test_a_plan_goes_on_after_an_appeal_against_ceasing_that_is_not_opposed():
    conceded = AppealNotOpposed(on=date(2025, 7, 21), of=6, ordered=Ordered.CONTINUE)
    given, goes_on = [*MADE, conceded], ConfirmPlanContinues(on=date(2025, 7, 21))
    confirmed = PlanContinued(on=date(2025, 7, 21), of=8)
    scenario(given=given, when=goes_on, then=[confirmed])
    scenario(given=given, when=but(goes_on, order=8), then=[confirmed])
    scenario(given=given, when=but(goes_on, order=7), then=[replace(confirmed, of=7)])
    scenario(given=given, when=but(goes_on, on=date(2025, 7, 20)), then=BEFORE_ORDER)
    otherwise = replace(conceded, ordered=Ordered.AMEND)
    scenario(given=[*MADE, otherwise], when=goes_on, then=[replace(confirmed, of=7)])
    scenario(given=[*MADE, otherwise], when=but(goes_on, order=8), then=NO_LIVE_ORDER)


def test_the_tribunal_recommends_in_any_appeal_but_on_a_refusal_to_assess():
    recommend = RecordRecommendation(
        on=date(2025, 7, 14), area=CareArea.HEALTH, recommended="A hoist.", to="the ICB"
    )
    scenario(given=[*ABOUT_NEEDS, ORDER], when=recommend, then=[HEALTH])
    scenario(given=MADE, when=recommend, then=NOT_IN_THIS_APPEAL)


def test_the_answer_says_what_will_be_done_and_goes_to_all():
    given = [*ABOUT_NEEDS, ORDER, HEALTH]
    answer = AnswerRecommendation(
        on=date(2025, 8, 18), steps="A hoist is ordered.", told=tuple(ToldOfAnswer)
    )
    answered = RecommendationAnswered(
        on=date(2025, 8, 18), of=8, steps="A hoist is ordered.", told=tuple(ToldOfAnswer)
    )
    scenario(given=given, when=answer, then=[answered])
    scenario(given=[*given, answered], when=answer, then=NO_RECOMMENDATION)
    early = but(answer, on=date(2025, 7, 13))
    scenario(given=given, when=early, then=BEFORE_RECOMMENDATION)
    bare = but(answer, steps="", told=(ToldOfAnswer.FAMILY,), recommendation=8)
    scenario(
        given=given,
        when=bare,
        then=[
            replace(answered, steps=None, told=(ToldOfAnswer.FAMILY,)),
            NEITHER_STEPS_NOR_REASONS.about(date(2025, 8, 18)),
            ANSWER_NOT_SENT_TO_ALL.about(date(2025, 8, 18)),
        ],
    )


def test_a_decision_is_challenged_in_three_ways():
    day = date(2025, 8, 1)
    permission = RequestPermissionToAppeal(on=day, by_family=False)
    scenario(given=MADE, when=permission, then=[ASKED])
    aside = SetAsideRequested(on=day, of=7, party="family", reasons="A paper was lost.")
    request = RequestSetAside(on=day, by_family=True, reasons="A paper was lost.")
    scenario(given=MADE, when=request, then=[aside])
    review = RequestTribunalReview(on=day, by_family=True)
    reviewed = TribunalReviewRequested(on=day, of=7, party="family")
    scenario(given=MADE, when=review, then=[reviewed])
    stands = RefuseSetAsideOrReview(on=date(2025, 9, 1))
    refusal = SetAsideOrReviewRefused(on=date(2025, 9, 1), of=8)
    scenario(given=[*MADE, aside], when=stands, then=[refusal])
    scenario(given=[*MADE, aside, refusal], when=stands, then=NO_APPLICATION)
    scenario(given=[*MADE, aside], when=but(stands, on=date(2025, 7, 31)), then=ANSWERED_TOO_EARLY)


def test_permission_is_given_or_refused():
    refuse = RecordPermissionDecision(on=date(2025, 9, 1), given=False)
    scenario(given=[*MADE, ASKED], when=refuse, then=[REFUSED])
    given = PermissionToAppealGiven(on=date(2025, 9, 1), of=8)
    scenario(given=[*MADE, ASKED], when=but(refuse, given=True), then=[given])
    scenario(given=MADE, when=refuse, then=NO_APPLICATION)


def test_the_upper_tribunal_is_asked_after_the_refusal():
    renew = RenewPermissionRequest(on=date(2025, 9, 30), by_family=True)
    scenario(given=[*MADE, ASKED, REFUSED], when=renew, then=[RENEWED])
    scenario(given=[*MADE, ASKED], when=renew, then=NOT_REFUSED_YET)
    decide = RecordUpperTribunalPermission(on=date(2025, 11, 3), given=True)
    scenario(given=[*MADE, ASKED, REFUSED, RENEWED], when=decide, then=[GIVEN])
    scenario(given=[*MADE, ASKED, REFUSED], when=decide, then=NO_APPLICATION)


def test_the_upper_tribunal_hears_and_decides_with_permission():
    given = [*MADE, ASKED, REFUSED, RENEWED, GIVEN]
    day = date(2026, 2, 2)
    lodge = LodgeUpperTribunalNotice(on=date(2025, 11, 20), by_family=True)
    lodged = UpperTribunalNoticeLodged(on=date(2025, 11, 20), of=11, party="family")
    scenario(given=given, when=lodge, then=[lodged])
    hearing = RecordUpperTribunalHearing(on=day)
    scenario(given=given, when=hearing, then=[UpperTribunalHearing(on=day, of=11)])
    decide = RecordUpperTribunalDecision(on=day, decided="The appeal is allowed.")
    decided = UpperTribunalDecision(on=day, of=11, note="The appeal is allowed.")
    scenario(given=given, when=decide, then=[decided])
    for command in (lodge, hearing, decide):
        scenario(given=MADE, when=command, then=NO_PERMISSION)
        refused = [*given[:-1], replace(GIVEN, given=False)]
        scenario(given=refused, when=command, then=NO_PERMISSION)
