"""The budgets read model: one row for each line of the latest personal budget of a case.

Whether a line is in force depends on today, and is not stored: `starts` and `ends` are, both
inclusive. A line of a budget that has ended, or of a plan that has, ends with it at the latest.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.events.personal_budget import PersonalBudgetEnded, PersonalBudgetPrepared
from ehcp.domain.plan.budget import BudgetLine, BudgetPeriod
from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient, BudgetStream
from ehcp.domain.standing.payments import Payment, PaymentStanding, payments
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import END, Step
from ehcp.domain.value import value

TABLE = "budgets"
ONE_DAY = timedelta(days=1)


@value(frozen=True, kw_only=True, slots=True)
class BudgetRow:
    """One line. `number` is its order within the budget, whose entry is `budget`.

    `a_year` is what the line comes to in a whole year, null for what is paid once. `payment` is
    the entry that agreed to pay it directly, `paid` what is paid for one period.
    """

    authority: str
    case_id: UUID
    number: int
    budget: int
    line: str
    text: str
    stream: BudgetStream
    mechanism: BudgetMechanism
    amount: Decimal
    period: BudgetPeriod
    a_year: Decimal | None
    starts: date
    ends: date | None
    provision: tuple[str, ...]
    premises: str | None
    payment: int | None
    standing: PaymentStanding | None
    recipient: BudgetRecipient | None
    paid: Decimal | None
    consented: bool


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[BudgetRow]:
    """Yield the lines of the latest budget of one case, in its order."""
    prepared = case.steps_of(PersonalBudgetPrepared)
    if not prepared or not isinstance(prepared[-1].event, PersonalBudgetPrepared):
        return
    budget, lines = prepared[-1], prepared[-1].event.lines
    over = _last_day(case, budget)
    paid = {p.line: p for p in payments(case) if case.at(p.root.event.of) is budget}
    for number, line in enumerate(lines):
        ends = min((day for day in (line.ends, over) if day is not None), default=None)
        yield _row((authority, case_id, number), budget, line, ends, paid.get(line.id))


def _row(
    key: tuple[str, UUID, int],
    budget: Step,
    line: BudgetLine,
    ends: date | None,
    payment: Payment | None,
) -> BudgetRow:
    authority, case_id, number = key
    return BudgetRow(
        authority=authority,
        case_id=case_id,
        number=number,
        budget=budget.place,
        line=line.id,
        text=line.text,
        stream=line.stream,
        mechanism=line.mechanism,
        amount=line.amount,
        period=line.period,
        a_year=None if line.times_a_year is None else line.amount * line.times_a_year,
        starts=line.starts,
        ends=ends,
        provision=line.provision,
        premises=line.premises,
        payment=payment.root.place if payment else None,
        standing=payment.standing if payment else None,
        recipient=payment.recipient.kind if payment and payment.recipient else None,
        paid=payment.amount if payment else None,
        consented=payment is not None and payment.consent is not None,
    )


def _last_day(case: Case, budget: Step) -> date | None:
    """Return the last day of a budget: its own, or the one before the plan's end."""
    for step in case.after(budget, PersonalBudgetEnded, *PLAN_ENDS):
        if step.last == END:
            continue
        if isinstance(step.event, PersonalBudgetEnded):
            return step.last
        if ends_plan(case, step):
            return step.last - ONE_DAY
    return None
