"""Moving in: what the new authority does with the plan. SI 2014/1530 reg 15(3)-(5)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.request.opening import opening
from ehcp.domain.commands.underway import child, latest
from ehcp.domain.event import Event
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.transfer import (
    AdvicePassedOn,
    AlternativeArranged,
    FamilyMoved,
    FamilyToldOfTransfer,
    Origin,
    PlanReceived,
)
from ehcp.domain.plan.age import has_reached
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.past_25 import CEILING, may_keep
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, CODE_2015, SEND_REGS_2014

NO_ORIGIN = Refusal(
    "no-origin",
    "A plan that is received comes from the authority that maintained it.",
    SEND_REGS_2014.reg("15(2)"),
    instead="Name the old authority, with its case reference where it gave one.",
)
ORIGINAL_DATE = Refusal(
    "original-date",
    "From the transfer the plan is treated as made by the new authority on its original date.",
    SEND_REGS_2014.reg("15(3)(a)"),
    instead="Give the day on which the plan was made, no later than the transfer.",
    rule="L1",
)
REVIEWED_OUT_OF_ORDER = Refusal(
    "reviewed-out-of-order",
    "The last review lies before the plan was made or after the transfer.",
    instead="Check the day, or leave it out if the plan was never reviewed.",
)
NOT_KEPT_PAST_25 = Refusal(
    "not-kept-past-25",
    "A plan goes on after the 25th birthday only where the authority decided to keep it: to the"
    " end of the academic year, and never to the 26th birthday.",
    CFA_2014.s("46") & SEND_REGS_2014.reg("46(1)"),
    instead="Give the day until which the old authority kept it, from the 25th birthday to the day"
    " before the 26th.",
    rule="G7",
)
PLAN_HERE_ALREADY = Refusal(
    "plan-here-already",
    "This authority maintains a plan for the child or young person already.",
    SEND_REGS_2014.reg("15(1)"),
    instead="Amend that plan, or correct the entry if it never was in force.",
)
NOTHING_RECEIVED = Refusal(
    "nothing-received",
    "No plan has been received from another authority.",
    SEND_REGS_2014.reg("15(4)"),
    instead="Record the plan that was received first.",
)
BEFORE_TRANSFER = Refusal(
    "before-transfer",
    "It is dated before the plan was transferred.",
    instead="Check the day, or correct that of the transfer.",
)
NOT_ALL_THREE_TOLD = Refusal(
    "not-all-three-told",
    "The family is told that the plan has transferred, whether an assessment is proposed, and"
    " when the plan will be reviewed.",
    SEND_REGS_2014.reg("15(4)"),
    instead="Say when it will be reviewed, no earlier than the day of the notice.",
)
WHICH_ALTERNATIVE = Refusal(
    "which-alternative",
    "Where attendance at the setting named is no longer practicable, an appropriate alternative"
    " is arranged until the plan is amended.",
    SEND_REGS_2014.reg("15") & CODE_2015.para("9.159"),
    instead="Name the alternative, and say why the setting named is not practicable.",
    rule="L3",
)

PAY_UNTIL_AMENDED = Caution(
    "pay-until-amended",
    "The plan still names the first setting: its fees are paid until the plan is amended.",
    SEND_REGS_2014.reg("15") & CODE_2015.para("9.159"),
    rule="L3",
)


class ReceivePlan(Command, opens=True):
    """Take over a plan from the authority where the family lived. It may open a case.

    `on` is the day of the transfer, `made_on` the day on which the plan was first made,
    `moved_on` that of the move. `plan` and `advice` are what the old authority sent. From the
    25th birthday on it must have decided to keep the plan, until `kept_until`.
    """

    origin: Origin
    made_on: date
    plan: Plan | None = None
    naming: Naming | None = None
    last_reviewed_on: date | None = None
    kept_until: date | None = None
    moved_on: date | None = None
    advice: tuple[AdvicePassedOn, ...] = ()
    child: Child | None = None
    parents: tuple[Parent, ...] = ()
    officer: Officer | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(stated(self.origin.authority), NO_ORIGIN)
        require(self.made_on <= self.on, ORIGINAL_DATE)
        reviewed = self.last_reviewed_on
        require(reviewed is None or self.made_on <= reviewed <= self.on, REVIEWED_OUT_OF_ORDER)
        require(case.plan_in_force is None, PLAN_HERE_ALREADY)
        self._require_kept(self.child or child(case))
        yield from opening(
            case, self.on, self.child, self.parents, self.officer, under=CEILING + 1
        )
        if self.moved_on is not None:
            yield FamilyMoved(on=self.moved_on, from_authority=self.origin.authority)
        yield PlanReceived(
            on=self.on,
            plan=self.plan,
            naming=self.naming,
            made_on=self.made_on,
            last_reviewed_on=reviewed,
            kept_until=self.kept_until,
            moved_on=self.moved_on,
            advice=self.advice,
            origin=self.origin,
        )

    def _require_kept(self, about: Child | None) -> None:
        """Refuse somebody of 25 whose plan was not kept to that day or longer: CFA 2014 s.46."""
        if about is None:
            return
        born, until = about.date_of_birth, self.kept_until
        require(until is None or may_keep(born, until), NOT_KEPT_PAST_25)
        if has_reached(born, CEILING, self.on):
            require(until is not None and self.on <= until, NOT_KEPT_PAST_25)


class TellFamilyOfTransfer(Command):
    """Tell the family that the plan has transferred, and what this authority will do."""

    will_assess: bool
    review_by: date

    def decide(self, case: Case) -> Iterator[Event]:
        received = _received(case, self.on)
        require(self.review_by >= self.on, NOT_ALL_THREE_TOLD)
        yield FamilyToldOfTransfer(
            on=self.on,
            of=received.place,
            will_assess=self.will_assess,
            review_by=self.review_by,
        )


class ArrangeAlternative(Command):
    """Arrange another setting because attendance at the one named is no longer practicable."""

    setting: str
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        received = _received(case, self.on)
        require(stated(self.setting) and stated(self.reasons), WHICH_ALTERNATIVE)
        yield AlternativeArranged(
            on=self.on, of=received.place, setting=self.setting, reasons=self.reasons
        )
        if latest(case, PlanReceived, until=(AmendedPlanIssued,)):
            yield PAY_UNTIL_AMENDED.about(self.on)


def _received(case: Case, on: date) -> Step:
    found = case.steps_of(PlanReceived)
    received = require(found[-1] if found else None, NOTHING_RECEIVED)
    require(received.first <= on, BEFORE_TRANSFER)
    return received
