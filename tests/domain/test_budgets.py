"""The personal budget on a day: what is in force, what it comes to, what is to be reviewed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.case import Case
from ehcp.domain.events.ceasing import (
    CeaseDecided,
    CeaseSetAside,
    PersonDied,
    PlanCeased,
)
from ehcp.domain.events.direct_payment import (
    DirectPaymentChanged,
    DirectPaymentConsentWithdrawn,
    DirectPaymentReviewed,
    DirectPaymentStarted,
    DirectPaymentStopped,
    DirectPaymentSuspended,
    PremisesAgreed,
)
from ehcp.domain.events.personal_budget import PersonalBudgetEnded
from ehcp.domain.events.review import ReviewMeetingHeld
from ehcp.domain.events.transfer import PlanPassedOn
from ehcp.domain.plan.budget import BudgetPeriod, BudgetShare
from ehcp.domain.plan.placement import BudgetMechanism, BudgetStream
from ehcp.domain.standing.budgets import BudgetTotal, budgets, totals
from ehcp.domain.standing.payments import PaymentStanding
from ehcp.domain.when import UNKNOWN
from tests.domain.budget_case import (
    BUDGET,
    BUDGETED,
    CONSENT,
    HELD,
    PAID,
    PAYMENT,
    PREPARED,
    TUITION,
)
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import recorded

DIRECT, NOTIONAL = BudgetMechanism.DIRECT_PAYMENT, BudgetMechanism.NOTIONAL
MEETING = ReviewMeetingHeld(on=date(2026, 3, 10))
REVIEWED = DirectPaymentReviewed(on=date(2025, 9, 1), of=PAYMENT, payment=PAYMENT)


def of(stream, mechanism, a_year, once="0.00"):
    return BudgetTotal(
        stream=stream, mechanism=mechanism, a_year=Decimal(a_year), once=Decimal(once)
    )


@pytest.mark.parametrize(
    ("period", "weeks", "a_year", "once"),
    [
        (BudgetPeriod.WEEK, None, "5.20", "0.00"),
        (BudgetPeriod.WEEK, 39, "3.90", "0.00"),
        (BudgetPeriod.MONTH, None, "1.20", "0.00"),
        (BudgetPeriod.TERM, None, "0.30", "0.00"),
        (BudgetPeriod.YEAR, None, "0.10", "0.00"),
        (BudgetPeriod.ONCE, None, "0.00", "0.10"),
    ],
)
def test_what_an_amount_comes_to_in_a_year_is_exact(period, weeks, a_year, once):
    line = replace(TUITION, amount=Decimal("0.10"), period=period, weeks=weeks)
    assert totals([line]) == (of(BudgetStream.EDUCATION, DIRECT, a_year, once),)


def test_totals_are_by_stream_and_by_way_of_securing():
    mixed = replace(
        TUITION,
        mechanism=BudgetMechanism.MIXED,
        shares=(
            BudgetShare(mechanism=DIRECT, amount=Decimal("40.00")),
            BudgetShare(mechanism=NOTIONAL, amount=Decimal("22.50")),
        ),
    )
    therapy = replace(HELD, id="l3", stream=BudgetStream.HEALTH, amount=Decimal("0.01"))
    assert totals([mixed, HELD, therapy]) == (
        of(BudgetStream.EDUCATION, DIRECT, "1560.00"),
        of(BudgetStream.EDUCATION, NOTIONAL, "2077.50"),
        of(BudgetStream.HEALTH, NOTIONAL, "0.03"),
    )


def test_a_line_is_in_force_from_its_first_to_its_last_day():
    line = replace(TUITION, ends=date(2025, 7, 18))
    given = [*FINISHED, replace(PREPARED, lines=(line, HELD))]

    def lines(on):
        return [line.id for line in budgets(recorded(*given), on).lines]

    assert lines(date(2025, 6, 1)) == []
    assert lines(date(2025, 6, 2)) == ["l1", "l2"]
    assert lines(date(2025, 7, 18)) == ["l1", "l2"]
    assert lines(date(2025, 7, 19)) == ["l2"]


def test_a_budget_is_in_force_from_the_day_it_is_prepared_to_its_last():
    ended = PersonalBudgetEnded(on=date(2026, 7, 17), of=BUDGET)
    case = recorded(*BUDGETED, ended)
    assert budgets(case, date(2025, 5, 12)).budget is None
    for on in (date(2025, 5, 13), date(2026, 7, 17)):
        found = budgets(case, on).budget
        assert found is not None
        assert found.place == BUDGET
    assert budgets(case, date(2026, 7, 18)).budget is None


@pytest.mark.parametrize("end", [PlanCeased, PlanPassedOn, PersonDied])
def test_a_budget_ends_with_the_plan_and_payments_with_it(end):
    found = budgets(recorded(*PAID, end(on=date(2025, 7, 31))), date(2025, 7, 31))
    assert (found.budget, found.lines, found.totals, found.payments) == (None, (), (), ())


def test_a_budget_goes_on_with_a_plan_whose_ceasing_was_set_aside():
    decided, ceased = CeaseDecided(on=date(2025, 7, 1)), PlanCeased(on=date(2025, 9, 2))
    aside = CeaseSetAside(on=date(2025, 10, 6), of=len(PAID) + 1)
    case = recorded(*PAID, decided, ceased, aside)
    assert budgets(case, date(2025, 10, 5)).budget is None
    found = budgets(case, date(2025, 10, 6))
    assert [line.id for line in found.lines] == ["l1", "l2"]
    assert [payment.standing for payment in found.payments] == [PaymentStanding.RUNNING]
    again = recorded(
        *PAID,
        decided,
        ceased,
        aside,
        replace(decided, on=date(2025, 11, 3)),
        replace(ceased, on=date(2026, 1, 6)),
    )
    assert budgets(again, date(2026, 1, 6)).budget is None


def test_a_later_budget_stands_in_for_the_earlier():
    later = replace(PREPARED, on=date(2025, 9, 1), lines=(HELD,))
    found = budgets(recorded(*BUDGETED, later), date(2025, 9, 1))
    assert found.lines == (HELD,)
    assert found.totals == (of(BudgetStream.EDUCATION, NOTIONAL, "1200.00"),)


def test_a_payment_shows_who_is_paid_how_much_and_by_what_consent():
    (payment,) = budgets(recorded(*PAID), date(2025, 6, 2)).payments
    assert payment.standing is PaymentStanding.RUNNING
    assert payment.recipient is not None
    assert payment.recipient.name == "Eve Hill"
    assert (payment.line, payment.amount) == ("l1", Decimal("62.50"))
    assert payment.consent is not None
    assert payment.consent.event == CONSENT
    assert payment.root.place == PAYMENT


def test_a_payment_stands_as_it_was_last_changed():
    raised = DirectPaymentChanged(on=date(2025, 9, 1), of=PAYMENT, amount=Decimal("70.00"))
    suspended = DirectPaymentSuspended(on=date(2025, 9, 15), of=PAYMENT)
    withdrawn = DirectPaymentConsentWithdrawn(on=date(2025, 9, 22), of=PAYMENT)
    stopped = DirectPaymentStopped(on=date(2025, 9, 23), of=PAYMENT)
    case = recorded(*PAID, raised, suspended, withdrawn, stopped)
    (payment,) = budgets(case, date(2025, 9, 22)).payments
    assert (payment.amount, payment.standing) == (Decimal("70.00"), PaymentStanding.SUSPENDED)
    assert (payment.consent, payment.withdrawn) == (None, True)
    assert budgets(case, date(2025, 9, 23)).payments == ()


def test_the_last_answer_for_each_of_the_premises_is_shown():
    said = [
        PremisesAgreed(on=date(2025, 5, 14), premises="Elm Primary", agreed=False),
        PremisesAgreed(on=date(2025, 5, 21), premises="elm primary", agreed=True),
        PremisesAgreed(on=date(2025, 5, 21), premises="Oak School", agreed=False),
    ]
    found = budgets(recorded(*BUDGETED, *said), date(2025, 6, 2)).premises
    assert [step.event for step in found] == said[1:]


def reviews(given, on):
    found = budgets(recorded(*given), on).reviews_due
    return [(review.payment, review.limit.id, review.due) for review in found]


def test_the_reviews_that_are_to_be_held_are_those_of_the_law():
    first = (PAYMENT, "direct-payment-review-first", date(2025, 9, 2))
    with_plan = (PAYMENT, "direct-payment-review-with-plan", date(2027, 3, 9))
    assert reviews(BUDGETED, date(2025, 7, 1)) == []
    assert reviews(PAID, date(2025, 7, 1)) == [first]
    assert reviews([*PAID, REVIEWED], date(2025, 9, 1)) == []
    assert reviews([*PAID, MEETING], date(2026, 4, 1)) == [first, with_plan]
    assert reviews([*PAID, REVIEWED, MEETING], date(2026, 4, 1)) == [with_plan]
    held = replace(REVIEWED, on=date(2026, 3, 10), of=len(PAID) + 2)
    assert reviews([*PAID, REVIEWED, MEETING, held], date(2026, 4, 1)) == []


def test_a_payment_in_a_file_that_others_kept_is_known_by_its_start_alone():
    case = Case.of(DirectPaymentStarted(on=date(2025, 6, 2)))
    (payment,) = budgets(case, date(2025, 7, 1)).payments
    assert payment.standing is PaymentStanding.RUNNING
    assert (payment.line, payment.recipient, payment.amount) == (None, None, None)
    undated = Case.of(DirectPaymentStarted(on=UNKNOWN))
    assert budgets(undated, date(2025, 7, 1)).reviews_due == ()
    early = Case.of(DirectPaymentStarted(on=date(2013, 6, 3)))
    assert budgets(early, date(2025, 7, 1)).reviews_due == ()
