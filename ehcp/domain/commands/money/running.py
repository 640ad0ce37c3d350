"""Which direct payment something is asked of, and whether it may be paid. SI 2014/1652 reg 8."""

from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.command import Refusal, require
from ehcp.domain.commands.money.budget_lines import UNDER_COST
from ehcp.domain.events.direct_payment import DirectPaymentAgreed
from ehcp.domain.events.personal_budget import PersonalBudgetEnded, PersonalBudgetPrepared
from ehcp.domain.plan.budget import BudgetLine
from ehcp.domain.standing.payments import Payment, payment_at
from ehcp.domain.standing.plan_end import latest_under_plan
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014

NO_SUCH_PAYMENT = Refusal(
    "no-such-payment",
    "No direct payment was agreed in this entry.",
    instead="Give the place of the entry that agreed it.",
)
PAYMENT_OVER = Refusal(
    "payment-over",
    "This direct payment has been stopped or has ended.",
    instead="Agree a new one.",
)
BEFORE_PAYMENT = Refusal(
    "before-payment",
    "It is dated before the direct payment was agreed.",
    instead="Give a later day, or correct that of the agreement.",
)
NOT_NOTIFIED = Refusal(
    "no-notice-of-payment",
    "Before it consents the recipient has written notice of the person, the goods and services,"
    " the amount, the conditions and the days.",
    PERSONAL_BUDGETS_2014.reg("8"),
    instead="Give the notice first.",
    rule="E9",
)
NO_WRITTEN_CONSENT = Refusal(
    "no-written-consent",
    "Nothing is paid before the recipient has consented in writing.",
    PERSONAL_BUDGETS_2014.reg("8") & CFA_2014.at("s.49(4)-(6)"),
    instead="Record the written consent first.",
    rule="E9",
)
CONSENT_WITHDRAWN = Refusal(
    "consent-withdrawn",
    "The recipient has withdrawn consent: the payments must stop.",
    CFA_2014.at("s.49(4)-(6)"),
    instead="Stop the payment, and secure the provision otherwise.",
    rule="E9",
)


def payment_before(case: Case, place: int, on: date) -> Payment:
    """Return the payment agreed in that place, if it is not over. Raises Refused."""
    payment = payment_known(case, place, on)
    require(not payment.standing.over, PAYMENT_OVER)
    return payment


def payment_known(case: Case, place: int, on: date) -> Payment:
    """Return the payment agreed in that place, over or not. Raises Refused."""
    payment = require(payment_at(case, place), NO_SUCH_PAYMENT)
    require(payment.root.first <= on, BEFORE_PAYMENT)
    return payment


def require_consent(payment: Payment, on: date) -> None:
    """Refuse to pay without a consent that stands."""
    require(not payment.withdrawn, CONSENT_WITHDRAWN)
    consent = require(payment.consent, NO_WRITTEN_CONSENT)
    require(consent.first <= on, NO_WRITTEN_CONSENT)


def require_enough(case: Case, payment: Payment, amount: Decimal) -> None:
    """Refuse an amount that does not secure what was agreed, at what that costs now."""
    line = _line_now(case, payment) or line_of(case, payment)
    require(line is None or amount >= line.least_payment, UNDER_COST)


def _line_now(case: Case, payment: Payment) -> BudgetLine | None:
    """Return the line of the budget in force that stands in for the one that was agreed."""
    budget = latest_under_plan(case, PersonalBudgetPrepared, until=(PersonalBudgetEnded,))
    line = line_in(budget.event, payment.line) if budget else None
    same = line is not None and line.paid_directly and line.period is payment.period
    return line if same else None


def line_of(case: Case, payment: Payment) -> BudgetLine | None:
    """Return the line of the budget that a payment is for: of the budget it was agreed under."""
    agreed = payment.root.event
    if not isinstance(agreed, DirectPaymentAgreed):
        return None
    budget = case.at(agreed.of)
    return None if budget is None else line_in(budget.event, agreed.line)


def line_in(budget: object, id_: str | None) -> BudgetLine | None:
    """Return the line of a budget with this id."""
    lines = budget.lines if isinstance(budget, PersonalBudgetPrepared) else ()
    return next((line for line in lines if line.id == id_), None)
