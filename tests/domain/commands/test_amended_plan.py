"""SI 2014/1530 regs 22(3), 27(2), 28 and 44: the amended plan, by what caused it."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.amendment.amended_plan import (
    AMENDED_BEFORE_ORDER,
    AMENDED_UNPROPOSED,
    AMENDMENT_MEETING_NOT_HELD,
    NO_REASSESSMENT,
    NOT_REPLACED,
    NOTHING_ORDERED,
)
from ehcp.domain.commands.amendment.amendment import (
    BEFORE_NOTICE,
    NO_NOTICE,
    NOTICE_PERIOD_RUNNING,
)
from ehcp.domain.commands.before_the_family import BEFORE_DRAFT, NO_DRAFT
from ehcp.domain.commands.plan.contents import SECTION_MISSING
from ehcp.domain.commands.plan.final import (
    BEFORE_PLAN,
    CHANGED_UNASKED,
    NO_PLAN,
    NOT_A_FIRST_PLAN,
    PERIOD_RUNNING,
)
from ehcp.domain.commands.plan.issuing import NO_APPEAL_NOTICE, RECIPIENT_MISSING, UNDATED
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.commands.setting.section_i import (
    NAMED_WITHOUT_CONSULTATION,
    NOTHING_NAMED,
    PLACEMENT_BACKWARDS,
    REQUESTED_NOT_NAMED,
)
from ehcp.domain.events.amendment import (
    AmendmentCause,
    AmendmentMeetingHeld,
    AmendmentMeetingRequired,
    AmendmentRepresentationsAnswered,
    AmendmentRepresentationsComplete,
    AmendmentRepresentationsMade,
    ProposedAmendment,
)
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.naming import ConsultedAs, SettingConsulted, SettingRequested
from ehcp.domain.events.order import (
    Ordered,
    TribunalOrder,
    TribunalOrderRedated,
    TribunalOrderSetAside,
)
from ehcp.domain.events.plan import AmendedPlanIssued, AppealNoticeSent, PlanRecipient
from ehcp.domain.plan.letters import Section
from ehcp.domain.plan.sections import Outcome
from tests.domain.amending_case import (
    AMENDED,
    AMENDED_PLAN,
    DRAFT_AGAIN,
    DRAFT_AGAIN_PLACE,
    ISSUE_AMENDED,
    NOTICE,
    NOTICE_PLACE,
    NOTIFIED,
    NOTIFIED_WITHOUT_REVIEW,
    REASSESSED,
    REDRAFTED,
    REVIEWED,
    WITHOUT_REVIEW_PLACE,
)
from tests.domain.ordinary_case import (
    ELM_PLACEMENT,
    EVERYBODY,
    FINAL,
    FINAL_PLAN,
    FINISHED,
    FULL_NOTICE,
    ISSUE_FINAL,
    OAK,
    OAK_PLACEMENT,
    PLAN,
    READY,
    naming,
)
from tests.domain.scenario import recorded, scenario

DAY = date(2026, 4, 20)


def issued(given, *, day=DAY, of=NOTICE_PLACE, cause=AmendmentCause.REVIEW, warnings=(), **fields):
    """Check that the amended plan goes out after this history, and what is warned of."""
    command = replace(ISSUE_AMENDED, on=day, cause=cause, **fields)
    plan = replace(AMENDED, on=day, of=of, cause=cause, **fields)
    notice = AppealNoticeSent(on=day, of=len(given) + 1, notice=FULL_NOTICE)
    scenario(given=given, when=command, then=[plan, notice, *warnings])


def test_the_plan_is_amended_after_the_notice():
    issued(NOTIFIED)


def test_the_plan_is_amended_without_a_review_after_the_same_notice():
    issued(NOTIFIED_WITHOUT_REVIEW, of=WITHOUT_REVIEW_PLACE, cause=AmendmentCause.WITHOUT_REVIEW)


def test_a_plan_is_not_edited_without_notice():
    scenario(given=REVIEWED, when=ISSUE_AMENDED, then=NO_NOTICE)
    without = replace(ISSUE_AMENDED, cause=AmendmentCause.WITHOUT_REVIEW)
    scenario(given=FINISHED, when=without, then=NO_NOTICE)
    scenario(given=NOTIFIED, when=without, then=NO_NOTICE)


def test_a_notice_is_followed_by_one_plan():
    again = replace(ISSUE_AMENDED, on=date(2026, 5, 4))
    scenario(given=[*NOTIFIED, AMENDED], when=again, then=NO_NOTICE)


def test_a_plan_amended_for_another_cause_leaves_the_notice_pending():
    ordered = replace(AMENDED, of=None, cause=AmendmentCause.TRIBUNAL_ORDER)
    issued([*NOTIFIED, ordered], day=date(2026, 4, 21))


def test_there_is_nothing_to_amend_without_a_plan_in_force():
    scenario(given=READY, when=ISSUE_AMENDED, then=NO_PLAN)
    early = replace(ISSUE_AMENDED, on=date(2025, 5, 11))
    scenario(given=NOTIFIED, when=early, then=BEFORE_PLAN)
    scenario(given=NOTIFIED, when=replace(ISSUE_AMENDED, on=date(2026, 3, 22)), then=BEFORE_NOTICE)


def test_the_plan_waits_for_the_16th_day_from_the_notice():
    last, after = date(2026, 4, 6), date(2026, 4, 7)
    early = replace(ISSUE_AMENDED, on=last, dated=last)
    scenario(given=NOTIFIED, when=early, then=NOTICE_PERIOD_RUNNING)
    issued(NOTIFIED, day=after, dated=after)


def test_the_plan_need_not_wait_once_the_family_has_nothing_more_to_say():
    complete = AmendmentRepresentationsComplete(on=date(2026, 3, 30), of=NOTICE_PLACE)
    day = date(2026, 3, 31)
    issued([*NOTIFIED, complete], day=day, dated=day)


def test_a_further_notice_gives_the_family_fresh_time():
    further = replace(
        NOTICE,
        on=date(2026, 4, 13),
        of=NOTICE_PLACE,
        further=True,
        amendments=(),
        representations_until=date(2026, 4, 27),
    )
    given = [*NOTIFIED, further]
    scenario(given=given, when=ISSUE_AMENDED, then=NOTICE_PERIOD_RUNNING)
    issued(given, day=date(2026, 4, 28), of=18)


def test_an_amended_plan_has_the_contents_the_form_and_the_recipients_of_every_plan():
    for fields, refusal in (
        ({"plan": replace(AMENDED_PLAN, nothing_in=())}, SECTION_MISSING),
        ({"plan": replace(AMENDED_PLAN, placements=())}, NOTHING_NAMED),
        ({"dated": None}, UNDATED),
        ({"sent_to": EVERYBODY[1:]}, RECIPIENT_MISSING),
        ({"s19_considered": ""}, S19_NOT_CONSIDERED),
    ):
        scenario(given=NOTIFIED, when=replace(ISSUE_AMENDED, **fields), then=refusal)


def test_without_the_whole_notice_of_appeal_the_plan_is_warned_of():
    scenario(
        given=NOTIFIED,
        when=replace(ISSUE_AMENDED, notice=FULL_NOTICE[1:]),
        then=[AMENDED, NO_APPEAL_NOTICE.about(DAY)],
    )


def test_a_plan_is_replaced_only_after_a_reassessment():
    scenario(given=NOTIFIED, when=replace(ISSUE_AMENDED, replacement=True), then=NOT_REPLACED)


def test_a_section_i_that_stays_is_not_decided_again():
    unconsulted = [event for event in NOTIFIED if not isinstance(event, SettingConsulted)]
    unconsulted.insert(11, SettingRequested(on=date(2025, 4, 12), of=10, institution=OAK))
    issued(unconsulted)


def test_a_section_i_that_stays_does_not_end_before_it_begins():
    backwards = replace(ELM_PLACEMENT, starts=date(2026, 9, 1), ends=date(2026, 8, 31))
    plan = naming(backwards, of=AMENDED_PLAN)
    command = replace(ISSUE_AMENDED, plan=plan)
    scenario(given=NOTIFIED, when=command, then=PLACEMENT_BACKWARDS)
    order = replace(ORDER, ordered=Ordered.NAME_SCHOOL)
    ordered = replace(command, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=[*FINISHED, order], when=ordered, then=PLACEMENT_BACKWARDS)


def test_another_setting_is_consulted_before_it_is_named():
    plan = naming(OAK_PLACEMENT, of=AMENDED_PLAN)
    scenario(
        given=NOTIFIED,
        when=replace(ISSUE_AMENDED, plan=plan),
        then=NAMED_WITHOUT_CONSULTATION,
    )


OAK_ASKED = SettingRequested(on=date(2026, 3, 30), of=NOTICE_PLACE, institution=OAK)
OAK_HEARD = SettingConsulted(
    on=date(2026, 3, 31), of=NOTICE_PLACE, institution=OAK, consulted_as=ConsultedAs.REQUESTED
)


def test_the_setting_asked_for_on_the_notice_is_named_or_a_ground_is_given():
    given = [*NOTIFIED, OAK_ASKED, OAK_HEARD]
    scenario(given=given, when=ISSUE_AMENDED, then=REQUESTED_NOT_NAMED)
    issued(given, plan=naming(OAK_PLACEMENT, of=AMENDED_PLAN))


HAPPY = replace(
    AMENDED_PLAN, outcomes=(*AMENDED_PLAN.outcomes, Outcome(id="e2", text="She is happy."))
)


def unproposed(*given, warnings):
    """Check what is warned of if an outcome is added that no amendment proposed."""
    history = [*NOTIFIED, *given]
    command = replace(ISSUE_AMENDED, plan=HAPPY)
    case_after = [*command_events(history, command)]
    found = [event.detail for event in case_after if warned(event, AMENDED_UNPROPOSED)]
    assert found == warnings


def command_events(history, command):
    """Return what comes of a command."""
    return command.decide(recorded(*history))


def warned(event, caution):
    """Whether an event is the record of this caution."""
    return getattr(event, "warning", None) == caution.id


ABOUT_E2 = AmendmentRepresentationsMade(
    on=date(2026, 3, 30), of=NOTICE_PLACE, section=Section.E, element="e2", text="Happiness."
)


def test_a_change_with_nothing_behind_it_is_warned_of():
    unproposed(warnings=["e2"])


def test_a_change_that_the_family_asked_for_is_not_warned_of():
    unproposed(ABOUT_E2, warnings=[])
    unproposed(replace(ABOUT_E2, element=None), warnings=[])
    refused = AmendmentRepresentationsAnswered(on=date(2026, 4, 8), of=18, accepted=False)
    unproposed(ABOUT_E2, refused, warnings=["e2"])


def test_a_change_that_a_further_notice_proposed_is_not_warned_of():
    outcome = ProposedAmendment(section=Section.E, wording="She is happy.", reason="Asked for.")
    further = replace(
        NOTICE,
        on=date(2026, 4, 1),
        of=NOTICE_PLACE,
        further=True,
        amendments=(outcome,),
        representations_until=date(2026, 4, 15),
    )
    unproposed(further, warnings=[])


def test_where_the_plan_in_force_is_not_in_the_record_nothing_can_be_compared():
    unread = [replace(FINAL, plan=None) if e == FINAL else e for e in NOTIFIED]
    events = list(command_events([*unread], replace(ISSUE_AMENDED, plan=HAPPY)))
    assert not any(warned(event, AMENDED_UNPROPOSED) for event in events)


def test_a_meeting_about_the_amendments_that_was_not_held_is_warned_of():
    required = AmendmentMeetingRequired(on=date(2026, 3, 30), of=NOTICE_PLACE)
    issued([*NOTIFIED, required], warnings=[AMENDMENT_MEETING_NOT_HELD.about(DAY)])
    held = AmendmentMeetingHeld(on=date(2026, 4, 2), of=18)
    issued([*NOTIFIED, required, held])


ORDER = TribunalOrder(on=date(2026, 4, 6), ordered=Ordered.AMEND)
ORDERED_BY = [
    (AmendmentCause.TRIBUNAL_ORDER, ORDER),
    (
        AmendmentCause.MEDIATION_AGREEMENT,
        MediationAgreement(on=date(2026, 4, 6), ordered=Ordered.AMEND),
    ),
    (
        AmendmentCause.APPEAL_NOT_OPPOSED,
        AppealNotOpposed(on=date(2026, 4, 6), ordered=Ordered.AMEND),
    ),
]


@pytest.mark.parametrize(("cause", "order"), ORDERED_BY)
def test_what_is_ordered_needs_no_notice(cause, order):
    issued([*FINISHED, order], cause=cause, of=15)
    scenario(given=FINISHED, when=replace(ISSUE_AMENDED, cause=cause), then=NOTHING_ORDERED)
    done = replace(AMENDED, of=15, cause=cause)
    again = replace(ISSUE_AMENDED, cause=cause, on=date(2026, 4, 21))
    scenario(given=[*FINISHED, order, done], when=again, then=NOTHING_ORDERED)


def test_a_plan_does_not_carry_out_an_order_to_come():
    early = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER, on=date(2026, 4, 5))
    scenario(given=[*FINISHED, ORDER], when=early, then=AMENDED_BEFORE_ORDER)


@pytest.mark.parametrize("other", [Ordered.ASSESS, Ordered.CONTINUE, Ordered.DISMISS_CEASE])
def test_an_order_of_something_else_amends_no_plan(other):
    given = [*FINISHED, replace(ORDER, ordered=other)]
    command = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=given, when=command, then=NOTHING_ORDERED)


def test_an_order_that_was_set_aside_binds_nobody():
    given = [*FINISHED, ORDER, TribunalOrderSetAside(on=date(2026, 4, 13), of=15)]
    command = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=given, when=command, then=NOTHING_ORDERED)


def test_the_plan_answers_the_order_under_its_last_date():
    given = [*FINISHED, ORDER, TribunalOrderRedated(on=date(2026, 4, 9), of=15)]
    issued(given, cause=AmendmentCause.TRIBUNAL_ORDER, of=16)
    twice = [*given, TribunalOrderRedated(on=date(2026, 4, 10), of=16)]
    issued(twice, cause=AmendmentCause.TRIBUNAL_ORDER, of=17)


@pytest.mark.parametrize("named", [15, 16])
def test_an_order_is_one_under_each_of_its_dates(named):
    command = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER)
    dated = [*FINISHED, ORDER, TribunalOrderRedated(on=date(2026, 4, 9), of=15)]
    aside = TribunalOrderSetAside(on=date(2026, 4, 10), of=named)
    scenario(given=[*dated, aside], when=command, then=NOTHING_ORDERED)
    done = AmendedPlanIssued(on=date(2026, 4, 10), of=named, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=[*dated, done], when=command, then=NOTHING_ORDERED)


def test_an_amended_plan_of_an_old_file_carries_out_the_order_before_it():
    given = [*FINISHED, ORDER, AmendedPlanIssued(on=date(2026, 4, 10))]
    command = replace(ISSUE_AMENDED, cause=AmendmentCause.TRIBUNAL_ORDER)
    scenario(given=given, when=command, then=NOTHING_ORDERED)


def test_an_order_settles_what_is_named():
    order = replace(ORDER, ordered=Ordered.NAME_SCHOOL)
    plan = naming(OAK_PLACEMENT, of=FINAL_PLAN)
    cause = AmendmentCause.TRIBUNAL_ORDER
    issued([*FINISHED, order], cause=cause, of=15, plan=plan)
    issued(
        [*FINISHED, order],
        cause=cause,
        of=15,
        warnings=[AMENDED_UNPROPOSED.about(DAY, "f1")],
    )


LATER = date(2026, 6, 1)


def again(**fields):
    """Return the command to issue the plan after a re-assessment."""
    asked = {"on": LATER, "cause": AmendmentCause.REASSESSMENT, "plan": FINAL_PLAN, **fields}
    return replace(ISSUE_AMENDED, **asked)


def test_after_a_reassessment_the_plan_is_replaced():
    issued(
        REDRAFTED,
        day=LATER,
        of=DRAFT_AGAIN_PLACE,
        cause=AmendmentCause.REASSESSMENT,
        plan=FINAL_PLAN,
        replacement=True,
    )


def test_after_a_reassessment_the_draft_comes_first_and_the_family_is_heard_on_it():
    scenario(given=FINISHED, when=again(), then=NO_REASSESSMENT)
    scenario(given=REASSESSED, when=again(), then=NO_DRAFT)
    scenario(given=REDRAFTED, when=again(on=date(2026, 5, 10)), then=BEFORE_DRAFT)
    scenario(given=REDRAFTED, when=again(on=date(2026, 5, 25)), then=PERIOD_RUNNING)
    issued(
        REDRAFTED,
        day=date(2026, 5, 26),
        of=DRAFT_AGAIN_PLACE,
        cause=AmendmentCause.REASSESSMENT,
        plan=FINAL_PLAN,
    )


def test_after_a_reassessment_it_is_no_first_plan():
    scenario(
        given=REDRAFTED, when=replace(ISSUE_FINAL, on=LATER, dated=LATER), then=NOT_A_FIRST_PLAN
    )


def test_what_changed_since_the_draft_is_warned_of_after_a_reassessment():
    assert DRAFT_AGAIN.plan == PLAN
    issued(
        REDRAFTED,
        day=LATER,
        of=DRAFT_AGAIN_PLACE,
        cause=AmendmentCause.REASSESSMENT,
        plan=AMENDED_PLAN,
        warnings=[CHANGED_UNASKED.about(LATER, "f1")],
    )


def test_a_type_alone_goes_to_no_institution():
    plan = naming(replace(AMENDED_PLAN.placements[0], institution=None), of=AMENDED_PLAN)
    two = (PlanRecipient.FAMILY, PlanRecipient.COMMISSIONING_BODY)
    given = [e for e in NOTIFIED if not isinstance(e, SettingRequested)]
    command = replace(ISSUE_AMENDED, plan=plan, sent_to=two)
    first, *_ = command_events(given, command)
    assert first == replace(AMENDED, of=NOTICE_PLACE - 1, plan=plan, sent_to=two)
