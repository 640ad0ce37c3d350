"""Two mediations at once, several bodies, one certificate after another. Regs 32 to 42."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.mediation import (
    AdviserToldOfDelay,
    CertificateKind,
    CommissioningBodyToldOfMediation,
    MediationActionDone,
    MediationAdviserContacted,
    MediationAgreement,
    MediationCertificateIssued,
    MediationDelayRealised,
    MediationHeld,
    MediationIssues,
    MediationNoLongerWanted,
    MediationRequested,
)
from ehcp.domain.events.order import Ordered
from tests.domain.law_review.standing import standing
from tests.domain.ordinary_case import REFUSED, UNDECIDED

# The refusal to assess is entry 4, of Monday 3 February 2025.
DECIDED = [*UNDECIDED, REFUSED]
EDUCATION = MediationRequested(
    on=date(2025, 2, 24), of=4, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE
)
JOINT = MediationRequested(on=date(2025, 3, 3), of=4, issues=MediationIssues.JOINT)
BOTH = [*DECIDED, EDUCATION, JOINT]


@pytest.mark.parametrize(
    "end",
    [
        MediationHeld(on=date(2025, 3, 20), of=6, concluded=True),
        MediationNoLongerWanted(on=date(2025, 3, 20), of=6),
    ],
)
def test_the_end_of_one_mediation_ends_nothing_of_the_other(end):
    # 24 February + 30 days: 4 days of February are left, and 26 of March
    assert standing("mediation-arrange", [*BOTH, end], date(2025, 3, 27)) == [
        (5, date(2025, 3, 26), "outstanding")
    ]
    ((start, due, status),) = standing("mediation-arrange-joint", [*BOTH, end], date(2025, 3, 27))
    assert (start, due) == (6, date(2025, 4, 2))
    assert status in ("met", "disapplied")


def test_what_the_adviser_is_told_is_about_one_mediation():
    limit = "mediation-cannot-arrange-tell-adviser"
    delayed = [MediationDelayRealised(on=date(2025, 3, 20), of=n) for n in (5, 6)]
    told = AdviserToldOfDelay(on=date(2025, 3, 21), of=6)
    given = [*BOTH, *delayed, told]
    assert standing(limit, given, date(2025, 3, 24)) == [(7, None, "no-limit"), (8, None, "met")]
    again = replace(delayed[1], on=date(2025, 3, 24))
    assert standing(limit, [*given, again], date(2025, 3, 24)) == [
        (7, None, "no-limit"),
        (8, None, "met"),
    ]


def test_where_several_bodies_are_told_one_session_is_arranged_in_time_from_the_first():
    limit = "mediation-arrange-health-only"
    wish = replace(EDUCATION, issues=MediationIssues.HEALTH_ONLY, bodies=("North", "South"))
    given = [
        *DECIDED,
        wish,
        CommissioningBodyToldOfMediation(on=date(2025, 2, 26), of=5, body="north "),
        CommissioningBodyToldOfMediation(on=date(2025, 2, 27), of=5, body="South"),
    ]
    held = MediationHeld(on=date(2025, 3, 28), of=5, concluded=True)
    # 26 February + 30 days: 2 days of February are left, and 28 of March
    day = date(2025, 3, 29)
    assert standing(limit, [*given, held], day) == [(6, date(2025, 3, 28), "met")]
    assert standing(limit, given, day) == [(6, date(2025, 3, 28), "outstanding")]
    told = "mediation-health-issues-notify"
    assert standing(told, given, day) == [(5, date(2025, 2, 27), "met")]


NO_WISH = MediationAdviserContacted(on=date(2025, 4, 16), of=4, wants_mediation=False)
CEASE = CeaseDecided(on=date(2025, 4, 10))
CERTIFIED = MediationCertificateIssued(
    on=date(2025, 4, 23), of=5, kind=CertificateKind.NO_MEDIATION
)


def test_a_certificate_without_mediation_is_owed_whatever_is_wanted_about_another_decision():
    limit = "mediation-certificate-no-mediation"
    # 17, 22 and 23 April: Good Friday and Easter Monday are no working days
    other = replace(EDUCATION, on=date(2025, 4, 17), of=6)
    given = [*DECIDED, NO_WISH, CEASE, other]
    assert standing(limit, given, date(2025, 4, 24)) == [(5, date(2025, 4, 23), "outstanding")]
    about_ceasing = replace(NO_WISH, of=6)
    theirs = replace(CERTIFIED, of=7)
    given = [*DECIDED, NO_WISH, CEASE, about_ceasing, theirs]
    assert standing(limit, given, date(2025, 4, 24)) == [
        (5, date(2025, 4, 23), "outstanding"),
        (7, date(2025, 4, 23), "met"),
    ]


def test_the_adviser_who_is_told_twice_owes_one_certificate():
    limit = "mediation-certificate-no-mediation"
    given = [*DECIDED, NO_WISH, replace(NO_WISH, on=date(2025, 4, 22)), replace(CERTIFIED, of=6)]
    assert standing(limit, given, date(2025, 4, 24)) == [(5, date(2025, 4, 23), "met")]


def test_a_further_certificate_does_not_restart_the_month():
    deemed = MediationCertificateIssued(
        on=date(2025, 3, 18), of=4, kind=CertificateKind.NOT_ARRANGED
    )
    after = replace(deemed, on=date(2025, 4, 4), kind=CertificateKind.AFTER_MEDIATION)
    given = [*DECIDED, deemed, after]
    # 18 April is Good Friday; the next working day is Tuesday 22 April
    last = date(2025, 4, 22)
    assert standing("appeal-window-certificate", given, last) == [(5, last, "not-due")]
    assert standing("appeal-window-effective", given, last) == [(4, last, "not-due")]


def test_what_was_done_under_one_agreement_is_not_done_under_another():
    held = MediationHeld(on=date(2025, 3, 26), of=5, concluded=True)
    other = MediationAgreement(
        on=date(2025, 3, 26), of=6, ordered=Ordered.OTHER, authority_party=True
    )
    assess = replace(other, ordered=Ordered.ASSESS)
    given = [*DECIDED, EDUCATION, held, other, assess]
    limit, last = "mediation-agreement-other", date(2025, 4, 9)
    of_the_other = MediationActionDone(on=date(2025, 4, 2), of=8)
    assert standing(limit, [*given, of_the_other], date(2025, 4, 10)) == [(7, last, "outstanding")]
    done = replace(of_the_other, of=7)
    assert standing(limit, [*given, done], date(2025, 4, 10)) == [(7, last, "met")]


def test_the_time_to_contact_the_adviser_knows_no_august():
    sent = [*UNDECIDED, replace(REFUSED, on=date(2025, 6, 10))]
    # Sunday 10 August, and not 1 September
    assert standing("mediation-contact-adviser", sent, date(2025, 8, 10)) == [
        (4, date(2025, 8, 10), "not-due")
    ]
    assert standing("mediation-contact-adviser", sent, date(2025, 8, 11)) == [
        (4, date(2025, 8, 10), "disapplied")
    ]
