"""CFA 2014 s.49, SI 2014/1652 regs 3 to 4A and 7: a budget is asked for, prepared, refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.money.budget_lines import (
    LINE_BACKWARDS,
    MIX_NOT_SPLIT,
    NO_LINES,
    NOT_COSTED,
    NOT_POUNDS,
    NOT_RECKONED,
    OTHER_REGULATIONS,
    PAYS_FOR_PLACE,
    PROVISION_NOT_NAMED,
    UNDER_COST,
    WEEKS_OF_A_YEAR,
)
from ehcp.domain.commands.money.budget_refusal import (
    BEFORE_THE_REFUSAL,
    BEFORE_WHAT_IS_REFUSED,
    NO_REFUSAL_TO_REVIEW,
    NO_REVIEW_ASKED,
    NOTHING_TO_REFUSE,
    PAYMENT_REFUSED_WITHOUT_REASONS,
    REVIEW_NOT_OFFERED,
    REVIEWED_ALREADY,
    REVIEWED_WITHOUT_REASONS,
    RefuseDirectPayment,
    RequestRefusalReview,
    ReviewRefusal,
)
from ehcp.domain.commands.money.personal_budget import (
    ASKED_INSIDE_WINDOW,
    BEFORE_BUDGET,
    BEFORE_BUDGET_REQUEST,
    BUDGET_ENDED_WHY,
    BUDGET_REFUSED_WITHOUT_REASONS,
    INFORMATION_INCOMPLETE,
    NO_BUDGET,
    NO_BUDGET_REQUEST,
    NO_POLICY_IS_NO_GROUND,
    OUT_OF_WINDOW,
    EndPersonalBudget,
    GiveBudgetInformation,
    PreparePersonalBudget,
    RefusePersonalBudget,
    RequestPersonalBudget,
)
from ehcp.domain.events.ceasing import PlanCeased
from ehcp.domain.events.personal_budget import (
    BudgetGround,
    BudgetInformation,
    BudgetRequester,
    DirectPaymentRefused,
    PaymentGround,
    PersonalBudgetEnded,
    PersonalBudgetInformationGiven,
    PersonalBudgetPrepared,
    PersonalBudgetRefused,
    PersonalBudgetRequested,
    RefusalOutcome,
    RefusalReviewed,
    RefusalReviewRequested,
)
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.review import ReviewDecision, ReviewDecisionNotified, ReviewMeetingHeld
from ehcp.domain.plan.budget import BudgetPeriod, BudgetShare
from ehcp.domain.plan.placement import BudgetMechanism, BudgetStream
from tests.domain.budget_case import (
    ASKED,
    BUDGET,
    BUDGETED,
    DRAFTED_AND_ASKED,
    HELD,
    PREPARED,
    TUITION,
    altered,
)
from tests.domain.ordinary_case import DRAFTED, FINISHED
from tests.domain.scenario import but, scenario

REQUEST_PLACE = len(DRAFTED) + 1
ASK = RequestPersonalBudget(
    on=date(2025, 4, 14), requested_by=BudgetRequester.PARENT, direct_payment=True
)
PREPARE = PreparePersonalBudget(on=date(2025, 4, 28), lines=(TUITION, HELD))
REFUSE = RefusePersonalBudget(
    on=date(2025, 4, 28),
    ground=BudgetGround.ADVERSE_EFFECT,
    reasons="The therapists are employed for forty schools together.",
    provision=("f1",),
)
MEETING = ReviewMeetingHeld(on=date(2026, 3, 10))


def test_the_family_is_told_what_personal_budgets_are_about():
    tell = GiveBudgetInformation(on=date(2025, 4, 7), items=tuple(BudgetInformation))
    then = PersonalBudgetInformationGiven(on=date(2025, 4, 7), items=tuple(BudgetInformation))
    scenario(given=DRAFTED, when=tell, then=[then])
    scenario(
        given=DRAFTED,
        when=replace(tell, items=(BudgetInformation.HELP,)),
        then=INFORMATION_INCOMPLETE,
    )


def test_a_budget_is_asked_for_while_the_draft_is_prepared():
    scenario(given=DRAFTED, when=ASK, then=[ASKED])


def test_a_budget_is_asked_for_while_a_plan_is_made_that_was_ordered():
    draft = DraftPlanIssued(on=date(2025, 4, 7))
    scenario(given=[draft], when=ASK, then=[replace(ASKED, of=1)])


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ([], None),
        ([MEETING], len(FINISHED) + 1),
        (
            [
                MEETING,
                ReviewDecisionNotified(on=date(2026, 4, 7), decision=ReviewDecision.AMEND),
            ],
            len(FINISHED) + 1,
        ),
        (
            [
                MEETING,
                ReviewDecisionNotified(on=date(2026, 4, 7), decision=ReviewDecision.MAINTAIN),
            ],
            None,
        ),
        ([ReassessmentAgreed(on=date(2026, 3, 10))], len(FINISHED) + 1),
    ],
)
def test_outside_a_draft_a_review_and_a_reassessment_the_request_is_warned_of(since, expected):
    ask = replace(ASK, on=date(2026, 4, 14))
    asked = PersonalBudgetRequested(
        on=date(2026, 4, 14),
        of=expected,
        requested_by=BudgetRequester.PARENT,
        direct_payment=True,
    )
    warned = [] if expected else [OUT_OF_WINDOW.about(date(2026, 4, 14))]
    scenario(given=[*FINISHED, *since], when=ask, then=[asked, *warned])


def test_a_budget_is_prepared_with_its_lines():
    scenario(
        given=DRAFTED_AND_ASKED,
        when=PREPARE,
        then=[
            PersonalBudgetPrepared(on=date(2025, 4, 28), of=REQUEST_PLACE, lines=(TUITION, HELD))
        ],
    )


def test_a_budget_may_be_prepared_unasked():
    then = PersonalBudgetPrepared(on=date(2025, 5, 13), lines=(TUITION, HELD))
    scenario(given=FINISHED, when=replace(PREPARE, on=date(2025, 5, 13)), then=[then])


def test_a_budget_is_not_prepared_before_it_was_asked_for():
    early = replace(PREPARE, on=date(2025, 4, 13))
    scenario(given=DRAFTED_AND_ASKED, when=early, then=BEFORE_BUDGET_REQUEST)


@pytest.mark.parametrize("lines", [(), (TUITION, TUITION), (replace(TUITION, id=" "),)])
def test_each_line_has_an_id_of_its_own(lines):
    scenario(given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=lines), then=NO_LINES)


@pytest.mark.parametrize("amount", ["-0.01", "62.505", "62.500", "NaN", "Infinity", "100000000"])
def test_an_amount_is_pounds_and_pence_and_not_negative(amount):
    line = replace(TUITION, amount=Decimal(amount))
    scenario(given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=(line,)), then=NOT_POUNDS)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"cost": Decimal("0.001")}, NOT_POUNDS),
        ({"ends": date(2025, 6, 1)}, LINE_BACKWARDS),
        ({"weeks": 0}, WEEKS_OF_A_YEAR),
        ({"weeks": 54}, WEEKS_OF_A_YEAR),
        ({"period": BudgetPeriod.MONTH}, WEEKS_OF_A_YEAR),
        ({"provision": ()}, PROVISION_NOT_NAMED),
        ({"provision": ("f9",)}, PROVISION_NOT_NAMED),
        ({"provision": ("b1",)}, PROVISION_NOT_NAMED),
        ({"reckoned": " "}, NOT_RECKONED),
        ({"suffices": False}, NOT_RECKONED),
        ({"for_place": True}, PAYS_FOR_PLACE),
        ({"cost": None}, NOT_COSTED),
        ({"cost": Decimal("62.51")}, UNDER_COST),
        ({"shares": (BudgetShare(mechanism=BudgetMechanism.NOTIONAL, amount=Decimal(1)),)},
         MIX_NOT_SPLIT),
        ({"mechanism": BudgetMechanism.MIXED}, MIX_NOT_SPLIT),
    ],
)  # fmt: skip
def test_a_line_says_what_it_must(fields, refusal):
    line = altered(TUITION, **fields)
    scenario(given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=(line,)), then=refusal)


@pytest.mark.parametrize(
    ("direct", "held", "inner", "refusal"),
    [
        ("40.00", "22.50", BudgetMechanism.NOTIONAL, None),
        ("40.00", "22.49", BudgetMechanism.NOTIONAL, MIX_NOT_SPLIT),
        ("40.00", "22.50", BudgetMechanism.MIXED, MIX_NOT_SPLIT),
    ],
)
def test_a_mixed_line_is_made_up_of_its_shares(direct, held, inner, refusal):
    mixed = replace(
        TUITION,
        mechanism=BudgetMechanism.MIXED,
        shares=(
            BudgetShare(mechanism=BudgetMechanism.DIRECT_PAYMENT, amount=Decimal(direct)),
            BudgetShare(mechanism=inner, amount=Decimal(held)),
        ),
    )
    then = PersonalBudgetPrepared(on=date(2025, 4, 28), of=REQUEST_PLACE, lines=(mixed,))
    scenario(
        given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=(mixed,)), then=refusal or [then]
    )


def test_a_place_may_be_in_a_budget_that_the_authority_holds():
    place = replace(HELD, for_place=True)
    then = PersonalBudgetPrepared(on=date(2025, 4, 28), of=REQUEST_PLACE, lines=(place,))
    scenario(given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=(place,)), then=[then])


def test_payments_for_health_or_care_are_made_under_other_regulations():
    line = replace(TUITION, stream=BudgetStream.HEALTH)
    then = PersonalBudgetPrepared(on=date(2025, 4, 28), of=REQUEST_PLACE, lines=(line,))
    warned = OTHER_REGULATIONS.about(date(2025, 4, 28), "l1")
    scenario(given=DRAFTED_AND_ASKED, when=replace(PREPARE, lines=(line,)), then=[then, warned])


def test_a_budget_is_refused_where_the_money_cannot_be_told_apart():
    then = PersonalBudgetRefused(
        on=date(2025, 4, 28),
        of=REQUEST_PLACE,
        ground=BudgetGround.ADVERSE_EFFECT,
        reasons="The therapists are employed for forty schools together.",
        provision=("f1",),
    )
    scenario(given=DRAFTED_AND_ASKED, when=REFUSE, then=[then])


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"ground": BudgetGround.NO_POLICY}, NO_POLICY_IS_NO_GROUND),
        ({"ground": BudgetGround.OUTSIDE_WINDOW}, ASKED_INSIDE_WINDOW),
        ({"reasons": ""}, BUDGET_REFUSED_WITHOUT_REASONS),
        ({"provision": ()}, BUDGET_REFUSED_WITHOUT_REASONS),
        ({"on": date(2025, 4, 13)}, BEFORE_BUDGET_REQUEST),
    ],
)
def test_a_budget_is_not_refused_otherwise(fields, refusal):
    scenario(given=DRAFTED_AND_ASKED, when=but(REFUSE, **fields), then=refusal)


def test_a_budget_asked_for_outside_the_window_may_be_refused_for_that():
    outside = replace(ASKED, of=None)
    refuse = replace(REFUSE, ground=BudgetGround.OUTSIDE_WINDOW, provision=())
    then = PersonalBudgetRefused(
        on=date(2025, 4, 28),
        of=REQUEST_PLACE,
        ground=BudgetGround.OUTSIDE_WINDOW,
        reasons=refuse.reasons,
    )
    scenario(given=[*DRAFTED, outside], when=refuse, then=[then])


def test_there_is_nothing_to_refuse_without_a_request():
    scenario(given=DRAFTED, when=REFUSE, then=NO_BUDGET_REQUEST)
    scenario(given=[*DRAFTED_AND_ASKED, PREPARED], when=REFUSE, then=NO_BUDGET_REQUEST)


def test_a_budget_ends_for_reasons():
    end = EndPersonalBudget(on=date(2026, 7, 17), reasons="The tutor's work is done.")
    then = PersonalBudgetEnded(
        on=date(2026, 7, 17), of=BUDGET, reasons="The tutor's work is done."
    )
    scenario(given=BUDGETED, when=end, then=[then])
    scenario(given=BUDGETED, when=replace(end, reasons=""), then=BUDGET_ENDED_WHY)
    scenario(given=BUDGETED, when=replace(end, on=date(2025, 5, 12)), then=BEFORE_BUDGET)
    scenario(given=FINISHED, when=end, then=NO_BUDGET)
    scenario(given=[*BUDGETED, then], when=end, then=NO_BUDGET)
    scenario(given=[*BUDGETED, PlanCeased(on=date(2026, 7, 1))], when=end, then=NO_BUDGET)


DECLINE = RefuseDirectPayment(
    on=date(2025, 5, 20),
    ground=PaymentGround.PREMISES,
    reasons="The head does not agree to a tutor in the school.",
    review_offered=True,
    provision=("f1",),
)
DECLINED = DirectPaymentRefused(
    on=date(2025, 5, 20),
    of=BUDGET,
    ground=PaymentGround.PREMISES,
    reasons="The head does not agree to a tutor in the school.",
    provision=("f1",),
    review_offered=True,
)
PLACE = BUDGET + 1
REVIEW_ASKED = RefusalReviewRequested(
    on=date(2025, 5, 27), of=PLACE, representations="She could be taught at home."
)
ASK_FOR_REVIEW = RequestRefusalReview(
    on=date(2025, 5, 27), refusal=PLACE, representations="She could be taught at home."
)
REVIEW = ReviewRefusal(
    on=date(2025, 6, 9),
    refusal=PLACE,
    outcome=RefusalOutcome.OVERTURNED,
    reasons="Home suits the tutor.",
)
REVIEWED = RefusalReviewed(
    on=date(2025, 6, 9),
    of=PLACE + 1,
    outcome=RefusalOutcome.OVERTURNED,
    reasons="Home suits the tutor.",
)


def test_direct_payments_are_refused_with_reasons_and_the_offer_of_a_review():
    scenario(given=BUDGETED, when=DECLINE, then=[DECLINED])
    silent = replace(DECLINE, reasons=" ")
    scenario(given=BUDGETED, when=silent, then=PAYMENT_REFUSED_WITHOUT_REASONS)
    scenario(given=BUDGETED, when=replace(DECLINE, review_offered=False), then=REVIEW_NOT_OFFERED)
    early = replace(DECLINE, on=date(2025, 5, 12))
    scenario(given=BUDGETED, when=early, then=BEFORE_WHAT_IS_REFUSED)
    scenario(given=FINISHED, when=DECLINE, then=NOTHING_TO_REFUSE)


def test_a_refusal_is_reviewed_once_if_the_family_asks():
    refused = [*BUDGETED, DECLINED]
    scenario(given=refused, when=ASK_FOR_REVIEW, then=[REVIEW_ASKED])
    scenario(given=[*refused, REVIEW_ASKED], when=REVIEW, then=[REVIEWED])
    scenario(given=[*refused, REVIEW_ASKED, REVIEWED], when=ASK_FOR_REVIEW, then=REVIEWED_ALREADY)
    scenario(given=[*refused, REVIEW_ASKED, REVIEWED], when=REVIEW, then=NO_REVIEW_ASKED)
    scenario(given=refused, when=REVIEW, then=NO_REVIEW_ASKED)


def test_the_outcome_of_a_review_has_reasons_and_its_days_are_in_order():
    refused = [*BUDGETED, DECLINED]
    asked = [*refused, REVIEW_ASKED]
    scenario(given=asked, when=replace(REVIEW, reasons=""), then=REVIEWED_WITHOUT_REASONS)
    scenario(given=asked, when=replace(REVIEW, on=date(2025, 5, 26)), then=BEFORE_THE_REFUSAL)
    early = replace(ASK_FOR_REVIEW, on=date(2025, 5, 19))
    scenario(given=refused, when=early, then=BEFORE_THE_REFUSAL)


def test_only_a_refusal_is_reviewed():
    elsewhere = replace(ASK_FOR_REVIEW, refusal=BUDGET)
    scenario(given=[*BUDGETED, DECLINED], when=elsewhere, then=NO_REFUSAL_TO_REVIEW)
    scenario(given=BUDGETED, when=replace(REVIEW, refusal=99), then=NO_REFUSAL_TO_REVIEW)
