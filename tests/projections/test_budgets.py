"""The lines of personal budgets as rows, and that they are those of a rebuild."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ehcp.domain.events.ceasing import CeaseSetAside, PersonDied, PlanCeased
from ehcp.domain.events.direct_payment import DirectPaymentSuspended
from ehcp.domain.events.personal_budget import PersonalBudgetEnded
from ehcp.domain.plan.budget import BudgetPeriod
from tests.domain.budget_case import BUDGET, HELD, PAID, PAYMENT, PREPARED, TUITION
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import projector, record, rows_of

COLUMNS = "line, stream, mechanism, amount, period, a_year, starts, ends, payment, standing, paid"
DIRECT = (
    "l1", "education", "direct-payment", Decimal("62.50"), "week", Decimal("2437.50"),
    date(2025, 6, 2), None, PAYMENT, "running", Decimal("62.50"),
)  # fmt: skip
NOTIONAL = (
    "l2", "education", "notional-arrangement", Decimal("400.00"), "term", Decimal("1200.00"),
    date(2025, 6, 2), None, None, None, None,
)  # fmt: skip


def lines(store, columns=COLUMNS):
    return rows_of(store, "budgets", columns, "true order by number")


def test_each_line_of_the_budget_is_a_row_with_exact_amounts(store):
    record(store, *PAID)
    projector(store).catch_up()
    assert lines(store) == [DIRECT, NOTIONAL]
    assert_equal_to_a_rebuild(store)


def test_a_row_says_how_its_payment_stands(store):
    case = record(store, *PAID)
    record(store, DirectPaymentSuspended(on=date(2025, 9, 15), of=PAYMENT), case=case)
    projector(store).catch_up()
    assert lines(store, "standing, recipient, consented") == [
        ("suspended", "parent", True),
        (None, None, False),
    ]


def test_a_line_ends_with_the_budget_or_the_day_before_the_plan_does(store):
    record(store, *PAID, PersonalBudgetEnded(on=date(2026, 7, 17), of=BUDGET))
    projector(store).catch_up()
    assert lines(store, "ends") == [(date(2026, 7, 17),)] * 2


def test_a_line_whose_plan_has_ceased_has_ended(store):
    early = replace(TUITION, ends=date(2026, 3, 27))
    given = [replace(PREPARED, lines=(early, HELD)) if e == PREPARED else e for e in PAID]
    record(store, *given, PlanCeased(on=date(2026, 7, 31)))
    projector(store).catch_up()
    assert lines(store, "ends") == [(date(2026, 3, 27),), (date(2026, 7, 30),)]


def test_what_is_paid_once_comes_to_nothing_a_year_and_a_later_budget_stands_alone(store):
    once = replace(HELD, period=BudgetPeriod.ONCE)
    record(store, *PAID, replace(PREPARED, on=date(2025, 9, 1), lines=(once,)))
    projector(store).catch_up()
    assert lines(store, "line, amount, a_year") == [("l2", Decimal("400.00"), None)]


def test_a_case_without_a_budget_has_no_rows(store):
    record(store, *PAID[: BUDGET - 1])
    projector(store).catch_up()
    assert lines(store) == []


def test_a_line_ends_the_day_before_a_death_and_goes_on_where_ceasing_was_set_aside(store):
    case = record(store, *PAID, PlanCeased(on=date(2025, 7, 31)))
    record(store, CeaseSetAside(on=date(2025, 8, 4)), case=case)
    projector(store).catch_up()
    assert lines(store, "ends, standing") == [(None, "running"), (None, None)]
    record(store, PersonDied(on=date(2026, 7, 31)), case=case)
    projector(store).catch_up()
    assert lines(store, "ends, standing") == [
        (date(2026, 7, 30), "ended"),
        (date(2026, 7, 30), None),
    ]
