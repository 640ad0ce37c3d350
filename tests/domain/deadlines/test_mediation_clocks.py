"""The limits of mediation, with their days written out. Regs 33 to 42."""

from dataclasses import replace
from datetime import date

import pytest

from ehcp.domain.deadlines import Deadline, Status, deadlines
from ehcp.domain.event import Event
from ehcp.domain.events.ceasing import PersonDied
from ehcp.domain.events.mediation import (
    AdviserToldOfDelay,
    AuthorityToldOfAgreement,
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
    OtherTimescaleAgreed,
)
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.law.calendar import Calendar
from tests.domain.ordinary_case import REFUSED, UNDECIDED
from tests.domain.scenario import recorded

GOOD_FRIDAY = Calendar(frozenset({date(2025, 4, 18), date(2025, 4, 21)}))
# The refusal to assess is entry 4, of Monday 3 February 2025.
DECIDED = [*UNDECIDED, REFUSED]
NO_WISH = MediationAdviserContacted(on=date(2025, 4, 3), of=4, wants_mediation=False)
WISH = MediationRequested(
    on=date(2025, 2, 24), of=4, issues=MediationIssues.EDUCATION_OR_SOCIAL_CARE
)
ABOUT_HEALTH = replace(WISH, issues=MediationIssues.HEALTH_ONLY, bodies=("north", "south"))
TOLD = CommissioningBodyToldOfMediation(on=date(2025, 2, 26), of=5, body="north")
HELD = MediationHeld(on=date(2025, 3, 26), of=5, concluded=True)
DROPPED = MediationNoLongerWanted(on=date(2025, 3, 3), of=5)
DELAYED = MediationDelayRealised(on=date(2025, 3, 20), of=5)
ADVISER_TOLD = AdviserToldOfDelay(on=date(2025, 3, 21), of=5)
AGREEMENT = MediationAgreement(
    on=date(2025, 3, 26), of=6, ordered=Ordered.OTHER, authority_party=False
)
AGREED = [*DECIDED, WISH, HELD, AGREEMENT]
FAR = date(2025, 12, 1)


def running(limit: str, *given: Event, on: date = FAR) -> Deadline:
    """Return the only running of a limit in a case recorded here."""
    found = deadlines(recorded(*given), GOOD_FRIDAY, on)
    (deadline,) = [deadline for deadline in found if deadline.limit.id == limit]
    return deadline


def due(limit: str, *given: Event) -> date | None:
    """Return the day on which it falls due."""
    found = running(limit, *given).due
    return found.exact if found else None


def certificate(day: date, of: int, kind: CertificateKind) -> MediationCertificateIssued:
    """Return a certificate of a kind."""
    return MediationCertificateIssued(on=day, of=of, kind=kind)


def ends_in_time(limit: str, given: list[Event], end: Event, last: date, after: date) -> None:
    """Check that an end on the last day is in time, and one on the day after late."""
    assert due(limit, *given) == last
    assert running(limit, *given, replace(end, on=last)).status is Status.MET
    assert running(limit, *given, replace(end, on=after)).status is Status.MISSED


def test_the_adviser_is_contacted_within_two_months_of_the_decision():
    limit = "mediation-contact-adviser"
    ends_in_time(limit, DECIDED, NO_WISH, date(2025, 4, 3), date(2025, 4, 4))
    assert running(limit, *DECIDED, on=date(2025, 4, 3)).status is Status.NOT_DUE
    assert running(limit, *DECIDED).status is Status.DISAPPLIED


def test_a_contact_that_says_that_no_appeal_is_wished_is_not_the_one_that_is_needed():
    limit = "mediation-contact-adviser"
    none_wished = replace(NO_WISH, on=date(2025, 3, 3), wishes_to_appeal=False)
    assert running(limit, *DECIDED, none_wished).status is Status.DISAPPLIED
    wished = replace(NO_WISH, wishes_to_appeal=True)
    assert running(limit, *DECIDED, none_wished, wished).status is Status.MET
    late = replace(wished, on=date(2025, 4, 4))
    assert running(limit, *DECIDED, none_wished, late).status is Status.MISSED


def test_a_right_that_has_lapsed_is_not_missed_because_the_case_ends_later():
    limit = "mediation-contact-adviser"
    for day in (date(2025, 4, 3), date(2025, 4, 4), date(2025, 9, 1)):
        assert running(limit, *DECIDED, PersonDied(on=day)).status is Status.DISAPPLIED
    late = replace(NO_WISH, on=date(2025, 4, 4))
    assert running(limit, *DECIDED, late, PersonDied(on=FAR)).status is Status.MISSED


