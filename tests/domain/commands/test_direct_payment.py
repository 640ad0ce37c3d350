"""SI 2014/1652 regs 5 to 10: who is paid, on what conditions, and what comes before it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.money.budget_lines import NOT_POUNDS, PAYS_FOR_PLACE, UNDER_COST
from ehcp.domain.commands.money.direct_payment import (
    CONDITIONS_NOT_MET,
    CONSENT_NOT_GIVEN,
    NOT_A_PAYMENT_LINE,
    NOT_IN_WRITING,
    PAID_ALREADY,
    PAYMENT_NOTICE_INCOMPLETE,
    PREMISES_NOT_AGREED,
    STARTED_ALREADY,
    AgreeDirectPayment,
    ConsentToDirectPayment,
    GivePaymentNotice,
    RecordPremisesAgreement,
    StartDirectPayment,
    WithdrawPaymentConsent,
)
from ehcp.domain.commands.money.personal_budget import NO_BUDGET
from ehcp.domain.commands.money.recipient import (
    CANNOT_MANAGE,
    NO_NEED_TO_REPRESENT,
    NOT_A_PARENTS,
    NOT_NOMINATED,
    NOT_YET_YOUNG_PERSON,
    RECIPIENT_EXCLUDED,
    RECIPIENT_LACKS_CAPACITY,
    RECIPIENT_OF_SCHOOL_AGE,
    RECIPIENT_UNNAMED,
    RecordYoungPersonSwitch,
    SubstituteRecipient,
)
from ehcp.domain.commands.money.running import (
    BEFORE_PAYMENT,
    CONSENT_WITHDRAWN,
    NO_SUCH_PAYMENT,
    NO_WRITTEN_CONSENT,
    NOT_NOTIFIED,
    PAYMENT_OVER,
)
from ehcp.domain.commands.money.section_j import SECTION_J_DIFFERS
from ehcp.domain.events.direct_payment import (
    DirectPaymentConsentGiven,
    DirectPaymentConsentWithdrawn,
    DirectPaymentRecipientSubstituted,
    DirectPaymentStopped,
    PremisesAgreed,
    YoungPersonSwitchDue,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.plan.budget import BudgetShare
from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient
from ehcp.domain.standing.rights_holder import rights_holder
from tests.domain.budget_case import (
    AGREED,
    AGREED_TO,
    BUDGETED,
    CONSENT,
    CONSENTED,
    FOUR,
    MOTHER,
    NOTICE,
    NOTIFIED,
    PAID,
    PAYMENT,
    PREPARED,
    STARTED,
    TERMS,
    TUITION,
    altered,
)
from tests.domain.ordinary_case import FINISHED
from tests.domain.scenario import but, recorded, scenario

AGREE = AgreeDirectPayment(
    on=date(2025, 5, 14),
    line="l1",
    amount=Decimal("62.50"),
    recipient=MOTHER,
    conditions=FOUR,
    terms=TERMS,
)
NOTIFY = GivePaymentNotice(
    on=date(2025, 5, 15),
    payment=PAYMENT,
    person="Ada Hill",
    goods="Tuition in reading",
    amount=Decimal("62.50"),
    terms=TERMS,
    starts=date(2025, 6, 2),
    paid_when="Every Monday.",
)
GIVE_CONSENT = ConsentToDirectPayment(
    on=date(2025, 5, 20),
    payment=PAYMENT,
    consented_by="Eve Hill",
    in_writing=True,
    dated=date(2025, 5, 19),
)
START = StartDirectPayment(on=date(2025, 6, 2), payment=PAYMENT, amount=Decimal("62.50"))


def unsaid(on):
    """The warning that Section J, which says nothing, should speak of the line."""
    return SECTION_J_DIFFERS.about(on, "l1: not-in-section-j")


def with_line(**fields):
    """The case in which the budget's line is another."""
    return [*FINISHED, replace(PREPARED, lines=(altered(TUITION, **fields),))]


def test_a_payment_is_agreed_noticed_consented_to_and_made():
    scenario(given=BUDGETED, when=AGREE, then=[AGREED, unsaid(date(2025, 5, 14))])
    scenario(given=AGREED_TO, when=NOTIFY, then=[NOTICE])
    scenario(given=NOTIFIED, when=GIVE_CONSENT, then=[CONSENT])
    scenario(given=CONSENTED, when=START, then=[STARTED, unsaid(date(2025, 6, 2))])


