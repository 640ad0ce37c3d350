"""A personal budget with a direct payment, made with the first plan. CFA 2014 s.49."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ehcp.cli.generate.person import Life
from ehcp.cli.generate.script import days, working
from ehcp.domain.commands.money.direct_payment import (
    AgreeDirectPayment,
    ConsentToDirectPayment,
    GivePaymentNotice,
    RecordPremisesAgreement,
    StartDirectPayment,
)
from ehcp.domain.commands.money.personal_budget import (
    GiveBudgetInformation,
    PreparePersonalBudget,
    RequestPersonalBudget,
)
from ehcp.domain.events.personal_budget import BudgetInformation, BudgetRequester
from ehcp.domain.plan.age import has_reached
from ehcp.domain.plan.budget import (
    BudgetLine,
    BudgetPeriod,
    PaymentConditions,
    PaymentRecipient,
)
from ehcp.domain.plan.placement import BudgetMechanism, BudgetRecipient, BudgetStream
from ehcp.domain.plan.sections import DirectPaymentPart, Section

TERMS = ("A return each term.", "Receipts are kept for six years.")
MET = PaymentConditions(
    used_appropriately=True,
    best_interests=True,
    others_unaffected=True,
    efficient=True,
    why="The tutor is known to the school; the cost is that of the authority's own.",
)
TUITION = "A tutor, for the hours that Section F gives."
PREMISES = "The school"
PARENTS_HOLD = 0.85  # of the first plans, those of a child young enough for this
OLD = 14


def has_budget(life: Life, planned: date) -> bool:
    """Draw whether there is a budget: of those whose parents can hold it, so many more."""
    plans = life.figures.plans
    live = sum(plans.live.values()) / len(plans.live)
    share = plans.with_personal_budget / live / PARENTS_HOLD
    wanted = life.draw.chance(share)
    return wanted and not has_reached(life.child.date_of_birth, OLD, planned)


def ask_for_budget(life: Life, day: date) -> Decimal:
    """Ask for a budget while the draft is before the family; return what it pays a week."""
    script = life.script
    script.add(day, GiveBudgetInformation, items=tuple(BudgetInformation))
    script.add(
        day + days(2),
        RequestPersonalBudget,
        requested_by=BudgetRequester.PARENT,
        direct_payment=True,
    )
    return Decimal(life.draw.between(6, 30) * 5)


def with_section_j(life: Life, weekly: Decimal, day: date) -> None:
    """Put the payment into Section J of the draft."""
    first = life.plan.provision[0]
    part = DirectPaymentPart(
        id="j1",
        text=TUITION,
        needs=first.needs,
        outcomes=first.outcomes,
        provision=(first.id,),
        amount=weekly,
        period="week",
        head_agreed_on=working(day),
    )
    nothing = tuple(letter for letter in life.plan.nothing_in if letter is not Section.J)
    life.plan = replace(life.plan, direct_payments=(part,), nothing_in=nothing)


def pay(life: Life, weekly: Decimal, planned: date) -> None:
    """After the plan: prepare the budget, agree on the payment, and make the first one."""
    script = life.script
    starts = working(planned + days(56))
    script.add(planned + days(6), PreparePersonalBudget, lines=(_line(life, weekly, starts),))
    script.add(
        planned + days(10),
        RecordPremisesAgreement,
        by=life.school,
        premises=PREMISES,
        agreed_by="The head",
        in_writing=True,
    )
    payment = script.add(
        planned + days(14),
        AgreeDirectPayment,
        line="l1",
        amount=weekly,
        recipient=_recipient(life),
        conditions=MET,
        terms=TERMS,
    )
    script.add(
        planned + days(20),
        GivePaymentNotice,
        payment=payment,
        person=life.child.name,
        goods="Tuition",
        amount=weekly,
        terms=TERMS,
        starts=starts,
        paid_when="Every Monday in term.",
    )
    script.add(
        planned + days(30),
        ConsentToDirectPayment,
        payment=payment,
        consented_by=life.parents[0].name,
        in_writing=True,
    )
    script.add(starts, StartDirectPayment, payment=payment, amount=weekly)


def _line(life: Life, weekly: Decimal, starts: date) -> BudgetLine:
    return BudgetLine(
        id="l1",
        text=TUITION,
        provision=(life.plan.provision[0].id,),
        stream=BudgetStream.EDUCATION,
        mechanism=BudgetMechanism.DIRECT_PAYMENT,
        amount=weekly,
        period=BudgetPeriod.WEEK,
        weeks=39,
        starts=starts,
        reckoned="The hours of Section F.",
        suffices=True,
        cost=weekly,
        premises=PREMISES,
    )


def _recipient(life: Life) -> PaymentRecipient:
    return PaymentRecipient(
        kind=BudgetRecipient.PARENT,
        name=life.parents[0].name,
        can_manage=True,
        over_school_age=True,
        has_capacity=True,
        excluded=False,
    )