def test_the_certificate_without_mediation_comes_in_three_working_days():
    limit = "mediation-certificate-no-mediation"
    asked = [*DECIDED, replace(NO_WISH, on=date(2025, 4, 16))]
    issued = certificate(date(2025, 4, 23), 5, CertificateKind.NO_MEDIATION)
    ends_in_time(limit, asked, issued, date(2025, 4, 23), date(2025, 4, 24))
    other = replace(issued, kind=CertificateKind.AFTER_MEDIATION)
    assert running(limit, *asked, other).status is Status.OUTSTANDING
    changed = replace(WISH, on=date(2025, 4, 17), of=5)
    assert running(limit, *asked, changed).status is Status.DISAPPLIED


def test_the_commissioning_bodies_are_told_of_health_issues_in_three_working_days():
    limit = "mediation-health-issues-notify"
    asked = [*DECIDED, ABOUT_HEALTH]
    second = replace(TOLD, body="south")
    ends_in_time(limit, [*asked, TOLD], second, date(2025, 2, 27), date(2025, 2, 28))
    assert running(limit, *asked, TOLD).status is Status.OUTSTANDING
    again = replace(TOLD, on=date(2025, 2, 27))
    assert running(limit, *asked, TOLD, again).status is Status.OUTSTANDING
    dropped = replace(DROPPED, on=date(2025, 2, 25))
    assert running(limit, *asked, dropped).status is Status.DISAPPLIED


@pytest.mark.parametrize(
    ("limit", "issues"),
    [
        ("mediation-arrange", MediationIssues.EDUCATION_OR_SOCIAL_CARE),
        ("mediation-arrange-joint", MediationIssues.JOINT),
    ],
)
def test_the_authority_arranges_mediation_within_30_days_of_the_wish(limit, issues):
    asked = [*DECIDED, replace(WISH, issues=issues)]
    ends_in_time(limit, asked, HELD, date(2025, 3, 26), date(2025, 3, 27))
    assert running(limit, *asked).status is Status.OUTSTANDING
    assert running(limit, *asked, DROPPED).status is Status.DISAPPLIED
    assert running(limit, *asked, replace(DROPPED, on=FAR)).status is Status.MISSED


def test_mediation_about_health_alone_is_arranged_within_30_days_of_telling_the_body():
    limit = "mediation-arrange-health-only"
    told = [*DECIDED, replace(ABOUT_HEALTH, bodies=()), TOLD]
    ends_in_time(limit, told, HELD, date(2025, 3, 28), date(2025, 3, 29))
    assert running(limit, *told, DROPPED).status is Status.DISAPPLIED


def test_the_adviser_is_told_as_soon_as_the_delay_is_realised():
    limit = "mediation-cannot-arrange-tell-adviser"
    given = [*DECIDED, WISH, DELAYED]
    assert running(limit, *given).status is Status.NO_LIMIT
    assert running(limit, *given, ADVISER_TOLD).status is Status.MET
    assert running(limit, *given, HELD).status is Status.DISAPPLIED


def test_the_certificate_after_mediation_comes_in_three_working_days():
    limit = "mediation-certificate-after"
    issued = certificate(date(2025, 3, 31), 6, CertificateKind.AFTER_MEDIATION)
    given = [*DECIDED, WISH, HELD]
    ends_in_time(limit, given, issued, date(2025, 3, 31), date(2025, 4, 1))
    unfinished = [*DECIDED, WISH, replace(HELD, concluded=False)]
    found = deadlines(recorded(*unfinished), GOOD_FRIDAY, FAR)
    assert limit not in {deadline.limit.id for deadline in found}


def test_the_certificate_without_a_session_comes_in_three_working_days():
    limit = "mediation-certificate-deemed"
    issued = certificate(date(2025, 3, 26), 6, CertificateKind.NOT_ARRANGED)
    given = [*DECIDED, WISH, ADVISER_TOLD]
    ends_in_time(limit, given, issued, date(2025, 3, 26), date(2025, 3, 27))


