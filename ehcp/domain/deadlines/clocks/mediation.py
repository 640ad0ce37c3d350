"""Mediation. CFA 2014 ss.52-55; regs 32 to 42.

An agreement on what could have been appealed has the limits of the order it stands for:
reg 42(2). They are among those of orders, and `mediation-agreement-appealable` has no other.
"""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, Fixed, Steps, Test, steps
from ehcp.domain.deadlines.clocks.decisions import (
    about_the_same_decision,
    about_this_decision,
    appealable,
)
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.deadlines.unsaid import ordered
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
from ehcp.domain.standing.appealable import APPEALABLE
from ehcp.domain.standing.led_to import led_to
from ehcp.domain.standing.mediations import of_wish, wish_of
from ehcp.domain.step import Step
from ehcp.law.time_limits import mediation

AGREED_ON = "The parties agreed in writing on another day, in the place of that period."
HELD = steps(MediationHeld, test=of_wish)
NOT_WANTED = steps(MediationNoLongerWanted, test=of_wish)


def _to_appeal(case: Case, decision: Step, step: Step) -> bool:
    """Whether the adviser hears of a decision, and not that nobody wishes to appeal it: reg 33."""
    event = step.event
    said_no = isinstance(event, MediationAdviserContacted) and event.wishes_to_appeal is False
    return not said_no and about_this_decision(case, decision, step)


def _says_none(step: Step) -> bool:
    event = step.event
    return isinstance(event, MediationAdviserContacted) and event.wants_mediation is False


def _wants_none(case: Case, _start: Step, step: Step) -> bool:
    """Whether the adviser hears that no mediation is wanted, and is not told what it knows."""
    kinds = (MediationAdviserContacted, MediationRequested, MediationCertificateIssued)
    earlier = [
        each
        for each in case.steps_of(*kinds)
        if case.follows(step, each) and about_the_same_decision(case, step, each)
    ]
    return _says_none(step) and not (earlier and _says_none(earlier[-1]))


def _wish(*issues: MediationIssues) -> Steps:
    """The family's wish to mediate about one of these."""
    return steps(
        MediationRequested,
        test=lambda _case, _start, step: (
            isinstance(step.event, MediationRequested) and step.event.issues in issues
        ),
    )


def _certificate(kind: CertificateKind, of: Test = about_the_same_decision) -> Steps:
    """Certificates of a kind that belong to what the limit started from.

    Of one that does not say its kind nobody can say whether it counts.
    """

    def test(case: Case, start: Step, step: Step) -> bool | None:
        event = step.event
        said = event.kind if isinstance(event, MediationCertificateIssued) else None
        belongs = said in (None, kind) and of(case, start, step)
        return None if belongs and said is None else belongs

    return steps(MediationCertificateIssued, test=test)


def _of_session(case: Case, start: Step, step: Step) -> bool:
    """Whether a certificate comes of this mediation, not of another about the same decision."""
    return about_the_same_decision(case, start, step) and of_wish(case, start, step)


def _first_of_wish(case: Case, _start: Step, step: Step) -> bool:
    """Whether nothing of the same kind was recorded before about the same wish to mediate."""
    wish = wish_of(case, step)
    return not any(
        wish_of(case, each) is wish
        for each in case.steps_of(type(step.event))
        if case.follows(step, each)
    )


def _every_body_told(case: Case, wish: Step, step: Step) -> bool:
    """Whether with this step each commissioning body that is concerned has been told."""
    bodies = wish.event.bodies if isinstance(wish.event, MediationRequested) else ()
    told = {
        _name(each.event.body)
        for each in case.after(wish, CommissioningBodyToldOfMediation)
        if isinstance(each.event, CommissioningBodyToldOfMediation)
        and of_wish(case, wish, each)
        and not case.follows(each, step)
    }
    return of_wish(case, wish, step) and {_name(body) for body in bodies} <= told


def _name(body: str | None) -> str:
    return (body or "").strip().casefold()


def _of_health_alone(case: Case, start: Step, step: Step) -> bool:
    """Whether the first body was told of a wish to mediate about health and nothing else.

    Where there are several, one session is for them all: the 30 days run from the first.
    """
    wish = wish_of(case, step)
    event = wish.event if wish else None
    alone = isinstance(event, MediationRequested) and event.issues is MediationIssues.HEALTH_ONLY
    return alone and _first_of_wish(case, start, step)


