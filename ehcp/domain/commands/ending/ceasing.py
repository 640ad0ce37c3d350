"""Considering, consulting and deciding whether a plan ends. CFA 2014 s.45; regs 29-31."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.ending.cease_grounds import (
    ADULT,
    CeaseReason,
    ground_for,
    require_age,
)
from ehcp.domain.commands.request.decision import FOUR_ITEMS, S19_NOT_CONSIDERED, stated
from ehcp.domain.commands.underway import child, latest, next_place
from ehcp.domain.event import Event
from ehcp.domain.events.ceasing import (
    CeaseConsidered,
    CeaseConsulted,
    CeaseConsultee,
    CeaseDecided,
    CeaseGround,
    CeaseNoticeSent,
    CeaseRecipient,
    CeaseSetAside,
    EducationLeft,
    PlanCeased,
    ReturnFinding,
)
from ehcp.domain.events.placement import SchoolPlaceStarted
from ehcp.domain.events.request import Method, NoticeItem
from ehcp.domain.events.review import ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.plan.age import has_reached
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, SEND_REGS_2014

NOTHING_TO_CEASE = Refusal(
    "nothing-to-cease",
    "No plan is maintained that could end.",
    CFA_2014.s("45(1)"),
    instead="Record the plan first.",
)
NOT_REVIEWED_FIRST = Refusal(
    "not-reviewed-first",
    "Where somebody of 18 or more has left education or training, the plan is reviewed first.",
    SEND_REGS_2014.reg("30(1)"),
    instead="Record the day they left, and hold the review.",
    rule="G3",
)
MAY_RETURN = Refusal(
    "may-return",
    "The plan ends only if the review finds that they do not wish to return to education or"
    " training, or that a return is not appropriate.",
    SEND_REGS_2014.reg("30"),
    instead="Record the finding; or amend the plan so that they can return.",
    rule="G3",
)
NOT_CONSULTED_ON_CEASING = Refusal(
    "not-consulted-on-ceasing",
    "Before deciding the authority tells the family that it considers ceasing, and consults the"
    " family and the head or principal of the institution named.",
    SEND_REGS_2014.reg("31(1)"),
    instead="Consult them, then decide.",
    rule="G4",
)
CEASING_NOT_CONSIDERED = Refusal(
    "ceasing-not-considered",
    "The family has not been told that the authority considers ceasing.",
    SEND_REGS_2014.reg("31(1)"),
    instead="Tell the family first.",
    rule="G4",
)
BEFORE_CONSIDERED = Refusal(
    "before-ceasing-considered",
    "It is dated before the family was told of it.",
    instead="Check the day, or correct that of what the family was told.",
)
CEASE_NOTICE_INCOMPLETE = Refusal(
    "cease-notice-incomplete",
    "The notice tells of the right of appeal, its time limits, mediation, and disagreement"
    " resolution and advice.",
    SEND_REGS_2014.at("reg 31(2)-(3)"),
    instead="Send it with all four.",
    rule="G4",
)
CEASE_RECIPIENT_MISSING = Refusal(
    "cease-recipient-missing",
    "The decision goes to the family, the institution named and the commissioning body.",
    SEND_REGS_2014.reg("31(2)"),
    instead="Send it to all of them.",
    rule="G4",
)
NO_REASONS_TO_CEASE = Refusal(
    "no-reasons-to-cease",
    "The decision to cease gives its reasons.",
    SEND_REGS_2014.reg("31(2)"),
    instead="Say why.",
)
CEASE_DECIDED_ALREADY = Refusal(
    "cease-decided-already",
    "The authority has decided to cease already.",
    instead="Set that decision aside first, if another is to stand in its place.",
)


class RecordEducationLeft(Command):
    """Record that the young person is no longer in education or training. `on`: since when."""

    institution: str | None = None
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NOTHING_TO_CEASE)
        yield EducationLeft(on=self.on, institution=self.institution, reasons=self.reasons)


class ConsiderCeasing(Command):
    """Tell the family that the authority considers ceasing to maintain the plan."""

    reason: CeaseReason
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(case.plan_in_force, NOTHING_TO_CEASE)
        ground = ground_for(self.reason)
        yield from require_age(case, ground, self.on)
        yield CeaseConsidered(on=self.on, ground=ground, reasons=self.reasons)


class ConsultOnCeasing(Command, commutes=True):
    """Consult the family, or the head or principal, on whether to cease."""

    consultee: CeaseConsultee
    method: Method
    name: str | None = None
    views: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        considered = require(considered_ceasing(case), CEASING_NOT_CONSIDERED)
        require(considered.first <= self.on, BEFORE_CONSIDERED)
        yield CeaseConsulted(
            on=self.on,
            of=considered.place,
            consultee=self.consultee,
            name=self.name,
            method=self.method,
            views=self.views,
        )


class DecideToCease(Command):
    """Decide to cease to maintain the plan, and notify it. The plan goes on until it may end.

    `finding` is what the review found of a person of 18 or more who left education.
    """

    reason: CeaseReason
    reasons: str
    notice: tuple[NoticeItem, ...]
    sent_to: tuple[CeaseRecipient, ...]
    s19_considered: str
    finding: ReturnFinding | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan = require(case.plan_in_force, NOTHING_TO_CEASE)
        require(cease_decision(case) is None, CEASE_DECIDED_ALREADY)
        ground = ground_for(self.reason)
        warned = list(require_age(case, ground, self.on))
        left = latest(case, EducationLeft, until=(SchoolPlaceStarted,))
        if ground is CeaseGround.LEFT_EDUCATION or _left_grown(case, ground, left):
            self._require_reviewed(case, left)
        considered = require(considered_ceasing(case), NOT_CONSULTED_ON_CEASING)
        require(
            _consulted(case, considered, self.on) >= _consultees(plan), NOT_CONSULTED_ON_CEASING
        )
        require(stated(self.reasons), NO_REASONS_TO_CEASE)
        require(set(self.notice) >= FOUR_ITEMS, CEASE_NOTICE_INCOMPLETE)
        require(set(self.sent_to) >= _recipients(plan), CEASE_RECIPIENT_MISSING)
        require(stated(self.s19_considered), S19_NOT_CONSIDERED)
        decision = next_place(case)
        yield CeaseDecided(
            on=self.on,
            of=considered.place,
            ground=ground,
            reasons=self.reasons,
            finding=self.finding,
            s19_considered=self.s19_considered,
        )
        yield CeaseNoticeSent(on=self.on, of=decision, notice=self.notice, sent_to=self.sent_to)
        yield from warned

    def _require_reviewed(self, case: Case, since: Step | None) -> None:
        left = require(since, NOT_REVIEWED_FIRST)
        reviewed = case.after(left, ReviewMeetingHeld, ReviewDecisionNotified)
        require(any(step.first <= self.on for step in reviewed), NOT_REVIEWED_FIRST)
        require(self.finding, MAY_RETURN)


def considered_ceasing(case: Case) -> Step | None:
    """Return the notice that ceasing is considered, until a decision is made or set aside."""
    return latest(case, CeaseConsidered, until=(CeaseDecided, PlanCeased, CeaseSetAside))


def cease_decision(case: Case) -> Step | None:
    """Return the decision to cease that stands, and has not taken effect."""
    return latest(case, CeaseDecided, until=(PlanCeased, CeaseSetAside))


def _left_grown(case: Case, ground: CeaseGround, left: Step | None) -> bool:
    """Whether a plan is called unnecessary of somebody who left at 18 or more: reg 30(1)."""
    about = child(case)
    grown = left is not None and about and has_reached(about.date_of_birth, ADULT, left.first)
    return ground is CeaseGround.PLAN_NOT_NECESSARY and bool(grown)


def _consulted(case: Case, considered: Step, on: date) -> set[CeaseConsultee | None]:
    """Return who has been consulted by that day."""
    return {
        step.event.consultee
        for step in case.after(considered, CeaseConsulted)
        if isinstance(step.event, CeaseConsulted) and step.first <= on
    }


def _consultees(plan: Step) -> set[CeaseConsultee]:
    """Return who must be consulted; no head or principal if the plan is known to name none."""
    everybody = set(CeaseConsultee)
    return everybody if _names(plan) else everybody - {CeaseConsultee.HEAD_OR_PRINCIPAL}


def _recipients(plan: Step) -> set[CeaseRecipient]:
    """Return who must be told; the institution unless the plan is known to name none."""
    everybody = set(CeaseRecipient)
    return everybody if _names(plan) else everybody - {CeaseRecipient.INSTITUTION}


def _names(plan: Step) -> bool:
    """Whether a plan names an institution; it may where the record does not hold the plan."""
    contents = getattr(plan.event, "plan", None)
    return contents is None or any(p.institution for p in contents.placements)
