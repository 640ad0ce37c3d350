"""Where two orders bind at once, it can be said which one something is about."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.onward import (
    NO_APPLICATION,
    NO_PERMISSION,
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
    NO_LIVE_ORDER,
    NOT_SUSPENDED,
    ComplyWithOrder,
    ConfirmPlanContinues,
    LiftOrderSuspension,
    RedateOrder,
    SetOrderAside,
    SuspendOrder,
)
from ehcp.domain.commands.challenge.recommendation import RecordRecommendation
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRefused,
    PermissionToAppealRequested,
    SetAsideRequested,
    UpperTribunalPermissionDecided,
    UpperTribunalPermissionRequested,
)
from ehcp.domain.events.order import (
    CareArea,
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from tests.domain.commands.test_appealing import CERTIFIED, LODGED
from tests.domain.scenario import but, recorded, scenario

# entries 6 and 7 are two appeals, 8 and 9 the orders in them
SECOND = replace(LODGED, on=date(2025, 4, 7))
ONE = TribunalOrder(on=date(2025, 7, 14), of=6, ordered=Ordered.ASSESS)
OTHER = TribunalOrder(on=date(2025, 7, 21), of=7, ordered=Ordered.AMEND)
GIVEN = [*CERTIFIED, LODGED, SECOND, ONE, OTHER]
DAY = date(2025, 8, 1)
ABOUT_AN_ORDER = [
    RedateOrder(on=DAY),
    SuspendOrder(on=DAY),
    SetOrderAside(on=DAY),
    ConfirmPlanContinues(on=DAY),
    ComplyWithOrder(on=DAY, how="The assessment is under way."),
    RequestPermissionToAppeal(on=DAY, by_family=True),
    RequestSetAside(on=DAY, by_family=True),
    RequestTribunalReview(on=DAY, by_family=True),
]


@pytest.mark.parametrize("command", ABOUT_AN_ORDER, ids=lambda c: type(c).__name__)
def test_it_is_about_the_order_that_is_named_or_the_latest(command):
    assert next(command.decide(recorded(*GIVEN))).of == 9
    assert next(but(command, order=8).decide(recorded(*GIVEN))).of == 8


@pytest.mark.parametrize("command", ABOUT_AN_ORDER, ids=lambda c: type(c).__name__)
def test_what_is_no_order_or_was_set_aside_cannot_be_named(command):
    aside = TribunalOrderSetAside(on=date(2025, 7, 28), of=8)
    for place in (6, 10, 99):
        scenario(given=[*GIVEN, aside], when=but(command, order=place), then=NO_LIVE_ORDER)
    scenario(given=[*GIVEN, aside], when=but(command, order=8), then=NO_LIVE_ORDER)
    early = but(command, order=8, on=date(2025, 7, 13))
    scenario(given=GIVEN, when=early, then=BEFORE_ORDER)


def test_an_order_that_was_dated_again_is_meant_under_its_last_date():
    again = TribunalOrderRedated(on=date(2025, 7, 30), of=8)
    (suspended,) = SuspendOrder(on=DAY, order=8).decide(recorded(*GIVEN, again))
    assert suspended.of == 10


def test_the_suspension_of_one_order_is_lifted_and_not_that_of_the_other():
    given = [*GIVEN, TribunalOrderSuspended(on=date(2025, 7, 28), of=8)]
    lift = LiftOrderSuspension(on=DAY, comply_by=date(2025, 9, 1))
    scenario(given=given, when=lift, then=NOT_SUSPENDED)
    (lifted,) = but(lift, order=8).decide(recorded(*given))
    assert lifted.of == 8


def test_a_recommendation_came_with_the_order_that_is_named():
    recommend = RecordRecommendation(
        on=date(2025, 7, 21), area=CareArea.HEALTH, recommended="A hoist.", order=9
    )
    given = [*CERTIFIED, LODGED, replace(SECOND, matters=()), ONE, OTHER]
    assert next(recommend.decide(recorded(*given))).of == 9
    scenario(given=given, when=but(recommend, order=6), then=NO_LIVE_ORDER)


def test_an_application_about_one_order_is_answered_and_the_other_waits():
    asked = [
        PermissionToAppealRequested(on=date(2025, 8, 1), of=8),
        PermissionToAppealRequested(on=date(2025, 8, 4), of=9),
    ]
    decide = RecordPermissionDecision(on=date(2025, 8, 20), given=True)
    (latest,) = decide.decide(recorded(*GIVEN, *asked))
    assert latest.of == 11
    answered = [*GIVEN, *asked, latest]
    (first,) = decide.decide(recorded(*answered))
    assert first.of == 10
    (named,) = but(decide, order=8).decide(recorded(*GIVEN, *asked))
    assert named.of == 10
    scenario(given=answered, when=but(decide, order=9), then=NO_APPLICATION)
    scenario(given=answered, when=but(decide, order=6), then=NO_LIVE_ORDER)


def test_each_order_goes_its_own_way_to_the_upper_tribunal():
    refused = PermissionToAppealRefused(on=date(2025, 9, 1), of=10)
    given = [*GIVEN, PermissionToAppealRequested(on=date(2025, 8, 1), of=8), refused]
    renew = RenewPermissionRequest(on=date(2025, 9, 15), by_family=True, order=8)
    (renewed,) = renew.decide(recorded(*given))
    assert renewed == UpperTribunalPermissionRequested(on=date(2025, 9, 15), of=11, party="family")
    decide = RecordUpperTribunalPermission(on=date(2025, 10, 1), given=True, order=8)
    (decided,) = decide.decide(recorded(*given, renewed))
    assert isinstance(decided, UpperTribunalPermissionDecided)
    assert decided.of == 12
    permitted = recorded(*given, renewed, decided)
    for command in (
        LodgeUpperTribunalNotice(on=date(2025, 10, 8), by_family=True),
        RecordUpperTribunalHearing(on=date(2025, 12, 8)),
        RecordUpperTribunalDecision(on=date(2026, 1, 8), decided="Dismissed."),
    ):
        assert next(but(command, order=8).decide(permitted)).of == 13
        with_other = [*given, renewed, decided]
        scenario(given=with_other, when=but(command, order=9), then=NO_PERMISSION)


def test_permission_in_one_appeal_is_none_in_the_other():
    given = [*GIVEN, PermissionToAppealGiven(on=date(2025, 8, 20), of=8)]
    lodge = LodgeUpperTribunalNotice(on=date(2025, 9, 1), by_family=True, order=9)
    scenario(given=given, when=lodge, then=NO_PERMISSION)


def test_that_a_decision_stands_is_about_the_application_against_that_order():
    given = [
        *GIVEN,
        SetAsideRequested(on=date(2025, 8, 1), of=8),
        SetAsideRequested(on=date(2025, 8, 4), of=9),
    ]
    (refused,) = RefuseSetAsideOrReview(on=date(2025, 8, 11), order=8).decide(recorded(*given))
    assert refused.of == 10
