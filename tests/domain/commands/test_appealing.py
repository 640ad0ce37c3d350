"""CFA 2014 ss.51, 55 and 73: who appeals, about what, with which certificate."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.appeal import (
    BEFORE_DECISION,
    LEAVE_NOT_REQUESTED,
    NO_CERTIFICATE,
    NO_REASONS_FOR_LEAVE,
    NOT_APPEALABLE,
    NOT_THE_APPELLANT,
    NOT_THE_RIGHTS_HOLDER,
    NOT_WHILE_DETAINED,
    NOTHING_TO_APPEAL,
    ONLY_CARE_RECOMMENDED,
    RecordAppeal,
    RecordLeaveDecision,
    RequestLeaveToAppeal,
)
from ehcp.domain.events.appeal import (
    AppealMatter,
    Appellant,
    LeaveWithoutCertificateDecided,
    LeaveWithoutCertificateRequested,
    TribunalAppealLodged,
)
from ehcp.domain.events.detention import PersonDetained
from ehcp.domain.events.mediation import CertificateKind, MediationCertificateIssued
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified
from ehcp.domain.plan.sections import Section
from tests.domain.ordinary_case import FINISHED, REFUSED, UNDECIDED
from tests.domain.scenario import but, recorded, scenario

# The refusal to assess is entry 4, of 3 February 2025; the final plan entry 13, of 12 May.
DECIDED = [*UNDECIDED, REFUSED]
CERTIFICATE = MediationCertificateIssued(
    on=date(2025, 2, 24), of=4, kind=CertificateKind.NO_MEDIATION
)
CERTIFIED = [*DECIDED, CERTIFICATE]
APPEAL = RecordAppeal(
    on=date(2025, 3, 3),
    appellant=Appellant.PARENT,
    matters=(AppealMatter.REFUSAL_TO_ASSESS,),
    reference="EH/1",
)
LODGED = TribunalAppealLodged(
    on=date(2025, 3, 3),
    of=4,
    appellant=Appellant.PARENT,
    matters=(AppealMatter.REFUSAL_TO_ASSESS,),
    certificate=5,
    reference="EH/1",
)
PLACEMENT = RecordAppeal(
    on=date(2025, 6, 2), appellant=Appellant.PARENT, matters=(AppealMatter.INSTITUTION,)
)
CONTENTS = replace(
    PLACEMENT,
    matters=(AppealMatter.NEEDS, AppealMatter.PROVISION),
    recommendations=(Section.G, Section.H1),
)
FOR_THE_PLAN = MediationCertificateIssued(
    on=date(2025, 5, 28), of=13, kind=CertificateKind.NO_MEDIATION
)


def test_an_appeal_with_a_certificate_is_recorded():
    scenario(given=CERTIFIED, when=APPEAL, then=[LODGED])


def test_there_is_nothing_to_appeal_without_a_decision():
    scenario(given=UNDECIDED, when=APPEAL, then=NOTHING_TO_APPEAL)
    scenario(given=CERTIFIED, when=but(APPEAL, decision=2), then=NOTHING_TO_APPEAL)


def test_a_decision_to_amend_is_not_appealed_before_the_plan_is_amended():
    amend = ReviewDecisionNotified(on=date(2025, 2, 3), decision=ReviewDecision.AMEND)
    scenario(given=[*UNDECIDED, amend], when=APPEAL, then=NOTHING_TO_APPEAL)


def test_an_appeal_does_not_come_before_the_decision():
    early = but(APPEAL, on=date(2025, 2, 2))
    scenario(given=CERTIFIED, when=early, then=BEFORE_DECISION)


@pytest.mark.parametrize("who", [Appellant.SCHOOL_OR_POST_16, Appellant.OTHER])
def test_a_school_does_not_appeal(who):
    scenario(given=CERTIFIED, when=but(APPEAL, appellant=who), then=NOT_THE_APPELLANT)


def test_an_appellant_who_is_not_the_rights_holder_is_warned_of():
    young = but(APPEAL, appellant=Appellant.YOUNG_PERSON)
    scenario(
        given=CERTIFIED,
        when=young,
        then=[
            replace(LODGED, appellant=Appellant.YOUNG_PERSON),
            NOT_THE_RIGHTS_HOLDER.about(date(2025, 3, 3)),
        ],
    )


def test_an_appeal_is_about_what_the_decision_decided():
    scenario(given=CERTIFIED, when=but(APPEAL, matters=(AppealMatter.NEEDS,)), then=NOT_APPEALABLE)
    scenario(given=CERTIFIED, when=but(APPEAL, matters=()), then=NOT_APPEALABLE)


def test_an_appeal_about_section_i_alone_needs_no_certificate():
    scenario(
        given=FINISHED,
        when=PLACEMENT,
        then=[
            TribunalAppealLodged(
                on=date(2025, 6, 2),
                of=13,
                appellant=Appellant.PARENT,
                matters=(AppealMatter.INSTITUTION,),
            )
        ],
    )


def test_any_other_appeal_needs_one():
    scenario(given=DECIDED, when=APPEAL, then=NO_CERTIFICATE)
    mixed = but(PLACEMENT, matters=(AppealMatter.INSTITUTION, AppealMatter.NEEDS))
    scenario(given=FINISHED, when=mixed, then=NO_CERTIFICATE)
    later = replace(CERTIFICATE, on=date(2025, 3, 4))
    scenario(given=[*DECIDED, later], when=APPEAL, then=NO_CERTIFICATE)


def test_a_certificate_about_an_earlier_decision_is_none_for_the_plan():
    planned = [*CERTIFIED, FinalPlanIssued(on=date(2025, 5, 12))]
    scenario(given=planned, when=CONTENTS, then=NO_CERTIFICATE)


def test_recommendations_are_asked_for_on_care_within_an_appeal():
    scenario(
        given=[*FINISHED, FOR_THE_PLAN],
        when=CONTENTS,
        then=[
            TribunalAppealLodged(
                on=date(2025, 6, 2),
                of=13,
                appellant=Appellant.PARENT,
                matters=(AppealMatter.NEEDS, AppealMatter.PROVISION),
                recommendations=(Section.G, Section.H1),
                certificate=15,
            )
        ],
    )
    outcomes = but(CONTENTS, recommendations=(Section.E,))
    scenario(given=[*FINISHED, FOR_THE_PLAN], when=outcomes, then=ONLY_CARE_RECOMMENDED)
    refusal = but(APPEAL, recommendations=(Section.G,))
    scenario(given=CERTIFIED, when=refusal, then=ONLY_CARE_RECOMMENDED)


def test_a_detained_person_appeals_the_setting_and_not_the_needs():
    detained = PersonDetained(on=date(2025, 5, 20))
    given = [*FINISHED, replace(FOR_THE_PLAN, on=date(2025, 5, 19)), detained]
    scenario(given=given, when=CONTENTS, then=NOT_WHILE_DETAINED)
    placement = TribunalAppealLodged(
        on=date(2025, 6, 2),
        of=13,
        appellant=Appellant.PARENT,
        matters=(AppealMatter.INSTITUTION,),
        certificate=15,
    )
    scenario(given=given, when=PLACEMENT, then=[placement])
    before = but(CONTENTS, on=date(2025, 5, 19))
    assert tuple(before.decide(recorded(*given)))


def test_the_tribunal_may_give_leave_to_appeal_without_a_certificate():
    ask = RequestLeaveToAppeal(on=date(2025, 4, 22), reasons="The mother was in hospital.")
    asked = LeaveWithoutCertificateRequested(
        on=date(2025, 4, 22), of=4, reasons="The mother was in hospital."
    )
    scenario(given=DECIDED, when=ask, then=[asked])
    scenario(given=DECIDED, when=but(ask, reasons=""), then=NO_REASONS_FOR_LEAVE)
    answer = RecordLeaveDecision(on=date(2025, 5, 6), given=True)
    given = LeaveWithoutCertificateDecided(on=date(2025, 5, 6), of=5, given=True)
    scenario(given=[*DECIDED, asked], when=answer, then=[given])
    scenario(given=DECIDED, when=answer, then=LEAVE_NOT_REQUESTED)
    scenario(given=[*DECIDED, asked, given], when=answer, then=LEAVE_NOT_REQUESTED)
    late = but(APPEAL, on=date(2025, 5, 7))
    lodged = replace(LODGED, on=date(2025, 5, 7), certificate=None)
    scenario(given=[*DECIDED, asked, given], when=late, then=[lodged])
    refused = replace(given, given=False)
    scenario(given=[*DECIDED, asked, refused], when=late, then=NO_CERTIFICATE)


def test_each_matter_has_its_letter():
    letters = [matter.letter for matter in AppealMatter]
    assert letters == ["a", "b", "c", "c", "c", "c", "d", "e", "f"]
