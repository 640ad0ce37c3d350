"""CFA 2014 ss.38-40, regs 12 to 14: the final plan, its notice and its copies."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.plan.contents import HEALTH_NOT_AGREED, SECTION_MISSING
from ehcp.domain.commands.plan.final import (
    APPEAL_NOTICE_INCOMPLETE,
    BEFORE_PLAN,
    CHANGED_UNASKED,
    MEETING_NOT_HELD,
    NO_PLAN,
    PERIOD_RUNNING,
    SendAppealNotice,
    SendPlanCopy,
)
from ehcp.domain.commands.plan.issuing import (
    NO_APPEAL_NOTICE,
    NO_PREPARATION_FOR_ADULTHOOD,
    PLAN_WITHOUT_APPENDICES,
    RECIPIENT_MISSING,
    SENT_BEFORE_MADE,
    UNDATED,
)
from ehcp.domain.commands.plan.warned_of import VAGUE
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.draft import (
    DraftMeetingHeld,
    MeetingRequired,
    RepresentationsAnswered,
    RepresentationsComplete,
    RepresentationsMade,
)
from ehcp.domain.events.notice import NoticeDelivered, NoticeSent, SentBy
from ehcp.domain.events.plan import AppealNoticeSent, PlanCopySent, PlanRecipient
from ehcp.domain.events.request import NoticeItem
from ehcp.domain.plan.sections import Placement, Section, View
from ehcp.domain.when import UNKNOWN, Span
from ehcp.law.recipients import Addressee
from tests.domain.ordinary_case import (
    ASSESSED,
    DRAFT,
    DRAFT_PLACE,
    ELM_CONSULTED,
    ELM_PLACEMENT,
    ELM_REQUESTED,
    EVERYBODY,
    FINAL,
    FINAL_PLAN,
    FINISHED,
    FULL_NOTICE,
    ISSUE_FINAL,
    MASSAGE,
    NOTICE_SENT,
    OPENED_FOR_TEENAGER,
    PLAN,
    READY,
    naming,
)
from tests.domain.scenario import scenario

DAY = date(2025, 5, 12)
LAST_DAY = date(2025, 4, 21)
DAY_AFTER = date(2025, 4, 22)


def sent_on(day):
    """Return the command to finalise on a day, and what comes of it."""
    command = replace(ISSUE_FINAL, on=day, dated=day)
    return command, [replace(FINAL, on=day, dated=day), replace(NOTICE_SENT, on=day)]


def test_the_plan_is_finalised_and_sent_with_its_notice():
    scenario(given=READY, when=ISSUE_FINAL, then=[FINAL, NOTICE_SENT])


def test_there_is_nothing_to_finalise_without_a_draft():
    scenario(given=ASSESSED, when=ISSUE_FINAL, then=NO_DRAFT)


def test_a_draft_is_finalised_once():
    scenario(given=FINISHED, when=ISSUE_FINAL, then=NO_DRAFT)


def test_a_plan_is_not_final_before_its_draft():
    early, _ = sent_on(date(2025, 4, 6))
    scenario(given=READY, when=early, then=BEFORE_DRAFT)


def test_on_the_15th_day_from_the_draft_the_family_may_still_speak():
    early, _ = sent_on(LAST_DAY)
    scenario(given=READY, when=early, then=PERIOD_RUNNING)


def test_on_the_16th_day_from_the_draft_the_plan_may_be_final():
    command, events = sent_on(DAY_AFTER)
    scenario(given=READY, when=command, then=events)


def test_the_15_days_begin_with_the_day_on_which_the_draft_arrived():
    notice = NoticeSent(on=DRAFT.on, of=DRAFT_PLACE, to=Addressee.FAMILY, method=SentBy.POST)
    given = [*READY, notice, NoticeDelivered(on=date(2025, 4, 9), of=13)]
    early, _ = sent_on(date(2025, 4, 23))
    command, (plan, sent) = sent_on(date(2025, 4, 24))
    scenario(given=given, when=early, then=PERIOD_RUNNING)
    scenario(given=given, when=command, then=[plan, replace(sent, of=15)])


def test_a_copy_sent_after_the_draft_arrived_holds_no_plan_up():
    notice = NoticeSent(on=DRAFT.on, of=DRAFT_PLACE, to=Addressee.FAMILY, method=SentBy.POST)
    copy = replace(notice, on=date(2025, 4, 22))
    arrived = NoticeDelivered(on=date(2025, 4, 9), of=13), NoticeDelivered(on=copy.on, of=15)
    given = [*READY, notice, arrived[0], copy, arrived[1]]
    command, (plan, sent) = sent_on(date(2025, 4, 24))
    scenario(given=given, when=command, then=[plan, replace(sent, of=17)])


def test_the_longer_period_that_the_family_was_given_is_kept():
    longer = replace(DRAFT, representations_until=date(2025, 4, 28))
    given = [*ASSESSED, longer, ELM_REQUESTED, ELM_CONSULTED]
    early, _ = sent_on(date(2025, 4, 28))
    command, events = sent_on(date(2025, 4, 29))
    scenario(given=given, when=early, then=PERIOD_RUNNING)
    scenario(given=given, when=command, then=events)


def test_the_period_of_a_draft_of_a_month_runs_from_its_last_day():
    april = replace(
        DRAFT, on=Span(date(2025, 4, 1), date(2025, 4, 30)), representations_until=None
    )
    given = [*ASSESSED, april, ELM_REQUESTED, ELM_CONSULTED]
    early, _ = sent_on(date(2025, 5, 14))
    command, events = sent_on(date(2025, 5, 15))
    scenario(given=given, when=early, then=PERIOD_RUNNING)
    scenario(given=given, when=command, then=events)


def test_the_period_of_a_draft_of_an_unknown_day_cannot_be_shown_to_be_over():
    undated = replace(DRAFT, on=UNKNOWN, representations_until=None)
    scenario(given=[*ASSESSED, undated, ELM_CONSULTED], when=ISSUE_FINAL, then=PERIOD_RUNNING)


def test_the_period_need_not_run_once_the_family_has_nothing_more_to_say():
    complete = RepresentationsComplete(on=date(2025, 4, 14), of=DRAFT_PLACE)
    command, (plan, notice) = sent_on(date(2025, 4, 15))
    given = [*READY, complete]
    scenario(given=given, when=command, then=[plan, replace(notice, of=14)])
    early, _ = sent_on(date(2025, 4, 13))
    scenario(given=given, when=early, then=PERIOD_RUNNING)


def test_a_fresh_draft_gives_the_family_fresh_time():
    fresh = replace(DRAFT, on=date(2025, 4, 28), representations_until=date(2025, 5, 12))
    command, (plan, notice) = sent_on(date(2025, 5, 13))
    given = [*READY, fresh]
    scenario(given=given, when=ISSUE_FINAL, then=PERIOD_RUNNING)
    scenario(given=given, when=command, then=[replace(plan, of=13), replace(notice, of=14)])


def test_a_final_plan_has_every_section():
    without = replace(FINAL_PLAN, nothing_in=())
    scenario(given=READY, when=replace(ISSUE_FINAL, plan=without), then=SECTION_MISSING)


def test_a_final_plan_has_the_advice_appended():
    without = replace(FINAL_PLAN, appendices=(), nothing_in=(*PLAN.nothing_in, Section.K))
    command = replace(ISSUE_FINAL, plan=without)
    scenario(given=READY, when=command, then=PLAN_WITHOUT_APPENDICES)


def test_health_provision_in_a_final_plan_is_agreed():
    letters = tuple(letter for letter in PLAN.nothing_in if letter is not Section.G)
    alone = replace(
        FINAL_PLAN, health_provision=(replace(MASSAGE, agreement=None),), nothing_in=letters
    )
    scenario(given=READY, when=replace(ISSUE_FINAL, plan=alone), then=HEALTH_NOT_AGREED)


def test_from_year_9_the_plan_prepares_for_adulthood():
    given = [OPENED_FOR_TEENAGER, *READY[1:]]
    scenario(given=given, when=ISSUE_FINAL, then=NO_PREPARATION_FOR_ADULTHOOD)
    prepared = tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
    draft = replace(DRAFT, plan=replace(PLAN, provision=prepared))
    plan = naming(ELM_PLACEMENT, of=replace(PLAN, provision=prepared))
    scenario(
        given=[*given[:9], draft, *given[10:]],
        when=replace(ISSUE_FINAL, plan=plan),
        then=[replace(FINAL, plan=plan), NOTICE_SENT],
    )


def test_a_final_plan_is_dated():
    scenario(given=READY, when=replace(ISSUE_FINAL, dated=None), then=UNDATED)


def test_a_final_plan_is_signed_by_an_officer():
    scenario(given=READY, when=replace(ISSUE_FINAL, signed_by=" "), then=UNDATED)


def test_a_final_plan_is_not_sent_before_it_is_made():
    scenario(
        given=READY, when=replace(ISSUE_FINAL, dated=date(2025, 5, 13)), then=SENT_BEFORE_MADE
    )


@pytest.mark.parametrize("left_out", PlanRecipient)
def test_the_final_plan_goes_to_family_institution_and_commissioning_body(left_out):
    some = tuple(recipient for recipient in EVERYBODY if recipient is not left_out)
    scenario(given=READY, when=replace(ISSUE_FINAL, sent_to=some), then=RECIPIENT_MISSING)


def test_a_plan_that_names_only_a_type_goes_to_no_institution():
    plan = naming(Placement(id="i1", type=ELM_PLACEMENT.type))
    two = (PlanRecipient.FAMILY, PlanRecipient.COMMISSIONING_BODY)
    scenario(
        given=[*ASSESSED, DRAFT],
        when=replace(ISSUE_FINAL, plan=plan, sent_to=two),
        then=[replace(FINAL, plan=plan, sent_to=two), replace(NOTICE_SENT, of=11)],
    )


def test_a_final_plan_records_how_section_19_was_considered():
    scenario(given=READY, when=replace(ISSUE_FINAL, s19_considered=""), then=S19_NOT_CONSIDERED)


@pytest.mark.parametrize("left_out", NoticeItem)
def test_a_final_plan_without_the_whole_notice_is_warned_of(left_out):
    some = tuple(item for item in NoticeItem if item is not left_out)
    scenario(
        given=READY,
        when=replace(ISSUE_FINAL, notice=some),
        then=[FINAL, NO_APPEAL_NOTICE.about(DAY)],
    )


def test_the_notice_may_be_sent_after_the_plan():
    late = date(2025, 5, 19)
    scenario(
        given=[*READY, FINAL],
        when=SendAppealNotice(on=late, notice=FULL_NOTICE),
        then=[AppealNoticeSent(on=late, of=13, notice=FULL_NOTICE)],
    )


def test_the_notice_is_sent_whole():
    some = SendAppealNotice(on=DAY, notice=FULL_NOTICE[1:])
    scenario(given=[*READY, FINAL], when=some, then=APPEAL_NOTICE_INCOMPLETE)


def test_copies_of_the_plan_go_to_others():
    scenario(
        given=FINISHED,
        when=SendPlanCopy(on=DAY, recipient="the family's adviser"),
        then=[PlanCopySent(on=DAY, of=13, recipient="the family's adviser")],
    )


@pytest.mark.parametrize(
    "command",
    [SendPlanCopy(on=DAY, recipient="the school"), SendAppealNotice(on=DAY, notice=FULL_NOTICE)],
    ids=lambda command: type(command).__name__,
)
def test_what_goes_with_a_plan_needs_a_plan_in_force(command):
    scenario(given=READY, when=command, then=NO_PLAN)
    scenario(given=[FINAL, PlanCeased(on=DAY)], when=command, then=NO_PLAN)
    early = replace(command, on=date(2025, 5, 11))
    scenario(given=FINISHED, when=early, then=BEFORE_PLAN)


CHANGED = replace(
    FINAL_PLAN,
    provision=tuple(replace(p, text="An hour on each school day.") for p in PLAN.provision),
)
ABOUT_F1 = RepresentationsMade(
    on=date(2025, 4, 14), of=DRAFT_PLACE, element="f1", text="Too little."
)


def changed(plan, *given, warnings=()):
    """Check what is warned of if this plan is made final after these representations."""
    history = [*READY, *given]
    scenario(
        given=history,
        when=replace(ISSUE_FINAL, plan=plan),
        then=[
            replace(FINAL, plan=plan),
            replace(NOTICE_SENT, of=len(history) + 1),
            *warnings,
        ],
    )


def test_a_change_that_nobody_asked_for_is_warned_of():
    changed(CHANGED, warnings=[CHANGED_UNASKED.about(DAY, "f1")])


def test_what_is_added_or_left_out_unasked_is_warned_of():
    other = replace(FINAL_PLAN, views=(View(id="a2", text="I am happy."),))
    changed(other, warnings=[CHANGED_UNASKED.about(DAY, "a1, a2")])


def test_a_change_for_a_representation_on_the_element_is_not_warned_of():
    changed(CHANGED, ABOUT_F1)


def test_a_change_for_a_representation_on_the_section_is_not_warned_of():
    changed(CHANGED, replace(ABOUT_F1, element=None, section=Section.F))


def test_a_representation_on_something_else_explains_no_change():
    about = replace(ABOUT_F1, element="b1", section=Section.B)
    changed(CHANGED, about, warnings=[CHANGED_UNASKED.about(DAY, "f1")])


def test_a_representation_that_was_turned_down_explains_no_change():
    answer = RepresentationsAnswered(on=date(2025, 4, 24), of=13, answer="No.", accepted=False)
    changed(CHANGED, ABOUT_F1, answer, warnings=[CHANGED_UNASKED.about(DAY, "f1")])


def test_where_the_draft_itself_is_not_in_the_record_nothing_can_be_compared():
    unread = replace(DRAFT, plan=None)
    given = [*ASSESSED, unread, ELM_REQUESTED, ELM_CONSULTED]
    scenario(given=given, when=ISSUE_FINAL, then=[FINAL, NOTICE_SENT])


def test_vague_provision_is_warned_of_again():
    vague = replace(
        FINAL_PLAN, provision=tuple(replace(p, text="Regular help.") for p in PLAN.provision)
    )
    changed(vague, ABOUT_F1, warnings=[VAGUE.about(DAY, "f1")])


def test_a_meeting_that_was_required_and_not_held_is_warned_of():
    required = MeetingRequired(on=date(2025, 4, 10), of=DRAFT_PLACE)
    held = DraftMeetingHeld(on=date(2025, 4, 16), of=13)
    changed(FINAL_PLAN, required, warnings=[MEETING_NOT_HELD.about(DAY)])
    changed(FINAL_PLAN, required, held)
