"""The personal budget of a case on a day: its lines, what they come to, and what is paid.

A pure function of the history. What a line comes to in a year: a month's amount 12 times, a
term's 3 times, a week's in the weeks that the line says, else 52 times, a year's once; what is
paid once is told apart and not spread. A line that is in force counts as for a whole year,
whatever its last day. All sums are exact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.events.direct_payment import PremisesAgreed
from ehcp.domain.events.personal_budget import PersonalBudgetEnded, PersonalBudgetPrepared
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.plan.budget import BudgetLine
from ehcp.domain.plan.placement import BudgetMechanism, BudgetStream
from ehcp.domain.standing.payments import Payment, payments
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.calendar import NO_HOLIDAYS
from ehcp.law.time_limit import NotInForce, TimeLimit
from ehcp.law.time_limits.personal_budget import (
    DIRECT_PAYMENT_REVIEW_FIRST,
    DIRECT_PAYMENT_REVIEW_WITH_PLAN,
)

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class BudgetTotal:
    """What one stream comes to in one way of securing it: in a whole year, and once."""

    stream: BudgetStream
    mechanism: BudgetMechanism
    a_year: Decimal
    once: Decimal


@dataclass(frozen=True, kw_only=True)
class PaymentReviewDue:
    """A review of a direct payment that has not been held: its last day, and under which limit.

    `payment` is the place of the entry that agreed the payment.
    """

    payment: int
    limit: TimeLimit
    due: date


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """The budget in force on a day, and the direct payments that are not over.

    `premises` are the latest answers of heads and providers, one for each of the premises.
    """

    budget: Step | None
    lines: tuple[BudgetLine, ...]
    totals: tuple[BudgetTotal, ...]
    payments: tuple[Payment, ...]
    premises: tuple[Step, ...]
    reviews_due: tuple[PaymentReviewDue, ...]


def budgets(case: Case, on: date) -> Budgets:
    """Return the personal budget of a case as it stands at the end of a day."""
    case = case if case.as_at == on else case.seen(as_at=on, as_known_on=case.as_known_on)
    budget = budget_in_force(case, on)
    event = budget.event if budget else None
    prepared = event.lines if isinstance(event, PersonalBudgetPrepared) else ()
    lines = tuple(line for line in prepared if line.covers(on))
    going_on = tuple(payment for payment in payments(case) if not payment.standing.over)
    return Budgets(
        budget=budget,
        lines=lines,
        totals=totals(lines),
        payments=going_on,
        premises=tuple(_premises(case)),
        reviews_due=tuple(due for payment in going_on for due in _reviews_due(case, payment)),
    )


def budget_in_force(case: Case, on: date) -> Step | None:
    """Return the latest budget, unless it has ended: its last day still has it."""
    found: Step | None = None
    for step in case.steps_of(PersonalBudgetPrepared, PersonalBudgetEnded, *PLAN_ENDS):
        if isinstance(step.event, PersonalBudgetPrepared):
            found = step
        elif isinstance(step.event, PersonalBudgetEnded):
            found = found if step.last >= on else None
        elif ends_plan(case, step):
            found = None
    return found


def totals(lines: Iterable[BudgetLine]) -> tuple[BudgetTotal, ...]:
    """Return what lines come to, by stream and by way of securing, in the order of both."""
    a_year: dict[tuple[BudgetStream, BudgetMechanism], Decimal] = {}
    once: dict[tuple[BudgetStream, BudgetMechanism], Decimal] = {}
    for line in lines:
        for mechanism, amount in line.parts():
            key = line.stream, mechanism
            times = line.times_a_year
            a_year[key] = a_year.get(key, NOTHING) + (amount * times if times else NOTHING)
            once[key] = once.get(key, NOTHING) + (amount if times is None else NOTHING)
    return tuple(
        BudgetTotal(
            stream=stream,
            mechanism=mechanism,
            a_year=a_year[stream, mechanism],
            once=once[stream, mechanism],
        )
        for stream in BudgetStream
        for mechanism in BudgetMechanism
        if (stream, mechanism) in a_year
    )


def _premises(case: Case) -> Iterator[Step]:
    """Yield the latest answer for each of the premises."""
    found: dict[str, Step] = {}
    for step in case.steps_of(PremisesAgreed):
        if isinstance(step.event, PremisesAgreed):
            found[(step.event.premises or "").strip().casefold()] = step
    yield from found.values()


def _reviews_due(case: Case, payment: Payment) -> Iterator[PaymentReviewDue]:
    """Yield the reviews of a payment that has been made, that are still to be held."""
    started, reviewed = payment.started, payment.reviewed
    if started is None:
        return
    if reviewed is None:
        yield from _due(payment, DIRECT_PAYMENT_REVIEW_FIRST, started)
    with_plan = [
        step
        for step in case.after(started, ReviewMeetingHeld, ReassessmentAgreed)
        if reviewed is None or case.follows(step, reviewed)
    ]
    if with_plan:
        yield from _due(payment, DIRECT_PAYMENT_REVIEW_WITH_PLAN, with_plan[0])


def _due(payment: Payment, limit: TimeLimit, since: Step) -> Iterator[PaymentReviewDue]:
    """Yield a review with its last day, by the first day on which its period can have begun."""
    if since.first in (BEGINNING, END):
        return
    try:
        due = limit.last_day(since.first, calendar=NO_HOLIDAYS)
    except NotInForce:
        return
    if due is not None:
        yield PaymentReviewDue(payment=payment.root.place, limit=limit, due=due)
