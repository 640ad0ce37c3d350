"""Mediation. CFA 2014 ss.52-56; SEND Regulations 2014 regs 32-42."""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.events.order import Ordered
from ehcp.law.citations import CFA_2014, SEND_REGS_2014


class MediationIssues(StrEnum):
    """What the family wants to mediate about; it decides who arranges: regs 35 and 36."""

    HEALTH_ONLY = "health-only"
    JOINT = "health-and-education-or-social-care"
    EDUCATION_OR_SOCIAL_CARE = "education-or-social-care"

    @property
    def health(self) -> bool:
        """Whether health provision is among them, so that commissioning bodies are told."""
        return self is not MediationIssues.EDUCATION_OR_SOCIAL_CARE


class CertificateKind(StrEnum):
    """What a mediation certificate rests on: CFA 2014 s.55(4)-(5), reg 39(3)."""

    NO_MEDIATION = "mediation-not-wanted"
    AFTER_MEDIATION = "after-mediation"
    NOT_ARRANGED = "mediation-not-arranged"


class WhyNotArranged(StrEnum):
    """Why mediation will not take place within the 30 days."""

    NO_MEDIATOR = "no-mediator"
    FAMILY_NOT_FREE = "family-not-free"
    AUTHORITY_NOT_FREE = "authority-not-free"
    COMMISSIONING_BODY_NOT_FREE = "commissioning-body-not-free"
    LEGAL_REPRESENTATIVE = "legal-representative-attending"
    OTHER = "other"


class MediationAdviserContacted(Event, under=SEND_REGS_2014.reg("33")):
    """The family told the mediation adviser that it wishes to appeal, and whether to mediate.

    `of` is the decision. `on` is the day the adviser was told.
    """

    wants_mediation: bool | None = None
    wishes_to_appeal: bool | None = None
    adviser: str | None = None


class MediationRequested(Event, under=CFA_2014.at("ss.52-54")):
    """The family told the authority that it wants mediation, and about what.

    `of` is what went before: the contact with the adviser, or the decision. `on` is the day
    the authority was told. `bodies` are the commissioning bodies that health issues concern.
    """

    issues: MediationIssues | None = None
    matters: str | None = None
    health_provision_sought: str | None = None
    bodies: tuple[str, ...] = ()


class CommissioningBodyToldOfMediation(Event, under=SEND_REGS_2014.reg("35(2)")):
    """A commissioning body was told of the health issues and of the provision wanted.

    `of` is the family's wish to mediate. `on` is the day the body was told; one event each.
    """

    body: str | None = None
    matters: str | None = None
    health_provision_sought: str | None = None


class MediationArranged(Event, under=CFA_2014.at("ss.53-54")):
    """A session was fixed. `on` is the day on which it was, `session_on` that of the session."""

    session_on: date | None = None
    mediator: str | None = None
    mediator_independent: bool | None = None


class MediationDelayRealised(Event, under=SEND_REGS_2014.reg("39")):
    """The authority realised that mediation will not be arranged within the 30 days.

    `of` is the family's wish to mediate.
    """

    why: WhyNotArranged | None = None


class AdviserToldOfDelay(Event, under=SEND_REGS_2014.reg("39")):
    """The authority told the adviser that mediation cannot be arranged within the 30 days.

    `of` is the family's wish to mediate. `on` is the day the adviser was told.
    """

    why: WhyNotArranged | None = None


class MediationNoLongerWanted(Event, under=CFA_2014.at("ss.52-54")):
    """The family told the authority that it does not want mediation after all.

    `of` is its wish to mediate. `on` is the day the authority was told.
    """


class MediationHeld(Event, under=CFA_2014.at("ss.53-54")):
    """The parties met with the mediator. `of` is the wish to mediate, `on` the day they met.

    `supporters` are those whom the family brought. `concluded`: nothing more is to follow.
    """

    mediator: str | None = None
    mediator_independent: bool | None = None
    able_to_settle: bool | None = None
    supporters: tuple[str, ...] = ()
    concluded: bool | None = None


class MediationCertificateIssued(Event, under=CFA_2014.s("55")):
    """The adviser certified that the family may appeal. `kind` says on what it rests.

    `of` is what it answers: the contact, the delay or the session. `on` is the day of issue,
    not that of receipt.
    """

    kind: CertificateKind | None = None


class MediationAgreement(Event, under=SEND_REGS_2014.reg("42")):
    """A written agreement was reached in mediation. `other`: nothing that could be appealed.

    `on` is the day of the agreement. `authority_party` is False where only a commissioning
    body made it with the family.
    """

    ordered: Ordered | None = None
    terms: str | None = None
    parties: tuple[str, ...] = ()
    authority_party: bool | None = None


class AuthorityToldOfAgreement(Event, under=SEND_REGS_2014.reg("42(4)")):
    """A commissioning body told the authority of an agreement to which that was no party.

    `of` is the agreement. `on` is the day the authority was told.
    """

    body: str | None = None


class OtherTimescaleAgreed(Event, under=SEND_REGS_2014.reg("42(5)")):
    """The parties agreed in writing to carry out their agreement by another day.

    `of` is the agreement, `until` the last day that they agreed.
    """

    until: date | None = None


class MediationActionDone(Event, under=SEND_REGS_2014.reg("42(3)")):
    """What was agreed in mediation, and could not have been appealed, was done."""
