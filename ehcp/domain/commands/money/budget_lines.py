"""What a line of a personal budget must say. CFA 2014 s.49(2); SI 2014/1652 regs 6 and 10."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import pending_draft
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan.budget import MOST_WEEKS, BudgetLine, BudgetPeriod, is_exact
from ehcp.domain.plan.placement import BudgetMechanism, BudgetStream
from ehcp.domain.plan.sections import Plan
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, CODE_2015, PERSONAL_BUDGETS_2014

NO_LINES = Refusal(
    "budget-without-lines",
    "A personal budget says what money is there for what provision.",
    CFA_2014.s("49(2)"),
    instead="Give at least one line, each with an id of its own.",
    rule="E2",
)
NOT_POUNDS = Refusal(
    "not-pounds-and-pence",
    "An amount is not negative, and has pounds and at most two places of pence.",
    instead="Give the exact amount in pounds and pence.",
)
LINE_BACKWARDS = Refusal(
    "line-ends-before-it-starts",
    "The line ends before it starts.",
    instead="Give a last day that is not before the first, or none.",
)
WEEKS_OF_A_YEAR = Refusal(
    "weeks-of-a-year",
    "Only a weekly amount has weeks of a year, and a year has from 1 to 53.",
    instead="Leave the weeks out, or give the amount for a week.",
)
PROVISION_NOT_NAMED = Refusal(
    "provision-not-in-plan",
    "Each line is for provision specified, or proposed to be specified, in F, G, H1 or H2.",
    CFA_2014.s("49(2)"),
    instead="Give the ids of the provision in the plan or the draft.",
    rule="E2",
)
MIX_NOT_SPLIT = Refusal(
    "mix-not-split",
    "A mixed line says how much of it is secured in which way, and these make up its amount.",
    CFA_2014.s("49(2)") & CODE_2015.para("9.101"),
    instead="Give two shares or more that add up to the amount, none of them mixed itself.",
    rule="E2",
)
NOT_RECKONED = Refusal(
    "amount-not-reckoned",
    "Each line says how its amount was reckoned, and that it suffices for the provision.",
    PERSONAL_BUDGETS_2014.reg("10"),
    instead="Say how it was reckoned, and adjust an amount that does not suffice.",
    rule="E10",
)
PAYS_FOR_PLACE = Refusal(
    "payment-for-a-place",
    "No direct payment is made for a place at a school or post-16 institution.",
    PERSONAL_BUDGETS_2014.reg("6"),
    instead="Let the authority hold the money, or leave the place out.",
    rule="E7",
)
NOT_COSTED = Refusal(
    "payment-not-costed",
    "A direct payment is held against what the provision costs.",
    PERSONAL_BUDGETS_2014.reg("10"),
    instead="Give what the provision costs for the same period.",
    rule="E10",
)
UNDER_COST = Refusal(
    "payment-under-cost",
    "A direct payment is enough to secure the agreed provision.",
    PERSONAL_BUDGETS_2014.reg("10"),
    instead="Raise the amount to what the provision costs.",
    rule="E10",
)

OTHER_REGULATIONS = Caution(
    "payment-under-other-regulations",
    "Direct payments for health or social care are made under regulations of their own.",
    CODE_2015.at("paras 9.95-9.124"),
    rule="E14",
)


def require_lines(case: Case, lines: tuple[BudgetLine, ...]) -> None:
    """Refuse a budget whose lines do not say what they must."""
    ids = [line.id.strip() for line in lines]
    require(len(ids) > 0 and all(ids) and len(ids) == len(set(ids)), NO_LINES)
    named = provision_ids(case)
    for line in lines:
        _require_figures(line)
        require(len(line.provision) > 0, PROVISION_NOT_NAMED)
        require(named is None or named.issuperset(line.provision), PROVISION_NOT_NAMED)
        require(stated(line.reckoned) and line.suffices, NOT_RECKONED)
        if line.paid_directly:
            _require_payable(line)


def _require_figures(line: BudgetLine) -> None:
    """Refuse a line whose sums, weeks or days are not possible."""
    sums = (line.amount, *(share.amount for share in line.shares))
    require(all(map(is_exact, sums)), NOT_POUNDS)
    require(line.cost is None or is_exact(line.cost), NOT_POUNDS)
    require(line.ends is None or line.starts <= line.ends, LINE_BACKWARDS)
    if line.weeks is not None:
        require(line.period is BudgetPeriod.WEEK, WEEKS_OF_A_YEAR)
        require(1 <= line.weeks <= MOST_WEEKS, WEEKS_OF_A_YEAR)
    require(_is_split(line), MIX_NOT_SPLIT)


def _require_payable(line: BudgetLine) -> None:
    """Refuse what no direct payment is made for, or that would not buy it."""
    require(not line.for_place, PAYS_FOR_PLACE)
    cost = require(line.cost, NOT_COSTED)
    require(line.amount >= cost, UNDER_COST)


def line_cautions(lines: tuple[BudgetLine, ...], on: date) -> Iterator[RuleWarned]:
    """Yield what is warned of in a budget."""
    others = [
        line.id
        for line in lines
        if line.paid_directly and line.stream is not BudgetStream.EDUCATION
    ]
    if others:
        yield OTHER_REGULATIONS.about(on, ", ".join(others))


def provision_ids(case: Case) -> frozenset[str] | None:
    """Return the ids of the provision in the plan in force and in a draft that is out.

    None where the record holds the contents of neither.
    """
    plans = [plan for step in (case.plan_in_force, pending_draft(case)) if (plan := plan_of(step))]
    if not plans:
        return None
    return frozenset(provided.id for plan in plans for provided in plan.all_provision)


def plan_of(step: Step | None) -> Plan | None:
    """Return the contents of a plan that was issued, where the record holds them."""
    event = step.event if step else None
    kinds = DraftPlanIssued | FinalPlanIssued | AmendedPlanIssued
    return event.plan if isinstance(event, kinds) else None


def _is_split(line: BudgetLine) -> bool:
    """Whether a mixed line is made up of its shares, and another has none."""
    if line.mechanism is not BudgetMechanism.MIXED:
        return not line.shares
    mixed = any(share.mechanism is BudgetMechanism.MIXED for share in line.shares)
    total = sum(share.amount for share in line.shares)
    return len(line.shares) > 1 and not mixed and total == line.amount