def test_a_payment_is_for_a_line_of_the_budget_that_is_paid_directly():
    scenario(given=BUDGETED, when=replace(AGREE, line="l9"), then=NOT_A_PAYMENT_LINE)
    scenario(given=BUDGETED, when=replace(AGREE, line="l2"), then=NOT_A_PAYMENT_LINE)
    scenario(given=FINISHED, when=AGREE, then=NO_BUDGET)


def test_a_line_is_paid_to_one_recipient():
    scenario(given=AGREED_TO, when=AGREE, then=PAID_ALREADY)
    stopped = DirectPaymentStopped(on=date(2025, 5, 14), of=PAYMENT)
    again = [AGREED, unsaid(date(2025, 5, 14))]
    scenario(given=[*AGREED_TO, stopped], when=AGREE, then=again)


def test_no_payment_is_made_for_a_place():
    scenario(given=with_line(for_place=True), when=AGREE, then=PAYS_FOR_PLACE)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": ""}, RECIPIENT_UNNAMED),
        ({"can_manage": False}, CANNOT_MANAGE),
        ({"over_school_age": False}, RECIPIENT_OF_SCHOOL_AGE),
        ({"has_capacity": False}, RECIPIENT_LACKS_CAPACITY),
        ({"excluded": True}, RECIPIENT_EXCLUDED),
        ({"kind": BudgetRecipient.YOUNG_PERSON}, NOT_YET_YOUNG_PERSON),
        ({"kind": BudgetRecipient.NOMINEE}, NOT_NOMINATED),
        (
            {"kind": BudgetRecipient.NOMINEE, "nominated_on": date(2025, 5, 15)},
            NOT_NOMINATED,
        ),
        ({"kind": BudgetRecipient.REPRESENTATIVE}, NO_NEED_TO_REPRESENT),
    ],
)
def test_nobody_is_paid_who_may_not_be(fields, refusal):
    agree = replace(AGREE, recipient=altered(MOTHER, **fields))
    scenario(given=BUDGETED, when=agree, then=refusal)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": BudgetRecipient.NOMINEE, "nominated_on": date(2025, 5, 14)},
        {"kind": BudgetRecipient.REPRESENTATIVE, "acts_because": "An assessment of 2 May 2025."},
        {"help_to_manage": "A payroll service"},
    ],
)
def test_a_nominee_or_representative_may_be_paid_and_anybody_may_have_help(fields):
    recipient = altered(MOTHER, **fields)
    then = [replace(AGREED, recipient=recipient), unsaid(date(2025, 5, 14))]
    scenario(given=BUDGETED, when=replace(AGREE, recipient=recipient), then=then)


@pytest.mark.parametrize(
    ("kind", "on", "refusal"),
    [
        (BudgetRecipient.PARENT, date(2025, 6, 26), None),
        (BudgetRecipient.PARENT, date(2025, 6, 27), NOT_A_PARENTS),
        (BudgetRecipient.YOUNG_PERSON, date(2025, 6, 26), NOT_YET_YOUNG_PERSON),
        (BudgetRecipient.YOUNG_PERSON, date(2025, 6, 27), None),
    ],
)
def test_who_is_paid_changes_with_the_rights_on_the_last_friday_in_june(kind, on, refusal):
    opened = CaseOpened(
        on=date(2025, 1, 6), child=Child(name="Ben Hill", date_of_birth=date(2009, 8, 20))
    )
    recipient = replace(MOTHER, kind=kind)
    holder = rights_holder(recorded(opened), on).holder
    assert (holder == str(kind)) is (refusal is None)
    then = [replace(AGREED, on=on, recipient=recipient), unsaid(on)]
    scenario(
        given=[opened, *BUDGETED[1:]],
        when=replace(AGREE, on=on, recipient=recipient),
        then=refusal or then,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"used_appropriately": False},
        {"best_interests": False},
        {"others_unaffected": False},
        {"efficient": False},
        {"why": ""},
    ],
)
def test_all_four_conditions_are_met_and_the_record_says_how(fields):
    agree = replace(AGREE, conditions=altered(FOUR, **fields))
    scenario(given=BUDGETED, when=agree, then=CONDITIONS_NOT_MET)


