"""The limits of appeals, orders and recommendations, with their days written out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ehcp.domain.deadlines import Status, deadlines
from ehcp.domain.deadlines.explanation import explain
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
from ehcp.domain.events.mediation import (
    CertificateKind,
    MediationAdviserContacted,
    MediationCertificateIssued,
)
from ehcp.domain.events.onward import (
    PermissionToAppealGiven,
    PermissionToAppealRefused,
    PermissionToAppealRequested,
    SetAsideRequested,
    TribunalReviewRequested,
    UpperTribunalNoticeLodged,
    UpperTribunalPermissionDecided,
    UpperTribunalPermissionRequested,
)
from ehcp.domain.events.order import (
    CareArea,
    Ordered,
    OrderSuspensionLifted,
    RecommendationAnswered,
    RecommendationMade,
    ToldOfAnswer,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from tests.domain.deadlines.test_mediation_clocks import (
    DECIDED,
    FAR,
    GOOD_FRIDAY,
    due,
    ends_in_time,
    running,
)
from tests.domain.limits import statuses
from tests.domain.scenario import recorded

# The refusal to assess is entry 4, of Monday 3 February 2025; the appeal entry 5.
LODGED = TribunalAppealLodged(on=date(2025, 3, 3), of=4, matters=(AppealMatter.REFUSAL_TO_ASSESS,))
APPEALED = [*DECIDED, LODGED]
CERTIFICATE = MediationCertificateIssued(
    on=date(2025, 3, 18), of=4, kind=CertificateKind.NO_MEDIATION
)
REGISTERED = AppealRegistered(on=date(2025, 3, 10), of=5)
RESPONSE = AppealResponseSent(on=date(2025, 4, 23), of=5)
DIRECTIONS = DirectionsGiven(on=date(2025, 5, 1), of=5, hearing_on=date(2025, 7, 15))
BUNDLE = BundleSent(on=date(2025, 7, 1), of=5)
ORDER = TribunalOrder(on=date(2025, 7, 14), of=5, ordered=Ordered.AMEND)
ORDERED = [*APPEALED, ORDER]
AMENDED = AmendedPlanIssued(on=date(2025, 8, 18), of=6)
SUSPENDED = TribunalOrderSuspended(on=date(2025, 7, 21), of=6)
LIFTED = OrderSuspensionLifted(on=date(2025, 9, 1), of=6, comply_by=date(2025, 9, 15))


def limits(*given):
    """Return the ids of the limits that have run in a case recorded here."""
    return {d.limit.id for d in deadlines(recorded(*given), GOOD_FRIDAY, FAR)}


def test_the_first_limb_is_two_months_from_the_decision():
    limit = "appeal-window-decision"
    ends_in_time(limit, DECIDED, LODGED, date(2025, 4, 3), date(2025, 4, 4))
    assert running(limit, *DECIDED).status is Status.DISAPPLIED


def test_a_decision_to_amend_gives_no_time_for_an_appeal_against_something_else():
    amend = ReviewDecisionNotified(on=date(2025, 2, 24), decision=ReviewDecision.AMEND)
    given = [*DECIDED, amend, LODGED]
    assert running("appeal-window-decision", *given).started_by.event == DECIDED[-1]


def test_what_says_of_no_decision_is_about_the_last_that_can_be_appealed():
    """The plan is of 3 March, a decision to amend it of 7 April: the appeal is about the plan."""
    plan = FinalPlanIssued(on=date(2025, 3, 3))
    amend = ReviewDecisionNotified(on=date(2025, 4, 7), decision=ReviewDecision.AMEND)
    contact = MediationAdviserContacted(on=date(2025, 4, 28), wants_mediation=False)
    certificate = replace(CERTIFICATE, on=date(2025, 4, 30), of=None)
    lodged = TribunalAppealLodged(on=date(2025, 5, 30))
    given = [plan, amend, contact, certificate]
    assert running("mediation-contact-adviser", *given).status is Status.MET
    ends_in_time("appeal-window-effective", given, lodged, date(2025, 5, 30), date(2025, 5, 31))
    ends_in_time("appeal-window-decision", given, lodged, date(2025, 5, 30), date(2025, 5, 31))
    unknown = [plan, replace(amend, decision=None), contact]
    met = statuses("mediation-contact-adviser", unknown, FAR)
    assert met == [Status.DISAPPLIED, Status.MET]


def test_the_second_limb_is_one_month_from_the_certificate():
    limit = "appeal-window-certificate"
    given = [*DECIDED, CERTIFICATE]
    # 18 April is Good Friday: the next working day is Tuesday 22 April
    ends_in_time(limit, given, LODGED, date(2025, 4, 22), date(2025, 4, 23))
    assert running(limit, *given).status is Status.DISAPPLIED


def test_the_last_day_is_the_later_of_the_two():
    limit = "appeal-window-effective"
    ends_in_time(limit, DECIDED, LODGED, date(2025, 4, 3), date(2025, 4, 4))
    given = [*DECIDED, CERTIFICATE]
    ends_in_time(limit, given, LODGED, date(2025, 4, 22), date(2025, 4, 23))
    early = replace(CERTIFICATE, on=date(2025, 2, 10))
    assert due(limit, *DECIDED, early) == date(2025, 4, 3)
    assert running(limit, *given).status is Status.DISAPPLIED


def test_an_appeal_in_time_by_one_limb_is_late_by_neither():
    # two months from Monday 3 February end on 3 April, a month from 10 February on 10 March
    early = [*DECIDED, replace(CERTIFICATE, on=date(2025, 2, 10))]
    saved = replace(LODGED, on=date(2025, 4, 3))
    ends_in_time("appeal-window-certificate", early, saved, date(2025, 4, 3), date(2025, 4, 4))
    # a month from 18 March ends on Good Friday: Tuesday 22 April is in time
    late = [*DECIDED, CERTIFICATE]
    ends_in_time("appeal-window-decision", late, LODGED, date(2025, 4, 22), date(2025, 4, 23))


def test_it_is_said_why_a_limb_ends_later_than_its_own_period():
    early = running(
        "appeal-window-certificate", *DECIDED, replace(CERTIFICATE, on=date(2025, 2, 10))
    )
    assert "two months from the notice of the decision end later" in early.put_off
    late = running("appeal-window-decision", *DECIDED, CERTIFICATE)
    assert "certificate gives a month from its issue" in late.put_off
    assert running("appeal-window-decision", *DECIDED).put_off == ""
    # both end in August by themselves, and move to 1 September
    together = [*DECIDED[:3], replace(DECIDED[3], on=date(2025, 6, 10))]
    of_july = [*together, replace(CERTIFICATE, on=date(2025, 7, 28))]
    for limit in ("appeal-window-decision", "appeal-window-certificate"):
        found = running(limit, *of_july)
        assert (found.due and found.due.exact, found.put_off) == (date(2025, 9, 1), "")
    assert running("appeal-window-certificate", *DECIDED, CERTIFICATE).put_off == ""


def test_a_decision_to_amend_opens_no_window():
    amend = ReviewDecisionNotified(on=date(2025, 2, 3), decision=ReviewDecision.AMEND)
    maintain = replace(amend, decision=ReviewDecision.MAINTAIN)
    windows = {"appeal-window-decision", "appeal-window-effective", "mediation-contact-adviser"}
    assert limits(*DECIDED[:3], amend) & windows == set()
    assert limits(*DECIDED[:3], maintain) & windows == windows


def test_the_response_is_sent_within_30_working_days_of_receiving_the_appeal():
    limit = "appeal-la-response"
    given = [*APPEALED, REGISTERED]
    ends_in_time(limit, given, RESPONSE, date(2025, 4, 23), date(2025, 4, 24))
    assert running(limit, *given).status is Status.OUTSTANDING


@pytest.mark.parametrize("end", [AppealNotOpposed, AppealWithdrawn])
def test_no_response_is_due_in_an_appeal_that_has_ended(end):
    limit = "appeal-la-response"
    ended = end(on=date(2025, 4, 1), of=5)
    assert running(limit, *APPEALED, REGISTERED, ended).status is Status.DISAPPLIED
    late = replace(ended, on=date(2025, 4, 24))
    assert running(limit, *APPEALED, REGISTERED, late).status is Status.MISSED


def test_the_day_for_the_response_that_the_tribunal_fixed_prevails():
    fixed = DirectionsGiven(on=date(2025, 3, 10), of=5, response_by=date(2025, 4, 10))
    given = [*APPEALED, REGISTERED, fixed]
    ends_in_time("appeal-la-response", given, RESPONSE, date(2025, 4, 10), date(2025, 4, 11))
    told = explain(running("appeal-la-response", *given), GOOD_FRIDAY)
    assert "The last day in time is Thursday 10 April 2025." in told


def test_the_bundle_comes_ten_working_days_before_the_hearing_or_on_the_day_directed():
    limit = "appeal-bundle"
    ends_in_time(limit, [*APPEALED, DIRECTIONS], BUNDLE, date(2025, 7, 1), date(2025, 7, 2))
    directed = replace(DIRECTIONS, bundle_by=date(2025, 6, 20))
    ends_in_time(limit, [*APPEALED, directed], BUNDLE, date(2025, 6, 20), date(2025, 6, 21))


def test_new_directions_take_the_place_of_old_ones():
    later = DirectionsGiven(on=date(2025, 6, 10), of=5, hearing_on=date(2025, 9, 16))
    found = [
        (d.due.exact, d.status)
        for d in deadlines(recorded(*APPEALED, DIRECTIONS, later), GOOD_FRIDAY, date(2025, 9, 2))
        if d.limit.id == "appeal-bundle" and d.due
    ]
    assert found == [
        (date(2025, 7, 1), Status.DISAPPLIED),
        (date(2025, 9, 2), Status.NOT_DUE),
    ]


def test_final_evidence_comes_on_the_day_directed():
    limit = "appeal-final-evidence"
    directed = DirectionsGiven(on=date(2025, 5, 1), of=5, final_evidence_by=date(2025, 6, 2))
    given = [*APPEALED, directed]
    ours = FinalEvidenceSent(on=date(2025, 6, 2), of=5)
    ends_in_time(limit, given, ours, date(2025, 6, 2), date(2025, 6, 3))
    theirs = replace(ours, party="family")
    assert running(limit, *given, theirs).status is Status.OUTSTANDING


@pytest.mark.parametrize(
    "challenge", [PermissionToAppealRequested, SetAsideRequested, TribunalReviewRequested]
)
def test_a_decision_is_challenged_within_28_days(challenge):
    limit = "appeal-upper-tribunal-permission"
    asked = challenge(on=date(2025, 8, 11), of=6)
    ends_in_time(limit, ORDERED, asked, date(2025, 8, 11), date(2025, 8, 12))
    assert running(limit, *ORDERED).status is Status.DISAPPLIED


def test_the_upper_tribunal_is_asked_within_a_month_of_the_refusal():
    limit = "appeal-upper-tribunal-renewed-application"
    refused = PermissionToAppealRefused(on=date(2025, 8, 29), of=6)
    asked = UpperTribunalPermissionRequested(on=date(2025, 9, 29), of=7)
    given = [*ORDERED, refused]
    ends_in_time(limit, given, asked, date(2025, 9, 29), date(2025, 9, 30))
    assert running(limit, *given).status is Status.DISAPPLIED


def test_the_notice_follows_within_a_month_of_permission():
    limit = "appeal-upper-tribunal-notice"
    lodged = UpperTribunalNoticeLodged(on=date(2025, 9, 29), of=7)
    permission = PermissionToAppealGiven(on=date(2025, 8, 29), of=6)
    ends_in_time(limit, [*ORDERED, permission], lodged, date(2025, 9, 29), date(2025, 9, 30))
    theirs = UpperTribunalPermissionDecided(on=date(2025, 8, 29), of=6, given=True)
    assert due(limit, *ORDERED, theirs) == date(2025, 9, 29)
    assert limit not in limits(*ORDERED, replace(theirs, treated_as_notice=True))
    assert limit not in limits(*ORDERED, replace(theirs, given=False))


def test_an_order_is_carried_out_in_its_time_or_by_the_day_that_it_fixes():
    limit = "order-amend-plan"
    ends_in_time(limit, ORDERED, AMENDED, date(2025, 8, 18), date(2025, 8, 19))
    fixed = [*APPEALED, replace(ORDER, comply_by=date(2025, 9, 1))]
    ends_in_time(limit, fixed, AMENDED, date(2025, 9, 1), date(2025, 9, 2))


def test_an_order_that_is_suspended_binds_again_when_that_is_lifted():
    limit = "order-amend-plan"
    assert running(limit, *ORDERED, SUSPENDED).status is Status.DISAPPLIED
    late = replace(SUSPENDED, on=date(2025, 8, 19))
    assert running(limit, *ORDERED, late).status is Status.MISSED
    given = [*ORDERED, SUSPENDED, LIFTED]
    ends_in_time(limit, given, AMENDED, date(2025, 9, 15), date(2025, 9, 16))
    assert running(limit, *given).status is Status.OUTSTANDING
    unsaid = [*ORDERED, SUSPENDED, replace(LIFTED, comply_by=None)]
    assert running(limit, *unsaid).status is Status.UNDETERMINED


def test_an_order_that_is_set_aside_binds_nobody():
    limit = "order-amend-plan"
    aside = TribunalOrderSetAside(on=date(2025, 8, 18), of=6)
    assert running(limit, *ORDERED, aside).status is Status.DISAPPLIED
    after = replace(aside, on=date(2025, 8, 19))
    assert running(limit, *ORDERED, after).status is Status.MISSED


def test_an_order_that_is_set_aside_binds_nobody_under_a_date_that_is_entered_late():
    """It was dated again on 21 July, which is recorded after it was set aside."""
    limit = "order-amend-plan"
    aside = TribunalOrderSetAside(on=date(2025, 8, 18), of=6)
    again = TribunalOrderRedated(on=date(2025, 7, 21), of=6)
    _, dated_again = statuses(limit, [*ORDERED, aside, again], FAR)
    assert dated_again == Status.DISAPPLIED


@pytest.mark.parametrize(
    ("ordered", "limit", "last"),
    [
        (Ordered.AMEND, "order-amend-plan", date(2025, 9, 29)),
        (Ordered.NAME_SCHOOL, "order-name-school", date(2025, 9, 8)),
    ],
)
def test_an_order_that_was_carried_out_before_it_is_dated_again_is_not_owed_once_more(
    ordered, limit, last
):
    given = [*APPEALED, replace(ORDER, ordered=ordered), replace(AMENDED, on=date(2025, 7, 28))]
    again = TribunalOrderRedated(on=date(2025, 8, 25), of=6)
    found = [
        d for d in deadlines(recorded(*given, again), GOOD_FRIDAY, FAR) if d.limit.id == limit
    ]
    assert [(d.due and d.due.exact, d.status) for d in found][1] == (last, Status.MET)


def test_permission_that_was_asked_for_need_not_be_asked_for_again_under_a_later_date():
    limit = "appeal-upper-tribunal-permission"
    asked = PermissionToAppealRequested(on=date(2025, 7, 21), of=6)
    again = TribunalOrderRedated(on=date(2025, 7, 28), of=6)
    assert statuses(limit, [*ORDERED, asked, again], FAR)[1] == Status.MET


@pytest.mark.parametrize(
    ("ordered", "plain", "without_recess"),
    [
        (date(2025, 7, 20), date(2025, 8, 17), date(2025, 9, 17)),
        (date(2025, 12, 1), date(2025, 12, 29), date(2026, 1, 6)),
        (date(2025, 3, 1), date(2025, 3, 29), date(2025, 3, 31)),  # ends on a Saturday
        (date(2025, 3, 10), date(2025, 4, 7), date(2025, 4, 7)),
    ],
)
def test_permission_is_counted_by_28_plain_days_and_shown_without_the_recess_to_fall_back_on(
    ordered, plain, without_recess
):
    limit = "appeal-upper-tribunal-permission"
    given = [*APPEALED, replace(ORDER, on=ordered)]
    late = PermissionToAppealRequested(on=without_recess + timedelta(days=1), of=6)
    for asked, status in ((replace(late, on=without_recess), "met"), (late, "missed")):
        found = running(limit, *given, asked, on=date(2026, 6, 1))
        (reading,) = found.readings
        assert (found.reading, found.due and found.due.exact) == ("plain", plain)
        assert (reading.reading, reading.due and reading.due.exact) == (
            "without-recess",
            without_recess,
        )
        assert reading.status == status
        assert not any("moves nothing" in each for each in explain(found, GOOD_FRIDAY))


def test_no_reading_of_an_order_that_is_dated_again_is_firm():
    limit = "appeal-upper-tribunal-permission"
    again = TribunalOrderRedated(on=date(2025, 7, 28), of=6)
    found = deadlines(recorded(*ORDERED, again), GOOD_FRIDAY, FAR)
    first, second = [d.readings[0].status for d in found if d.limit.id == limit]
    assert (first, second) == (Status.UNDETERMINED, Status.DISAPPLIED)


def test_an_order_that_was_set_aside_and_is_dated_again_is_carried_out_anew():
    limit = "order-amend-plan"
    aside = TribunalOrderSetAside(on=date(2025, 8, 18), of=6)
    again = TribunalOrderRedated(on=date(2025, 8, 25), of=6)
    given = [*ORDERED, replace(AMENDED, on=date(2025, 7, 28)), aside, again]
    assert statuses(limit, given, FAR)[1] == Status.OUTSTANDING


@pytest.mark.parametrize(
    ("area", "limit", "told"),
    [
        (CareArea.HEALTH, "recommendation-response-health", tuple(ToldOfAnswer)),
        (
            CareArea.SOCIAL_CARE,
            "recommendation-response-social-care",
            (ToldOfAnswer.FAMILY,),
        ),
    ],
)
def test_a_recommendation_is_answered_within_five_weeks(area, limit, told):
    given = [*ORDERED, RecommendationMade(on=date(2025, 7, 14), of=6, area=area)]
    answer = RecommendationAnswered(on=date(2025, 8, 18), of=7, told=told)
    ends_in_time(limit, given, answer, date(2025, 8, 18), date(2025, 8, 19))
    assert running(limit, *given, replace(answer, told=told[1:])).status is Status.OUTSTANDING
