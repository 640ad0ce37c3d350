"""What a caseworker may get wrong in a dispute or a move: done twice, or about the wrong one."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.appeal import APPEALED_ALREADY, WHICH_APPEAL, RecordAppeal
from ehcp.domain.commands.challenge.appeal_course import REGISTERED_ALREADY, RegisterAppeal
from ehcp.domain.commands.challenge.appeal_response import NOT_WHAT_WAS_APPEALED, ConcedeAppeal
from ehcp.domain.commands.challenge.mediation import (
    CERTIFIED_ALREADY,
    WHICH_WISH,
    WISH_RECORDED_ALREADY,
    DropMediation,
    RecordMediationCertificate,
    RequestMediation,
)
from ehcp.domain.commands.challenge.mediation_agreement import CarryOutMediationAgreement
from ehcp.domain.commands.challenge.mediation_session import HoldMediation
from ehcp.domain.commands.challenge.order import RecordTribunalOrder, SuspendOrder
from ehcp.domain.commands.ending.commissioning import (
    CHANGE_LEARNED_ALREADY,
    LearnOfCommissionerChange,
    NotifyNewCommissioner,
)
from ehcp.domain.commands.ending.transfer import LEARNED_ALREADY, LearnOfMove, RecordMoveAway
from ehcp.domain.events.appeal import (
    AppealMatter,
    AppealNotOpposed,
    AppealRegistered,
    Appellant,
    TribunalAppealLodged,
)
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.commissioning import NewCommissionerNotified
from ehcp.domain.events.mediation import (
    CertificateKind,
    MediationActionDone,
    MediationAdviserContacted,
    MediationAgreement,
    MediationCertificateIssued,
    MediationHeld,
    MediationIssues,
    MediationNoLongerWanted,
    MediationRequested,
)
from ehcp.domain.events.order import (
    Ordered,
    Outcome,
    TribunalOrder,
    TribunalOrderSetAside,
    TribunalOrderSuspended,
)
from ehcp.domain.events.transfer import FamilyMoved
from tests.domain.law_review.test_transfer import LEARNED, NEW_GP, WITH_MOVE
from tests.domain.ordinary_case import FINISHED, REFUSED, UNDECIDED
from tests.domain.scenario import scenario

# The refusal is entry 4, a decision to cease entry 5.
DECIDED = [*UNDECIDED, REFUSED, CeaseDecided(on=date(2025, 2, 5))]
FIRST = MediationRequested(
    on=date(2025, 2, 24), of=4, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE
)
SECOND = replace(FIRST, on=date(2025, 3, 3), of=5)
BOTH = [*DECIDED, FIRST, SECOND]
DROP = DropMediation(on=date(2025, 3, 10))
DROPPED = MediationNoLongerWanted(on=date(2025, 3, 10), of=7)
HOLD = HoldMediation(
    on=date(2025, 3, 12), concluded=True, able_to_settle=True, mediator_independent=True
)
HELD = MediationHeld(
    on=date(2025, 3, 12), of=6, able_to_settle=True, mediator_independent=True, concluded=True
)


def test_of_two_mediations_it_is_said_which():
    scenario(given=BOTH, when=DROP, then=WHICH_WISH)
    scenario(given=BOTH, when=replace(DROP, wish=7), then=[DROPPED])
    # the first still stands once the second is dropped, and needs no naming
    scenario(given=[*BOTH, DROPPED], when=HOLD, then=[HELD])


def test_the_same_wish_is_recorded_once():
    again = RequestMediation(
        on=date(2025, 3, 5), issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE, decision=4
    )
    scenario(given=BOTH, when=again, then=WISH_RECORDED_ALREADY)
    about_more = replace(
        again,
        issues=MediationIssues.JOINT,
        health_provision_sought="Speech therapy.",
        bodies=("the ICB",),
    )
    wish = MediationRequested(
        on=date(2025, 3, 5),
        of=4,
        issues=MediationIssues.JOINT,
        health_provision_sought="Speech therapy.",
        bodies=("the ICB",),
    )
    scenario(given=BOTH, when=about_more, then=[wish])


def test_one_contact_gives_one_certificate():
    contact = MediationAdviserContacted(on=date(2025, 2, 20), of=4, wants_mediation=False)
    issue = RecordMediationCertificate(on=date(2025, 2, 24), kind=CertificateKind.NO_MEDIATION)
    issued = MediationCertificateIssued(
        on=date(2025, 2, 24), of=6, kind=CertificateKind.NO_MEDIATION
    )
    scenario(given=[*DECIDED, contact], when=issue, then=[issued])
    later = replace(issue, on=date(2025, 3, 24))
    scenario(given=[*DECIDED, contact, issued], when=later, then=CERTIFIED_ALREADY)


def test_of_two_agreements_the_one_that_could_not_be_appealed_is_carried_out():
    other = MediationAgreement(on=date(2025, 3, 12), of=8, ordered=Ordered.OTHER)
    assess = replace(other, ordered=Ordered.ASSESS)
    scenario(
        given=[*BOTH, HELD, other, assess],
        when=CarryOutMediationAgreement(on=date(2025, 3, 20)),
        then=[MediationActionDone(on=date(2025, 3, 20), of=9)],
    )


ASSESS = TribunalAppealLodged(on=date(2025, 3, 3), of=4, matters=(AppealMatter.REFUSAL_TO_ASSESS,))
CEASE = TribunalAppealLodged(on=date(2025, 3, 4), of=5, matters=(AppealMatter.CEASE,))
REGISTER = RegisterAppeal(on=date(2025, 3, 10), appeal=6)
REGISTERED = AppealRegistered(on=date(2025, 3, 10), of=6)


def test_of_two_appeals_it_is_said_which():
    given = [*DECIDED, ASSESS, CEASE]
    scenario(given=given, when=replace(REGISTER, appeal=None), then=WHICH_APPEAL)
    scenario(given=given, when=REGISTER, then=[REGISTERED])
    order = RecordTribunalOrder(on=date(2025, 7, 14), outcomes=(Outcome.ASSESS,), appeal=6)
    made = TribunalOrder(
        on=date(2025, 7, 14), of=6, ordered=Ordered.ASSESS, outcomes=(Outcome.ASSESS,)
    )
    scenario(given=given, when=order, then=[made])


def test_an_appeal_is_recorded_and_registered_once():
    certificate = MediationCertificateIssued(
        on=date(2025, 2, 20), of=4, kind=CertificateKind.NO_MEDIATION
    )
    again = RecordAppeal(
        on=date(2025, 3, 5),
        appellant=Appellant.PARENT,
        matters=(AppealMatter.REFUSAL_TO_ASSESS,),
        decision=4,
    )
    given = [*DECIDED, ASSESS, CEASE]
    scenario(given=[*given, certificate], when=again, then=APPEALED_ALREADY)
    later = replace(REGISTER, on=date(2025, 3, 20))
    scenario(given=[*given, REGISTERED], when=later, then=REGISTERED_ALREADY)


@pytest.mark.parametrize(
    ("matters", "ordered", "allowed"),
    [
        ((AppealMatter.REFUSAL_TO_ASSESS,), Ordered.ASSESS, True),
        ((AppealMatter.REFUSAL_TO_ASSESS,), Ordered.AMEND, False),
        ((AppealMatter.PROVISION, AppealMatter.INSTITUTION), Ordered.AMEND, True),
        ((AppealMatter.PROVISION, AppealMatter.INSTITUTION), Ordered.NAME_SCHOOL, False),
        ((AppealMatter.INSTITUTION,), Ordered.NAME_SCHOOL, True),
        ((AppealMatter.CEASE,), Ordered.CONTINUE, True),
        ((AppealMatter.CEASE,), Ordered.DISMISS_CEASE, False),
    ],
)
def test_what_is_conceded_is_what_was_appealed(matters, ordered, allowed):
    lodged = replace(ASSESS, matters=matters)
    concede = ConcedeAppeal(on=date(2025, 4, 1), ordered=ordered)
    conceded = AppealNotOpposed(on=date(2025, 4, 1), of=6, ordered=ordered)
    then = [conceded] if allowed else NOT_WHAT_WAS_APPEALED
    scenario(given=[*DECIDED, lodged], when=concede, then=then)


def test_once_an_order_is_set_aside_a_new_decision_is_recorded_and_has_its_own_fate():
    order = TribunalOrder(on=date(2025, 7, 14), of=6, ordered=Ordered.ASSESS)
    aside = TribunalOrderSetAside(on=date(2025, 9, 1), of=7)
    record = RecordTribunalOrder(on=date(2025, 11, 3), outcomes=(Outcome.ASSESS,))
    made = TribunalOrder(
        on=date(2025, 11, 3), of=6, ordered=Ordered.ASSESS, outcomes=(Outcome.ASSESS,)
    )
    given = [*DECIDED, ASSESS, order, aside]
    scenario(given=given, when=record, then=[made])
    suspend = SuspendOrder(on=date(2025, 11, 10))
    suspended = TribunalOrderSuspended(on=date(2025, 11, 10), of=9)
    scenario(given=[*given, made], when=suspend, then=[suspended])


def test_a_move_is_heard_of_once():
    hear = LearnOfMove(on=date(2025, 4, 28), to_authority=" westshire")
    scenario(given=[*FINISHED, LEARNED], when=hear, then=LEARNED_ALREADY)
    moved = RecordMoveAway(
        on=date(2025, 5, 12), to_authority="Westshire", learned_on=date(2025, 4, 28)
    )
    scenario(given=[*FINISHED, LEARNED], when=moved, then=LEARNED_ALREADY)
    scenario(
        given=[*FINISHED, LEARNED],
        when=replace(moved, learned_on=None),
        then=[FamilyMoved(on=date(2025, 5, 12), of=15, to_authority="Westshire")],
    )


def test_of_two_changes_each_body_is_told_of_its_own():
    again = LearnOfCommissionerChange(on=date(2025, 4, 28), new_body="North ICB")
    given = [*FINISHED, WITH_MOVE, NEW_GP]
    scenario(given=given, when=again, then=CHANGE_LEARNED_ALREADY)
    tell = NotifyNewCommissioner(on=date(2025, 5, 2), new_body="North ICB")
    told = NewCommissionerNotified(on=date(2025, 5, 2), of=15, new_body="North ICB")
    scenario(given=given, when=tell, then=[told])
    other = NewCommissionerNotified(on=date(2025, 5, 6), of=16, new_body="East ICB")
    rest = replace(tell, on=date(2025, 5, 6), new_body=None)
    scenario(given=[*given, told], when=rest, then=[other])
