"""Watching over a direct payment: returns, reviews, money back. SI 2014/1652 reg 11."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.money.budget_lines import NOT_POUNDS
from ehcp.domain.commands.money.running import BEFORE_PAYMENT, payment_before, payment_known
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.direct_payment import (
    DirectPaymentReturnReceived,
    DirectPaymentReviewed,
    DirectPaymentReviewRequestConsidered,
    DirectPaymentReviewRequested,
    PaymentReview,
)
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.plan.budget import is_exact
from ehcp.domain.standing.payments import Payment, payment_of
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014

RETURN_BACKWARDS = Refusal(
    "return-ends-before-it-begins",
    "The time that the return is for ends before it begins, or after the return came.",
    instead="Give the first and the last day that it is for.",
)
NOTHING_FOUND = Refusal(
    "payment-reviewed-without-findings",
    "A review says what was found of the making and use of the payment.",
    PERSONAL_BUDGETS_2014.reg("11(2)"),
    instead="Give the findings.",
    rule="E12",
)
NOT_A_PLAN_REVIEW = Refusal(
    "not-a-plan-review",
    "This entry is neither a review meeting nor a re-assessment that was agreed.",
    PERSONAL_BUDGETS_2014.at("reg 11(2)(b); s.44"),
    instead="Give the place of one, or leave it out for a review on its own.",
)
NO_REVIEW_REQUESTED = Refusal(
    "no-payment-review-asked-for",
    "No request to review this payment awaits an answer.",
    PERSONAL_BUDGETS_2014.reg("11(4)"),
    instead="Record the request first.",
)
NOT_HELD_WHY = Refusal(
    "payment-review-declined-without-reasons",
    "A request to review a payment is considered: the record says why no review is held.",
    PERSONAL_BUDGETS_2014.reg("11(4)"),
    instead="Give the reasons, or hold the review.",
    rule="E12",
)

NOT_SECURED = Caution(
    "payment-does-not-secure-provision",
    "Provision counts as secured by a direct payment only if the payment secures it; otherwise"
    " the authority must secure it.",
    CFA_2014.at("ss.42, 49"),
    rule="E13",
)


class RecordPaymentReturn(Command, commutes=True, after_death=True):
    """Record what the recipient says was spent, from `since` to `until`, both inclusive."""

    payment: int
    since: date
    until: date
    received: Decimal
    spent: Decimal

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_known(case, self.payment, self.on)
        require(self.since <= self.until <= self.on, RETURN_BACKWARDS)
        require(is_exact(self.received) and is_exact(self.spent), NOT_POUNDS)
        yield DirectPaymentReturnReceived(
            on=self.on,
            of=payment.root.place,
            since=self.since,
            until=self.until,
            received=self.received,
            spent=self.spent,
        )


class ReviewDirectPayment(Command):
    """Review the making and use of a payment, on its own or with the plan.

    `plan_review` is the place of the review meeting or re-assessment with which it is reviewed.
    """

    payment: int
    outcome: PaymentReview
    secures: bool
    findings: str
    plan_review: int | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        require(stated(self.findings), NOTHING_FOUND)
        with_plan = None if self.plan_review is None else self._plan_review(case)
        yield DirectPaymentReviewed(
            on=self.on,
            of=with_plan.place if with_plan else payment.root.place,
            payment=payment.root.place,
            outcome=self.outcome,
            secures=self.secures,
            findings=self.findings,
        )
        if not self.secures:
            yield NOT_SECURED.about(self.on)

    def _plan_review(self, case: Case) -> Step:
        found = require(case.at(self.plan_review), NOT_A_PLAN_REVIEW)
        require(isinstance(found.event, ReviewMeetingHeld | ReassessmentAgreed), NOT_A_PLAN_REVIEW)
        require(found.first <= self.on, NOT_A_PLAN_REVIEW)
        return found


class RequestPaymentReview(Command, commutes=True):
    """Ask, as the recipient, for the payment to be reviewed."""

    payment: int
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_before(case, self.payment, self.on)
        yield DirectPaymentReviewRequested(on=self.on, of=payment.root.place, reasons=self.reasons)


class AnswerPaymentReviewRequest(Command):
    """Say whether the review that was asked for is held; if not, why."""

    payment: int
    held: bool
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        payment = payment_known(case, self.payment, self.on)
        request = require(_unanswered(case, payment), NO_REVIEW_REQUESTED)
        require(request.first <= self.on, BEFORE_PAYMENT)
        require(self.held or stated(self.reasons), NOT_HELD_WHY)
        yield DirectPaymentReviewRequestConsidered(
            on=self.on, of=request.place, held=self.held, reasons=self.reasons
        )


def _unanswered(case: Case, payment: Payment) -> Step | None:
    """Return the first request to review this payment that has had no answer."""
    answered = [case.at(s.event.of) for s in case.steps_of(DirectPaymentReviewRequestConsidered)]
    return next(
        (
            step
            for step in case.steps_of(DirectPaymentReviewRequested)
            if step not in answered and payment_of(case, step) is payment.root
        ),
        None,
    )
