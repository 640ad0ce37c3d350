"""The personal budget of a case as a reader is shown it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.events.direct_payment import PremisesAgreed
from ehcp.domain.plan.budget import BudgetLine, BudgetPeriod, PaymentRecipient
from ehcp.domain.standing.budgets import Budgets, BudgetTotal, PaymentReviewDue, budgets
from ehcp.domain.standing.payments import Payment, PaymentStanding
from ehcp.domain.step import Step
from ehcp.domain.when import Span


@dataclass(frozen=True, kw_only=True)
class BudgetShown:
    """The budget in force: the place of its entry, and its lines for the day."""

    place: int
    prepared: Span
    lines: tuple[BudgetLine, ...]
    totals: tuple[BudgetTotal, ...]


@dataclass(frozen=True, kw_only=True)
class PaymentShown:
    """A direct payment that is not over. `place` is the entry that agreed it.

    `consented` is null where no consent stands.
    """

    place: int
    line: str | None
    standing: PaymentStanding
    recipient: PaymentRecipient | None
    amount: Decimal | None
    period: BudgetPeriod | None
    notified: Span | None
    consented: Span | None
    consent_withdrawn: bool
    started: Span | None
    reviewed: Span | None


@dataclass(frozen=True, kw_only=True)
class PremisesShown:
    """What was last said of the use of some premises."""

    premises: str | None
    agreed: bool | None
    said_by: str | None
    on: Span


@dataclass(frozen=True, kw_only=True)
class ReviewShown:
    """A review of a direct payment that is to be held, and its last day."""

    payment: int
    limit: str
    due: date


@dataclass(frozen=True, kw_only=True)
class BudgetsShown:
    """The personal budget on a day, and what is paid directly."""

    budget: BudgetShown | None
    payments: tuple[PaymentShown, ...]
    premises: tuple[PremisesShown, ...]
    reviews_due: tuple[ReviewShown, ...]


def budgets_shown(case: Case, on: date) -> BudgetsShown:
    """Return the personal budget of a case as it stood at the end of a day."""
    found = budgets(case, on)
    return BudgetsShown(
        budget=_budget(found),
        payments=tuple(map(_payment, found.payments)),
        premises=tuple(map(_premises, found.premises)),
        reviews_due=tuple(map(_review, found.reviews_due)),
    )


def _budget(found: Budgets) -> BudgetShown | None:
    step = found.budget
    if step is None:
        return None
    return BudgetShown(
        place=step.place, prepared=step.span, lines=found.lines, totals=found.totals
    )


def _payment(payment: Payment) -> PaymentShown:
    return PaymentShown(
        place=payment.root.place,
        line=payment.line,
        standing=payment.standing,
        recipient=payment.recipient,
        amount=payment.amount,
        period=payment.period,
        notified=_span(payment.notice),
        consented=_span(payment.consent),
        consent_withdrawn=payment.withdrawn,
        started=_span(payment.started),
        reviewed=_span(payment.reviewed),
    )


def _span(step: Step | None) -> Span | None:
    return step.span if step else None


def _premises(step: Step) -> PremisesShown:
    event = step.event
    said = event if isinstance(event, PremisesAgreed) else None
    return PremisesShown(
        premises=said.premises if said else None,
        agreed=said.agreed if said else None,
        said_by=said.agreed_by if said else None,
        on=step.span,
    )


def _review(review: PaymentReviewDue) -> ReviewShown:
    return ReviewShown(payment=review.payment, limit=review.limit.id, due=review.due)
