"""What was agreed in mediation: who is told, by when it is done, that it was. Reg 42."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.mediation import (
    AuthorityToldOfAgreement,
    MediationActionDone,
    MediationAgreement,
    MediationHeld,
    OtherTimescaleAgreed,
)
from ehcp.domain.events.order import Ordered
from ehcp.domain.step import Step
from ehcp.law.citations import SEND_REGS_2014

NO_MEDIATION_HELD = Refusal(
    "no-mediation-held",
    "No mediation is recorded in which it could have been agreed.",
    SEND_REGS_2014.reg("42(1)"),
    instead="Record the session first.",
    rule="H8",
)
AGREEMENT_NOT_IN_WRITING = Refusal(
    "agreement-not-in-writing",
    "What is agreed in mediation is recorded in writing.",
    SEND_REGS_2014.reg("42(1)"),
    instead="Put the terms down in writing, and record them.",
    rule="H8",
)
NO_MEDIATION_AGREEMENT = Refusal(
    "no-mediation-agreement",
    "No agreement was reached in mediation by then.",
    SEND_REGS_2014.reg("42"),
    instead="Record the agreement first.",
)
REPORT_NOT_VARIED = Refusal(
    "report-not-varied",
    "The parties may not agree on another time for telling the authority of the agreement.",
    SEND_REGS_2014.reg("42(5)"),
    instead="Tell the authority within the week. The time for carrying it out may be agreed.",
    rule="H8",
)
TIMESCALE_NOT_IN_WRITING = Refusal(
    "timescale-not-in-writing",
    "Another timescale is agreed in writing, or not at all.",
    SEND_REGS_2014.reg("42(5)"),
    instead="Have it confirmed in writing first; until then the limit stands.",
    rule="H8",
)
TIMESCALE_ALREADY_OVER = Refusal(
    "timescale-already-over",
    "The day agreed lies before the mediation agreement.",
    instead="Give the day by which it is to be done.",
)
AUTHORITY_WAS_PARTY = Refusal(
    "authority-was-party",
    "The authority was a party to the agreement, and is not told of it.",
    SEND_REGS_2014.reg("42(4)"),
    instead="Record that it was carried out.",
)


class Varied(StrEnum):
    """Which of the times of reg 42 the parties want to change."""

    CARRYING_OUT_APPEALABLE = "carrying-out-what-could-be-appealed"
    CARRYING_OUT_OTHER = "carrying-out-anything-else"
    TELLING_AUTHORITY = "telling-the-authority"


class AgreeInMediation(Command):
    """Record a written agreement reached in mediation, and what order it stands for."""

    ordered: Ordered
    terms: str
    parties: tuple[str, ...] = ()
    authority_party: bool = True

    def decide(self, case: Case) -> Iterator[Event]:
        held = [step for step in case.steps_of(MediationHeld) if step.first <= self.on]
        session = require(held[-1] if held else None, NO_MEDIATION_HELD)
        require(stated(self.terms), AGREEMENT_NOT_IN_WRITING)
        yield MediationAgreement(
            on=self.on,
            of=session.place,
            ordered=self.ordered,
            terms=self.terms,
            parties=self.parties,
            authority_party=self.authority_party,
        )


class ReportMediationAgreement(Command):
    """Record that a body told the authority of an agreement to which that was no party."""

    body: str

    def decide(self, case: Case) -> Iterator[Event]:
        agreement = agreement_before(case, self.on, _without_authority)
        event = agreement.event
        ours = isinstance(event, MediationAgreement) and event.authority_party is True
        require(not ours, AUTHORITY_WAS_PARTY)
        yield AuthorityToldOfAgreement(on=self.on, of=agreement.place, body=self.body)


class AgreeOtherTimescale(Command):
    """Record that the parties agreed in writing to another day for carrying it out."""

    varied: Varied
    until: date
    in_writing: bool

    def decide(self, case: Case) -> Iterator[Event]:
        other = self.varied is Varied.CARRYING_OUT_OTHER
        agreement = agreement_before(case, self.on, lambda step: _is_other(step) is other)
        require(self.varied is not Varied.TELLING_AUTHORITY, REPORT_NOT_VARIED)
        require(self.in_writing, TIMESCALE_NOT_IN_WRITING)
        require(self.until >= agreement.last, TIMESCALE_ALREADY_OVER)
        yield OtherTimescaleAgreed(on=self.on, of=agreement.place, until=self.until)


class CarryOutMediationAgreement(Command):
    """Record that what was agreed, and could not have been appealed, was done."""

    def decide(self, case: Case) -> Iterator[Event]:
        done = [case.at(step.event.of) for step in case.steps_of(MediationActionDone)]
        agreement = agreement_before(
            case, self.on, lambda step: _is_other(step) and step not in done
        )
        yield MediationActionDone(on=self.on, of=agreement.place)


def agreement_before(case: Case, on: date, meant: Callable[[Step], bool]) -> Step:
    """Return the latest agreement by a day, of those that can be meant if any can; or refuse.

    One session may end in several: what could have been appealed, and what could not.
    """
    found = [step for step in case.steps_of(MediationAgreement) if step.first <= on]
    likely = [step for step in found if meant(step)] or found
    return require(likely[-1] if likely else None, NO_MEDIATION_AGREEMENT)


def _is_other(step: Step) -> bool:
    event = step.event
    return isinstance(event, MediationAgreement) and event.ordered is Ordered.OTHER


def _without_authority(step: Step) -> bool:
    event = step.event
    return isinstance(event, MediationAgreement) and event.authority_party is not True
