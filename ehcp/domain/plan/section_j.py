"""What Section J of a plan must say of a personal budget: SI 2014/1530 reg 12(1)(j).

Where special educational provision is secured by direct payment, Section J gives the needs and
outcomes that it is to meet. The rest is compared where both the plan and the budget say it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.plan.budget import BudgetLine
from ehcp.domain.plan.sections import DirectPaymentPart, Plan


class Discrepancy(StrEnum):
    """How Section J and the budget differ."""

    NOT_IN_PLAN = "not-in-section-j"
    NOT_IN_BUDGET = "not-in-budget"
    NEEDS = "no-needs"
    OUTCOMES = "no-outcomes"
    AMOUNT = "another-amount"
    PERIOD = "another-period"
    STREAM = "another-stream"
    MECHANISM = "another-mechanism"
    PREMISES = "no-day-of-agreement-on-premises"


@dataclass(frozen=True, kw_only=True)
class SectionJDifference:
    """One difference, by the id of the budget's line or, if it has none, of the element in J."""

    id: str
    what: Discrepancy


def section_j_differences(plan: Plan, lines: Sequence[BudgetLine]) -> Iterator[SectionJDifference]:
    """Yield how Section J differs from the lines of a budget that are paid directly."""
    matched: set[str] = set()
    for line in lines:
        if not line.paid_directly:
            continue
        parts = [part for part in plan.direct_payments if _is_for(part, line)]
        matched.update(part.id for part in parts)
        if not parts:
            yield SectionJDifference(id=line.id, what=Discrepancy.NOT_IN_PLAN)
        for part in parts:
            yield from (SectionJDifference(id=line.id, what=what) for what in _of(part, line))
    others = {part.id for line in lines for part in plan.direct_payments if _is_for(part, line)}
    for part in plan.direct_payments:
        if part.id not in matched | others:
            yield SectionJDifference(id=part.id, what=Discrepancy.NOT_IN_BUDGET)


def _is_for(part: DirectPaymentPart, line: BudgetLine) -> bool:
    """Whether an element of Section J is about a line: by its provision, else by its id."""
    if part.provision:
        return not set(part.provision).isdisjoint(line.provision)
    return part.id == line.id


def _of(part: DirectPaymentPart, line: BudgetLine) -> Iterator[Discrepancy]:
    if not part.needs:
        yield Discrepancy.NEEDS
    if not part.outcomes:
        yield Discrepancy.OUTCOMES
    sums = {line.amount, *(amount for _, amount in line.parts())}
    if part.amount is not None and part.amount not in sums:
        yield Discrepancy.AMOUNT
    if part.period is not None and part.period.strip().casefold() != line.period:
        yield Discrepancy.PERIOD
    if part.stream is not None and part.stream is not line.stream:
        yield Discrepancy.STREAM
    if part.mechanism is not None and part.mechanism is not line.mechanism:
        yield Discrepancy.MECHANISM
    if line.premises is not None and part.head_agreed_on is None:
        yield Discrepancy.PREMISES