def test_what_is_used_on_premises_needs_the_heads_written_agreement():
    given = with_line(premises="Elm Primary")
    scenario(given=given, when=AGREE, then=PREMISES_NOT_AGREED)
    ask = RecordPremisesAgreement(
        on=date(2025, 5, 14), premises="elm primary ", agreed_by="The head", in_writing=True
    )
    agreed = PremisesAgreed(
        on=date(2025, 5, 14), premises="elm primary ", agreed_by="The head", agreed=True
    )
    scenario(given=given, when=ask, then=[agreed])
    scenario(given=given, when=replace(ask, in_writing=False), then=NOT_IN_WRITING)
    then = [
        replace(AGREED, of=len(given)),
        SECTION_J_DIFFERS.about(date(2025, 5, 14), "l1: not-in-section-j"),
    ]
    scenario(given=[*given, agreed], when=AGREE, then=then)
    elsewhere = replace(agreed, premises="Oak School")
    scenario(given=[*given, elsewhere], when=AGREE, then=PREMISES_NOT_AGREED)
    later = replace(agreed, on=date(2025, 5, 15))
    scenario(given=[*given, later], when=AGREE, then=PREMISES_NOT_AGREED)
    scenario(
        given=[*given, agreed, replace(agreed, agreed=False)], when=AGREE, then=PREMISES_NOT_AGREED
    )


def test_the_head_may_say_no_by_word_of_mouth():
    no = RecordPremisesAgreement(
        on=date(2025, 5, 14),
        premises="Elm Primary",
        agreed_by="The head",
        in_writing=False,
        agreed=False,
    )
    then = PremisesAgreed(
        on=date(2025, 5, 14), premises="Elm Primary", agreed_by="The head", agreed=False
    )
    scenario(given=BUDGETED, when=no, then=[then])


def test_nothing_is_paid_if_the_head_has_since_said_no():
    line = replace(TUITION, premises="Elm Primary")
    given = [*FINISHED, replace(PREPARED, lines=(line,)), *CONSENTED[len(BUDGETED) :]]
    scenario(given=given, when=START, then=PREMISES_NOT_AGREED)


@pytest.mark.parametrize(("amount", "refusal"), [("62.49", UNDER_COST), ("62.505", NOT_POUNDS)])
def test_a_payment_is_enough_for_what_was_agreed(amount, refusal):
    some = Decimal(amount)
    scenario(given=BUDGETED, when=replace(AGREE, amount=some), then=refusal)
    scenario(given=AGREED_TO, when=replace(NOTIFY, amount=some), then=refusal)
    scenario(given=CONSENTED, when=replace(START, amount=some), then=refusal)


def test_of_a_mixed_line_the_payment_covers_what_the_rest_does_not():
    given = with_line(
        mechanism=BudgetMechanism.MIXED,
        shares=(
            BudgetShare(mechanism=BudgetMechanism.DIRECT_PAYMENT, amount=Decimal("40.00")),
            BudgetShare(mechanism=BudgetMechanism.NOTIONAL, amount=Decimal("22.50")),
        ),
    )
    enough = replace(AGREE, amount=Decimal("40.00"))
    then = [replace(AGREED, amount=Decimal("40.00")), unsaid(date(2025, 5, 14))]
    scenario(given=given, when=enough, then=then)
    scenario(given=given, when=replace(AGREE, amount=Decimal("39.99")), then=UNDER_COST)


@pytest.mark.parametrize(
    "fields", [{"person": ""}, {"goods": " "}, {"terms": ()}, {"paid_when": ""}]
)
def test_the_notice_says_all_that_it_must(fields):
    scenario(given=AGREED_TO, when=but(NOTIFY, **fields), then=PAYMENT_NOTICE_INCOMPLETE)


def test_consent_follows_the_notice_and_is_in_writing():
    scenario(given=AGREED_TO, when=GIVE_CONSENT, then=NOT_NOTIFIED)
    before = replace(GIVE_CONSENT, dated=date(2025, 5, 14))
    scenario(given=NOTIFIED, when=before, then=NOT_NOTIFIED)
    spoken = replace(GIVE_CONSENT, in_writing=False)
    scenario(given=NOTIFIED, when=spoken, then=NO_WRITTEN_CONSENT)
    nobody = replace(GIVE_CONSENT, consented_by=" ")
    scenario(given=NOTIFIED, when=nobody, then=NO_WRITTEN_CONSENT)


