"""CFA 2014 s.38, regs 12 and 13(1): the draft plan, and what the family says of it."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.assessment.advice import ADVICE_NOT_SOUGHT
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.plan.contents import (
    HEALTH_NOT_AGREED,
    SECTION_CONTRADICTED,
    SECTION_MISSING,
    SECTIONS_MERGED,
)
from ehcp.domain.commands.plan.draft import (
    DRAFT_BEFORE_REASON,
    DRAFT_NAMES_SETTING,
    DRAFT_NOTICE_INCOMPLETE,
    MEETING_AFTER_PERIOD,
    NO_APPENDICES,
    NO_DECISION_DROPPED,
    NO_REASON_FOR_PLAN,
    NO_SUCH_ELEMENT,
    NO_SUCH_REPRESENTATION,
    PERIOD_TOO_SHORT,
    AnswerRepresentations,
    ConfirmRepresentationsComplete,
    HoldMeeting,
    MakeRepresentations,
    RequireMeeting,
)
from ehcp.domain.commands.plan.warned_of import EDUCATES, NEED_WITHOUT_PROVISION, VAGUE
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsComplete,
    RepresentationsMade,
)
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.plan import DraftNoticeItem
from ehcp.domain.events.request import AssessmentRefused, AssessmentRequested, Route
from ehcp.domain.plan.sections import Need, Placement, Plan, Section
from tests.domain.ordinary_case import (
    ADVICE,
    ASSESSED,
    DRAFT,
    DRAFT_PLACE,
    DRAFTED,
    ELM_PLACEMENT,
    ISSUE_DRAFT,
    MASSAGE,
    PLAN,
    UNDECIDED,
    UNDER_ASSESSMENT,
    naming,
)
from tests.domain.scenario import scenario

DAY = date(2025, 4, 7)
LAST_DAY = date(2025, 4, 21)
NOTHING_ELSE = tuple(letter for letter in PLAN.nothing_in if letter is not Section.G)
WITH_MASSAGE = replace(PLAN, health_provision=(MASSAGE,), nothing_in=NOTHING_ELSE)


def test_a_draft_goes_to_the_family_with_15_days_from_the_day_it_is_served():
    scenario(given=ASSESSED, when=ISSUE_DRAFT, then=[DRAFT])


def test_the_authority_may_give_longer_than_15_days():
    longer = date(2025, 4, 28)
    scenario(
        given=ASSESSED,
        when=replace(ISSUE_DRAFT, representations_until=longer),
        then=[replace(DRAFT, representations_until=longer)],
    )


def test_the_authority_may_not_give_less_than_15_days():
    shorter = replace(ISSUE_DRAFT, representations_until=date(2025, 4, 20))
    scenario(given=ASSESSED, when=shorter, then=PERIOD_TOO_SHORT)


def test_a_draft_needs_an_assessment_or_an_order_to_make_a_plan():
    refused = NoPlanDecided(on=date(2025, 3, 31))
    order = TribunalOrder(on=date(2025, 4, 1), ordered=Ordered.MAKE_PLAN)
    scenario(given=UNDECIDED, when=ISSUE_DRAFT, then=NO_REASON_FOR_PLAN)
    scenario(given=[*ASSESSED, refused], when=ISSUE_DRAFT, then=NO_REASON_FOR_PLAN)
    scenario(given=[*ASSESSED, refused, order], when=ISSUE_DRAFT, then=[replace(DRAFT, of=11)])


def test_the_authority_may_drop_its_own_decision_that_no_plan_is_needed():
    none_needed = NoPlanDecided(on=date(2025, 3, 31), of=4)
    dropping = replace(ISSUE_DRAFT, route=Route.OWN_DECISION)
    drafted = replace(DRAFT, of=10, route=Route.OWN_DECISION)
    scenario(given=[*ASSESSED, none_needed], when=dropping, then=[drafted])
    early = replace(dropping, on=date(2025, 3, 30))
    scenario(given=[*ASSESSED, none_needed], when=early, then=DRAFT_BEFORE_REASON)


def test_nothing_is_dropped_while_a_plan_is_being_prepared_or_another_request_is_pending():
    none_needed = NoPlanDecided(on=date(2025, 3, 31), of=4)
    order = TribunalOrder(on=date(2025, 4, 1), ordered=Ordered.MAKE_PLAN)
    asked_again = AssessmentRequested(on=date(2025, 4, 2))
    refused_again = AssessmentRefused(on=date(2025, 4, 4), of=11)
    dropping = replace(ISSUE_DRAFT, route=Route.OWN_DECISION)
    scenario(given=UNDECIDED, when=dropping, then=NO_DECISION_DROPPED)
    scenario(given=ASSESSED, when=dropping, then=NO_DECISION_DROPPED)
    for since in ([order], [asked_again], [asked_again, refused_again]):
        given = [*ASSESSED, none_needed, *since]
        scenario(given=given, when=dropping, then=NO_DECISION_DROPPED)


def test_a_draft_is_not_issued_before_the_assessment_was_agreed():
    early = replace(ISSUE_DRAFT, on=date(2025, 2, 2))
    scenario(given=ASSESSED, when=early, then=DRAFT_BEFORE_REASON)


def test_a_draft_waits_until_all_advice_has_been_sought():
    scenario(given=UNDER_ASSESSMENT, when=ISSUE_DRAFT, then=ADVICE_NOT_SOUGHT)
    later = replace(ADVICE[-1], on=date(2025, 4, 8))
    scenario(given=[*ASSESSED[:-1], later], when=ISSUE_DRAFT, then=ADVICE_NOT_SOUGHT)


@pytest.mark.parametrize("placement", [ELM_PLACEMENT, Placement(id="i1", type=ELM_PLACEMENT.type)])
def test_a_draft_names_neither_a_school_nor_a_type(placement):
    named = replace(ISSUE_DRAFT, plan=naming(placement))
    scenario(given=ASSESSED, when=named, then=DRAFT_NAMES_SETTING)


@pytest.mark.parametrize("letter", PLAN.nothing_in)
def test_each_section_is_filled_or_said_to_be_empty(letter):
    rest = tuple(other for other in PLAN.nothing_in if other is not letter)
    without = replace(ISSUE_DRAFT, plan=replace(PLAN, nothing_in=rest))
    scenario(given=ASSESSED, when=without, then=SECTION_MISSING)


def test_a_section_is_not_both_filled_and_said_to_be_empty():
    both = replace(PLAN, nothing_in=(*PLAN.nothing_in, Section.F))
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, plan=both), then=SECTION_CONTRADICTED)


def test_each_part_has_an_id_of_its_own():
    twice = replace(PLAN, outcomes=tuple(replace(o, id="f1") for o in PLAN.outcomes))
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, plan=twice), then=SECTIONS_MERGED)


def test_health_provision_is_agreed_by_the_commissioning_body():
    agreed = replace(ISSUE_DRAFT, plan=WITH_MASSAGE)
    scenario(given=ASSESSED, when=agreed, then=[replace(DRAFT, plan=WITH_MASSAGE)])
    alone = replace(WITH_MASSAGE, health_provision=(replace(MASSAGE, agreement=None),))
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, plan=alone), then=HEALTH_NOT_AGREED)
    blank = replace(WITH_MASSAGE, health_provision=(replace(MASSAGE, agreement=" "),))
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, plan=blank), then=HEALTH_NOT_AGREED)


def test_a_draft_goes_out_with_the_advice():
    without = replace(PLAN, appendices=(), nothing_in=(*PLAN.nothing_in, Section.K))
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, plan=without), then=NO_APPENDICES)


@pytest.mark.parametrize("left_out", DraftNoticeItem)
def test_a_draft_goes_out_with_notice_of_all_rights(left_out):
    some = tuple(item for item in DraftNoticeItem if item is not left_out)
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, notice=some), then=DRAFT_NOTICE_INCOMPLETE)


def test_a_draft_records_how_section_19_was_considered():
    scenario(given=ASSESSED, when=replace(ISSUE_DRAFT, s19_considered=""), then=S19_NOT_CONSIDERED)


def warned(plan: Plan, *warnings) -> None:
    """Check that this plan goes out as a draft, with these warnings recorded beside it."""
    scenario(
        given=ASSESSED,
        when=replace(ISSUE_DRAFT, plan=plan),
        then=[replace(DRAFT, plan=plan), *warnings],
    )


def test_a_need_without_provision_is_warned_of():
    plan = replace(PLAN, needs=(*PLAN.needs, Need(id="b2", text="She is anxious in crowds.")))
    warned(plan, NEED_WITHOUT_PROVISION.about(DAY, "b2"))


@pytest.mark.parametrize(
    "text",
    [
        "Access to a quiet room.",
        "Opportunities for small group work.",
        "Support as required.",
        "Regular sessions with an adult.",
    ],
)
def test_vague_provision_is_warned_of(text):
    plan = replace(PLAN, provision=tuple(replace(p, text=text) for p in PLAN.provision))
    warned(plan, VAGUE.about(DAY, "f1"))


def test_health_provision_that_educates_is_warned_of():
    therapy = replace(MASSAGE, text="Speech and language therapy, one hour a week.")
    plan = replace(WITH_MASSAGE, health_provision=(therapy,))
    warned(plan, EDUCATES.about(DAY, "g1"))


SAY = MakeRepresentations(
    on=date(2025, 4, 14), text="Half an hour is too little.", section=Section.F, element="f1"
)
SAID = RepresentationsMade(
    on=date(2025, 4, 14),
    of=DRAFT_PLACE,
    section=Section.F,
    element="f1",
    text="Half an hour is too little.",
)


def test_the_family_may_make_representations_about_an_element():
    scenario(given=DRAFTED, when=SAY, then=[SAID])


def test_the_family_may_make_representations_about_the_setting():
    scenario(
        given=DRAFTED,
        when=MakeRepresentations(on=LAST_DAY, text="She knows it.", setting="Elm Primary"),
        then=[
            RepresentationsMade(
                on=LAST_DAY,
                of=DRAFT_PLACE,
                text="She knows it.",
                setting="Elm Primary",
            )
        ],
    )


@pytest.mark.parametrize(("section", "element"), [(Section.F, "f9"), (Section.E, "f1")])
def test_representations_are_about_something_in_the_draft(section, element):
    about = replace(SAY, section=section, element=element)
    scenario(given=DRAFTED, when=about, then=NO_SUCH_ELEMENT)


def test_representations_on_a_draft_of_which_only_the_day_is_known_are_about_anything():
    scenario(given=[*ASSESSED, replace(DRAFT, plan=None)], when=SAY, then=[SAID])


def test_each_representation_is_answered():
    scenario(
        given=[*DRAFTED, SAID],
        when=AnswerRepresentations(
            on=date(2025, 4, 24), representation=11, answer="An hour, then.", accepted=True
        ),
        then=[
            RepresentationsAnswered(
                on=date(2025, 4, 24),
                of=11,
                answer="An hour, then.",
                accepted=True,
            )
        ],
    )


def test_only_what_was_said_is_answered():
    answer = AnswerRepresentations(
        on=date(2025, 4, 13), representation=12, answer="No.", accepted=False
    )
    scenario(given=[*DRAFTED, SAID], when=answer, then=NO_SUCH_REPRESENTATION)
    early = replace(answer, representation=11)
    scenario(given=[*DRAFTED, SAID], when=early, then=BEFORE_DRAFT)


def test_the_family_may_confirm_that_it_has_nothing_more_to_say():
    scenario(
        given=DRAFTED,
        when=ConfirmRepresentationsComplete(on=date(2025, 4, 9)),
        then=[RepresentationsComplete(on=date(2025, 4, 9), of=DRAFT_PLACE)],
    )


def test_the_family_may_require_a_meeting_on_the_last_day_of_the_period():
    scenario(
        given=DRAFTED,
        when=RequireMeeting(on=LAST_DAY),
        then=[MeetingRequired(on=LAST_DAY, of=DRAFT_PLACE)],
    )


def test_a_meeting_required_the_day_after_the_period_is_warned_of():
    late = date(2025, 4, 22)
    scenario(
        given=DRAFTED,
        when=RequireMeeting(on=late),
        then=[MeetingRequired(on=late, of=DRAFT_PLACE), MEETING_AFTER_PERIOD.about(late)],
    )


def test_the_meeting_answers_whoever_required_it():
    required = MeetingRequired(on=date(2025, 4, 10), of=DRAFT_PLACE)
    held = DraftMeetingHeld(on=date(2025, 4, 16), of=11, attended_by="both parents")
    when = HoldMeeting(on=date(2025, 4, 16), attended_by="both parents")
    scenario(given=[*DRAFTED, required], when=when, then=[held])
    scenario(given=DRAFTED, when=when, then=[replace(held, of=DRAFT_PLACE)])


FAMILY = pytest.mark.parametrize(
    "command",
    [
        SAY,
        ConfirmRepresentationsComplete(on=LAST_DAY),
        RequireMeeting(on=LAST_DAY),
        HoldMeeting(on=LAST_DAY),
    ],
    ids=lambda command: type(command).__name__,
)


@FAMILY
def test_without_a_draft_there_is_nothing_to_speak_of(command):
    scenario(given=ASSESSED, when=command, then=NO_DRAFT)


@FAMILY
def test_nobody_speaks_of_a_draft_before_it_is_issued(command):
    early = replace(command, on=date(2025, 4, 6))
    scenario(given=DRAFTED, when=early, then=BEFORE_DRAFT)
