"""A direct payment, until the first one is made. CFA 2014 s.49; SI 2014/1652 regs 5 to 10."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refusal, require
from ehcp.domain.commands.money.budget_lines import NOT_POUNDS, PAYS_FOR_PLACE, UNDER_COST
from ehcp.domain.commands.money.personal_budget import budget_before
from ehcp.domain.commands.money.recipient import require_recipient
from ehcp.domain.commands.money.running import (
    NO_WRITTEN_CONSENT,
    NOT_NOTIFIED,
    line_in,
    line_of,
    payment_before,
    require_consent,
    require_enough,
)
from ehcp.domain.commands.money.section_j import section_j_cautions
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentConsentGiven,
    DirectPaymentConsentWithdrawn,
    DirectPaymentNoticeGiven,
    DirectPaymentStarted,
    PremisesAgreed,
)
from ehcp.domain.plan.budget import (
    BudgetLine,
    PaymentConditions,
    PaymentRecipient,
    is_exact,
)
from ehcp.domain.standing.payments import PaymentStanding, payments
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014

NOT_IN_WRITING = Refusal(
    "not-in-writing",
    "The head, the principal or the provider agrees to the use of the premises in writing.",
    PERSONAL_BUDGETS_2014.reg("9"),
    instead="Have it in writing.",
    rule="E8",
)
NOT_A_PAYMENT_LINE = Refusal(
    "not-a-payment-line",
    "The budget in force has no line with this id that is a direct payment, wholly or in part.",
    CFA_2014.s("49(2)"),
    instead="Prepare the budget with such a line.",
    rule="E2",
)
PAID_ALREADY = Refusal(
    "line-paid-already",
    "A direct payment has been agreed for this line.",
    instead="Change that payment, or substitute its recipient.",
)
CONDITIONS_NOT_MET = Refusal(
    "payment-conditions-not-met",
    "A direct payment is made only if it will be used appropriately, in the person's best"
    " interests, does no harm to the services of others and is an efficient use of resources.",
    PERSONAL_BUDGETS_2014.reg("6"),
    instead="Refuse it, with reasons and the offer of a review.",
    rule="E6",
)
PREMISES_NOT_AGREED = Refusal(
    "premises-not-agreed",
    "Where goods or services are used on the premises of a school, early years or post-16"
    " institution, its head, principal or provider agrees in writing.",
    PERSONAL_BUDGETS_2014.reg("9"),
    instead="Record the written agreement, or refuse the payment.",
    rule="E8",
)
PAYMENT_NOTICE_INCOMPLETE = Refusal(
    "payment-notice-incomplete",
    "The notice names the person, the goods and services, the amount, the conditions and the"
    " days.",
    PERSONAL_BUDGETS_2014.reg("8"),
    instead="Send it with all five.",
    rule="E9",
)
STARTED_ALREADY = Refusal(
    "payment-started-already",
    "This direct payment is being made.",
    instead="Change it, or resume it if it was suspended.",
)
CONSENT_NOT_GIVEN = Refusal(
    "no-consent-to-withdraw",
    "The record has no consent to this payment that stands.",
    PERSONAL_BUDGETS_2014.reg("8"),
    instead="Correct the record of the consent if it is wrong.",
)


class RecordPremisesAgreement(Command, commutes=True):
    """Record whether the head, principal or provider agrees to the use of the premises."""

    premises: str
    agreed_by: str
    in_writing: bool
    agreed: bool = True

    def decide(self, case: Case) -> Iterator[Event]:
        require(self.in_writing or not self.agreed, NOT_IN_WRITING)
        yield PremisesAgreed(
            on=self.on, premises=self.premises, agreed_by=self.agreed_by, agreed=self.agreed
        )


class AgreeDirectPayment(Command):
    """Agree in principle to pay directly for a line of the budget in force."""

    line: str
    amount: Decimal
    recipient: PaymentRecipient
    conditions: PaymentConditions
    terms: tuple[str, ...] = ()

    def decide(self, case: Case) -> Iterator[Event]:
        budget = budget_before(case, self)
        line = require(line_in(budget.event, self.line), NOT_A_PAYMENT_LINE)
        require(line.paid_directly, NOT_A_PAYMENT_LINE)
        same = (p for p in payments(case) if case.at(p.root.event.of) is budget)
        require(all(p.line != line.id or p.standing.over for p in same), PAID_ALREADY)
        require(not line.for_place, PAYS_FOR_PLACE)
        require_recipient(case, self.recipient, self.on)
        require(self.conditions.met and stated(self.conditions.why), CONDITIONS_NOT_MET)
        _require_premises(case, line, self.on)
        require(is_exact(self.amount), NOT_POUNDS)
        require(self.amount >= line.least_payment, UNDER_COST)
        yield DirectPaymentAgreed(
            on=self.on,
            of=budget.place,
            line=line.id,
            recipient=self.recipient,
            conditions=self.conditions,
            amount=self.amount,
            period=line.period,
            terms=self.terms,
        )
        yield from section_j_cautions(case, self.on)


class GivePaymentNotice(Command):
    """Tell the recipient, before any payment, what is paid for whom, how much, on what terms."""

    payment: int
    person: str
    goods: str
    amount: Decimal
    terms: tuple[str, ...]
    starts: date
    paid_when: str

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(stated(self.person) and stated(self.goods), PAYMENT_NOTICE_INCOMPLETE)
        require(stated(self.paid_when) and len(self.terms) > 0, PAYMENT_NOTICE_INCOMPLETE)
        require(is_exact(self.amount), NOT_POUNDS)
        require_enough(case, payment, self.amount)
        yield DirectPaymentNoticeGiven(
            on=self.on,
            of=payment.root.place,
            person=self.person,
            goods=self.goods,
            amount=self.amount,
            terms=self.terms,
            starts=self.starts,
            paid_when=self.paid_when,
        )


class ConsentToDirectPayment(Command):
    """Consent, as the recipient and in writing, to be paid."""

    payment: int
    consented_by: str
    in_writing: bool
    dated: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        notice = require(payment.notice, NOT_NOTIFIED)
        require(notice.first <= (self.dated or self.on) <= self.on, NOT_NOTIFIED)
        require(self.in_writing and stated(self.consented_by), NO_WRITTEN_CONSENT)
        yield DirectPaymentConsentGiven(
            on=self.on,
            of=payment.root.place,
            consented_by=self.consented_by,
            dated=self.dated,
        )


class WithdrawPaymentConsent(Command):
    """Withdraw consent, as the recipient. Nothing more may be paid."""

    payment: int

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(payment.consent, CONSENT_NOT_GIVEN)
        yield DirectPaymentConsentWithdrawn(on=self.on, of=payment.root.place)


class StartDirectPayment(Command):
    """Make the first payment. `on` is the day it was paid."""

    payment: int
    amount: Decimal

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(payment.standing is PaymentStanding.AGREED, STARTED_ALREADY)
        require_consent(payment, self.on)
        require(is_exact(self.amount), NOT_POUNDS)
        require_enough(case, payment, self.amount)
        line = line_of(case, payment)
        if line is not None:
            _require_premises(case, line, self.on)
        yield DirectPaymentStarted(on=self.on, of=payment.root.place, amount=self.amount)
        yield from section_j_cautions(case, self.on)


def _require_premises(case: Case, line: BudgetLine, on: date) -> None:
    """Refuse what is used on premises whose head has not agreed by that day."""
    require(line.premises is None or _agreed_for(case, line.premises, on), PREMISES_NOT_AGREED)


def _agreed_for(case: Case, premises: str, on: date) -> bool:
    """Whether the last that was said by that day of these premises is that they may be used."""
    said = [
        step.event.agreed
        for step in case.steps_of(PremisesAgreed)
        if isinstance(step.event, PremisesAgreed)
        and step.first <= on
        and (step.event.premises or "").strip().casefold() == premises.strip().casefold()
    ]
    return bool(said and said[-1])
