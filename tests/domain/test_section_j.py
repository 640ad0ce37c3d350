"""SI 2014/1530 reg 12(1)(j): Section J beside the personal budget."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.money.section_j import SECTION_J_DIFFERS, section_j_cautions
from ehcp.domain.plan.placement import BudgetMechanism, BudgetStream
from ehcp.domain.plan.section_j import Discrepancy, section_j_differences
from ehcp.domain.plan.sections import DirectPaymentPart, Section
from tests.domain.amending_case import AMENDED_PLAN, ISSUE_AMENDED, NOTIFIED
from tests.domain.budget_case import BUDGETED, HELD, PREPARED, TUITION, altered
from tests.domain.ordinary_case import FINAL_PLAN, FINISHED, ISSUE_FINAL, READY
from tests.domain.scenario import recorded

PART = DirectPaymentPart(
    id="j1",
    text="A tutor for reading.",
    needs=("b1",),
    outcomes=("e1",),
    amount=Decimal("62.50"),
    provision=("f1",),
    period="week",
    stream=BudgetStream.EDUCATION,
    mechanism=BudgetMechanism.DIRECT_PAYMENT,
)


def plan(*parts):
    kept = tuple(letter for letter in FINAL_PLAN.nothing_in if letter is not Section.J)
    return replace(FINAL_PLAN, direct_payments=parts, nothing_in=kept)


def differences(*parts, lines=(TUITION, HELD)):
    return [(found.id, found.what) for found in section_j_differences(plan(*parts), lines)]


def test_a_section_j_that_says_what_the_budget_says_differs_in_nothing():
    assert differences(PART) == []


def test_what_is_paid_directly_is_in_section_j():
    assert differences() == [("l1", Discrepancy.NOT_IN_PLAN)]
    assert differences(lines=(HELD,)) == []


def test_what_is_in_section_j_is_in_the_budget():
    stray = replace(PART, id="j2", provision=("f2",))
    assert differences(PART, stray) == [("j2", Discrepancy.NOT_IN_BUDGET)]


def test_without_provision_the_id_says_which_line_it_is():
    assert differences(replace(PART, id="l1", provision=())) == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"needs": ()}, Discrepancy.NEEDS),
        ({"outcomes": ()}, Discrepancy.OUTCOMES),
        ({"amount": Decimal("62.51")}, Discrepancy.AMOUNT),
        ({"period": "month"}, Discrepancy.PERIOD),
        ({"stream": BudgetStream.HEALTH}, Discrepancy.STREAM),
        ({"mechanism": BudgetMechanism.NOTIONAL}, Discrepancy.MECHANISM),
    ],
)
def test_section_j_gives_needs_and_outcomes_and_agrees_in_the_rest(fields, what):
    assert differences(altered(PART, **fields), lines=(TUITION,)) == [("l1", what)]


def test_what_section_j_leaves_unsaid_differs_in_nothing():
    bare = DirectPaymentPart(
        id="j1", text="A tutor.", needs=("b1",), outcomes=("e1",), provision=("f1",)
    )
    assert differences(bare) == []


def test_for_use_on_premises_section_j_has_the_day_of_the_agreement():
    line = replace(TUITION, premises="Elm Primary")
    assert differences(PART, lines=(line,)) == [("l1", Discrepancy.PREMISES)]
    dated = replace(PART, head_agreed_on=date(2025, 5, 14))
    assert differences(dated, lines=(line,)) == []


def test_a_plan_about_to_be_issued_is_warned_of():
    on = date(2025, 9, 1)
    case = recorded(*BUDGETED)
    assert list(section_j_cautions(case, on)) == [
        SECTION_J_DIFFERS.about(on, "l1: not-in-section-j")
    ]
    assert list(section_j_cautions(case, on, plan(PART))) == []
    assert list(section_j_cautions(recorded(*FINISHED), on)) == []


def warned(case, command):
    """What is warned of Section J when a plan is issued."""
    caution = SECTION_J_DIFFERS.about(command.on, "l1: not-in-section-j")
    return [event for event in command.decide(case) if event == caution]


def test_whoever_issues_a_plan_is_warned_where_section_j_differs_from_the_budget():
    early = replace(PREPARED, on=date(2025, 5, 1))
    assert warned(recorded(*READY, early), ISSUE_FINAL)
    assert not warned(recorded(*READY), ISSUE_FINAL)
    assert warned(recorded(*NOTIFIED, PREPARED), ISSUE_AMENDED)
    with_it = replace(
        ISSUE_AMENDED,
        plan=replace(AMENDED_PLAN, direct_payments=(PART,), nothing_in=plan(PART).nothing_in),
    )
    assert not warned(recorded(*NOTIFIED, PREPARED), with_it)
