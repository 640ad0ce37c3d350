"""A direct payment changed, reduced, suspended, stopped, ended. SI 2014/1652 regs 10, 12, 14."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.money.budget_lines import NOT_POUNDS
from ehcp.domain.commands.money.running import (
    payment_before,
    require_consent,
    require_enough,
)
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentChanged,
    DirectPaymentEnded,
    DirectPaymentReductionDecided,
    DirectPaymentReductionNotified,
    DirectPaymentResumed,
    DirectPaymentStopped,
    DirectPaymentSuspended,
    Reduction,
    ReductionReconsidered,
    StopGround,
)
from ehcp.domain.plan.budget import is_exact
from ehcp.domain.standing.payments import Payment, PaymentStanding, payment_of
from ehcp.domain.step import Step
from ehcp.law.citations import PERSONAL_BUDGETS_2014

NOT_BEING_MADE = Refusal(
    "payment-not-being-made",
    "This direct payment is not being made.",
    instead="Start it, or resume it if it was suspended.",
)
PAYMENT_NOT_SUSPENDED = Refusal(
    "payment-not-suspended",
    "This direct payment is not suspended.",
    instead="Start it if it was agreed, or agree a new one if it is over.",
)
WHY_CHANGED = Refusal(
    "payment-changed-without-reasons",
    "A payment is changed, suspended, reduced, stopped or ended for reasons that are given.",
    PERSONAL_BUDGETS_2014.reg("12"),
    instead="Give the reasons.",
    rule="E12",
)
NOT_A_REDUCTION = Refusal(
    "not-a-reduction",
    "A reduction gives a smaller amount than is paid now, and a stop gives none.",
    instead="Give the smaller amount; change the payment if it is to be larger.",
)
NO_REDUCTION_DECIDED = Refusal(
    "no-reduction-decided",
    "No decision to reduce or stop this payment awaits its notice.",
    PERSONAL_BUDGETS_2014.reg("12"),
    instead="Record the decision first.",
    rule="E12",
)
BEFORE_REDUCTION = Refusal(
    "before-the-reduction",
    "It is dated before the decision.",
    instead="Give the day on which the notice was sent.",
)
NO_NOTICE_LEFT = Refusal(
    "reduction-without-time",
    "Reasonable notice leaves time before a payment is reduced or stopped.",
    PERSONAL_BUDGETS_2014.reg("12"),
    instead="Give a day that leaves the recipient reasonable time.",
    rule="E12",
)
NOT_NOTIFIED_OF_REDUCTION = Refusal(
    "reduction-not-notified",
    "A payment is reduced or stopped only after reasonable written notice with reasons, from the"
    " day that the notice gives.",
    PERSONAL_BUDGETS_2014.reg("12"),
    instead="Give notice, and wait for its day; without consent or an eligible recipient the"
    " payment may be stopped at once.",
    rule="E12",
)


class ChangeDirectPayment(Command):
    """Pay another amount from the day `on`; a smaller one only after notice."""

    payment: int
    amount: Decimal
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(payment.standing.made, NOT_BEING_MADE)
        require_consent(payment, self.on)
        require(stated(self.reasons), WHY_CHANGED)
        require(is_exact(self.amount), NOT_POUNDS)
        require_enough(case, payment, self.amount)
        if payment.amount is not None and self.amount < payment.amount:
            notified = _notified(case, payment, Reduction.REDUCE, self.on)
            require(_amount_in(notified) == self.amount, NOT_NOTIFIED_OF_REDUCTION)
        yield DirectPaymentChanged(
            on=self.on, of=payment.root.place, amount=self.amount, reasons=self.reasons
        )


class DecideOnReduction(Command):
    """Decide to reduce or stop a payment; the recipient is then to have notice."""

    payment: int
    reduction: Reduction
    reasons: str
    amount: Decimal | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(stated(self.reasons), WHY_CHANGED)
        if self.reduction is Reduction.STOP:
            require(self.amount is None, NOT_A_REDUCTION)
        else:
            amount = require(self.amount, NOT_A_REDUCTION)
            require(is_exact(amount), NOT_POUNDS)
            require(payment.amount is None or amount < payment.amount, NOT_A_REDUCTION)
            require_enough(case, payment, amount)
        yield DirectPaymentReductionDecided(
            on=self.on,
            of=payment.root.place,
            reduction=self.reduction,
            amount=self.amount,
            reasons=self.reasons,
        )


class NotifyReduction(Command):
    """Give the recipient written notice, with reasons, of the first day of less or no payment."""

    payment: int
    takes_effect: date
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        decided = require(_undisclosed(case, payment), NO_REDUCTION_DECIDED)
        require(decided.first <= self.on, BEFORE_REDUCTION)
        require(stated(self.reasons), WHY_CHANGED)
        require(self.on < self.takes_effect, NO_NOTICE_LEFT)
        yield DirectPaymentReductionNotified(
            on=self.on,
            of=decided.place,
            takes_effect=self.takes_effect,
            reasons=self.reasons,
        )


class SuspendDirectPayment(Command):
    """Pay nothing for the time being. The duty to secure the provision stays."""

    payment: int
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(payment.standing is PaymentStanding.RUNNING, NOT_BEING_MADE)
        require(stated(self.reasons), WHY_CHANGED)
        yield DirectPaymentSuspended(on=self.on, of=payment.root.place, reasons=self.reasons)


class ResumeDirectPayment(Command):
    """Pay again."""

    payment: int

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(payment.standing is PaymentStanding.SUSPENDED, PAYMENT_NOT_SUSPENDED)
        require_consent(payment, self.on)
        yield DirectPaymentResumed(on=self.on, of=payment.root.place)


class StopDirectPayment(Command, after_death=True):
    """Stop a payment: after notice, or at once where the law lets nobody be paid any more."""

    payment: int
    ground: StopGround
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(stated(self.reasons), WHY_CHANGED)
        if not self.ground.at_once:
            notified = _notified(case, payment, Reduction.STOP, self.on)
            require(notified, NOT_NOTIFIED_OF_REDUCTION)
        yield DirectPaymentStopped(
            on=self.on, of=payment.root.place, ground=self.ground, reasons=self.reasons
        )


class EndDirectPayment(Command, after_death=True):
    """Record that a payment came to its end: `on` is the last day it was for."""

    payment: int
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(stated(self.reasons), WHY_CHANGED)
        yield DirectPaymentEnded(on=self.on, of=payment.root.place, reasons=self.reasons)


def _undisclosed(case: Case, payment: Payment) -> Step | None:
    """Return the last decision to reduce or stop this payment, if no notice has followed it."""
    kinds = (DirectPaymentReductionDecided, DirectPaymentReductionNotified)
    found = [s for s in case.steps_of(*kinds) if payment_of(case, s) is payment.root]
    last = found[-1] if found else None
    return last if last and isinstance(last.event, DirectPaymentReductionDecided) else None


def _notified(case: Case, payment: Payment, what: Reduction, on: date) -> Step | None:
    """Return the decision of which the recipient had notice that has taken effect by a day."""
    for step in reversed(case.steps_of(DirectPaymentReductionNotified)):
        decided = case.at(step.event.of)
        if (
            payment_of(case, step) is payment.root
            and _in_effect(step, on)
            and not _not_upheld(case, step, on)
            and decided is not None
            and isinstance(decided.event, DirectPaymentReductionDecided)
            and decided.event.reduction is what
        ):
            return decided
    return None


def _not_upheld(case: Case, notice: Step, on: date) -> bool:
    """Whether by a day the decision of which a notice told was reconsidered, and did not stand.

    Asking for that does not hold it up; the answer does, if it says so: reg 14.
    """
    for answer in case.steps_of(ReductionReconsidered):
        asked = case.at(answer.event.of)
        about = case.at(asked.event.of) if asked else None
        upheld = getattr(answer.event, "upheld", None)
        if about is notice and upheld is False and answer.first <= on:
            return True
    return False


def _in_effect(notice: Step, on: date) -> bool:
    """Whether the day that a notice gives has come."""
    event = notice.event
    if not isinstance(event, DirectPaymentReductionNotified) or event.takes_effect is None:
        return False
    return event.takes_effect <= on


def _amount_in(decided: Step | None) -> Decimal | None:
    """Return the amount that a decision reduces a payment to."""
    event = decided.event if decided else None
    return event.amount if isinstance(event, DirectPaymentReductionDecided) else None
