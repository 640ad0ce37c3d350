"""Bringing an appeal: who may, about what, with which certificate. CFA 2014 ss.51, 55, 73."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.appeal import (
    AppealMatter,
    Appellant,
    LeaveWithoutCertificateDecided,
    LeaveWithoutCertificateRequested,
    TribunalAppealLodged,
)
from ehcp.domain.events.capacity import Holder, Matter
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.plan.sections import Section
from ehcp.domain.standing.appealable import APPEALABLE, certificates, decision_of, matters_of
from ehcp.domain.standing.appeals import Appeal, appeals
from ehcp.domain.standing.detained import detention
from ehcp.domain.standing.rights_holder import rights_holder
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, RECOMMENDATIONS_2017, SEND_REGS_2014

NOTHING_TO_APPEAL = Refusal(
    "nothing-to-appeal",
    "No decision or plan is recorded that could be appealed.",
    CFA_2014.s("51(2)"),
    instead="Record the decision first, or name the entry that is appealed.",
    rule="H1",
)
BEFORE_DECISION = Refusal(
    "before-the-decision-appealed",
    "It is dated before the decision or plan that it is about.",
    instead="Give the day on which it happened, or name another decision.",
)
NOT_THE_APPELLANT = Refusal(
    "not-the-appellant",
    "Only the child's parent or the young person appeals, never a school or anybody else.",
    CFA_2014.s("51(1)"),
    instead="Record the appeal as that of the parent or young person, if it is theirs.",
    rule="H3",
)
NOT_APPEALABLE = Refusal(
    "not-appealable",
    "This cannot be appealed in that decision: the plan's other sections, and a personal budget,"
    " cannot be appealed alone.",
    CFA_2014.at("s.51(2)-(3)"),
    instead="Appeal what the decision is about; Sections C, D, G and H are asked for as"
    " recommendations within it.",
    rule="H1",
)
ONLY_CARE_RECOMMENDED = Refusal(
    "only-care-recommended",
    "The Tribunal recommends on Sections C, D, G and H, in an appeal about anything but a refusal"
    " to assess.",
    RECOMMENDATIONS_2017.whole,
    instead="Ask for recommendations on those sections alone, or leave them out.",
    rule="H2",
)
NOT_WHILE_DETAINED = Refusal(
    "not-appealable-while-detained",
    "A detained person appeals only a refusal to assess, a refusal to issue a plan, or the setting"
    " named when the plan is first finalised.",
    CFA_2014.at("s.73(2)-(3)"),
    instead="Leave the other matters out, or record the release if there was one.",
    rule="J3a",
)
NO_CERTIFICATE = Refusal(
    "no-certificate",
    "An appeal needs a mediation certificate, unless it is only about the institution or type"
    " named, or that none is.",
    CFA_2014.s("55"),
    instead="Record the certificate, or the Tribunal's leave to appeal without one.",
    rule="H4",
)
NO_REASONS_FOR_LEAVE = Refusal(
    "no-reasons-for-leave",
    "Leave to appeal without a certificate is asked for in writing, with reasons.",
    SEND_REGS_2014.reg("34"),
    instead="Give the reasons that the family gave.",
    rule="H5",
)
LEAVE_NOT_REQUESTED = Refusal(
    "leave-not-requested",
    "No application for leave to appeal without a certificate awaits an answer.",
    SEND_REGS_2014.reg("34"),
    instead="Record the application first.",
    rule="H5",
)
APPEALED_ALREADY = Refusal(
    "appealed-already",
    "An appeal against that decision about the same is under way already.",
    CFA_2014.s("51(1)"),
    instead="Correct that entry if it is wrong, or say what else this appeal is about.",
)
WHICH_APPEAL = Refusal(
    "which-appeal",
    "More than one appeal is under way.",
    CFA_2014.s("51(1)"),
    instead="Name the entry of the appeal that is meant.",
)
NO_LIVE_APPEAL = Refusal(
    "no-live-appeal",
    "No appeal is under way.",
    CFA_2014.s("51(1)"),
    instead="Record the appeal first. One that has ended is set aside or taken further.",
)
BEFORE_APPEAL = Refusal(
    "before-the-appeal",
    "It is dated before the appeal reached the Tribunal.",
    instead="Give the day on which it happened, or correct that of the appeal.",
)

NOT_THE_RIGHTS_HOLDER = Caution(
    "not-the-rights-holder",
    "On that day the right to appeal was not the appellant's own: a child's parent has it, then"
    " the young person.",
    CFA_2014.s("51(1)"),
    rule="H3",
)

CARE = frozenset((Section.C, Section.D, Section.G, Section.H1, Section.H2))
WITH_THE_RIGHT = (Appellant.PARENT, Appellant.YOUNG_PERSON)
WHILE_DETAINED = (AppealMatter.REFUSAL_TO_ASSESS, AppealMatter.REFUSAL_TO_ISSUE)
LEAVE = (LeaveWithoutCertificateRequested, LeaveWithoutCertificateDecided)


class RecordAppeal(Command):
    """Record that an appeal reached the Tribunal. `decision` is the entry that it is about."""

    appellant: Appellant
    matters: tuple[AppealMatter, ...]
    recommendations: tuple[Section, ...] = ()
    decision: int | None = None
    reference: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decision = appealable_before(case, self.decision, self.on)
        require(self.appellant in WITH_THE_RIGHT, NOT_THE_APPELLANT)
        self._require_matters(case, decision)
        require(not self._under_way(case, decision), APPEALED_ALREADY)
        certificate = _certificate(case, decision, self.on)
        free = all(matter.placement for matter in self.matters)
        require(certificate or free or _leave(case, decision), NO_CERTIFICATE)
        yield TribunalAppealLodged(
            on=self.on,
            of=decision.place,
            appellant=self.appellant,
            matters=self.matters,
            recommendations=self.recommendations,
            certificate=certificate.place if certificate else None,
            reference=self.reference,
        )
        holder = rights_holder(case, self.on, Matter.APPEAL).holder
        if holder not in (None, Holder.ALTERNATIVE_PERSON, Holder(self.appellant)):
            yield NOT_THE_RIGHTS_HOLDER.about(self.on)

    def _under_way(self, case: Case, decision: Step) -> bool:
        """Whether an appeal against the same decision, about any of the same, awaits its end."""
        return any(
            appeal.live and appeal.decision is decision and set(appeal.matters) & set(self.matters)
            for appeal in appeals(case)
        )

    def _require_matters(self, case: Case, decision: Step) -> None:
        require(len(self.matters) > 0, NOT_APPEALABLE)
        require(set(self.matters) <= set(matters_of(decision)), NOT_APPEALABLE)
        require(set(self.recommendations) <= CARE, ONLY_CARE_RECOMMENDED)
        assessment = AppealMatter.REFUSAL_TO_ASSESS in self.matters
        require(not (assessment and self.recommendations), ONLY_CARE_RECOMMENDED)
        if detention(case.seen(as_at=self.on, as_known_on=case.as_known_on)):
            first = isinstance(decision.event, FinalPlanIssued)
            allowed = (m in WHILE_DETAINED or (m.placement and first) for m in self.matters)
            require(all(allowed), NOT_WHILE_DETAINED)


class RequestLeaveToAppeal(Command):
    """Record that the family asked for leave to appeal without a certificate."""

    reasons: str
    decision: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        decision = appealable_before(case, self.decision, self.on)
        require(stated(self.reasons), NO_REASONS_FOR_LEAVE)
        yield LeaveWithoutCertificateRequested(on=self.on, of=decision.place, reasons=self.reasons)


class RecordLeaveDecision(Command):
    """Record whether the Tribunal gave leave to appeal without a certificate."""

    given: bool

    def decide(self, case: Case) -> Iterator[Event]:
        found = [step for step in case.steps_of(*LEAVE) if step.first <= self.on]
        asked = require(found[-1] if found else None, LEAVE_NOT_REQUESTED)
        require(isinstance(asked.event, LeaveWithoutCertificateRequested), LEAVE_NOT_REQUESTED)
        yield LeaveWithoutCertificateDecided(on=self.on, of=asked.place, given=self.given)


def live_before(case: Case, on: date, place: int | None = None) -> Appeal:
    """Return the appeal under way on a day, the one of a place; or refuse.

    Where several are, it must be said which: what is done in one ends nothing of another.
    """
    found = [appeal for appeal in appeals(case) if appeal.live]
    if place is not None:
        found = [appeal for appeal in found if appeal.lodged is case.at(place)]
    appeal = require(found[-1] if found else None, NO_LIVE_APPEAL)
    require(len(found) == 1, WHICH_APPEAL)
    require(appeal.lodged.first <= on, BEFORE_APPEAL)
    return appeal


def appealable_before(case: Case, place: int | None, on: date) -> Step:
    """Return the decision of that place, or the last that can be appealed; or refuse."""
    if place is None:
        found = [step for step in case.steps_of(*APPEALABLE) if matters_of(step)]
        decision = require(found[-1] if found else None, NOTHING_TO_APPEAL)
    else:
        decision = require(case.at(place), NOTHING_TO_APPEAL)
        require(matters_of(decision) != (), NOTHING_TO_APPEAL)
    require(decision.first <= on, BEFORE_DECISION)
    return decision


def _certificate(case: Case, decision: Step, on: date) -> Step | None:
    """Return the last certificate about a decision that was issued by a day."""
    found = [step for step in certificates(case, decision) if step.first <= on]
    return found[-1] if found else None


def _leave(case: Case, decision: Step) -> bool:
    """Whether the Tribunal gave leave to appeal this decision without a certificate."""
    answers = [
        step.event
        for step in case.after(decision, LeaveWithoutCertificateDecided)
        if decision_of(case, step) is decision
    ]
    last = answers[-1] if answers else None
    return isinstance(last, LeaveWithoutCertificateDecided) and last.given is True
