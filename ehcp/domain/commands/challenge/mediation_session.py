"""The session: arranged, not arranged in time, held. CFA 2014 ss.53-56; regs 36-39."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.challenge.mediation import wish_before
from ehcp.domain.event import Event
from ehcp.domain.events.mediation import (
    AdviserToldOfDelay,
    MediationArranged,
    MediationDelayRealised,
    MediationHeld,
    WhyNotArranged,
)
from ehcp.domain.standing.appealable import certificates, decision_of
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

MEDIATOR_NOT_INDEPENDENT = Refusal(
    "mediator-not-independent",
    "The mediator is independent: nobody whom an authority in England, an integrated care board"
    " or NHS England employs.",
    CFA_2014.at("s.56(2)-(3)"),
    instead="Engage a mediator who is.",
    rule="H7",
)
SESSION_BEFORE_ARRANGED = Refusal(
    "session-before-arranged",
    "The session lies before the day on which it was arranged.",
    instead="Give the day of the session, or record that it was held.",
)
LEGAL_REPRESENTATIVE_ATTENDING = Refusal(
    "legal-representative-attending",
    "The family may bring one advocate or supporter of its own choice, a lawyer included: that"
    " is no reason not to mediate.",
    SEND_REGS_2014.reg("38(1)(b)"),
    instead="Mediate with whom the family brings, or give the true reason.",
    rule="H7a",
)
MORE_THAN_ONE_SUPPORTER = Refusal(
    "more-than-one-supporter",
    "More than one advocate or supporter needs the agreement of all, or the mediator's leave.",
    SEND_REGS_2014.reg("38(1)(b)"),
    instead="Record the agreement or the leave, or who of them stayed.",
    rule="H7a",
)

SESSION_AFTER_CERTIFICATE = Caution(
    "session-after-certificate",
    "The session lies after a certificate: the month for the appeal has begun with that, and"
    " mediation neither stops nor restarts it.",
    SEND_REGS_2014.reg("39"),
    rule="H7b",
)
NOBODY_ABLE_TO_SETTLE = Caution(
    "nobody-able-to-settle",
    "The authority, and each commissioning body concerned, sends somebody who is able to settle.",
    CFA_2014.at("ss.52-56"),
    rule="H7",
)
NOT_INDEPENDENT = Caution(
    "mediator-was-not-independent",
    "The mediator was not shown to be independent of authorities and health bodies.",
    CFA_2014.at("s.56(2)-(3)"),
    rule="H7",
)


class ArrangeMediation(Command):
    """Fix the day of a session, with a mediator. `on` is the day on which it was fixed."""

    session_on: date
    mediator: str
    mediator_independent: bool
    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        require(self.mediator_independent, MEDIATOR_NOT_INDEPENDENT)
        require(self.session_on >= self.on, SESSION_BEFORE_ARRANGED)
        yield MediationArranged(
            on=self.on,
            of=wish.place,
            session_on=self.session_on,
            mediator=self.mediator,
            mediator_independent=True,
        )
        if _certified_by(case, wish, self.session_on):
            yield SESSION_AFTER_CERTIFICATE.about(self.on)


class RealiseMediationDelay(Command):
    """Record that mediation will not be arranged within the 30 days, as is now plain."""

    why: WhyNotArranged
    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        require(
            self.why is not WhyNotArranged.LEGAL_REPRESENTATIVE, LEGAL_REPRESENTATIVE_ATTENDING
        )
        yield MediationDelayRealised(on=self.on, of=wish.place, why=self.why)


class TellAdviserOfDelay(Command):
    """Tell the adviser that mediation cannot be arranged within the 30 days."""

    why: WhyNotArranged
    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        require(
            self.why is not WhyNotArranged.LEGAL_REPRESENTATIVE, LEGAL_REPRESENTATIVE_ATTENDING
        )
        yield AdviserToldOfDelay(on=self.on, of=wish.place, why=self.why)


class HoldMediation(Command):
    """Record a session: who came, and whether it concluded the mediation."""

    concluded: bool
    able_to_settle: bool
    mediator_independent: bool
    mediator: str | None = None
    supporters: tuple[str, ...] = ()
    supporters_agreed: bool = False
    wish: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        wish = wish_before(case, self.on, self.wish)
        require(len(self.supporters) <= 1 or self.supporters_agreed, MORE_THAN_ONE_SUPPORTER)
        yield MediationHeld(
            on=self.on,
            of=wish.place,
            mediator=self.mediator,
            mediator_independent=self.mediator_independent,
            able_to_settle=self.able_to_settle,
            supporters=self.supporters,
            concluded=self.concluded,
        )
        if not self.able_to_settle:
            yield NOBODY_ABLE_TO_SETTLE.about(self.on)
        if not self.mediator_independent:
            yield NOT_INDEPENDENT.about(self.on)
        if _certified_by(case, wish, self.on):
            yield SESSION_AFTER_CERTIFICATE.about(self.on)


def _certified_by(case: Case, wish: Step, session: date) -> bool:
    """Whether a certificate about the same decision lies before the session."""
    decision = decision_of(case, wish)
    return decision is not None and any(
        step.last < session for step in certificates(case, decision)
    )
