"""Regs 32 to 42: the adviser, the session, the certificate, the agreement."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.commands.challenge.appeal import BEFORE_DECISION, NOTHING_TO_APPEAL
from ehcp.domain.commands.challenge.mediation import (
    BEFORE_WISH,
    HEALTH_PROVISION_NOT_SAID,
    NO_HEALTH_ISSUES,
    NO_WISH_TO_MEDIATE,
    NOTHING_TO_CERTIFY,
    ContactMediationAdviser,
    DropMediation,
    RecordMediationCertificate,
    RequestMediation,
    TellCommissioningBody,
)
from ehcp.domain.commands.challenge.mediation_agreement import (
    AGREEMENT_NOT_IN_WRITING,
    AUTHORITY_WAS_PARTY,
    NO_MEDIATION_AGREEMENT,
    NO_MEDIATION_HELD,
    REPORT_NOT_VARIED,
    TIMESCALE_ALREADY_OVER,
    TIMESCALE_NOT_IN_WRITING,
    AgreeInMediation,
    AgreeOtherTimescale,
    CarryOutMediationAgreement,
    ReportMediationAgreement,
    Varied,
)
from ehcp.domain.commands.challenge.mediation_session import (
    LEGAL_REPRESENTATIVE_ATTENDING,
    MEDIATOR_NOT_INDEPENDENT,
    MORE_THAN_ONE_SUPPORTER,
    NOBODY_ABLE_TO_SETTLE,
    NOT_INDEPENDENT,
    SESSION_AFTER_CERTIFICATE,
    SESSION_BEFORE_ARRANGED,
    ArrangeMediation,
    HoldMediation,
    RealiseMediationDelay,
    TellAdviserOfDelay,
)
from ehcp.domain.events.mediation import (
    AdviserToldOfDelay,
    AuthorityToldOfAgreement,
    CertificateKind,
    CommissioningBodyToldOfMediation,
    MediationActionDone,
    MediationAdviserContacted,
    MediationAgreement,
    MediationArranged,
    MediationCertificateIssued,
    MediationDelayRealised,
    MediationHeld,
    MediationIssues,
    MediationNoLongerWanted,
    MediationRequested,
    OtherTimescaleAgreed,
    WhyNotArranged,
)
from ehcp.domain.events.order import Ordered
from tests.domain.ordinary_case import REFUSED, UNDECIDED
from tests.domain.scenario import but, recorded, scenario

# The refusal to assess is entry 4, of 3 February 2025.
DECIDED = [*UNDECIDED, REFUSED]
CONTACT = ContactMediationAdviser(on=date(2025, 2, 20), wants_mediation=True)
CONTACTED = MediationAdviserContacted(
    on=date(2025, 2, 20), of=4, wants_mediation=True, wishes_to_appeal=True
)
ASK = RequestMediation(on=date(2025, 2, 24), issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE)
WISH = MediationRequested(
    on=date(2025, 2, 24), of=5, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE
)
WANTED = [*DECIDED, CONTACTED, WISH]
ABOUT_HEALTH = replace(
    WISH,
    issues=MediationIssues.HEALTH_ONLY,
    matters="How often a therapist comes.",
    health_provision_sought="Speech therapy each week.",
)
ARRANGE = ArrangeMediation(
    on=date(2025, 3, 3),
    session_on=date(2025, 3, 20),
    mediator="I. Stone",
    mediator_independent=True,
)
HOLD = HoldMediation(
    on=date(2025, 3, 20), concluded=True, able_to_settle=True, mediator_independent=True
)
HELD = MediationHeld(
    on=date(2025, 3, 20),
    of=6,
    able_to_settle=True,
    mediator_independent=True,
    concluded=True,
)
TOLD = AdviserToldOfDelay(on=date(2025, 3, 21), of=6, why=WhyNotArranged.NO_MEDIATOR)
DEEMED = MediationCertificateIssued(on=date(2025, 3, 25), of=7, kind=CertificateKind.NOT_ARRANGED)
AGREE = AgreeInMediation(
    on=date(2025, 3, 20), ordered=Ordered.ASSESS, terms="The authority will assess."
)
AGREEMENT = MediationAgreement(
    on=date(2025, 3, 20),
    of=7,
    ordered=Ordered.ASSESS,
    terms="The authority will assess.",
    authority_party=True,
)
AGREED = [*WANTED, HELD, AGREEMENT]
LONGER = AgreeOtherTimescale(
    on=date(2025, 3, 24),
    varied=Varied.CARRYING_OUT_OTHER,
    until=date(2025, 5, 1),
    in_writing=True,
)


def test_the_family_tells_the_adviser_whether_it_wants_mediation():
    scenario(given=DECIDED, when=CONTACT, then=[CONTACTED])


def test_there_is_nothing_to_mediate_before_a_decision():
    scenario(given=UNDECIDED, when=CONTACT, then=NOTHING_TO_APPEAL)
    early = replace(CONTACT, on=date(2025, 2, 2))
    scenario(given=DECIDED, when=early, then=BEFORE_DECISION)


def test_the_authority_hears_that_the_family_wants_mediation():
    scenario(given=[*DECIDED, CONTACTED], when=ASK, then=[WISH])
    scenario(given=DECIDED, when=ASK, then=[replace(WISH, of=4)])


def test_the_wish_follows_the_last_contact_about_the_same_decision_up_to_its_day():
    again = replace(CONTACTED, on=date(2025, 2, 22))
    late = replace(CONTACTED, on=date(2025, 2, 25))
    given = [*DECIDED, CONTACTED, again, late]
    scenario(given=given, when=ASK, then=[replace(WISH, of=6)])
    second = replace(REFUSED, on=date(2025, 2, 10))
    elsewhere = replace(CONTACTED, of=5)
    given = [*DECIDED, second, CONTACTED, elsewhere]
    scenario(given=given, when=replace(ASK, decision=4), then=[replace(WISH, of=6)])
    scenario(given=given, when=ASK, then=[replace(WISH, of=7)])


def test_mediation_about_health_names_the_provision_wanted():
    silent = replace(ASK, issues=MediationIssues.JOINT)
    scenario(
        given=[*DECIDED, CONTACTED],
        when=silent,
        then=[
            replace(WISH, issues=MediationIssues.JOINT),
            HEALTH_PROVISION_NOT_SAID.about(date(2025, 2, 24)),
        ],
    )
    named = replace(silent, health_provision_sought="Speech therapy.", bodies=("the ICB",))
    scenario(
        given=[*DECIDED, CONTACTED],
        when=named,
        then=[
            replace(
                WISH,
                issues=MediationIssues.JOINT,
                health_provision_sought="Speech therapy.",
                bodies=("the ICB",),
            )
        ],
    )


def test_the_commissioning_body_is_told_of_the_health_issues():
    tell = TellCommissioningBody(on=date(2025, 2, 26), body="the ICB")
    told = CommissioningBodyToldOfMediation(
        on=date(2025, 2, 26),
        of=6,
        body="the ICB",
        matters="How often a therapist comes.",
        health_provision_sought="Speech therapy each week.",
    )
    scenario(given=[*DECIDED, CONTACTED, ABOUT_HEALTH], when=tell, then=[told])
    scenario(given=WANTED, when=tell, then=NO_HEALTH_ISSUES)


def test_a_session_is_arranged():
    scenario(
        given=WANTED,
        when=ARRANGE,
        then=[
            MediationArranged(
                on=date(2025, 3, 3),
                of=6,
                session_on=date(2025, 3, 20),
                mediator="I. Stone",
                mediator_independent=True,
            )
        ],
    )
    owned = replace(ARRANGE, mediator_independent=False)
    scenario(given=WANTED, when=owned, then=MEDIATOR_NOT_INDEPENDENT)
    backwards = replace(ARRANGE, session_on=date(2025, 3, 2))
    scenario(given=WANTED, when=backwards, then=SESSION_BEFORE_ARRANGED)


@pytest.mark.parametrize("command", [ARRANGE, HOLD, DropMediation(on=date(2025, 3, 4))])
def test_mediation_waits_for_the_familys_wish(command):
    scenario(given=[*DECIDED, CONTACTED], when=command, then=NO_WISH_TO_MEDIATE)
    scenario(given=WANTED, when=but(command, on=date(2025, 2, 23)), then=BEFORE_WISH)


def test_the_family_may_think_better_of_it():
    drop = DropMediation(on=date(2025, 3, 4))
    dropped = MediationNoLongerWanted(on=date(2025, 3, 4), of=6)
    scenario(given=WANTED, when=drop, then=[dropped])
    scenario(given=[*WANTED, dropped], when=HOLD, then=NO_WISH_TO_MEDIATE)


def test_the_adviser_is_told_that_mediation_cannot_be_arranged():
    why = WhyNotArranged.NO_MEDIATOR
    scenario(
        given=WANTED,
        when=RealiseMediationDelay(on=date(2025, 3, 20), why=why),
        then=[MediationDelayRealised(on=date(2025, 3, 20), of=6, why=why)],
    )
    scenario(given=WANTED, when=TellAdviserOfDelay(on=date(2025, 3, 21), why=why), then=[TOLD])


@pytest.mark.parametrize("command", [RealiseMediationDelay, TellAdviserOfDelay])
def test_that_a_lawyer_comes_is_no_reason_not_to_mediate(command):
    refuse = command(on=date(2025, 3, 20), why=WhyNotArranged.LEGAL_REPRESENTATIVE)
    scenario(given=WANTED, when=refuse, then=LEGAL_REPRESENTATIVE_ATTENDING)


def test_a_session_is_held():
    scenario(given=WANTED, when=HOLD, then=[HELD])


def test_one_supporter_comes_and_a_second_with_leave():
    one = replace(HOLD, supporters=("a solicitor",))
    scenario(given=WANTED, when=one, then=[replace(HELD, supporters=("a solicitor",))])
    two = replace(HOLD, supporters=("a solicitor", "an aunt"))
    scenario(given=WANTED, when=two, then=MORE_THAN_ONE_SUPPORTER)
    agreed = replace(two, supporters_agreed=True)
    both = replace(HELD, supporters=("a solicitor", "an aunt"))
    scenario(given=WANTED, when=agreed, then=[both])


def test_a_session_without_anybody_able_to_settle_or_an_independent_mediator_is_warned_of():
    idle = replace(HOLD, able_to_settle=False, mediator_independent=False)
    scenario(
        given=WANTED,
        when=idle,
        then=[
            replace(HELD, able_to_settle=False, mediator_independent=False),
            NOBODY_ABLE_TO_SETTLE.about(date(2025, 3, 20)),
            NOT_INDEPENDENT.about(date(2025, 3, 20)),
        ],
    )


def test_a_session_after_a_certificate_is_warned_of():
    given = [*WANTED, TOLD, DEEMED]
    late = replace(HOLD, on=date(2025, 3, 26))
    held = replace(HELD, on=date(2025, 3, 26))
    warned = SESSION_AFTER_CERTIFICATE.about(date(2025, 3, 26))
    scenario(given=given, when=late, then=[held, warned])
    booked = replace(ARRANGE, on=date(2025, 3, 24), session_on=date(2025, 4, 2))
    *_, caution = booked.decide(recorded(*given))
    assert caution == SESSION_AFTER_CERTIFICATE.about(date(2025, 3, 24))


def test_a_certificate_rests_on_what_was_recorded():
    after = RecordMediationCertificate(on=date(2025, 3, 24), kind=CertificateKind.AFTER_MEDIATION)
    issued = MediationCertificateIssued(
        on=date(2025, 3, 24), of=7, kind=CertificateKind.AFTER_MEDIATION
    )
    scenario(given=[*WANTED, HELD], when=after, then=[issued])
    adjourned = replace(HELD, concluded=False)
    scenario(given=[*WANTED, adjourned], when=after, then=NOTHING_TO_CERTIFY)
    deemed = RecordMediationCertificate(on=date(2025, 3, 25), kind=CertificateKind.NOT_ARRANGED)
    scenario(given=[*WANTED, TOLD], when=deemed, then=[DEEMED])
    scenario(given=WANTED, when=deemed, then=NOTHING_TO_CERTIFY)
    without = replace(after, kind=CertificateKind.NO_MEDIATION)
    scenario(given=WANTED, when=without, then=NOTHING_TO_CERTIFY)
    refused = [*DECIDED, replace(CONTACTED, wants_mediation=False)]
    scenario(
        given=refused,
        when=without,
        then=[replace(issued, of=5, kind=CertificateKind.NO_MEDIATION)],
    )


def test_what_is_agreed_is_put_down_in_writing():
    scenario(given=[*WANTED, HELD], when=AGREE, then=[AGREEMENT])
    scenario(given=WANTED, when=AGREE, then=NO_MEDIATION_HELD)
    scenario(given=[*WANTED, HELD], when=but(AGREE, terms=" "), then=AGREEMENT_NOT_IN_WRITING)


def test_a_body_tells_the_authority_of_an_agreement_without_it():
    report = ReportMediationAgreement(on=date(2025, 3, 26), body="the ICB")
    theirs = replace(AGREEMENT, authority_party=False)
    told = AuthorityToldOfAgreement(on=date(2025, 3, 26), of=8, body="the ICB")
    scenario(given=[*WANTED, HELD, theirs], when=report, then=[told])
    scenario(given=AGREED, when=report, then=AUTHORITY_WAS_PARTY)
    scenario(given=[*WANTED, HELD], when=report, then=NO_MEDIATION_AGREEMENT)


@pytest.mark.parametrize("varied", [Varied.CARRYING_OUT_OTHER, Varied.CARRYING_OUT_APPEALABLE])
def test_the_parties_may_agree_on_another_time_in_writing(varied):
    agreed = OtherTimescaleAgreed(on=date(2025, 3, 24), of=8, until=date(2025, 5, 1))
    scenario(given=AGREED, when=replace(LONGER, varied=varied), then=[agreed])


def test_the_time_for_telling_the_authority_is_not_theirs_to_change():
    other = replace(LONGER, varied=Varied.TELLING_AUTHORITY)
    scenario(given=AGREED, when=other, then=REPORT_NOT_VARIED)


def test_another_time_is_agreed_in_writing_and_lies_ahead():
    scenario(given=AGREED, when=but(LONGER, in_writing=False), then=TIMESCALE_NOT_IN_WRITING)
    over = but(LONGER, until=date(2025, 3, 19))
    scenario(given=AGREED, when=over, then=TIMESCALE_ALREADY_OVER)


def test_what_was_agreed_is_carried_out():
    done = CarryOutMediationAgreement(on=date(2025, 4, 2))
    scenario(given=AGREED, when=done, then=[MediationActionDone(on=date(2025, 4, 2), of=8)])
    scenario(given=WANTED, when=done, then=NO_MEDIATION_AGREEMENT)
