"""Direct payments for special educational provision. CFA 2014 s.49(3)-(6); SI 2014/1652.

Each answers, by `of`, the entry in which the payment was agreed, unless its text says what else.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from ehcp.domain.event import Event
from ehcp.domain.plan.budget import (
    BudgetPeriod,
    PaymentConditions,
    PaymentRecipient,
)
from ehcp.law.citations import CFA_2014, PERSONAL_BUDGETS_2014


class Reduction(StrEnum):
    """What is done to the disadvantage of whoever is paid."""

    REDUCE = "reduce"
    STOP = "stop"


class StopGround(StrEnum):
    """Why direct payments are stopped."""

    CONSENT_WITHDRAWN = "consent-withdrawn"
    RECIPIENT_INELIGIBLE = "recipient-no-longer-eligible"
    NOT_SECURED = "provision-not-secured"
    CONDITIONS = "conditions-no-longer-met"
    REVIEW = "outcome-of-review"

    @property
    def at_once(self) -> bool:
        """Whether it may need no notice: nobody may be paid any more."""
        return self in (StopGround.CONSENT_WITHDRAWN, StopGround.RECIPIENT_INELIGIBLE)


class PaymentReview(StrEnum):
    """What a review of direct payments comes to."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class RepaymentCause(StrEnum):
    """Why money is asked back."""

    MISSPENT = "misspent"
    CIRCUMSTANCES = "change-of-circumstances"
    DEATH = "death"
    FRAUD = "fraud"


class PremisesAgreed(Event, under=PERSONAL_BUDGETS_2014.reg("9")):
    """The head, principal or provider answered whether goods or services may be used there.

    `on` is the day the authority had the writing. It stands for every payment.
    """

    premises: str | None = None
    agreed_by: str | None = None
    agreed: bool | None = None


class DirectPaymentAgreed(Event, under=PERSONAL_BUDGETS_2014.reg("6")):
    """The authority agreed in principle to make a direct payment. `of` is the budget.

    `line` is the id of the budget's line, `amount` for one `period`, `terms` what is asked of
    the recipient.
    """

    line: str | None = None
    recipient: PaymentRecipient | None = None
    conditions: PaymentConditions | None = None
    amount: Decimal | None = None
    period: BudgetPeriod | None = None
    terms: tuple[str, ...] = ()


class DirectPaymentNoticeGiven(Event, under=PERSONAL_BUDGETS_2014.reg("8")):
    """The recipient was told, before any payment, who and what is paid for, how much, when."""

    person: str | None = None
    goods: str | None = None
    amount: Decimal | None = None
    terms: tuple[str, ...] = ()
    starts: date | None = None
    paid_when: str | None = None


class DirectPaymentConsentGiven(Event, under=PERSONAL_BUDGETS_2014.reg("8")):
    """The recipient consented in writing. `on` is the day the authority had it."""

    consented_by: str | None = None
    dated: date | None = None


class DirectPaymentConsentWithdrawn(Event, under=CFA_2014.at("s.49(4)-(6)")):
    """The recipient no longer consents. The payments must stop."""


class DirectPaymentStarted(Event, under=CFA_2014.s("49"), form=2):
    """A first or full direct payment or personal budget was paid.

    The first form knew no amount.
    """

    amount: Decimal | None = None


class DirectPaymentChanged(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """Another amount is paid from the day `on`."""

    amount: Decimal | None = None
    reasons: str | None = None


class DirectPaymentReductionDecided(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """The authority decided to reduce or stop a payment. Nobody has been told yet."""

    reduction: Reduction | None = None
    amount: Decimal | None = None
    reasons: str | None = None


class DirectPaymentReductionNotified(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """The recipient had written notice, with reasons, of a payment to be reduced or stopped.

    `takes_effect` is the first day on which it is. `of` is the decision.
    """

    takes_effect: date | None = None
    reasons: str | None = None


class ReductionReconsiderationRequested(Event, under=PERSONAL_BUDGETS_2014.reg("14")):
    """The recipient asked for the decision to be looked at again. `of` is the notice.

    It does not by itself hold the reduction up.
    """

    representations: str | None = None


class ReductionReconsidered(Event, under=PERSONAL_BUDGETS_2014.reg("14")):
    """The authority answered in writing. `of` is what asked for it."""

    upheld: bool | None = None
    answer: str | None = None


class DirectPaymentSuspended(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """Nothing is paid for the time being, from the day `on`."""

    reasons: str | None = None


class DirectPaymentResumed(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """It is paid again, from the day `on`."""


class DirectPaymentStopped(Event, under=PERSONAL_BUDGETS_2014.reg("12")):
    """The authority stopped a payment: nothing is paid from the day `on`."""

    ground: StopGround | None = None
    reasons: str | None = None


class DirectPaymentEnded(Event, under=None):
    """A payment came to its end without being stopped. `on` is the last day it was for."""

    reasons: str | None = None


class DirectPaymentRecipientSubstituted(Event, under=PERSONAL_BUDGETS_2014.reg("5")):
    """Somebody else is paid from the day `on`. `notified_on` is when they had the notice."""

    recipient: PaymentRecipient | None = None
    notified_on: date | None = None


class YoungPersonSwitchDue(Event, under=None):
    """The child for whom a payment is made is over compulsory school age from the day `on`.

    A young person is paid, or says who is.
    """


class DirectPaymentReturnReceived(Event, under=PERSONAL_BUDGETS_2014.reg("11")):
    """The recipient accounted for what was spent, from `since` to `until`, both inclusive."""

    since: date | None = None
    until: date | None = None
    received: Decimal | None = None
    spent: Decimal | None = None


class DirectPaymentReviewRequested(Event, under=PERSONAL_BUDGETS_2014.reg("11(4)")):
    """The recipient asked for the payment to be reviewed."""

    reasons: str | None = None


class DirectPaymentReviewRequestConsidered(Event, under=PERSONAL_BUDGETS_2014.reg("11(4)")):
    """The authority said whether it holds the review it was asked for. `of` is the request."""

    held: bool | None = None
    reasons: str | None = None


class DirectPaymentReviewed(Event, under=PERSONAL_BUDGETS_2014.reg("11(2)")):
    """The making and use of a payment were reviewed. `on` is the day of the review.

    `payment` is the entry in which the payment was agreed; `of` the review meeting or
    re-assessment with which it was reviewed, else the payment as well.
    """

    payment: int | None = None
    outcome: PaymentReview | None = None
    secures: bool | None = None
    findings: str | None = None


class RepaymentCauseFound(Event, under=PERSONAL_BUDGETS_2014.whole):
    """The authority learned of something for which money may be asked back."""

    cause: RepaymentCause | None = None
    found: str | None = None


class RepaymentRequired(Event, under=PERSONAL_BUDGETS_2014.whole):
    """The authority asked for money back, in writing. `of` is the cause.

    `pay_by` is the last day that the notice gives.
    """

    amount: Decimal | None = None
    reasons: str | None = None
    pay_by: date | None = None


class RepaymentReceived(Event, under=None):
    """Money that was asked for came back. `of` is the notice."""

    amount: Decimal | None = None