def test_nothing_is_paid_without_consent():
    scenario(given=NOTIFIED, when=START, then=NO_WRITTEN_CONSENT)
    scenario(given=CONSENTED, when=replace(START, on=date(2025, 5, 19)), then=NO_WRITTEN_CONSENT)


def test_withdrawn_consent_means_that_nothing_is_paid():
    withdrawn = DirectPaymentConsentWithdrawn(on=date(2025, 5, 27), of=PAYMENT)
    withdraw = WithdrawPaymentConsent(on=date(2025, 5, 27), payment=PAYMENT)
    scenario(given=CONSENTED, when=withdraw, then=[withdrawn])
    scenario(given=[*CONSENTED, withdrawn], when=START, then=CONSENT_WITHDRAWN)
    scenario(given=NOTIFIED, when=withdraw, then=CONSENT_NOT_GIVEN)
    anew = replace(GIVE_CONSENT, on=date(2025, 5, 30), dated=None)
    consented = replace(CONSENT, on=date(2025, 5, 30), dated=None)
    scenario(given=[*CONSENTED, withdrawn], when=anew, then=[consented])
    scenario(
        given=[*CONSENTED, withdrawn, consented],
        when=START,
        then=[STARTED, unsaid(date(2025, 6, 2))],
    )


def test_a_payment_starts_once():
    scenario(given=PAID, when=replace(START, on=date(2025, 6, 9)), then=STARTED_ALREADY)


def test_a_payment_is_named_by_the_entry_that_agreed_it():
    scenario(given=CONSENTED, when=replace(START, payment=PAYMENT - 1), then=NO_SUCH_PAYMENT)
    scenario(given=CONSENTED, when=replace(START, payment=99), then=NO_SUCH_PAYMENT)
    scenario(given=CONSENTED, when=replace(START, on=date(2025, 5, 13)), then=BEFORE_PAYMENT)
    stopped = DirectPaymentStopped(on=date(2025, 5, 27), of=PAYMENT)
    scenario(given=[*CONSENTED, stopped], when=START, then=PAYMENT_OVER)


AUNT = replace(
    MOTHER, kind=BudgetRecipient.NOMINEE, name="Ida Hill", nominated_on=date(2025, 9, 1)
)
SUBSTITUTE = SubstituteRecipient(
    on=date(2025, 9, 15),
    payment=PAYMENT,
    recipient=AUNT,
    notified_on=date(2025, 9, 3),
    consented_on=date(2025, 9, 10),
)


def test_somebody_else_may_be_paid_who_had_notice_and_consented():
    scenario(
        given=PAID,
        when=SUBSTITUTE,
        then=[
            DirectPaymentRecipientSubstituted(
                on=date(2025, 9, 15), of=PAYMENT, recipient=AUNT, notified_on=date(2025, 9, 3)
            ),
            DirectPaymentConsentGiven(
                on=date(2025, 9, 15),
                of=PAYMENT,
                consented_by="Ida Hill",
                dated=date(2025, 9, 10),
            ),
        ],
    )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"notified_on": None}, NOT_NOTIFIED),
        ({"notified_on": date(2025, 9, 11)}, NOT_NOTIFIED),
        ({"consented_on": None}, NO_WRITTEN_CONSENT),
        ({"consented_on": date(2025, 9, 16)}, NO_WRITTEN_CONSENT),
        ({"recipient": replace(AUNT, excluded=True)}, RECIPIENT_EXCLUDED),
    ],
)
def test_nobody_is_substituted_without_notice_consent_and_the_checks(fields, refusal):
    scenario(given=PAID, when=but(SUBSTITUTE, **fields), then=refusal)


def test_a_payment_passes_to_the_young_person_once_school_age_is_over():
    opened = CaseOpened(
        on=date(2025, 1, 6), child=Child(name="Ben Hill", date_of_birth=date(2009, 8, 20))
    )
    due = RecordYoungPersonSwitch(on=date(2025, 6, 27), payment=PAYMENT)
    then = YoungPersonSwitchDue(on=date(2025, 6, 27), of=PAYMENT)
    given = [opened, *PAID[1:]]
    scenario(given=given, when=due, then=[then])
    scenario(given=given, when=replace(due, on=date(2025, 6, 26)), then=NOT_YET_YOUNG_PERSON)
