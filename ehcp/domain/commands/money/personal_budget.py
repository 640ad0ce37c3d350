"""A personal budget: information, the request, the budget, the refusal. CFA 2014 s.49."""

from collections.abc import Iterator

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.money.budget_lines import line_cautions, require_lines
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.personal_budget import (
    BudgetGround,
    BudgetInformation,
    BudgetRequester,
    PersonalBudgetEnded,
    PersonalBudgetInformationGiven,
    PersonalBudgetPrepared,
    PersonalBudgetRefused,
    PersonalBudgetRequested,
)
from ehcp.domain.plan.budget import BudgetLine
from ehcp.domain.standing.budget_window import open_window
from ehcp.domain.standing.plan_end import latest_under_plan
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014

INFORMATION_INCOMPLETE = Refusal(
    "budget-information-incomplete",
    "The family is told what provision a personal budget may cover, who helps with one, and the"
    " conditions.",
    PERSONAL_BUDGETS_2014.reg("3"),
    instead="Tell it all three.",
    rule="E4",
)
NO_BUDGET_REQUEST = Refusal(
    "no-budget-request",
    "No request for a personal budget awaits an answer.",
    CFA_2014.s("49(1)"),
    instead="Record the request first.",
)
BEFORE_BUDGET_REQUEST = Refusal(
    "before-budget-request",
    "It is dated before the request for a personal budget.",
    instead="Give the day on which the family was answered.",
)
NO_POLICY_IS_NO_GROUND = Refusal(
    "no-policy-is-no-ground",
    "That the authority has no policy on personal budgets is no reason to refuse one.",
    CFA_2014.s("49(1)"),
    instead="Prepare a budget, or say why the money cannot be told apart.",
    rule="E1",
)
ASKED_INSIDE_WINDOW = Refusal(
    "asked-inside-the-window",
    "It was asked for while a draft was being prepared, or during a review or re-assessment.",
    PERSONAL_BUDGETS_2014.reg("4") & CFA_2014.s("49(1)"),
    instead="Prepare a budget, or say why the money cannot be told apart.",
    rule="E1",
)
BUDGET_REFUSED_WITHOUT_REASONS = Refusal(
    "budget-refused-without-reasons",
    "The family is told why the money for the provision cannot be told apart from other money.",
    PERSONAL_BUDGETS_2014.reg("4A"),
    instead="Name the provision, and give the reasons.",
    rule="E3",
)
NO_BUDGET = Refusal(
    "no-budget-in-force",
    "No personal budget is in force.",
    instead="Prepare one first.",
)
BEFORE_BUDGET = Refusal(
    "before-budget",
    "It is dated before the personal budget was prepared.",
    instead="Give a later day, or correct that of the budget.",
)
BUDGET_ENDED_WHY = Refusal(
    "budget-ended-without-reasons",
    "The record says why a personal budget ends.",
    instead="Give the reasons.",
)

OUT_OF_WINDOW = Caution(
    "budget-asked-for-out-of-window",
    "The right to ask is for while a draft is being prepared, a review or a re-assessment. The"
    " authority may agree at any time.",
    PERSONAL_BUDGETS_2014.reg("4(1)") & CFA_2014.s("49(1)"),
    rule="E1",
)


class GiveBudgetInformation(Command, commutes=True):
    """Tell the family what personal budgets are about."""

    items: tuple[BudgetInformation, ...]

    def decide(self, case: Case) -> Iterator[Event]:
        require(set(self.items) == set(BudgetInformation), INFORMATION_INCOMPLETE)
        yield PersonalBudgetInformationGiven(on=self.on, items=self.items)


class RequestPersonalBudget(Command):
    """Ask, as parent or young person, for a personal budget."""

    requested_by: BudgetRequester
    direct_payment: bool = False
    wanted: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        opened = open_window(case.seen(as_at=self.on, as_known_on=case.as_known_on))
        yield PersonalBudgetRequested(
            on=self.on,
            of=opened.place if opened else None,
            requested_by=self.requested_by,
            direct_payment=self.direct_payment,
            wanted=self.wanted,
        )
        if opened is None:
            yield OUT_OF_WINDOW.about(self.on)


class PreparePersonalBudget(Command):
    """Prepare a budget, asked for or not; it stands in for any that is in force."""

    lines: tuple[BudgetLine, ...]

    def decide(self, case: Case) -> Iterator[Event]:
        request = budget_request(case)
        require(request is None or request.first <= self.on, BEFORE_BUDGET_REQUEST)
        require_lines(case, self.lines)
        yield PersonalBudgetPrepared(
            on=self.on, of=request.place if request else None, lines=self.lines
        )
        yield from line_cautions(self.lines, self.on)


class RefusePersonalBudget(Command):
    """Tell the family that no budget is prepared, and why."""

    ground: BudgetGround
    reasons: str
    provision: tuple[str, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        request = require(budget_request(case), NO_BUDGET_REQUEST)
        require(request.first <= self.on, BEFORE_BUDGET_REQUEST)
        require(self.ground is not BudgetGround.NO_POLICY, NO_POLICY_IS_NO_GROUND)
        outside = self.ground is BudgetGround.OUTSIDE_WINDOW
        require(not outside or request.event.of is None, ASKED_INSIDE_WINDOW)
        require(stated(self.reasons), BUDGET_REFUSED_WITHOUT_REASONS)
        require(outside or len(self.provision) > 0, BUDGET_REFUSED_WITHOUT_REASONS)
        yield PersonalBudgetRefused(
            on=self.on,
            of=request.place,
            ground=self.ground,
            reasons=self.reasons,
            provision=self.provision,
        )


class EndPersonalBudget(Command, after_death=True):
    """End the personal budget. `on` is its last day."""

    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        budget = budget_before(case, self)
        require(stated(self.reasons), BUDGET_ENDED_WHY)
        yield PersonalBudgetEnded(on=self.on, of=budget.place, reasons=self.reasons)


def budget_request(case: Case) -> Step | None:
    """Return the request for a personal budget that awaits an answer."""
    answers = (PersonalBudgetPrepared, PersonalBudgetRefused)
    return latest_under_plan(case, PersonalBudgetRequested, until=answers)


def budget_before(case: Case, asked: Command) -> Step:
    """Return the personal budget in force when something is asked. Raises Refused."""
    found = latest_under_plan(case, PersonalBudgetPrepared, until=(PersonalBudgetEnded,))
    budget = require(found, NO_BUDGET)
    require(budget.first <= asked.on, BEFORE_BUDGET)
    return budget
