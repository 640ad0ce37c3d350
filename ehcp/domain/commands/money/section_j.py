"""What is warned of where Section J and the personal budget differ: SI 2014/1530 reg 12(1)(j)."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution
from ehcp.domain.commands.money.budget_lines import plan_of
from ehcp.domain.events.personal_budget import PersonalBudgetEnded, PersonalBudgetPrepared
from ehcp.domain.events.record import RuleWarned
from ehcp.domain.plan.section_j import section_j_differences
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.plan_end import latest_under_plan
from ehcp.law.citations import SEND_REGS_2014

SECTION_J_DIFFERS = Caution(
    "section-j-differs-from-budget",
    "Section J gives the needs and outcomes that provision secured by direct payment is to meet,"
    " and agrees with the personal budget.",
    SEND_REGS_2014.reg("12(1)(j)"),
)


def section_j_cautions(case: Case, on: date, plan: Plan | None = None) -> Iterator[RuleWarned]:
    """Yield what is warned of in a plan's Section J: a plan to be issued, else the one in force.

    Nothing, where no personal budget is in force or the record does not hold the plan.
    """
    budget = latest_under_plan(case, PersonalBudgetPrepared, until=(PersonalBudgetEnded,))
    plan = plan or plan_of(case.plan_in_force)
    if budget is None or plan is None or not isinstance(budget.event, PersonalBudgetPrepared):
        return
    found = [f"{each.id}: {each.what}" for each in section_j_differences(plan, budget.event.lines)]
    if found:
        yield SECTION_J_DIFFERS.about(on, ", ".join(found))
