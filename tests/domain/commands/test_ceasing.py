"""CFA 2014 s.45; SI 2014/1530 regs 29-31: considering, consulting and deciding to cease."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.ending.cease_grounds import (
    AGE_ALONE,
    AGE_UNKNOWN,
    AN_APPRENTICE_LEARNS,
    AT_25_WITHOUT_DECISION,
    MOVED_IS_TRANSFER,
    OUTCOMES_ALONE,
    UNDER_18,
    CeaseReason,
)
from ehcp.domain.commands.ending.ceasing import (
    BEFORE_CONSIDERED,
    CEASE_DECIDED_ALREADY,
    CEASE_NOTICE_INCOMPLETE,
    CEASE_RECIPIENT_MISSING,
    CEASING_NOT_CONSIDERED,
    MAY_RETURN,
    NO_REASONS_TO_CEASE,
    NOT_CONSULTED_ON_CEASING,
    NOT_REVIEWED_FIRST,
    NOTHING_TO_CEASE,
    ConsiderCeasing,
    ConsultOnCeasing,
    DecideToCease,
    RecordEducationLeft,
)
from ehcp.domain.commands.request.decision import S19_NOT_CONSIDERED
from ehcp.domain.deadlines import Status
from ehcp.domain.events.ceasing import (
    CeaseConsidered,
    CeaseConsulted,
    CeaseConsultee,
    CeaseDecided,
    CeaseGround,
    CeaseNoticeSent,
    CeaseRecipient,
    CeaseSetAside,
    EducationLeft,
    PlanCeased,
    ReturnFinding,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.placement import SchoolPlaceStarted
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import Method
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from tests.domain.limits import statuses
from tests.domain.ordinary_case import ELM, FINAL_PLAN, NOTICE, S19, naming
from tests.domain.scenario import but, scenario

ADULT = CaseOpened(
    on=date(2025, 1, 6), child=Child(name="Cy Hill", date_of_birth=date(2006, 11, 2))
)
MINOR = replace(ADULT, child=Child(name="Cy Hill", date_of_birth=date(2008, 11, 2)))
PLAN = FinalPlanIssued(on=date(2025, 5, 12), plan=FINAL_PLAN)
MAINTAINED = [ADULT, PLAN]
CONSIDER = ConsiderCeasing(
    on=date(2026, 1, 12), reason=CeaseReason.PLAN_NOT_NECESSARY, reasons="All is in place."
)
CONSIDERED = CeaseConsidered(
    on=date(2026, 1, 12), ground=CeaseGround.PLAN_NOT_NECESSARY, reasons="All is in place."
)
FAMILY_ASKED = CeaseConsulted(
    on=date(2026, 1, 19),
    of=3,
    consultee=CeaseConsultee.FAMILY,
    method=Method.MEETING,
    views="He wants to keep the plan.",
)
HEAD_ASKED = CeaseConsulted(
    on=date(2026, 1, 20),
    of=3,
    consultee=CeaseConsultee.HEAD_OR_PRINCIPAL,
    method=Method.LETTER,
    name="the principal",
)
CONSULTED = [*MAINTAINED, CONSIDERED, FAMILY_ASKED, HEAD_ASKED]
ALL_TOLD = tuple(CeaseRecipient)
DECIDE = DecideToCease(
    on=date(2026, 2, 9),
    reason=CeaseReason.PLAN_NOT_NECESSARY,
    reasons="College support meets his needs.",
    notice=NOTICE,
    sent_to=ALL_TOLD,
    s19_considered=S19,
)
DECIDED = CeaseDecided(
    on=date(2026, 2, 9),
    of=3,
    ground=CeaseGround.PLAN_NOT_NECESSARY,
    reasons="College support meets his needs.",
    s19_considered=S19,
)
SENT = CeaseNoticeSent(on=date(2026, 2, 9), of=6, notice=NOTICE, sent_to=ALL_TOLD)


def test_the_family_is_told_that_ceasing_is_considered():
    scenario(given=MAINTAINED, when=CONSIDER, then=[CONSIDERED])
    scenario(given=[ADULT], when=CONSIDER, then=NOTHING_TO_CEASE)
    limit, on = "cease-consult", date(2026, 2, 9)
    assert statuses(limit, [*MAINTAINED, CONSIDERED], on) == [Status.NO_LIMIT]
    assert statuses(limit, CONSULTED[:-1], on) == [Status.NO_LIMIT]
    assert statuses(limit, CONSULTED, on) == [Status.MET]


def test_both_the_family_and_the_head_or_principal_are_consulted():
    consult = ConsultOnCeasing(
        on=date(2026, 1, 19),
        consultee=CeaseConsultee.FAMILY,
        method=Method.MEETING,
        views="He wants to keep the plan.",
    )
    considered = [*MAINTAINED, CONSIDERED]
    scenario(given=considered, when=consult, then=[FAMILY_ASKED])
    scenario(given=MAINTAINED, when=consult, then=CEASING_NOT_CONSIDERED)
    early = replace(consult, on=date(2026, 1, 11))
    scenario(given=considered, when=early, then=BEFORE_CONSIDERED)


def test_a_decision_to_cease_is_made_and_notified():
    scenario(given=CONSULTED, when=DECIDE, then=[DECIDED, SENT])
    scenario(given=[ADULT], when=DECIDE, then=NOTHING_TO_CEASE)
    scenario(given=[*CONSULTED, DECIDED], when=DECIDE, then=CEASE_DECIDED_ALREADY)


@pytest.mark.parametrize(
    "given",
    [
        MAINTAINED,
        [*MAINTAINED, CONSIDERED],
        [*MAINTAINED, CONSIDERED, FAMILY_ASKED],
        [*MAINTAINED, CONSIDERED, HEAD_ASKED],
        [*MAINTAINED, CONSIDERED, FAMILY_ASKED, replace(HEAD_ASKED, on=date(2026, 2, 10))],
    ],
)
def test_nothing_is_decided_before_both_were_consulted(given):
    scenario(given=given, when=DECIDE, then=NOT_CONSULTED_ON_CEASING)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reasons": " "}, NO_REASONS_TO_CEASE),
        ({"notice": NOTICE[:-1]}, CEASE_NOTICE_INCOMPLETE),
        ({"sent_to": (CeaseRecipient.FAMILY,)}, CEASE_RECIPIENT_MISSING),
        ({"s19_considered": ""}, S19_NOT_CONSIDERED),
    ],
)
def test_the_decision_has_reasons_its_notice_and_its_recipients(fields, refusal):
    scenario(given=CONSULTED, when=but(DECIDE, **fields), then=refusal)


def test_where_the_plan_names_nobody_no_institution_is_told():
    given = [ADULT, replace(PLAN, plan=naming()), *CONSULTED[2:]]
    told = (CeaseRecipient.FAMILY, CeaseRecipient.COMMISSIONING_BODY)
    scenario(
        given=given,
        when=replace(DECIDE, sent_to=told),
        then=[DECIDED, replace(SENT, sent_to=told)],
    )
    limit, on = "cease-notify", date(2026, 2, 10)
    sent = replace(SENT, sent_to=told)
    assert statuses(limit, [*given, DECIDED, sent], on) == [Status.MET]
    assert statuses(limit, [*CONSULTED, DECIDED, sent], on) == [Status.NO_LIMIT]
    assert statuses(limit, [*CONSULTED, DECIDED, SENT], on) == [Status.MET]
    assert statuses(limit, [*CONSULTED, DECIDED], on) == [Status.NO_LIMIT]


def test_where_the_plan_names_nobody_no_head_or_principal_is_consulted():
    """Reg 31(1) is about the institution named: a plan for a type, or outside any, names none."""
    given = [ADULT, replace(PLAN, plan=naming()), CONSIDERED, FAMILY_ASKED]
    told = (CeaseRecipient.FAMILY, CeaseRecipient.COMMISSIONING_BODY)
    decide = replace(DECIDE, sent_to=told)
    notice = replace(SENT, of=5, sent_to=told)
    scenario(given=given, when=decide, then=[DECIDED, notice])
    scenario(given=[*given[:3], HEAD_ASKED], when=decide, then=NOT_CONSULTED_ON_CEASING)
    unknown = [ADULT, replace(PLAN, plan=None), CONSIDERED, FAMILY_ASKED]
    scenario(given=unknown, when=DECIDE, then=NOT_CONSULTED_ON_CEASING)
    limit, on = "cease-consult", date(2026, 2, 9)
    assert statuses(limit, given[:3], on) == [Status.NO_LIMIT]
    assert statuses(limit, given, on) == [Status.MET]
    assert statuses(limit, unknown, on) == [Status.NO_LIMIT]


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        (CeaseReason.OUTCOMES_ACHIEVED, OUTCOMES_ALONE),
        (CeaseReason.REACHED_19, AGE_ALONE),
        (CeaseReason.MOVED_AUTHORITY, MOVED_IS_TRANSFER),
        (CeaseReason.APPRENTICESHIP, AN_APPRENTICE_LEARNS),
        (CeaseReason.REACHED_25, AT_25_WITHOUT_DECISION),
    ],
)
def test_what_is_no_ground_is_not_even_considered(reason, refusal):
    scenario(given=MAINTAINED, when=replace(CONSIDER, reason=reason), then=refusal)
    scenario(given=CONSULTED, when=replace(DECIDE, reason=reason), then=refusal)


@pytest.mark.parametrize(
    "reason",
    [CeaseReason.LEFT_EDUCATION, CeaseReason.PAID_EMPLOYMENT, CeaseReason.HIGHER_EDUCATION],
)
def test_before_18_not_being_in_education_is_no_ground(reason):
    consider = replace(CONSIDER, reason=reason)
    scenario(given=[MINOR, PLAN], when=consider, then=UNDER_18)
    scenario(given=[MINOR, *CONSULTED[1:]], when=replace(DECIDE, reason=reason), then=UNDER_18)
    grown = but(consider, on=date(2026, 11, 2))
    considered = replace(CONSIDERED, on=date(2026, 11, 2), ground=CeaseGround(reason.value))
    scenario(given=[MINOR, PLAN], when=grown, then=[considered])


def test_before_18_a_plan_ends_if_it_is_no_longer_necessary():
    scenario(given=[MINOR, *CONSULTED[1:]], when=DECIDE, then=[DECIDED, SENT])


def test_where_the_age_is_not_known_it_is_warned():
    employed = replace(CONSIDER, reason=CeaseReason.PAID_EMPLOYMENT)
    considered = replace(CONSIDERED, ground=CeaseGround.PAID_EMPLOYMENT)
    warned = AGE_UNKNOWN.about(date(2026, 1, 12))
    scenario(given=[PLAN], when=employed, then=[warned, considered])


LEFT = EducationLeft(on=date(2025, 12, 1), institution="Fir College")
MEETING = ReviewMeetingHeld(on=date(2026, 1, 5))
LEAVING = [ADULT, PLAN, CONSIDERED, FAMILY_ASKED, HEAD_ASKED]
DECIDE_ON_LEAVING = replace(
    DECIDE, reason=CeaseReason.LEFT_EDUCATION, finding=ReturnFinding.DOES_NOT_WISH
)


def test_leaving_education_is_recorded():
    left = RecordEducationLeft(on=date(2025, 12, 1), institution="Fir College")
    scenario(given=MAINTAINED, when=left, then=[LEFT])
    scenario(given=[ADULT], when=left, then=NOTHING_TO_CEASE)


def test_who_left_education_at_18_or_more_is_reviewed_first():
    scenario(given=LEAVING, when=DECIDE_ON_LEAVING, then=NOT_REVIEWED_FIRST)
    scenario(given=[*LEAVING, LEFT], when=DECIDE_ON_LEAVING, then=NOT_REVIEWED_FIRST)
    late = replace(MEETING, on=date(2026, 2, 10))
    scenario(given=[*LEAVING, LEFT, late], when=DECIDE_ON_LEAVING, then=NOT_REVIEWED_FIRST)
    reviewed = [*LEAVING, LEFT, MEETING]
    decided = replace(
        DECIDED, ground=CeaseGround.LEFT_EDUCATION, finding=ReturnFinding.DOES_NOT_WISH
    )
    scenario(given=reviewed, when=DECIDE_ON_LEAVING, then=[decided, replace(SENT, of=8)])
    unsaid = replace(DECIDE_ON_LEAVING, finding=None)
    scenario(given=reviewed, when=unsaid, then=MAY_RETURN)


def test_who_left_at_18_or_more_is_reviewed_first_though_the_plan_is_called_unnecessary():
    """Reg 30(1) is about everybody of 18 or more who left, whatever the ground is called."""
    scenario(given=[*LEAVING, LEFT], when=DECIDE, then=NOT_REVIEWED_FIRST)
    scenario(given=[*LEAVING, LEFT, MEETING], when=DECIDE, then=MAY_RETURN)
    found = replace(DECIDE, finding=ReturnFinding.NOT_APPROPRIATE)
    decided = replace(DECIDED, finding=ReturnFinding.NOT_APPROPRIATE)
    scenario(given=[*LEAVING, LEFT, MEETING], when=found, then=[decided, replace(SENT, of=8)])
    back = SchoolPlaceStarted(on=date(2025, 12, 8), institution=ELM)
    scenario(given=[*LEAVING, LEFT, back], when=DECIDE, then=[DECIDED, replace(SENT, of=8)])
    minor = [MINOR, *LEAVING[1:], LEFT]
    scenario(given=minor, when=DECIDE, then=[DECIDED, replace(SENT, of=7)])


def test_leaving_education_asks_for_a_review_by_age():
    adult, minor = "cease-18-plus-review-first", "neet-under-18-review"
    on = date(2026, 3, 2)
    decided = ReviewDecisionNotified(on=date(2026, 2, 2), decision=ReviewDecision.AMEND)
    assert statuses(adult, [ADULT, PLAN, LEFT], on) == [Status.NO_LIMIT]
    assert statuses(minor, [ADULT, PLAN, LEFT], on) == []
    assert statuses(adult, [ADULT, PLAN, LEFT, decided], on) == [Status.MET]
    assert statuses(minor, [MINOR, PLAN, LEFT], on) == [Status.NO_LIMIT]
    assert statuses(minor, [MINOR, PLAN, LEFT, decided], on) == [Status.MET]
    assert statuses(adult, [MINOR, PLAN, LEFT], on) == []
    assert statuses(adult, [PLAN, LEFT], on) == []


def test_ceasing_is_considered_afresh_after_a_decision_was_set_aside():
    aside = CeaseSetAside(on=date(2026, 3, 2), of=6)
    scenario(given=[*CONSULTED, DECIDED, aside], when=DECIDE, then=NOT_CONSULTED_ON_CEASING)
    scenario(
        given=[*CONSULTED, DECIDED, PlanCeased(on=date(2026, 5, 1))],
        when=CONSIDER,
        then=NOTHING_TO_CEASE,
    )
