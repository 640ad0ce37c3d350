"""A personal budget, paid in part to the mother, from the request to the stop she contests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ehcp.domain.commands.money.direct_payment import (
    AgreeDirectPayment,
    ConsentToDirectPayment,
    GivePaymentNotice,
    StartDirectPayment,
)
from ehcp.domain.commands.money.payment_changes import (
    NOT_NOTIFIED_OF_REDUCTION,
    DecideOnReduction,
    NotifyReduction,
    StopDirectPayment,
)
from ehcp.domain.commands.money.payment_review import NOT_SECURED, ReviewDirectPayment
from ehcp.domain.commands.money.personal_budget import (
    ASKED_INSIDE_WINDOW,
    PreparePersonalBudget,
    RefusePersonalBudget,
    RequestPersonalBudget,
)
from ehcp.domain.commands.money.reconsideration import (
    RECONSIDERED_ONCE,
    ReconsiderReduction,
    RequestReconsideration,
)
from ehcp.domain.commands.money.running import NO_WRITTEN_CONSENT, NOT_NOTIFIED
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentReductionNotified,
    PaymentReview,
    Reduction,
    StopGround,
)
from ehcp.domain.events.personal_budget import BudgetGround, BudgetRequester
from ehcp.domain.events.review import ReviewDecision, ReviewKind, ReviewMeetingHeld
from tests.domain.budget_case import FOUR, HELD, MOTHER, TERMS, TUITION
from tests.scenarios.life import Life
from tests.scenarios.parts import convened, finalised, kept, planned, reported, reviewed

TO_THE_DRAFT = tuple(
    planned(date(2025, 1, 6), date(2025, 2, 3), date(2025, 4, 7), date(2025, 5, 12))
)[:-1]
ASKED = RequestPersonalBudget(
    on=date(2025, 4, 14), requested_by=BudgetRequester.PARENT, direct_payment=True
)
WEEKLY = Decimal("62.50")


def agreed() -> tuple[Life, int]:
    """Return the life once the payment is agreed in principle, and its place."""
    life = Life(
        TO_THE_DRAFT,
        ASKED,
        finalised(date(2025, 5, 12)),
        PreparePersonalBudget(on=date(2025, 5, 13), lines=(TUITION, HELD)),
        AgreeDirectPayment(
            on=date(2025, 5, 14),
            line="l1",
            amount=WEEKLY,
            recipient=MOTHER,
            conditions=FOUR,
            terms=TERMS,
        ),
    )
    return life, life.place(DirectPaymentAgreed)


def paid() -> tuple[Life, int]:
    """Return the life once the first payment is made."""
    life, payment = agreed()
    notice = GivePaymentNotice(
        on=date(2025, 5, 15),
        payment=payment,
        person="Ada Hill",
        goods="Tuition in reading",
        amount=WEEKLY,
        terms=TERMS,
        starts=date(2025, 6, 2),
        paid_when="Every Monday.",
    )
    consent = ConsentToDirectPayment(
        on=date(2025, 5, 20), payment=payment, consented_by="Eve Hill", in_writing=True
    )
    life.refuses(consent, NOT_NOTIFIED)
    life.then(notice)
    start = StartDirectPayment(on=date(2025, 6, 2), payment=payment, amount=WEEKLY)
    life.refuses(start, NO_WRITTEN_CONSENT)
    return life.then(consent, start), payment


def test_a_budget_asked_for_with_the_draft_is_not_out_of_time():
    life = Life(TO_THE_DRAFT, ASKED)
    late = RefusePersonalBudget(
        on=date(2025, 4, 22), ground=BudgetGround.OUTSIDE_WINDOW, reasons="Too late."
    )
    life.refuses(late, ASKED_INSIDE_WINDOW)
    assert life.on(date(2025, 4, 14), "personal-budget-request-window") == [
        "personal-budget-request-window: no day, met"
    ]


def test_nothing_is_paid_before_notice_and_written_consent():
    life, _ = agreed()
    assert life.on(date(2025, 5, 14), "direct-payment-consent") == [
        "direct-payment-consent: no day, no-limit"
    ]
    life, _ = paid()
    assert life.on(date(2025, 6, 2), "direct-payment-consent") == [
        "direct-payment-consent: no day, met"
    ]


def test_the_first_review_is_due_three_months_after_the_first_payment():
    life, payment = paid()
    last = date(2025, 9, 2)
    assert life.around("direct-payment-review-first", last) == (
        "not-due", "not-due", "outstanding",
    )  # fmt: skip
    review = ReviewDirectPayment(
        on=last,
        payment=payment,
        outcome=PaymentReview.CONTINUE,
        secures=True,
        findings="She has her half hour on each school day.",
    )
    life.then(review)
    assert life.on(last, "direct-payment-review-first") == [
        "direct-payment-review-first: Tue 2 Sep 2025, met"
    ]


def with_the_plan() -> tuple[Life, int]:
    """Return the life after the plan's first review, with which the payment is reviewed."""
    life, payment = paid()
    life.then(convened(date(2026, 3, 24), ReviewKind.FIRST), reviewed(date(2026, 3, 24)))
    meeting = life.place(ReviewMeetingHeld)
    life.then(
        reported(date(2026, 4, 2), ReviewDecision.MAINTAIN),
        kept(date(2026, 4, 14)),
        ReviewDirectPayment(
            on=date(2026, 4, 20),
            payment=payment,
            outcome=PaymentReview.STOP,
            secures=False,
            findings="The tutor came to half of the lessons.",
            plan_review=meeting,
        ),
    )
    return life, payment


def test_a_payment_is_reviewed_with_the_plan():
    life, _ = with_the_plan()
    assert life.on(date(2026, 4, 20), "direct-payment-review-with-plan") == [
        "direct-payment-review-with-plan: Tue 23 Mar 2027, met"
    ]
    assert life.warned_of(NOT_SECURED)


def test_a_stop_waits_for_its_notice_and_is_reconsidered_once():
    life, payment = with_the_plan()
    stop = StopDirectPayment(
        on=date(2026, 6, 1),
        payment=payment,
        ground=StopGround.REVIEW,
        reasons="The authority provides the lessons itself.",
    )
    life.then(
        DecideOnReduction(
            on=date(2026, 4, 27), payment=payment, reduction=Reduction.STOP, reasons="See report."
        )
    )
    notice_limit = "direct-payment-reduce-or-stop-notice"
    assert life.on(date(2026, 4, 27), notice_limit) == [f"{notice_limit}: no day, no-limit"]
    life.then(
        NotifyReduction(
            on=date(2026, 5, 1),
            payment=payment,
            takes_effect=date(2026, 6, 1),
            reasons="The tutor came to half of the lessons.",
        )
    )
    notice = life.place(DirectPaymentReductionNotified)
    life.refuses(replace(stop, on=date(2026, 5, 31)), NOT_NOTIFIED_OF_REDUCTION)
    ask = RequestReconsideration(
        on=date(2026, 5, 8), notice=notice, representations="The tutor was ill."
    )
    life.then(
        ask,
        ReconsiderReduction(
            on=date(2026, 5, 22), notice=notice, upheld=True, answer="She was not replaced."
        ),
    )
    life.refuses(replace(ask, on=date(2026, 5, 26)), RECONSIDERED_ONCE)
    life.then(stop)
    assert life.on(date(2026, 6, 1), notice_limit) == [
        f"{notice_limit}: no day, met",
        f"{notice_limit}: no day, met",
    ]
