"""SI 2014/1530 reg 22(2)(c): representations on amendments, a setting, a meeting."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.amendment import BEFORE_NOTICE
from ehcp.domain.commands.amendment.amendment_hearing import (
    AMENDMENT_MEETING_AFTER_PERIOD,
    NO_AMENDMENTS_PROPOSED,
    NOT_ON_AMENDMENTS,
    NOTHING_SAID_OF_AMENDMENTS,
    AnswerAmendmentRepresentations,
    ConfirmAmendmentRepresentationsComplete,
    HoldAmendmentMeeting,
    MakeRepresentationsOnAmendments,
    RequireAmendmentMeeting,
)
from ehcp.domain.commands.setting.setting import ConsultSetting, RequestSetting
from ehcp.domain.events.amendment import (
    AmendmentMeetingHeld,
    AmendmentMeetingRequired,
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsComplete,
    AmendmentRepresentationsMade,
)
from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingRequested
from ehcp.domain.plan.letters import Section
from tests.domain.amending_case import (
    AMENDED,
    NOTICE_PLACE,
    NOTIFIED,
    NOTIFIED_WITHOUT_REVIEW,
    REVIEWED,
    WITHOUT_REVIEW_PLACE,
)
from tests.domain.ordinary_case import OAK
from tests.domain.scenario import scenario

DAY = date(2026, 3, 30)
SPEAK = MakeRepresentationsOnAmendments(
    on=DAY, text="An hour.", section=Section.F, element="f1", setting="Oak School"
)
MADE = AmendmentRepresentationsMade(
    on=DAY,
    of=NOTICE_PLACE,
    text="An hour.",
    section=Section.F,
    element="f1",
    setting="Oak School",
)
ANSWER = AnswerAmendmentRepresentations(
    on=date(2026, 4, 8), representation=18, answer="45 minutes will do.", accepted=False
)


def test_the_family_says_what_it_thinks_of_the_amendments():
    scenario(given=NOTIFIED, when=SPEAK, then=[MADE])
    scenario(
        given=NOTIFIED_WITHOUT_REVIEW, when=SPEAK, then=[replace(MADE, of=WITHOUT_REVIEW_PLACE)]
    )


def test_silence_is_no_representation():
    scenario(given=NOTIFIED, when=replace(SPEAK, text=" "), then=NOTHING_SAID_OF_AMENDMENTS)


def test_the_family_may_have_nothing_more_to_say():
    scenario(
        given=NOTIFIED,
        when=ConfirmAmendmentRepresentationsComplete(on=DAY),
        then=[AmendmentRepresentationsComplete(on=DAY, of=NOTICE_PLACE)],
    )


def test_a_representation_is_answered():
    answered = AmendmentRepresentationsAnswered(
        on=date(2026, 4, 8), of=18, answer="45 minutes will do.", accepted=False
    )
    scenario(given=[*NOTIFIED, MADE], when=ANSWER, then=[answered])
    scenario(given=NOTIFIED, when=ANSWER, then=NOT_ON_AMENDMENTS)
    other = replace(ANSWER, representation=NOTICE_PLACE)
    scenario(given=[*NOTIFIED, MADE], when=other, then=NOT_ON_AMENDMENTS)
    early = replace(ANSWER, on=date(2026, 3, 29))
    scenario(given=[*NOTIFIED, MADE], when=early, then=BEFORE_NOTICE)


def test_the_family_may_require_a_meeting_within_its_time():
    last = date(2026, 4, 6)
    scenario(
        given=NOTIFIED,
        when=RequireAmendmentMeeting(on=last),
        then=[AmendmentMeetingRequired(on=last, of=NOTICE_PLACE)],
    )
    after = date(2026, 4, 7)
    scenario(
        given=NOTIFIED,
        when=RequireAmendmentMeeting(on=after),
        then=[
            AmendmentMeetingRequired(on=after, of=NOTICE_PLACE),
            AMENDMENT_MEETING_AFTER_PERIOD.about(after),
        ],
    )


def test_the_meeting_answers_the_one_required():
    required = AmendmentMeetingRequired(on=DAY, of=NOTICE_PLACE)
    hold = HoldAmendmentMeeting(on=date(2026, 4, 2), attended_by="O. Ade")
    held = AmendmentMeetingHeld(on=date(2026, 4, 2), of=18, attended_by="O. Ade")
    scenario(given=[*NOTIFIED, required], when=hold, then=[held])
    scenario(given=NOTIFIED, when=hold, then=[replace(held, of=NOTICE_PLACE)])


def test_the_family_may_ask_for_a_setting_on_the_notice():
    scenario(
        given=NOTIFIED,
        when=RequestSetting(on=DAY, institution=OAK),
        then=[SettingRequested(on=DAY, of=NOTICE_PLACE, institution=OAK)],
    )
    scenario(
        given=NOTIFIED,
        when=ConsultSetting(on=DAY, institution=OAK, consulted_as=ConsultedAs.REQUESTED),
        then=[
            SettingConsulted(
                on=DAY, of=NOTICE_PLACE, institution=OAK, consulted_as=ConsultedAs.REQUESTED
            )
        ],
    )


@pytest.mark.parametrize(
    "command",
    [
        SPEAK,
        ConfirmAmendmentRepresentationsComplete(on=DAY),
        RequireAmendmentMeeting(on=DAY),
        HoldAmendmentMeeting(on=DAY),
    ],
    ids=lambda command: type(command).__name__,
)
def test_the_family_is_heard_while_a_notice_is_before_it(command):
    scenario(given=REVIEWED, when=command, then=NO_AMENDMENTS_PROPOSED)
    late = replace(command, on=date(2026, 4, 21))
    scenario(given=[*NOTIFIED, AMENDED], when=late, then=NO_AMENDMENTS_PROPOSED)
    scenario(given=NOTIFIED, when=replace(command, on=date(2026, 3, 22)), then=BEFORE_NOTICE)
