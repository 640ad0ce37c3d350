"""Money asked back: misspent direct payments (SI 2014/1652), and fees to be repaid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.money.budget_lines import NOT_POUNDS
from ehcp.domain.commands.money.running import payment_known
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.commands.underway import latest
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    RepaymentCause,
    RepaymentCauseFound,
    RepaymentReceived,
    RepaymentRequired,
)
from ehcp.domain.events.money import FeesPeriodBegins, FeesPeriodEnds
from ehcp.domain.plan.budget import is_exact
from ehcp.domain.standing.payments import Payment, payment_of
from ehcp.domain.step import Step

WHAT_HAPPENED = Refusal(
    "repayment-cause-not-described",
    "The record says what was found.",
    instead="Describe it.",
)
NO_CAUSE = Refusal(
    "no-cause-for-repayment",
    "Nothing is recorded of this payment for which money could be asked back.",
    instead="Record what was found first.",
)
NOTICE_BEFORE_CAUSE = Refusal(
    "repayment-out-of-order",
    "It is dated before what it answers.",
    instead="Give a later day.",
)
REPAYMENT_WHY = Refusal(
    "repayment-notice-incomplete",
    "The notice gives the reasons, the amount, and a day for payment that has not passed.",
    instead="Give all three.",
)
NOTHING_REQUIRED = Refusal(
    "no-repayment-required",
    "No money of this payment has been asked back.",
    instead="Record the notice first.",
)
NO_FEES_PERIOD = Refusal(
    "no-fees-period",
    "No period for which fees are repaid has begun.",
    instead="Record its first day.",
)
FEES_PERIOD_OPEN = Refusal(
    "fees-period-open",
    "A period for which fees are repaid has begun, and not ended.",
    instead="Record its last day first.",
)
FEES_PERIOD_BACKWARDS = Refusal(
    "fees-period-backwards",
    "The period for which fees are repaid ends before it begins.",
    instead="Give a last day that is not before the first.",
)


class RecordRepaymentCause(Command, commutes=True, after_death=True):
    """Record what was found for which money may be asked back."""

    payment: int
    cause: RepaymentCause
    found: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_known(case, self.payment, self.on)
        require(stated(self.found), WHAT_HAPPENED)
        yield RepaymentCauseFound(
            on=self.on, of=payment.root.place, cause=self.cause, found=self.found
        )


class RequireRepayment(Command, after_death=True):
    """Ask for money back, in writing, with reasons and the last day for it."""

    payment: int
    amount: Decimal
    reasons: str
    pay_by: date

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_known(case, self.payment, self.on)
        cause = require(_latest(case, payment, RepaymentCauseFound), NO_CAUSE)
        require(cause.first <= self.on, NOTICE_BEFORE_CAUSE)
        require(is_exact(self.amount), NOT_POUNDS)
        require(self.amount > 0 and stated(self.reasons), REPAYMENT_WHY)
        require(self.on <= self.pay_by, REPAYMENT_WHY)
        yield RepaymentRequired(
            on=self.on,
            of=cause.place,
            amount=self.amount,
            reasons=self.reasons,
            pay_by=self.pay_by,
        )


class RecordRepayment(Command, commutes=True, after_death=True):
    """Record that money came back."""

    payment: int
    amount: Decimal

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_known(case, self.payment, self.on)
        required = require(_latest(case, payment, RepaymentRequired), NOTHING_REQUIRED)
        require(required.first <= self.on, NOTICE_BEFORE_CAUSE)
        require(is_exact(self.amount), NOT_POUNDS)
        yield RepaymentReceived(on=self.on, of=required.place, amount=self.amount)


class BeginFeesPeriod(Command):
    """Record the first day of a period for which fees are repaid."""

    def decide(self, case: Case) -> Iterator[Event]:
        require(_open_period(case) is None, FEES_PERIOD_OPEN)
        yield FeesPeriodBegins(on=self.on)


class EndFeesPeriod(Command, after_death=True):
    """Record the last day of a period for which fees are repaid."""

    def decide(self, case: Case) -> Iterator[Event]:
        begun = require(_open_period(case), NO_FEES_PERIOD)
        require(begun.first <= self.on, FEES_PERIOD_BACKWARDS)
        yield FeesPeriodEnds(on=self.on, of=begun.place)


def _open_period(case: Case) -> Step | None:
    return latest(case, FeesPeriodBegins, until=(FeesPeriodEnds,))


def _latest(case: Case, payment: Payment, kind: type[Event]) -> Step | None:
    """Return the latest entry of a kind about a payment."""
    found = [step for step in case.steps_of(kind) if payment_of(case, step) is payment.root]
    return found[-1] if found else None
