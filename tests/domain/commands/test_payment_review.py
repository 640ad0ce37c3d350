"""SI 2014/1652 reg 11: returns and reviews of a direct payment; and money that is asked back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.money.budget_lines import NOT_POUNDS
from ehcp.domain.commands.money.payment_review import (
    NO_REVIEW_REQUESTED,
    NOT_A_PLAN_REVIEW,
    NOT_HELD_WHY,
    NOT_SECURED,
    NOTHING_FOUND,
    RETURN_BACKWARDS,
    AnswerPaymentReviewRequest,
    RecordPaymentReturn,
    RequestPaymentReview,
    ReviewDirectPayment,
)
from ehcp.domain.commands.money.repayment import (
    FEES_PERIOD_BACKWARDS,
    FEES_PERIOD_OPEN,
    NO_CAUSE,
    NO_FEES_PERIOD,
    NOTHING_REQUIRED,
    NOTICE_BEFORE_CAUSE,
    REPAYMENT_WHY,
    WHAT_HAPPENED,
    BeginFeesPeriod,
    EndFeesPeriod,
    RecordRepayment,
    RecordRepaymentCause,
    RequireRepayment,
)
from ehcp.domain.commands.money.running import BEFORE_PAYMENT
from ehcp.domain.events.direct_payment import (
    DirectPaymentReturnReceived,
    DirectPaymentReviewed,
    DirectPaymentReviewRequestConsidered,
    DirectPaymentReviewRequested,
    DirectPaymentStopped,
    PaymentReview,
    RepaymentCause,
    RepaymentCauseFound,
    RepaymentReceived,
    RepaymentRequired,
)
from ehcp.domain.events.money import FeesPeriodBegins, FeesPeriodEnds
from ehcp.domain.events.review import ReviewMeetingHeld
from tests.domain.budget_case import PAID, PAYMENT
from tests.domain.scenario import but, scenario

RETURN = RecordPaymentReturn(
    on=date(2025, 9, 8),
    payment=PAYMENT,
    since=date(2025, 6, 2),
    until=date(2025, 7, 18),
    received=Decimal("437.50"),
    spent=Decimal("375.00"),
)
RETURNED = DirectPaymentReturnReceived(
    on=date(2025, 9, 8),
    of=PAYMENT,
    since=date(2025, 6, 2),
    until=date(2025, 7, 18),
    received=Decimal("437.50"),
    spent=Decimal("375.00"),
)
REVIEW = ReviewDirectPayment(
    on=date(2025, 9, 1),
    payment=PAYMENT,
    outcome=PaymentReview.CONTINUE,
    secures=True,
    findings="She had 30 minutes on each school day.",
)
REVIEWED = DirectPaymentReviewed(
    on=date(2025, 9, 1),
    of=PAYMENT,
    payment=PAYMENT,
    outcome=PaymentReview.CONTINUE,
    secures=True,
    findings="She had 30 minutes on each school day.",
)
STOPPED = DirectPaymentStopped(on=date(2025, 8, 4), of=PAYMENT)


def test_the_recipient_accounts_for_what_was_spent_even_after_the_end():
    scenario(given=PAID, when=RETURN, then=[RETURNED])
    scenario(given=[*PAID, STOPPED], when=RETURN, then=[RETURNED])


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"until": date(2025, 6, 1)}, RETURN_BACKWARDS),
        ({"until": date(2025, 9, 9)}, RETURN_BACKWARDS),
        ({"spent": Decimal("-1.00")}, NOT_POUNDS),
        ({"received": Decimal("0.005")}, NOT_POUNDS),
    ],
)
def test_a_return_is_exact_and_its_days_in_order(fields, refusal):
    scenario(given=PAID, when=but(RETURN, **fields), then=refusal)


def test_a_payment_is_reviewed_by_itself_or_with_the_plan():
    scenario(given=PAID, when=REVIEW, then=[REVIEWED])
    meeting = ReviewMeetingHeld(on=date(2025, 9, 1))
    place = len(PAID) + 1
    with_plan = replace(REVIEW, plan_review=place)
    scenario(given=[*PAID, meeting], when=with_plan, then=[replace(REVIEWED, of=place)])
    scenario(given=PAID, when=with_plan, then=NOT_A_PLAN_REVIEW)
    later = replace(meeting, on=date(2025, 9, 2))
    scenario(given=[*PAID, later], when=with_plan, then=NOT_A_PLAN_REVIEW)
    scenario(given=PAID, when=replace(REVIEW, plan_review=PAYMENT), then=NOT_A_PLAN_REVIEW)


def test_a_review_says_what_it_found():
    scenario(given=PAID, when=replace(REVIEW, findings=""), then=NOTHING_FOUND)


def test_a_payment_that_secures_nothing_leaves_the_duty_with_the_authority():
    unsecured = replace(REVIEW, secures=False, outcome=PaymentReview.STOP)
    then = replace(REVIEWED, secures=False, outcome=PaymentReview.STOP)
    scenario(given=PAID, when=unsecured, then=[then, NOT_SECURED.about(date(2025, 9, 1))])


ASK = RequestPaymentReview(on=date(2025, 10, 6), payment=PAYMENT, reasons="The fee rose.")
ASKED = DirectPaymentReviewRequested(on=date(2025, 10, 6), of=PAYMENT, reasons="The fee rose.")
ANSWER = AnswerPaymentReviewRequest(on=date(2025, 10, 13), payment=PAYMENT, held=True)
ANSWERED = DirectPaymentReviewRequestConsidered(on=date(2025, 10, 13), of=len(PAID) + 1, held=True)


def test_a_review_that_the_recipient_asks_for_is_considered():
    scenario(given=PAID, when=ASK, then=[ASKED])
    scenario(given=[*PAID, ASKED], when=ANSWER, then=[ANSWERED])
    scenario(given=[*PAID, ASKED, ANSWERED], when=ANSWER, then=NO_REVIEW_REQUESTED)
    scenario(given=PAID, when=ANSWER, then=NO_REVIEW_REQUESTED)
    scenario(given=[*PAID, ASKED], when=replace(ANSWER, held=False), then=NOT_HELD_WHY)
    early = replace(ANSWER, on=date(2025, 10, 5))
    scenario(given=[*PAID, ASKED], when=early, then=BEFORE_PAYMENT)
    no = replace(ANSWER, held=False, reasons="One was held last week.")
    then = replace(ANSWERED, held=False, reasons="One was held last week.")
    scenario(given=[*PAID, ASKED], when=no, then=[then])


FIND = RecordRepaymentCause(
    on=date(2025, 10, 6),
    payment=PAYMENT,
    cause=RepaymentCause.MISSPENT,
    found="Two weeks were paid for in which no tutor came.",
)
FOUND = RepaymentCauseFound(
    on=date(2025, 10, 6),
    of=PAYMENT,
    cause=RepaymentCause.MISSPENT,
    found="Two weeks were paid for in which no tutor came.",
)
CAUSE = len(PAID) + 1
DEMAND = RequireRepayment(
    on=date(2025, 10, 13),
    payment=PAYMENT,
    amount=Decimal("125.00"),
    reasons="No tutor came.",
    pay_by=date(2025, 11, 14),
)
DEMANDED = RepaymentRequired(
    on=date(2025, 10, 13),
    of=CAUSE,
    amount=Decimal("125.00"),
    reasons="No tutor came.",
    pay_by=date(2025, 11, 14),
)


def test_money_is_asked_back_for_what_was_found():
    scenario(given=PAID, when=FIND, then=[FOUND])
    scenario(given=PAID, when=replace(FIND, found=" "), then=WHAT_HAPPENED)
    scenario(given=[*PAID, FOUND], when=DEMAND, then=[DEMANDED])
    scenario(given=PAID, when=DEMAND, then=NO_CAUSE)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"on": date(2025, 10, 5)}, NOTICE_BEFORE_CAUSE),
        ({"amount": Decimal("0.00")}, REPAYMENT_WHY),
        ({"amount": Decimal("12.345")}, NOT_POUNDS),
        ({"reasons": ""}, REPAYMENT_WHY),
        ({"pay_by": date(2025, 10, 12)}, REPAYMENT_WHY),
    ],
)
def test_the_notice_of_repayment_gives_reasons_amount_and_day(fields, refusal):
    scenario(given=[*PAID, FOUND], when=but(DEMAND, **fields), then=refusal)


def test_money_that_came_back_is_recorded():
    repaid = RecordRepayment(on=date(2025, 11, 3), payment=PAYMENT, amount=Decimal("125.00"))
    then = RepaymentReceived(on=date(2025, 11, 3), of=CAUSE + 1, amount=Decimal("125.00"))
    given = [*PAID, FOUND, DEMANDED]
    scenario(given=given, when=repaid, then=[then])
    scenario(given=[*PAID, FOUND], when=repaid, then=NOTHING_REQUIRED)
    scenario(given=given, when=replace(repaid, on=date(2025, 10, 12)), then=NOTICE_BEFORE_CAUSE)
    scenario(given=given, when=replace(repaid, amount=Decimal("0.001")), then=NOT_POUNDS)


def test_a_period_for_which_fees_are_repaid_begins_and_ends():
    begins = FeesPeriodBegins(on=date(2025, 9, 1))
    ends = FeesPeriodEnds(on=date(2025, 12, 19), of=1)
    begin, end = BeginFeesPeriod(on=date(2025, 9, 1)), EndFeesPeriod(on=date(2025, 12, 19))
    scenario(given=[], when=begin, then=[begins])
    scenario(given=[begins], when=end, then=[ends])
    scenario(given=[begins], when=begin, then=FEES_PERIOD_OPEN)
    scenario(given=[begins, ends], when=end, then=NO_FEES_PERIOD)
    early = replace(end, on=date(2025, 8, 31))
    scenario(given=[begins], when=early, then=FEES_PERIOD_BACKWARDS)
