"""The ordinary case with a personal budget: one line of it is paid directly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentConsentGiven,
    DirectPaymentNoticeGiven,
    DirectPaymentStarted,
)
from ehcp.domain.events.personal_budget import (
    BudgetRequester,
    PersonalBudgetPrepared,
    PersonalBudgetRequested,
)
from ehcp.domain.plan.budget import (
    BudgetLine,
    BudgetPeriod,
    PaymentConditions,
    PaymentRecipient,
)
from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient, BudgetStream
from tests.domain.ordinary_case import DRAFTED, FINISHED

T = TypeVar("T")

TUITION = BudgetLine(
    id="l1",
    text="A tutor for reading, 30 minutes on each school day.",
    provision=("f1",),
    stream=BudgetStream.EDUCATION,
    mechanism=BudgetMechanism.DIRECT_PAYMENT,
    amount=Decimal("62.50"),
    period=BudgetPeriod.WEEK,
    weeks=39,
    starts=date(2025, 6, 2),
    reckoned="2.5 hours at 25 pounds an hour.",
    suffices=True,
    cost=Decimal("62.50"),
)
HELD = replace(
    TUITION,
    id="l2",
    text="The school's share of the same teaching.",
    mechanism=BudgetMechanism.NOTIONAL,
    amount=Decimal("400.00"),
    period=BudgetPeriod.TERM,
    weeks=None,
    cost=None,
    reckoned="As the school's funding has it.",
)
MOTHER = PaymentRecipient(
    kind=BudgetRecipient.PARENT,
    name="Eve Hill",
    can_manage=True,
    over_school_age=True,
    has_capacity=True,
    excluded=False,
)
FOUR = PaymentConditions(
    used_appropriately=True,
    best_interests=True,
    others_unaffected=True,
    efficient=True,
    why="The tutor is known; the cost is that of the authority's own.",
)
TERMS = ("A return each term.",)

ASKED = PersonalBudgetRequested(
    on=date(2025, 4, 14), of=4, requested_by=BudgetRequester.PARENT, direct_payment=True
)
DRAFTED_AND_ASKED = [*DRAFTED, ASKED]

PREPARED = PersonalBudgetPrepared(on=date(2025, 5, 13), lines=(TUITION, HELD))
BUDGET = len(FINISHED) + 1
BUDGETED = [*FINISHED, PREPARED]
AGREED = DirectPaymentAgreed(
    on=date(2025, 5, 14),
    of=BUDGET,
    line="l1",
    recipient=MOTHER,
    conditions=FOUR,
    amount=Decimal("62.50"),
    period=BudgetPeriod.WEEK,
    terms=TERMS,
)
PAYMENT = BUDGET + 1
AGREED_TO = [*BUDGETED, AGREED]
NOTICE = DirectPaymentNoticeGiven(
    on=date(2025, 5, 15),
    of=PAYMENT,
    person="Ada Hill",
    goods="Tuition in reading",
    amount=Decimal("62.50"),
    terms=TERMS,
    starts=date(2025, 6, 2),
    paid_when="Every Monday.",
)
NOTIFIED = [*AGREED_TO, NOTICE]
CONSENT = DirectPaymentConsentGiven(
    on=date(2025, 5, 20), of=PAYMENT, consented_by="Eve Hill", dated=date(2025, 5, 19)
)
CONSENTED = [*NOTIFIED, CONSENT]
STARTED = DirectPaymentStarted(on=date(2025, 6, 2), of=PAYMENT, amount=Decimal("62.50"))
PAID = [*CONSENTED, STARTED]


def altered(thing: T, **fields: Any) -> T:
    """Return a part of a budget with some fields changed, where their names are worked out."""
    changed: T = replace(thing, **fields)  # type: ignore[type-var]
    return changed
