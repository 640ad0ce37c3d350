"""Lives with a personal budget: paid directly, stopped and contested, refused."""

from collections.abc import Callable
from decimal import Decimal

from ehcp.cli.demo.lives.parts import planned
from ehcp.cli.demo.lives.review_parts import kept, met, reported
from ehcp.cli.demo.people import SCHOOL
from ehcp.cli.demo.plans import plan
from ehcp.cli.demo.telling import Told
from ehcp.domain.commands.money.direct_payment import (
    AgreeDirectPayment,
    ConsentToDirectPayment,
    GivePaymentNotice,
    RecordPremisesAgreement,
    StartDirectPayment,
)
from ehcp.domain.commands.money.payment_changes import DecideOnReduction, NotifyReduction
from ehcp.domain.commands.money.payment_review import RecordPaymentReturn, ReviewDirectPayment
from ehcp.domain.commands.money.personal_budget import (
    GiveBudgetInformation,
    PreparePersonalBudget,
    RefusePersonalBudget,
    RequestPersonalBudget,
)
from ehcp.domain.commands.money.reconsideration import RequestReconsideration
from ehcp.domain.events.direct_payment import (
    DirectPaymentAgreed,
    DirectPaymentReductionNotified,
    PaymentReview,
    Reduction,
)
from ehcp.domain.events.personal_budget import (
    BudgetGround,
    BudgetInformation,
    BudgetRequester,
)
from ehcp.domain.events.review import ReviewDecision, ReviewKind, ReviewMeetingHeld
from ehcp.domain.plan.budget import (
    BudgetLine,
    BudgetPeriod,
    PaymentConditions,
    PaymentRecipient,
)
from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient, BudgetStream
from ehcp.domain.plan.sections import DirectPaymentPart, Plan

WEEKLY = Decimal("75.00")
TERMS = ("A return each term.", "Receipts are kept for six years.")
MET = PaymentConditions(
    used_appropriately=True,
    best_interests=True,
    others_unaffected=True,
    efficient=True,
    why="The tutor is known to the school; the cost is that of the authority's own.",
)


def _line(told: Told, starts: int) -> BudgetLine:
    """Tuition at the school, paid directly."""
    return BudgetLine(
        id="l1",
        text="A tutor for language, 2.5 hours each week.",
        provision=("f1",),
        stream=BudgetStream.EDUCATION,
        mechanism=BudgetMechanism.DIRECT_PAYMENT,
        amount=WEEKLY,
        period=BudgetPeriod.WEEK,
        weeks=39,
        starts=told.on(starts),
        reckoned="2.5 hours at 30 pounds an hour.",
        suffices=True,
        cost=WEEKLY,
        premises="Brookfield Primary School",
    )


def _with_payment(told: Told, agreed: int) -> Plan:
    """The draft, whose Section J says what the payment is for."""
    part = DirectPaymentPart(
        id="j1",
        text="A tutor for language, 2.5 hours each week in term.",
        needs=("b1",),
        outcomes=("e1",),
        provision=("f1",),
        amount=WEEKLY,
        period="week",
        head_agreed_on=told.on(agreed),
    )
    return plan(told.today, paid=(part,))


def _asked(told: Told, days: int) -> None:
    told.then(
        GiveBudgetInformation(on=told.on(days + 3), items=tuple(BudgetInformation)),
        RequestPersonalBudget(
            on=told.on(days), requested_by=BudgetRequester.PARENT, direct_payment=True
        ),
    )


def _paid(told: Told, first: int) -> int:
    """Prepare the budget and pay; return the place of the agreement."""
    told.then(PreparePersonalBudget(on=told.on(first + 40), lines=(_line(told, first),)))
    told.then(
        RecordPremisesAgreement(
            on=told.on(first + 36),
            premises="Brookfield Primary School",
            agreed_by="The head",
            in_writing=True,
        ),
        by=SCHOOL,
    )
    told.then(
        AgreeDirectPayment(
            on=told.on(first + 35),
            line="l1",
            amount=WEEKLY,
            recipient=PaymentRecipient(
                kind=BudgetRecipient.PARENT,
                name=told.parents[0].name,
                can_manage=True,
                over_school_age=True,
                has_capacity=True,
                excluded=False,
            ),
            conditions=MET,
            terms=TERMS,
        )
    )
    payment = told.place(DirectPaymentAgreed)
    told.then(
        GivePaymentNotice(
            on=told.on(first + 30),
            payment=payment,
            person=told.child(8).name,
            goods="Tuition in language",
            amount=WEEKLY,
            terms=TERMS,
            starts=told.on(first),
            paid_when="Every Monday in term.",
        ),
        ConsentToDirectPayment(
            on=told.on(first + 21),
            payment=payment,
            consented_by=told.parents[0].name,
            in_writing=True,
        ),
        StartDirectPayment(on=told.on(first), payment=payment, amount=WEEKLY),
    )
    return payment


def paid_directly(told: Told) -> None:
    """A direct payment since eleven weeks: its first review falls due in two."""
    planned(told, 140, told.child(8), _with_payment(told, 160))
    _asked(told, 160)
    payment = _paid(told, 77)
    told.then(
        RecordPaymentReturn(
            on=told.on(7),
            payment=payment,
            since=told.on(77),
            until=told.on(14),
            received=WEEKLY * 9,
            spent=WEEKLY * 8,
        )
    )


def payment_to_stop(told: Told) -> None:
    """Reviewed with the plan, the payment is to stop; the parent asks to look at it again."""
    planned(told, 420, told.child(8), _with_payment(told, 440))
    _asked(told, 440)
    payment = _paid(told, 330)
    told.then(
        ReviewDirectPayment(
            on=told.on(245),
            payment=payment,
            outcome=PaymentReview.CONTINUE,
            secures=True,
            findings="Each lesson was given.",
        )
    )
    review = met(told, 70, ReviewKind.FIRST)
    reported(told, 60, ReviewDecision.MAINTAIN, review)
    kept(told, 50, review)
    told.then(
        ReviewDirectPayment(
            on=told.on(45),
            payment=payment,
            outcome=PaymentReview.STOP,
            secures=False,
            findings="Half of the lessons were not given.",
            plan_review=told.place(ReviewMeetingHeld),
        ),
        DecideOnReduction(
            on=told.on(30), payment=payment, reduction=Reduction.STOP, reasons="See the review."
        ),
        NotifyReduction(
            on=told.on(28),
            payment=payment,
            takes_effect=told.on(-14),
            reasons="Half of the lessons were not given; the authority provides them itself.",
        ),
    )
    told.then(
        RequestReconsideration(
            on=told.on(12),
            notice=told.place(DirectPaymentReductionNotified),
            representations="The tutor was ill, and has come again since.",
        )
    )


def budget_refused(told: Told) -> None:
    """No budget is prepared: the money cannot be told apart from that of a whole class."""
    planned(told, 60, told.child(6))
    _asked(told, 75)
    told.then(
        RefusePersonalBudget(
            on=told.on(55),
            ground=BudgetGround.ADVERSE_EFFECT,
            reasons="The money pays one teacher for a class of eight, and cannot be divided.",
            provision=("f1",),
        )
    )


WITH_A_BUDGET: tuple[Callable[[Told], None], ...] = (
    paid_directly,
    payment_to_stop,
    budget_refused,
)