def _concluded(_case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, MediationHeld) and step.event.concluded is True


def _without_authority(_case: Case, _start: Step, step: Step) -> bool:
    event = step.event
    return isinstance(event, MediationAgreement) and event.authority_party is False


def of_agreement(case: Case, agreement: Step, step: Step) -> bool:
    """Whether a step is about this agreement, or does not say about which."""
    return led_to(case, step, MediationAgreement) in (None, agreement)


def timescale_agreed(case: Case, agreement: Step) -> Fixed | None:
    """Return the day that the parties put in the place of the limit in writing: reg 42(5)."""
    found = None
    for step in case.after(agreement, OtherTimescaleAgreed):
        event = step.event
        meant = case.at(event.of) or case.before(step, MediationAgreement)
        if isinstance(event, OtherTimescaleAgreed) and event.until and meant is agreement:
            found = Fixed((event.until, event.until), AGREED_ON)
    return found


MEDIATION_CLOCKS = (
    Clock(
        limit=mediation.MEDIATION_CONTACT_ADVISER,
        own=True,
        starts=steps(*APPEALABLE, test=appealable),
        ends=steps(MediationAdviserContacted, test=_to_appeal),
        when_over=Status.DISAPPLIED,  # a right that was not used
    ),
    Clock(
        limit=mediation.MEDIATION_CERTIFICATE_NO_MEDIATION,
        starts=steps(MediationAdviserContacted, test=_wants_none),
        ends=_certificate(CertificateKind.NO_MEDIATION),
        not_if=steps(MediationRequested, test=about_the_same_decision),
    ),
    Clock(
        limit=mediation.MEDIATION_HEALTH_ISSUES_NOTIFY,
        starts=_wish(MediationIssues.HEALTH_ONLY, MediationIssues.JOINT),
        ends=steps(CommissioningBodyToldOfMediation, test=_every_body_told),
        not_if=NOT_WANTED,
    ),
    Clock(
        limit=mediation.MEDIATION_ARRANGE_HEALTH_ONLY,
        starts=steps(CommissioningBodyToldOfMediation, test=_of_health_alone),
        ends=HELD,
        not_if=NOT_WANTED,
    ),
    Clock(
        limit=mediation.MEDIATION_ARRANGE_JOINT,
        starts=_wish(MediationIssues.JOINT),
        ends=HELD,
        not_if=NOT_WANTED,
    ),
    Clock(
        limit=mediation.MEDIATION_ARRANGE,
        starts=_wish(MediationIssues.EDUCATION_OR_SOCIAL_CARE),
        ends=HELD,
        not_if=NOT_WANTED,
    ),
    Clock(
        limit=mediation.MEDIATION_CANNOT_ARRANGE_TELL_ADVISER,
        starts=steps(MediationDelayRealised, test=_first_of_wish),
        ends=steps(AdviserToldOfDelay, test=of_wish),
        not_if=HELD | NOT_WANTED,
    ),
    Clock(
        limit=mediation.MEDIATION_CERTIFICATE_AFTER,
        starts=steps(MediationHeld, test=_concluded),
        ends=_certificate(CertificateKind.AFTER_MEDIATION, _of_session),
    ),
    Clock(
        limit=mediation.MEDIATION_CERTIFICATE_DEEMED,
        starts=steps(AdviserToldOfDelay, test=_first_of_wish),
        ends=_certificate(CertificateKind.NOT_ARRANGED, _of_session),
    ),
    Clock(
        limit=mediation.MEDIATION_AGREEMENT_OTHER,
        starts=steps(
            MediationAgreement, test=lambda case, _, step: ordered(case, step) is Ordered.OTHER
        ),
        ends=steps(MediationActionDone, test=of_agreement),
        fixed=timescale_agreed,
    ),
    Clock(
        limit=mediation.MEDIATION_AGREEMENT_TELL_AUTHORITY,
        starts=steps(MediationAgreement, test=_without_authority),
        ends=steps(AuthorityToldOfAgreement, test=of_agreement),
    ),
)
