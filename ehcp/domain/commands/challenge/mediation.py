"""Mediation before an appeal: the adviser, the wish, the certificate. Regs 32-35, 39."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.appeal import appealable_before
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.mediation import (
    AdviserToldOfDelay,
    CertificateKind,
    CommissioningBodyToldOfMediation,
    MediationAdviserContacted,
    MediationCertificateIssued,
    MediationHeld,
    MediationIssues,
    MediationNoLongerWanted,
    MediationRequested,
)
from ehcp.domain.standing.appealable import decision_of
from ehcp.domain.standing.mediations import standing_wishes
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

NO_WISH_TO_MEDIATE = Refusal(
    "no-wish-to-mediate",
    "The family has not told the authority that it wants mediation, or no longer does.",
    CFA_2014.at("ss.52-54"),
    instead="Record its wish first.",
)
BEFORE_WISH = Refusal(
    "before-wish-to-mediate",
    "It is dated before the family told the authority that it wants mediation.",
    instead="Give the day on which it happened, or correct that of the wish.",
)
WHICH_WISH = Refusal(
    "which-wish-to-mediate",
    "The family wants to mediate about more than one thing, in mediations of their own.",
    CFA_2014.at("ss.52-54"),
    instead="Name the entry of the wish that is meant.",
)
WISH_RECORDED_ALREADY = Refusal(
    "wish-recorded-already",
    "That the family wants this mediation is recorded already, and its time runs.",
    CFA_2014.at("ss.52-54"),
    instead="Correct that entry if its day is wrong, or say what else the family wants.",
)
CERTIFIED_ALREADY = Refusal(
    "certified-already",
    "There is a certificate for it already: the month for the appeal has begun with that.",
    CFA_2014.s("55"),
    instead="Correct that entry if its day of issue is wrong.",
    rule="H4",
)
NO_HEALTH_ISSUES = Refusal(
    "no-health-issues",
    "The family does not want to mediate about health provision.",
    SEND_REGS_2014.reg("35(2)"),
    instead="Arrange the mediation with the family.",
)
NOTHING_TO_CERTIFY = Refusal(
    "nothing-to-certify",
    "Nothing is recorded that a certificate of this kind could rest on.",
    CFA_2014.s("55"),
    instead="Record first that mediation was not wanted, could not be arranged, or took place.",
    rule="H4",
)

HEALTH_PROVISION_NOT_SAID = Caution(
    "health-provision-not-said",
    "Where the family wants to mediate about health it says which provision it wants: ask it.",
    SEND_REGS_2014.reg("32"),
    rule="H6",
)


class ContactMediationAdviser(Command):
    """Record that the family told the adviser whether it wants mediation before it appeals."""

    wants_mediation: bool
    wishes_to_appeal: bool = True
    adviser: str | None = None
    decision: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decision = appealable_before(case, self.decision, self.on)
        yield MediationAdviserContacted(
            on=self.on,
            of=decision.place,
            wants_mediation=self.wants_mediation,
            wishes_to_appeal=self.wishes_to_appeal,
            adviser=self.adviser,
        )


class RequestMediation(Command):
    """Record that the family told the authority that it wants mediation, and about what."""

    issues: MediationIssues
    matters: str | None = None
    health_provision_sought: str | None = None
    bodies: tuple[str, ...] = ()
    decision: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decision = appealable_before(case, self.decision, self.on)
        require(not self._recorded(case, decision), WISH_RECORDED_ALREADY)
        contact = _contact_before(case, decision, self.on)
        yield MediationRequested(
            on=self.on,
            of=contact.place if contact else decision.place,
            issues=self.issues,
            matters=self.matters,
            health_provision_sought=self.health_provision_sought,
            bodies=self.bodies,
        )
        if self.issues.health and not stated(self.health_provision_sought):
            yield HEALTH_PROVISION_NOT_SAID.about(self.on)

    def _recorded(self, case: Case, decision: Step) -> bool:
        """Whether the same wish about the same decision stands already."""
        return any(
            getattr(wish.event, "issues", None) is self.issues
            and decision_of(case, wish) is decision
            for wish in standing_wishes(case)
        )


class TellCommissioningBody(Command):
    """Tell a commissioning body of the health issues and of the provision wanted."""

    body: str
    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        wanted = require(_about_health(wish), NO_HEALTH_ISSUES)
        yield CommissioningBodyToldOfMediation(
            on=self.on,
            of=wish.place,
            body=self.body,
            matters=wanted.matters,
            health_provision_sought=wanted.health_provision_sought,
        )


class DropMediation(Command):
    """Record that the family does not want mediation after all."""

    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        yield MediationNoLongerWanted(on=self.on, of=wish.place)


class RecordMediationCertificate(Command):
    """Record a certificate of the adviser. `on` is the day on which it was issued."""

    kind: CertificateKind

    def decide(self, case: Case) -> Iterator[Event]:
        ground = _ground(case, self.kind, self.on)
        yield MediationCertificateIssued(on=self.on, of=ground.place, kind=self.kind)


def wish_before(case: Case, on: date, place: int | None = None) -> Step:
    """Return the family's wish to mediate that still stands, the one of a place; or refuse."""
    found = standing_wishes(case)
    if place is not None:
        found = tuple(wish for wish in found if wish is case.at(place))
    wish = require(found[-1] if found else None, NO_WISH_TO_MEDIATE)
    require(len(found) == 1, WHICH_WISH)
    require(wish.first <= on, BEFORE_WISH)
    return wish


def _contact_before(case: Case, decision: Step, on: date) -> Step | None:
    """Return the last contact with the adviser about a decision, by a day."""
    contacts = case.after(decision, MediationAdviserContacted)
    found = [step for step in contacts if step.first <= on and decision_of(case, step) is decision]
    return found[-1] if found else None


def _about_health(wish: Step) -> MediationRequested | None:
    event = wish.event
    about = isinstance(event, MediationRequested) and event.issues and event.issues.health
    return event if about and isinstance(event, MediationRequested) else None


def _ground(case: Case, kind: CertificateKind, on: date) -> Step:
    """Return what a certificate of a kind rests on, as recorded up to its day; or refuse."""
    grounds: dict[CertificateKind, tuple[type[Event], ...]] = {
        CertificateKind.NO_MEDIATION: (MediationAdviserContacted,),
        CertificateKind.AFTER_MEDIATION: (MediationHeld,),
        CertificateKind.NOT_ARRANGED: (AdviserToldOfDelay,),
    }
    found = [step for step in case.steps_of(*grounds[kind]) if step.first <= on and _bears(step)]
    require(len(found) > 0, NOTHING_TO_CERTIFY)
    certified = [case.at(step.event.of) for step in case.steps_of(MediationCertificateIssued)]
    awaiting = [step for step in found if step not in certified]
    return require(awaiting[-1] if awaiting else None, CERTIFIED_ALREADY)


def _bears(step: Step) -> bool:
    """Whether a certificate may rest on it: not on a contact that asked for mediation."""
    event = step.event
    if isinstance(event, MediationAdviserContacted):
        return event.wants_mediation is not True
    return not isinstance(event, MediationHeld) or event.concluded is not False
