"""Direct payments as they stand: each from the entry that agreed it to its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentChanged,
    DirectPaymentConsentGiven,
    DirectPaymentConsentWithdrawn,
    DirectPaymentEnded,
    DirectPaymentNoticeGiven,
    DirectPaymentRecipientSubstituted,
    DirectPaymentResumed,
    DirectPaymentReviewed,
    DirectPaymentStarted,
    DirectPaymentStopped,
    DirectPaymentSuspended,
)
from ehcp.domain.plan.budget import BudgetPeriod, PaymentRecipient
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.step import Step

ROOTS = (DirectPaymentAgreed, DirectPaymentStarted)


class PaymentStanding(StrEnum):
    """How a direct payment stands."""

    AGREED = "agreed"
    RUNNING = "running"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    ENDED = "ended"

    @property
    def over(self) -> bool:
        """Whether nothing more will be paid."""
        return self in (PaymentStanding.STOPPED, PaymentStanding.ENDED)

    @property
    def made(self) -> bool:
        """Whether it is being made, if with a pause."""
        return self in (PaymentStanding.RUNNING, PaymentStanding.SUSPENDED)


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One direct payment. `root` agreed it, or made it where the record has no agreement.

    `notice`, `consent`, `started`, `reviewed` and `last` are the latest entries of their kind;
    consent that was withdrawn is None, and `withdrawn` says so.
    """

    root: Step
    standing: PaymentStanding = PaymentStanding.AGREED
    line: str | None = None
    recipient: PaymentRecipient | None = None
    amount: Decimal | None = None
    period: BudgetPeriod | None = None
    notice: Step | None = None
    consent: Step | None = None
    withdrawn: bool = False
    started: Step | None = None
    reviewed: Step | None = None
    last: Step | None = None


def payment_of(case: Case, step: Step) -> Step | None:
    """Return the entry that agreed the payment a step is about; None if it does not say."""
    event = step.event
    found: Step | None = step
    if isinstance(event, DirectPaymentReviewed):
        found = case.at(event.payment)
    for _ in case.steps:
        if found is None or isinstance(found.event, DirectPaymentAgreed):
            return found
        above = case.at(found.event.of)
        if above is None:
            return found if isinstance(found.event, ROOTS) else None
        found = above
    return None


def payments(case: Case) -> tuple[Payment, ...]:
    """Return every direct payment of a case as it stands, in the order they were agreed."""
    found: dict[int, Payment] = {}
    for step in case.steps_of(*ROOTS, *TAKEN_IN, *PLAN_ENDS):
        if ends_plan(case, step):
            found = {place: _ended_with_plan(payment) for place, payment in found.items()}
            continue
        root = payment_of(case, step)
        if root is not None and root.place in found:
            found[root.place] = _after(found[root.place], step)
        elif root is step:
            found[step.place] = _after(Payment(root=step), step)
    return tuple(found.values())


def payment_at(case: Case, place: int) -> Payment | None:
    """Return the direct payment that was agreed in the entry of that place."""
    root = case.at(place)
    return next((payment for payment in payments(case) if payment.root is root), None)


def _after(payment: Payment, step: Step) -> Payment:
    """Return the payment as it stands after a step."""
    take_in = TAKEN_IN.get(type(step.event))
    payment = take_in(payment, step) if take_in else payment
    return replace(payment, last=step)


def _ended_with_plan(payment: Payment) -> Payment:
    over = payment.standing.over
    return payment if over else replace(payment, standing=PaymentStanding.ENDED)


def _agreed(payment: Payment, step: Step) -> Payment:
    event = step.event
    if not isinstance(event, DirectPaymentAgreed):
        return payment
    return replace(
        payment,
        line=event.line,
        recipient=event.recipient,
        amount=event.amount,
        period=event.period,
    )


def _started(payment: Payment, step: Step) -> Payment:
    payment = replace(payment, standing=PaymentStanding.RUNNING)
    return payment if payment.started else replace(payment, started=step)


def _changed(payment: Payment, step: Step) -> Payment:
    event = step.event
    if not isinstance(event, DirectPaymentChanged) or event.amount is None:
        return payment
    return replace(payment, amount=event.amount)


def _substituted(payment: Payment, step: Step) -> Payment:
    event = step.event
    recipient = event.recipient if isinstance(event, DirectPaymentRecipientSubstituted) else None
    return replace(payment, recipient=recipient, consent=None, withdrawn=False)


def _to(standing: PaymentStanding) -> Callable[[Payment, Step], Payment]:
    return lambda payment, _step: replace(payment, standing=standing)


TAKEN_IN: dict[type[Event], Callable[[Payment, Step], Payment]] = {
    DirectPaymentAgreed: _agreed,
    DirectPaymentNoticeGiven: lambda payment, step: replace(payment, notice=step),
    DirectPaymentConsentGiven: lambda payment, step: replace(
        payment, consent=step, withdrawn=False
    ),
    DirectPaymentConsentWithdrawn: lambda payment, _: replace(
        payment, consent=None, withdrawn=True
    ),
    DirectPaymentStarted: _started,
    DirectPaymentChanged: _changed,
    DirectPaymentRecipientSubstituted: _substituted,
    DirectPaymentSuspended: _to(PaymentStanding.SUSPENDED),
    DirectPaymentResumed: _to(PaymentStanding.RUNNING),
    DirectPaymentStopped: _to(PaymentStanding.STOPPED),
    DirectPaymentEnded: _to(PaymentStanding.ENDED),
    DirectPaymentReviewed: lambda payment, step: replace(payment, reviewed=step),
}
"""What each kind of entry makes of a payment."""
