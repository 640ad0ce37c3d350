"""Beginning a review, and ending one that comes to no meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.plan.final import NO_PLAN
from ehcp.domain.commands.review.early import (
    ANSWERED_BEFORE_ASKED,
    NO_EARLY_REQUEST,
    NOT_UNDER_FIVE,
    PARENT_NOT_CONSULTED,
    DeclineEarlyReview,
    RecordLightTouchReview,
    RequestEarlyReview,
)
from ehcp.domain.commands.review.open_reviews import (
    BEFORE_REVIEW_BEGAN,
    MEETING_IS_OVER,
    NO_REVIEW,
    REASONS_FOR_ENDING,
    REVIEW_OVER,
    WHICH_REVIEW,
)
from ehcp.domain.commands.review.start import (
    CANNOT_BE_REQUIRED,
    CARE_PLAN_NOT_ALIGNED,
    NOBODY_TO_ASK,
    NOT_ANOTHER_REVIEW,
    AbsorbReview,
    AskToArrangeReview,
    CancelReview,
    RecordReviewLost,
    RecordReviewMissed,
    SendReviewList,
)
from ehcp.domain.events.opening import Child
from ehcp.domain.events.review import (
    EarlyReviewDeclined,
    EarlyReviewRequested,
    LightTouchReviewHeld,
    ReviewAbsorbed,
    ReviewCancelled,
    ReviewKind,
    ReviewListSent,
    ReviewNotHeld,
    ReviewOrganiserAsked,
    ReviewRecordLost,
)
from ehcp.domain.plan.institution import Category, Institution, SettingType
from ehcp.domain.plan.organiser import Organiser, organiser_of
from tests.domain.ordinary_case import CHILD, ELM, FINISHED, OPENED, PRIVATE, READY
from tests.domain.ordinary_review import BEGUN, MET, PLACE, START, STARTED
from tests.domain.scenario import scenario

DAY = date(2026, 2, 16)
COLLEGE = Institution(name="Vale College", category=Category.FURTHER_EDUCATION)
NURSERY = Institution(name="Sunny Days", category=Category.OTHER)
ASKED = EarlyReviewRequested(on=date(2025, 9, 8), by_whom="the parent", reasons="He is excluded.")
SECOND = replace(STARTED, on=date(2026, 2, 9), kind=ReviewKind.EMERGENCY)
TWO_OPEN = [*BEGUN, SECOND]


def test_a_review_begins_and_its_organiser_follows_from_the_school():
    scenario(given=FINISHED, when=START, then=[STARTED])


def test_a_review_is_of_a_plan_that_is_in_force():
    scenario(given=READY, when=START, then=NO_PLAN)


@pytest.mark.parametrize(
    ("institution", "setting", "expected"),
    [
        (ELM, None, Organiser.REQUIRED_SCHOOL),
        (COLLEGE, SettingType.MAINSTREAM_POST_16, Organiser.REQUESTED_INSTITUTION),
        (NURSERY, SettingType.MAINSTREAM_EARLY_YEARS, Organiser.REQUESTED_INSTITUTION),
        (NURSERY, SettingType.ALTERNATIVE_PROVISION, Organiser.REQUIRED_SCHOOL),
        (COLLEGE, SettingType.ALTERNATIVE_PROVISION, Organiser.REQUESTED_INSTITUTION),
        (PRIVATE, SettingType.ALTERNATIVE_PROVISION, Organiser.REQUESTED_INSTITUTION),
        (Institution(name="Unknown"), None, Organiser.REQUESTED_INSTITUTION),
        (None, None, Organiser.AUTHORITY),
    ],
)
def test_only_the_heads_of_listed_schools_are_required_to_arrange_the_meeting(
    institution, setting, expected
):
    assert organiser_of(institution, setting) is expected


def test_a_college_cannot_be_required_to_arrange_the_meeting():
    required = replace(START, institution=COLLEGE, organiser=Organiser.REQUIRED_SCHOOL)
    scenario(given=FINISHED, when=required, then=CANNOT_BE_REQUIRED)
    asked = replace(required, organiser=Organiser.REQUESTED_INSTITUTION)
    begun = replace(STARTED, institution=COLLEGE, organiser=Organiser.REQUESTED_INSTITUTION)
    scenario(given=FINISHED, when=asked, then=[begun])


def test_the_authority_may_arrange_the_meeting_itself():
    own = replace(START, organiser=Organiser.AUTHORITY)
    scenario(given=FINISHED, when=own, then=[replace(STARTED, organiser=Organiser.AUTHORITY)])


def test_where_no_institution_is_attended_there_is_nobody_to_ask():
    at_home = replace(START, institution=None)
    begun = replace(STARTED, attends=False, institution=None, organiser=Organiser.AUTHORITY)
    scenario(given=FINISHED, when=at_home, then=[begun])
    asked = replace(at_home, organiser=Organiser.REQUESTED_INSTITUTION)
    scenario(given=FINISHED, when=asked, then=NOBODY_TO_ASK)


def test_the_school_is_told_that_it_is_to_arrange_the_meeting():
    told = ReviewOrganiserAsked(
        on=DAY, of=PLACE, organiser=Organiser.REQUIRED_SCHOOL, institution=ELM
    )
    scenario(given=BEGUN, when=AskToArrangeReview(on=DAY, institution=ELM), then=[told])


def test_the_list_of_the_term_is_sent():
    sent = ReviewListSent(on=DAY, of=PLACE, recipient="the head of Elm Primary")
    command = SendReviewList(on=DAY, recipient="the head of Elm Primary")
    scenario(given=BEGUN, when=command, then=[sent])


def test_a_looked_after_childs_review_is_aligned_with_the_care_plan():
    looked_after = replace(OPENED, child=replace(CHILD, looked_after=True))
    given = [looked_after, *FINISHED[1:]]
    warned = CARE_PLAN_NOT_ALIGNED.about(date(2026, 2, 2))
    scenario(given=given, when=START, then=[STARTED, warned])
    aligned = replace(START, care_plan_review=date(2026, 3, 20))
    begun = replace(STARTED, care_plan_review=date(2026, 3, 20))
    scenario(given=given, when=aligned, then=[begun])


def test_an_early_review_answers_the_request_for_it():
    ask = RequestEarlyReview(on=date(2025, 9, 8), by_whom="the parent", reasons="He is excluded.")
    scenario(given=FINISHED, when=ask, then=[ASKED])
    early = replace(START, kind=ReviewKind.EARLY)
    begun = replace(STARTED, kind=ReviewKind.EARLY, of=15)
    scenario(given=[*FINISHED, ASKED], when=early, then=[begun])
    before = replace(early, on=date(2025, 9, 7))
    scenario(given=[*FINISHED, ASKED], when=before, then=ANSWERED_BEFORE_ASKED)


def test_a_request_for_an_early_review_may_be_declined_with_a_reason():
    no = DeclineEarlyReview(on=date(2025, 9, 15), reasons="The review is due in October.")
    declined = EarlyReviewDeclined(
        on=date(2025, 9, 15), of=15, reasons="The review is due in October."
    )
    given = [*FINISHED, ASKED]
    scenario(given=given, when=no, then=[declined])
    scenario(given=[*given, declined], when=no, then=NO_EARLY_REQUEST)
    scenario(given=given, when=replace(no, reasons=" "), then=REASONS_FOR_ENDING)
    scenario(given=given, when=replace(no, on=date(2025, 9, 7)), then=ANSWERED_BEFORE_ASKED)


def test_a_child_under_five_may_be_looked_at_between_two_reviews():
    toddler = replace(OPENED, child=Child(name="Ivy Hill", date_of_birth=date(2021, 9, 2)))
    given = [toddler, *FINISHED[1:]]
    look = RecordLightTouchReview(on=DAY, findings="She walks without help.")
    held = LightTouchReviewHeld(on=DAY, change_proposed=False, findings="She walks without help.")
    scenario(given=given, when=look, then=[held])
    scenario(given=FINISHED, when=look, then=NOT_UNDER_FIVE)
    last_day = replace(look, on=date(2026, 9, 1))
    scenario(given=given, when=last_day, then=[replace(held, on=date(2026, 9, 1))])
    scenario(given=given, when=replace(look, on=date(2026, 9, 2)), then=NOT_UNDER_FIVE)
    scenario(given=given, when=replace(look, change_proposed=True), then=PARENT_NOT_CONSULTED)


def test_a_review_for_under_fives_is_for_them():
    scenario(given=FINISHED, when=replace(START, kind=ReviewKind.UNDER_FIVE), then=NOT_UNDER_FIVE)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (CancelReview, ReviewCancelled),
        (RecordReviewLost, ReviewRecordLost),
        (RecordReviewMissed, ReviewNotHeld),
    ],
)
def test_a_review_that_comes_to_no_meeting_says_why(command, event):
    over = event(on=DAY, of=PLACE, reasons="The school was closed.")
    end = command(on=DAY, reasons="The school was closed.")
    scenario(given=BEGUN, when=end, then=[over])
    scenario(given=BEGUN, when=replace(end, reasons=""), then=REASONS_FOR_ENDING)
    scenario(given=MET, when=replace(end, on=date(2026, 3, 25)), then=NO_REVIEW)
    named = replace(end, on=date(2026, 3, 25), review=PLACE)
    scenario(given=MET, when=named, then=MEETING_IS_OVER)
    scenario(given=[*BEGUN, over], when=replace(end, review=PLACE), then=REVIEW_OVER)
    scenario(given=BEGUN, when=replace(end, on=date(2026, 2, 1)), then=BEFORE_REVIEW_BEGAN)
    scenario(given=FINISHED, when=end, then=NO_REVIEW)


def test_a_review_is_absorbed_by_another_that_is_open():
    absorb = AbsorbReview(on=DAY, review=PLACE, into=PLACE + 1)
    taken = ReviewAbsorbed(on=DAY, of=PLACE, into=PLACE + 1)
    scenario(given=TWO_OPEN, when=absorb, then=[taken])
    scenario(given=TWO_OPEN, when=replace(absorb, into=PLACE), then=NOT_ANOTHER_REVIEW)
    scenario(given=BEGUN, when=absorb, then=NOT_ANOTHER_REVIEW)
    early = replace(absorb, on=date(2026, 2, 8))
    scenario(given=TWO_OPEN, when=early, then=NOT_ANOTHER_REVIEW)


def test_with_two_reviews_open_it_is_said_which_one_is_meant():
    cancel = CancelReview(on=DAY, reasons="The other one is enough.")
    scenario(given=TWO_OPEN, when=cancel, then=WHICH_REVIEW)
    said = replace(cancel, review=PLACE + 1)
    cancelled = ReviewCancelled(on=DAY, of=PLACE + 1, reasons="The other one is enough.")
    scenario(given=TWO_OPEN, when=said, then=[cancelled])