@pytest.mark.parametrize(
    ("limit", "kind", "given", "day"),
    [
        ("mediation-certificate-no-mediation", CertificateKind.NO_MEDIATION,
         [*DECIDED, replace(NO_WISH, on=date(2025, 3, 3))], date(2025, 3, 6)),
        ("mediation-certificate-after", CertificateKind.AFTER_MEDIATION,
         [*DECIDED, WISH, HELD], date(2025, 3, 31)),
        ("mediation-certificate-deemed", CertificateKind.NOT_ARRANGED,
         [*DECIDED, WISH, ADVISER_TOLD], date(2025, 3, 26)),
    ],
)  # fmt: skip
def test_a_certificate_of_which_nobody_says_the_kind_leaves_nothing_firm(limit, kind, given, day):
    of = len(given)
    unsaid = MediationCertificateIssued(on=day, of=of)
    late = date(2025, 7, 1)
    assert running(limit, *given).status is Status.OUTSTANDING
    assert running(limit, *given, unsaid).status is Status.UNDETERMINED
    assert running(limit, *given, replace(unsaid, on=late)).status is Status.UNDETERMINED
    in_time, too_late = certificate(day, of, kind), certificate(late, of, kind)
    assert running(limit, *given, unsaid, in_time).status is Status.MET
    assert running(limit, *given, unsaid, too_late).status is Status.UNDETERMINED
    assert running(limit, *given, in_time, replace(unsaid, on=late)).status is Status.MET


def test_a_certificate_of_another_mediation_is_none_of_this_one_whatever_its_kind():
    given = [*DECIDED, WISH, ADVISER_TOLD, replace(WISH, on=date(2025, 3, 24))]
    unsaid = MediationCertificateIssued(on=date(2025, 3, 26), of=7)
    limit = "mediation-certificate-deemed"
    assert running(limit, *given, unsaid).status is Status.OUTSTANDING


def test_a_certificate_that_comes_of_another_mediation_ends_nothing_of_this_one():
    given = [
        *DECIDED,  # 5 and 6: one mediation about the decision; 7 to 9: another
        WISH,
        ADVISER_TOLD,
        replace(WISH, on=date(2025, 4, 1)),
        AdviserToldOfDelay(on=date(2025, 4, 10), of=7),
        AdviserToldOfDelay(on=date(2025, 4, 14), of=7),
        certificate(date(2025, 4, 15), 9, CertificateKind.NOT_ARRANGED),
    ]
    found = {
        deadline.started_by.place: (deadline.due and deadline.due.exact, deadline.status)
        for deadline in deadlines(recorded(*given), GOOD_FRIDAY, FAR)
        if deadline.limit.id == "mediation-certificate-deemed"
    }
    assert found == {
        6: (date(2025, 3, 26), Status.OUTSTANDING),
        8: (date(2025, 4, 15), Status.MET),
    }


def test_what_could_not_be_appealed_is_done_within_two_weeks():
    limit = "mediation-agreement-other"
    done = MediationActionDone(on=date(2025, 4, 9), of=7)
    ends_in_time(limit, AGREED, done, date(2025, 4, 9), date(2025, 4, 10))


def test_the_parties_may_put_another_day_in_its_place():
    other = OtherTimescaleAgreed(on=date(2025, 3, 28), of=7, until=date(2025, 5, 1))
    done = MediationActionDone(on=date(2025, 5, 1), of=7)
    given = [*AGREED, other]
    limit = "mediation-agreement-other"
    ends_in_time(limit, given, done, date(2025, 5, 1), date(2025, 5, 2))
    to_assess = [*DECIDED, WISH, HELD, replace(AGREEMENT, ordered=Ordered.ASSESS)]
    assert due("order-assess-notify", *to_assess) == date(2025, 4, 9)
    told = AssessmentAgreed(on=date(2025, 5, 1), of=7)
    limit = "order-assess-notify"
    ends_in_time(limit, [*to_assess, other], told, date(2025, 5, 1), date(2025, 5, 2))


def test_the_authority_is_told_within_a_week_of_an_agreement_without_it():
    limit = "mediation-agreement-tell-authority"
    told = AuthorityToldOfAgreement(on=date(2025, 4, 2), of=7)
    ends_in_time(limit, AGREED, told, date(2025, 4, 2), date(2025, 4, 3))
    other = OtherTimescaleAgreed(on=date(2025, 3, 28), of=7, until=date(2025, 5, 1))
    assert due(limit, *AGREED, other) == date(2025, 4, 2)
