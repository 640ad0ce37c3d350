"""The reviews of a case: whose each step is, how far each has come, what it lacks."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events.amendment import AmendmentCause, NotToAmendDecided
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    Invitee,
    LightTouchReviewHeld,
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewKind,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewNotHeld,
    ReviewRecordLost,
    ReviewReportSent,
)
from ehcp.domain.events.review_meeting import ReviewPostponed
from ehcp.domain.standing.review import Lacking, ReviewState
from ehcp.domain.standing.reviews import review_at, reviews
from tests.domain.ordinary_case import FINISHED
from tests.domain.ordinary_review import (
    BEGUN,
    CIRCULATED,
    FIXED,
    INVITATIONS,
    INVITED,
    KEPT,
    MET,
    PLACE,
    READY_TO_MEET,
    STARTED,
    TO_AMEND,
    WITH_REPORT,
)
from tests.domain.scenario import recorded

NOTICE = AmendmentNoticeIssued(on=date(2026, 4, 20), of=len(WITH_REPORT) + 1)
AMENDED = AmendedPlanIssued(on=date(2026, 6, 1), of=len(WITH_REPORT) + 2)
NOT_AMENDED = NotToAmendDecided(on=date(2026, 6, 1), of=len(WITH_REPORT) + 2)
BEFORE = (Lacking.ADVICE, Lacking.CIRCULATION, Lacking.MEETING)
AMENDING = (Lacking.AMENDMENT_NOTICE, Lacking.AMENDED_PLAN)


def only(given):
    (found,) = reviews(recorded(*given))
    return found


@pytest.mark.parametrize(
    ("given", "state", "lacks"),
    [
        (BEGUN, "planned", (Lacking.MEETING_DAY, Lacking.INVITATIONS, *BEFORE)),
        ([*BEGUN, FIXED], "planned", (Lacking.INVITATIONS, *BEFORE)),
        ([*BEGUN, FIXED, *INVITATIONS[:2]], "invited", (Lacking.INVITATIONS, *BEFORE)),
        (INVITED, "invited", BEFORE),
        (READY_TO_MEET, "invited", (Lacking.MEETING,)),
        (MET, "held", (Lacking.REPORT, Lacking.DECISION)),
        (WITH_REPORT, "reported", (Lacking.DECISION,)),
        ([*WITH_REPORT, KEPT], "finished", ()),
        ([*MET, TO_AMEND], "decided", (Lacking.REPORT, *AMENDING)),
        ([*WITH_REPORT, TO_AMEND], "decided", AMENDING),
        ([*WITH_REPORT, TO_AMEND, NOTICE], "decided", (Lacking.AMENDED_PLAN,)),
        ([*WITH_REPORT, TO_AMEND, NOTICE, AMENDED], "finished", ()),
        ([*WITH_REPORT, TO_AMEND, NOTICE, NOT_AMENDED], "finished", ()),
    ],
)
def test_a_review_comes_so_far_and_lacks_the_rest(given, state, lacks):
    found = only(given)
    assert (str(found.state), found.lacks) == (state, lacks)


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (ReviewAbsorbed(on=date(2026, 2, 16), of=PLACE, into=99), ReviewState.ABSORBED),
        (ReviewCancelled(on=date(2026, 2, 16), of=PLACE), ReviewState.CANCELLED),
        (ReviewRecordLost(on=date(2026, 2, 16), of=PLACE), ReviewState.LOST),
        (ReviewNotHeld(on=date(2026, 2, 16), of=PLACE), ReviewState.MISSED),
    ],
)
def test_a_review_may_come_to_no_meeting(event, state):
    found = only([*INVITED, event])
    assert (found.state, found.lacks, found.state.over) == (state, (), True)


def test_a_review_is_known_by_the_place_of_what_began_it_and_found_by_any_step():
    case = recorded(*WITH_REPORT)
    found = review_at(case, len(WITH_REPORT))
    assert found is not None
    assert (found.place, found.kind, found.absorbed_into) == (PLACE, ReviewKind.FIRST, None)
    assert [step.place for step in found.steps][:2] == [PLACE, PLACE + 1]
    assert len(found.steps) == len(WITH_REPORT) - len(FINISHED)
    assert review_at(case, 1) is None


def test_several_reviews_are_open_at_once_and_each_step_has_its_own():
    emergency = replace(STARTED, on=date(2026, 3, 2), kind=ReviewKind.EMERGENCY)
    second = len(MET) + 1
    report = ReviewReportSent(on=date(2026, 4, 2), of=second)
    first, other = reviews(recorded(*MET, emergency, report))
    assert (first.place, first.state) == (PLACE, ReviewState.HELD)
    assert (other.place, other.state) == (second, ReviewState.REPORTED)


def test_an_absorbed_review_says_into_which():
    absorbed = ReviewAbsorbed(on=date(2026, 2, 16), of=PLACE, into=99)
    assert only([*BEGUN, absorbed]).absorbed_into == 99


def test_it_is_known_who_is_missing():
    found = only([*BEGUN, FIXED, *INVITATIONS[:3]])
    assert found.uninvited == (Invitee.HEALTH, Invitee.SOCIAL_CARE)
    assert len(found.without_advice) == 5


def test_a_meeting_that_is_put_off_has_no_day_until_another_is_fixed():
    postponed = ReviewPostponed(on=date(2026, 3, 9), of=PLACE)
    assert only([*READY_TO_MEET, postponed]).meeting_day is None
    again = replace(FIXED, on=date(2026, 3, 10), meeting=date(2026, 4, 21))
    found = only([*READY_TO_MEET, postponed, again])
    assert (found.meeting_day, found.state) == (date(2026, 4, 21), ReviewState.PLANNED)
    assert CIRCULATED in found.all(type(CIRCULATED))


def test_a_light_touch_review_of_a_child_under_five_is_one_of_its_own():
    found = only([*FINISHED, LightTouchReviewHeld(on=date(2025, 9, 1))])
    assert (found.kind, found.state) == (ReviewKind.UNDER_FIVE, ReviewState.FINISHED)


def test_a_file_that_others_kept_has_meetings_and_what_followed_each():
    case = Case.of(
        ReviewMeetingHeld(on=date(2023, 3, 1)),
        ReviewDecisionNotified(on=date(2023, 3, 20), decision=ReviewDecision.MAINTAIN),
        ReviewMeetingHeld(on=date(2024, 2, 1)),
        ReviewDecisionNotified(on=date(2024, 2, 20), decision=ReviewDecision.AMEND),
        AmendmentNoticeIssued(on=date(2024, 3, 1)),
        AmendedPlanIssued(on=date(2024, 5, 1)),
        ReviewMissed(on=date(2025, 1, 31)),
        ReviewMeetingHeld(on=date(2025, 6, 2)),
        CeaseDecided(on=date(2025, 6, 20)),
    )
    found = [(review.place, str(review.state)) for review in reviews(case)]
    assert found == [(1, "finished"), (3, "finished"), (7, "missed"), (8, "finished")]
    assert reviews(case)[1].step(AmendedPlanIssued) is case.at(6)


def test_a_plan_amended_for_another_reason_finishes_no_review():
    ordered = AmendedPlanIssued(on=date(2024, 5, 1), cause=AmendmentCause.TRIBUNAL_ORDER)
    decided = ReviewDecisionNotified(on=date(2024, 2, 20), decision=ReviewDecision.AMEND)
    found = only([ReviewMeetingHeld(on=date(2024, 2, 1)), decided, ordered])
    assert found.state is ReviewState.DECIDED
    out_of_the_blue = AmendedPlanIssued(on=date(2024, 5, 1))
    found = only([ReviewMeetingHeld(on=date(2024, 2, 1)), out_of_the_blue])
    assert found.state is ReviewState.HELD
