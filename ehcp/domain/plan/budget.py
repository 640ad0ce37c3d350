"""A personal budget as data: its lines, and who may be paid. CFA 2014 s.49; SI 2014/1652.

Pounds are exact, with at most two places. Nothing here is ever a binary fraction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient, BudgetStream

MOST = Decimal("99999999.99")
"""More than any budget, and a year of it still fits into the columns that keep it."""

PENCE = -2
WEEKS_A_YEAR = 52
MOST_WEEKS = 53


class BudgetPeriod(StrEnum):
    """What an amount is for."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


TIMES_A_YEAR = {BudgetPeriod.MONTH: 12, BudgetPeriod.TERM: 3, BudgetPeriod.YEAR: 1}
"""A year has three terms. A week's amount is paid in the weeks that its line says, else in 52."""


def is_exact(amount: Decimal) -> bool:
    """Whether it is an amount of pounds and pence: not negative, at most two places."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= PENCE and 0 <= amount <= MOST


@dataclass(frozen=True, kw_only=True)
class BudgetShare:
    """The part of a mixed line that is secured in one way."""

    mechanism: BudgetMechanism
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """Money for particular provision: the ids of it in Sections F, G and H.

    `amount` is for one `period`, `weeks` how many weeks of a year a weekly one is paid for.
    The days are inclusive. `reckoned` says how the amount was arrived at, `suffices` that it
    secures the provision, `cost` what the provision costs for one period. A mixed line says
    its `shares`. `premises` is the school, early years or post-16 institution where goods or
    services are used; `for_place` marks what pays for a place at one.
    """

    id: str
    text: str
    stream: BudgetStream
    mechanism: BudgetMechanism
    amount: Decimal
    period: BudgetPeriod
    starts: date
    ends: date | None = None
    provision: tuple[str, ...] = ()
    weeks: int | None = None
    reckoned: str = ""
    suffices: bool = False
    cost: Decimal | None = None
    shares: tuple[BudgetShare, ...] = ()
    premises: str | None = None
    for_place: bool = False

    def covers(self, day: date) -> bool:
        """Whether it is for that day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def parts(self) -> Iterator[tuple[BudgetMechanism, Decimal]]:
        """Yield each way in which it is secured, and how much of it."""
        if self.mechanism is BudgetMechanism.MIXED:
            yield from ((share.mechanism, share.amount) for share in self.shares)
        else:
            yield self.mechanism, self.amount

    @property
    def paid_directly(self) -> bool:
        """Whether any of it is a direct payment."""
        return any(mechanism is BudgetMechanism.DIRECT_PAYMENT for mechanism, _ in self.parts())

    @property
    def least_payment(self) -> Decimal:
        """The least that a direct payment must be: what the rest of the line leaves to pay."""
        rest = sum(
            (amount for how, amount in self.parts() if how is not BudgetMechanism.DIRECT_PAYMENT),
            Decimal(0),
        )
        return max(Decimal(0), (self.amount if self.cost is None else self.cost) - rest)

    @property
    def times_a_year(self) -> int | None:
        """How often it is paid in a whole year; None for what is paid once."""
        if self.period is BudgetPeriod.WEEK:
            return WEEKS_A_YEAR if self.weeks is None else self.weeks
        return TIMES_A_YEAR.get(self.period)


@dataclass(frozen=True, kw_only=True)
class PaymentRecipient:
    """Who is paid, and what was found of them: SI 2014/1652 reg 5 and its Schedule.

    `can_manage` is with the help of others where `help_to_manage` names it. `excluded`: the
    Schedule names them. `nominated_on` is the day of the writing by which the parent or young
    person named a nominee; `acts_because` why a representative acts for somebody without
    capacity. Nothing of their bank account belongs here.
    """

    kind: BudgetRecipient
    name: str
    can_manage: bool
    over_school_age: bool
    has_capacity: bool
    excluded: bool
    help_to_manage: str | None = None
    nominated_on: date | None = None
    acts_because: str | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentConditions:
    """The four conditions for making direct payments: SI 2014/1652 reg 6. `why` says how met."""

    used_appropriately: bool
    best_interests: bool
    others_unaffected: bool
    efficient: bool
    why: str

    @property
    def met(self) -> bool:
        """Whether all four are."""
        return (
            self.used_appropriately
            and self.best_interests
            and self.others_unaffected
            and self.efficient
        )
