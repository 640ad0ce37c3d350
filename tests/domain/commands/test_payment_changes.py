"""SI 2014/1652 regs 10, 12 and 14: a payment is changed, reduced, suspended, stopped, ended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.money.budget_lines import NOT_POUNDS, UNDER_COST
from ehcp.domain.commands.money.payment_changes import (
    BEFORE_REDUCTION,
    NO_NOTICE_LEFT,
    NO_REDUCTION_DECIDED,
    NOT_A_REDUCTION,
    NOT_BEING_MADE,
    NOT_NOTIFIED_OF_REDUCTION,
    PAYMENT_NOT_SUSPENDED,
    WHY_CHANGED,
    ChangeDirectPayment,
    DecideOnReduction,
    EndDirectPayment,
    NotifyReduction,
    ResumeDirectPayment,
    StopDirectPayment,
    SuspendDirectPayment,
)
from ehcp.domain.commands.money.reconsideration import (
    BEFORE_REDUCTION_NOTICE,
    NO_REDUCTION_NOTICE,
    NO_WRITTEN_ANSWER,
    NOT_ASKED_TO_RECONSIDER,
    RECONSIDERED_ONCE,
    ReconsiderReduction,
    RequestReconsideration,
)
from ehcp.domain.commands.money.running import CONSENT_WITHDRAWN
from ehcp.domain.events.direct_payment import (
    DirectPaymentChanged,
    DirectPaymentConsentWithdrawn,
    DirectPaymentEnded,
    DirectPaymentReductionDecided,
    DirectPaymentReductionNotified,
    DirectPaymentResumed,
    DirectPaymentStopped,
    DirectPaymentSuspended,
    Reduction,
    ReductionReconsiderationRequested,
    ReductionReconsidered,
    StopGround,
)
from ehcp.domain.events.personal_budget import PersonalBudgetEnded
from ehcp.domain.plan.budget import BudgetPeriod
from tests.domain.budget_case import CONSENTED, PAID, PAYMENT, PREPARED, TUITION
from tests.domain.scenario import but, scenario

RAISED = DirectPaymentChanged(
    on=date(2025, 9, 1), of=PAYMENT, amount=Decimal("70.00"), reasons="The tutor's fee rose."
)
RAISE = ChangeDirectPayment(
    on=date(2025, 9, 1),
    payment=PAYMENT,
    amount=Decimal("70.00"),
    reasons="The tutor's fee rose.",
)
PAID_MORE = [*PAID, RAISED]
REDUCE = DecideOnReduction(
    on=date(2025, 10, 6),
    payment=PAYMENT,
    reduction=Reduction.REDUCE,
    amount=Decimal("65.00"),
    reasons="The fee fell again.",
)
DECIDED = DirectPaymentReductionDecided(
    on=date(2025, 10, 6),
    of=PAYMENT,
    reduction=Reduction.REDUCE,
    amount=Decimal("65.00"),
    reasons="The fee fell again.",
)
DECISION = len(PAID_MORE) + 1
NOTIFY = NotifyReduction(
    on=date(2025, 10, 8),
    payment=PAYMENT,
    takes_effect=date(2025, 11, 10),
    reasons="The fee fell again.",
)
NOTIFIED = DirectPaymentReductionNotified(
    on=date(2025, 10, 8),
    of=DECISION,
    takes_effect=date(2025, 11, 10),
    reasons="The fee fell again.",
)
NOTICED = [*PAID_MORE, DECIDED, NOTIFIED]
STOP_DECIDED = replace(DECIDED, reduction=Reduction.STOP, amount=None)
STOP_NOTICED = [*PAID_MORE, STOP_DECIDED, NOTIFIED]
WITHDRAWN = DirectPaymentConsentWithdrawn(on=date(2025, 10, 1), of=PAYMENT)


def test_a_larger_amount_is_paid_at_once():
    scenario(given=PAID, when=RAISE, then=[RAISED])


def test_a_smaller_amount_is_paid_from_the_day_of_the_notice():
    lower = replace(RAISE, on=date(2025, 11, 10), amount=Decimal("65.00"))
    then = replace(RAISED, on=date(2025, 11, 10), amount=Decimal("65.00"))
    scenario(given=NOTICED, when=lower, then=[then])
    early = replace(lower, on=date(2025, 11, 9))
    scenario(given=NOTICED, when=early, then=NOT_NOTIFIED_OF_REDUCTION)
    another = replace(lower, amount=Decimal("64.99"))
    scenario(given=NOTICED, when=another, then=NOT_NOTIFIED_OF_REDUCTION)
    scenario(given=PAID_MORE, when=lower, then=NOT_NOTIFIED_OF_REDUCTION)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"amount": Decimal("62.49")}, UNDER_COST),
        ({"amount": Decimal("70.001")}, NOT_POUNDS),
        ({"reasons": ""}, WHY_CHANGED),
    ],
)
def test_a_change_is_enough_exact_and_explained(fields, refusal):
    scenario(given=PAID, when=but(RAISE, **fields), then=refusal)


def test_nothing_is_changed_that_is_not_paid_or_not_consented_to():
    scenario(given=CONSENTED, when=RAISE, then=NOT_BEING_MADE)
    given = [*PAID, replace(WITHDRAWN, on=date(2025, 8, 4))]
    scenario(given=given, when=RAISE, then=CONSENT_WITHDRAWN)


def test_a_reduction_is_decided_and_then_notified():
    scenario(given=PAID_MORE, when=REDUCE, then=[DECIDED])
    scenario(given=[*PAID_MORE, DECIDED], when=NOTIFY, then=[NOTIFIED])


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reasons": " "}, WHY_CHANGED),
        ({"amount": None}, NOT_A_REDUCTION),
        ({"amount": Decimal("70.00")}, NOT_A_REDUCTION),
        ({"reduction": Reduction.STOP}, NOT_A_REDUCTION),
        ({"amount": Decimal("62.00")}, UNDER_COST),
        ({"amount": Decimal("-1.00")}, NOT_POUNDS),
    ],
)
def test_a_reduction_says_what_and_why_and_leaves_enough(fields, refusal):
    scenario(given=PAID_MORE, when=but(REDUCE, **fields), then=refusal)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reasons": ""}, WHY_CHANGED),
        ({"takes_effect": date(2025, 10, 8)}, NO_NOTICE_LEFT),
        ({"on": date(2025, 10, 5)}, BEFORE_REDUCTION),
    ],
)
def test_the_notice_gives_reasons_and_time(fields, refusal):
    scenario(given=[*PAID_MORE, DECIDED], when=but(NOTIFY, **fields), then=refusal)


def test_there_is_a_notice_for_each_decision():
    scenario(given=PAID_MORE, when=NOTIFY, then=NO_REDUCTION_DECIDED)
    scenario(given=NOTICED, when=NOTIFY, then=NO_REDUCTION_DECIDED)


STOP = StopDirectPayment(
    on=date(2025, 11, 10),
    payment=PAYMENT,
    ground=StopGround.NOT_SECURED,
    reasons="No tutor was engaged.",
)
STOPPED = DirectPaymentStopped(
    on=date(2025, 11, 10),
    of=PAYMENT,
    ground=StopGround.NOT_SECURED,
    reasons="No tutor was engaged.",
)


def test_a_payment_is_stopped_from_the_day_of_the_notice():
    scenario(given=STOP_NOTICED, when=STOP, then=[STOPPED])
    early = replace(STOP, on=date(2025, 11, 9))
    scenario(given=STOP_NOTICED, when=early, then=NOT_NOTIFIED_OF_REDUCTION)
    scenario(given=NOTICED, when=STOP, then=NOT_NOTIFIED_OF_REDUCTION)
    scenario(given=STOP_NOTICED, when=replace(STOP, reasons=""), then=WHY_CHANGED)


@pytest.mark.parametrize("ground", [StopGround.CONSENT_WITHDRAWN, StopGround.RECIPIENT_INELIGIBLE])
def test_without_consent_or_an_eligible_recipient_it_is_stopped_at_once(ground):
    at_once = replace(STOP, on=date(2025, 10, 1), ground=ground)
    then = replace(STOPPED, on=date(2025, 10, 1), ground=ground)
    scenario(given=[*PAID, WITHDRAWN], when=at_once, then=[then])


def test_a_payment_is_suspended_and_resumed():
    suspend = SuspendDirectPayment(
        on=date(2025, 9, 15), payment=PAYMENT, reasons="She is in hospital."
    )
    suspended = DirectPaymentSuspended(
        on=date(2025, 9, 15), of=PAYMENT, reasons="She is in hospital."
    )
    resume = ResumeDirectPayment(on=date(2025, 10, 13), payment=PAYMENT)
    scenario(given=PAID, when=suspend, then=[suspended])
    scenario(given=PAID, when=replace(suspend, reasons=""), then=WHY_CHANGED)
    scenario(given=CONSENTED, when=suspend, then=NOT_BEING_MADE)
    scenario(given=[*PAID, suspended], when=suspend, then=NOT_BEING_MADE)
    then = DirectPaymentResumed(on=date(2025, 10, 13), of=PAYMENT)
    scenario(given=[*PAID, suspended], when=resume, then=[then])
    scenario(given=PAID, when=resume, then=PAYMENT_NOT_SUSPENDED)
    scenario(given=[*PAID, suspended, WITHDRAWN], when=resume, then=CONSENT_WITHDRAWN)


def test_a_payment_ends_for_reasons():
    end = EndDirectPayment(on=date(2026, 7, 17), payment=PAYMENT, reasons="The year is over.")
    then = DirectPaymentEnded(on=date(2026, 7, 17), of=PAYMENT, reasons="The year is over.")
    scenario(given=PAID, when=end, then=[then])
    scenario(given=PAID, when=replace(end, reasons=""), then=WHY_CHANGED)


NOTICE_PLACE = len(NOTICED)
ASK = RequestReconsideration(
    on=date(2025, 10, 20), notice=NOTICE_PLACE, representations="The fee did not fall."
)
ASKED = ReductionReconsiderationRequested(
    on=date(2025, 10, 20), of=NOTICE_PLACE, representations="The fee did not fall."
)
ANSWER = ReconsiderReduction(
    on=date(2025, 10, 31), notice=NOTICE_PLACE, upheld=True, answer="It did, on 1 October."
)
ANSWERED = ReductionReconsidered(
    on=date(2025, 10, 31), of=NOTICE_PLACE + 1, upheld=True, answer="It did, on 1 October."
)


def test_a_reduction_is_reconsidered_once_and_answered_in_writing():
    scenario(given=NOTICED, when=ASK, then=[ASKED])
    scenario(given=[*NOTICED, ASKED], when=ANSWER, then=[ANSWERED])
    scenario(given=[*NOTICED, ASKED], when=replace(ANSWER, answer=" "), then=NO_WRITTEN_ANSWER)
    scenario(given=[*NOTICED, ASKED, ANSWERED], when=ASK, then=RECONSIDERED_ONCE)
    scenario(given=[*NOTICED, ASKED, ANSWERED], when=ANSWER, then=NOT_ASKED_TO_RECONSIDER)
    scenario(given=NOTICED, when=ANSWER, then=NOT_ASKED_TO_RECONSIDER)


def test_only_a_notice_is_reconsidered_and_not_before_it():
    scenario(given=NOTICED, when=replace(ASK, notice=DECISION), then=NO_REDUCTION_NOTICE)
    early = replace(ASK, on=date(2025, 10, 7))
    scenario(given=NOTICED, when=early, then=BEFORE_REDUCTION_NOTICE)
    early_answer = replace(ANSWER, on=date(2025, 10, 19))
    scenario(given=[*NOTICED, ASKED], when=early_answer, then=BEFORE_REDUCTION_NOTICE)


def test_asking_to_reconsider_does_not_hold_the_reduction_up():
    lower = replace(RAISE, on=date(2025, 11, 10), amount=Decimal("65.00"))
    then = replace(RAISED, on=date(2025, 11, 10), amount=Decimal("65.00"))
    scenario(given=[*NOTICED, ASKED], when=lower, then=[then])


def test_what_was_not_upheld_on_being_reconsidered_reduces_and_stops_nothing():
    """A decision that did not stand needs another decision, and another notice."""
    dropped = replace(ANSWERED, upheld=False)
    lower = replace(RAISE, on=date(2025, 11, 10), amount=Decimal("65.00"))
    scenario(given=[*NOTICED, ASKED, dropped], when=lower, then=NOT_NOTIFIED_OF_REDUCTION)
    given = [*STOP_NOTICED, ASKED, dropped]
    scenario(given=given, when=STOP, then=NOT_NOTIFIED_OF_REDUCTION)
    later = replace(dropped, on=date(2025, 11, 11))
    scenario(given=[*STOP_NOTICED, ASKED, later], when=STOP, then=[STOPPED])
    again = [
        replace(STOP_DECIDED, on=date(2025, 11, 3)),
        replace(NOTIFIED, on=date(2025, 11, 4), of=len(given) + 1),
    ]
    scenario(given=[*given, *again], when=STOP, then=[STOPPED])


def test_the_least_amount_is_what_the_budget_in_force_says():
    """Reg 10: enough for the provision as it is now, which costs less, or more, than it did."""
    cheaper = replace(TUITION, amount=Decimal("50.00"), cost=Decimal("50.00"))
    dearer = replace(TUITION, amount=Decimal("75.00"), cost=Decimal("75.00"))
    prepared = replace(PREPARED, on=date(2025, 8, 1))
    given = [*PAID, replace(prepared, lines=(cheaper,))]
    fewer = replace(REDUCE, amount=Decimal("50.00"))
    scenario(given=given, when=fewer, then=[replace(DECIDED, amount=Decimal("50.00"))])
    scenario(given=given, when=replace(fewer, amount=Decimal("49.99")), then=UNDER_COST)
    scenario(given=[*PAID, replace(prepared, lines=(dearer,))], when=RAISE, then=UNDER_COST)
    termly = replace(cheaper, period=BudgetPeriod.TERM, weeks=None)
    scenario(given=[*PAID, replace(prepared, lines=(termly,))], when=fewer, then=UNDER_COST)
    ended = PersonalBudgetEnded(on=date(2025, 8, 8))
    scenario(given=[*given, ended], when=fewer, then=UNDER_COST)
