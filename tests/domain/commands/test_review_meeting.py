"""The day of the meeting, who is told of it, advice, views, and the meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.review.advice import (
    NOTHING_TO_CIRCULATE,
    CirculateReviewAdvice,
    RecordReviewAdvice,
    RecordReviewViews,
    RequestReviewAdvice,
)
from ehcp.domain.commands.review.meeting import (
    ADVICE_NOT_CIRCULATED,
    ALREADY_FIXED,
    MEETING_IN_THE_PAST,
    NO_MEETING_FIXED,
    NOT_ALL_INVITED,
    ON_ANOTHER_DAY,
    SHORT_NOTICE,
    TOLD_AFTER_MEETING,
    VIEWS_NOT_OBTAINED,
    WHY_POSTPONED,
    InviteToReview,
    PostponeReview,
)
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import Invitee
from ehcp.domain.events.review_meeting import (
    ReviewAdviceReceived,
    ReviewAdviceRequested,
    ReviewPostponed,
    WhoseViews,
)
from ehcp.domain.standing.review import REG_20, REG_21
from tests.domain.ordinary_case import FINISHED
from tests.domain.ordinary_review import (
    ADVICE,
    BEGUN,
    CIRCULATED,
    FIX,
    FIXED,
    HELD,
    HOLD,
    INVITATIONS,
    INVITED,
    MEETING,
    PLACE,
    READY_TO_MEET,
    STARTED,
    VIEWS,
)
from tests.domain.scenario import scenario

INVITE = InviteToReview(on=date(2026, 3, 2), invitee=Invitee.FAMILY)
POSTPONED = ReviewPostponed(on=date(2026, 3, 9), of=PLACE, reasons="The head is ill.")
POSTPONE = PostponeReview(
    on=date(2026, 3, 9), reasons="The head is ill.", meeting=date(2026, 4, 21)
)
FIXED_AGAIN = replace(FIXED, on=date(2026, 3, 9), meeting=date(2026, 4, 21), where=None)


def test_the_day_of_the_meeting_is_fixed_once():
    scenario(given=BEGUN, when=FIX, then=[FIXED])
    scenario(given=[*BEGUN, FIXED], when=FIX, then=ALREADY_FIXED)
    past = replace(FIX, meeting=date(2026, 2, 9))
    scenario(given=BEGUN, when=past, then=MEETING_IN_THE_PAST)


def test_somebody_is_invited_to_the_day_that_is_fixed():
    scenario(given=[*BEGUN, FIXED], when=INVITE, then=[INVITATIONS[0]])
    scenario(given=BEGUN, when=INVITE, then=NO_MEETING_FIXED)
    late = replace(INVITE, on=date(2026, 3, 25))
    scenario(given=[*BEGUN, FIXED], when=late, then=TOLD_AFTER_MEETING)


def test_a_meeting_is_put_off_with_a_reason_and_everybody_is_told_anew():
    scenario(given=INVITED, when=POSTPONE, then=[POSTPONED, FIXED_AGAIN])
    scenario(given=INVITED, when=replace(POSTPONE, meeting=None), then=[POSTPONED])
    scenario(given=INVITED, when=replace(POSTPONE, reasons=""), then=WHY_POSTPONED)
    scenario(given=BEGUN, when=POSTPONE, then=NO_MEETING_FIXED)
    given = [*READY_TO_MEET, POSTPONED, FIXED_AGAIN]
    again = replace(HOLD, on=date(2026, 4, 21))
    scenario(given=given, when=again, then=NOT_ALL_INVITED)
    told = [replace(i, on=date(2026, 3, 9), meeting=date(2026, 4, 21)) for i in INVITATIONS]
    scenario(given=[*given, *told], when=again, then=[replace(HELD, on=date(2026, 4, 21))])


def test_advice_is_asked_for_comes_and_is_circulated():
    ask = RequestReviewAdvice(on=date(2026, 2, 20), invitee=Invitee.HEALTH, name="Dr Penn")
    asked = ReviewAdviceRequested(
        on=date(2026, 2, 20), of=PLACE, invitee=Invitee.HEALTH, name="Dr Penn"
    )
    scenario(given=INVITED, when=ask, then=[asked])
    came = RecordReviewAdvice(
        on=date(2026, 3, 6), invitee=Invitee.HEALTH, author="Dr Penn", dated=date(2026, 3, 4)
    )
    received = ReviewAdviceReceived(
        on=date(2026, 3, 6),
        of=PLACE,
        invitee=Invitee.HEALTH,
        author="Dr Penn",
        dated=date(2026, 3, 4),
    )
    scenario(given=INVITED, when=came, then=[received])
    circulate = CirculateReviewAdvice(on=date(2026, 3, 10), sent_to=REG_20)
    scenario(given=[*INVITED, received], when=circulate, then=[CIRCULATED])
    scenario(given=INVITED, when=circulate, then=NOTHING_TO_CIRCULATE)


def test_views_are_recorded_with_how_they_were_obtained():
    command = RecordReviewViews(
        on=date(2026, 3, 5), whose=WhoseViews.CHILD, method=Method.MEETING, views="It helps."
    )
    scenario(given=INVITED, when=command, then=[VIEWS[0]])


def test_a_meeting_to_which_all_five_were_invited_in_time_is_held():
    scenario(given=READY_TO_MEET, when=HOLD, then=[HELD])


@pytest.mark.parametrize("left_out", range(5))
def test_no_meeting_is_held_without_all_five_invitations(left_out):
    told = [invitation for n, invitation in enumerate(INVITATIONS) if n != left_out]
    scenario(given=[*BEGUN, FIXED, *told], when=HOLD, then=NOT_ALL_INVITED)


def test_where_no_institution_is_attended_no_setting_need_be_invited():
    at_home = [*FINISHED, replace(STARTED, attends=False, institution=None), FIXED]
    told = [invitation for invitation in INVITATIONS if invitation.invitee in REG_21]
    came = [advice for advice in ADVICE if advice.invitee in REG_21]
    given = [*at_home, *told, *came, *VIEWS, CIRCULATED]
    scenario(given=given, when=HOLD, then=[HELD])


def test_the_meeting_is_on_the_day_of_which_they_were_told():
    scenario(given=READY_TO_MEET, when=replace(HOLD, on=date(2026, 3, 25)), then=ON_ANOTHER_DAY)
    scenario(given=BEGUN, when=HOLD, then=NO_MEETING_FIXED)


def test_notice_of_less_than_two_weeks_is_warned_of():
    in_time = replace(INVITATIONS[3], on=date(2026, 3, 10))
    late = replace(INVITATIONS[3], on=date(2026, 3, 11))
    rest = [invitation for n, invitation in enumerate(INVITATIONS) if n != 3]
    given = [*BEGUN, FIXED, *rest, *ADVICE, *VIEWS, CIRCULATED]
    scenario(given=[*given, in_time], when=HOLD, then=[HELD])
    warned = SHORT_NOTICE.about(MEETING, "health-professional")
    scenario(given=[*given, late], when=HOLD, then=[HELD, warned])


def test_advice_that_is_late_or_lacking_is_warned_of():
    late = replace(CIRCULATED, on=date(2026, 3, 11))
    given = [*INVITED, *ADVICE, *VIEWS]
    scenario(given=[*given, late], when=HOLD, then=[HELD, ADVICE_NOT_CIRCULATED.about(MEETING)])
    scenario(given=given, when=HOLD, then=[HELD, ADVICE_NOT_CIRCULATED.about(MEETING)])
    warned = ADVICE_NOT_CIRCULATED.about(MEETING, "authority-social-care-officer")
    given = [*INVITED, *ADVICE[:-1], *VIEWS, CIRCULATED]
    scenario(given=given, when=HOLD, then=[HELD, warned])


def test_the_views_of_child_and_parent_or_of_the_young_person_are_obtained():
    given = [*INVITED, *ADVICE, CIRCULATED]
    warned = VIEWS_NOT_OBTAINED.about(MEETING, "child, parent")
    scenario(given=given, when=HOLD, then=[HELD, warned])
    warned = VIEWS_NOT_OBTAINED.about(MEETING, "parent")
    scenario(given=[*given, VIEWS[0]], when=HOLD, then=[HELD, warned])
    own = replace(VIEWS[0], whose=WhoseViews.YOUNG_PERSON)
    scenario(given=[*given, own], when=HOLD, then=[HELD])
