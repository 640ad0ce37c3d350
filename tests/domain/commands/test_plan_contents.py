"""What is warned of in a plan, what is refused in it, and that its ids stay. Regs 11 and 12."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ehcp.domain.command import Caution, Command
from ehcp.domain.commands.assessment.advice import AdviceKind
from ehcp.domain.commands.plan.contents import BUDGET_CONTRADICTED
from ehcp.domain.commands.plan.identity import (
    ID_USED_FOR_SOMETHING_ELSE,
    REPLACED_AND_THERE,
    REPLACES_NOTHING,
)
from ehcp.domain.commands.plan.warned_of import (
    CARE_OF_AN_ADULT,
    CARE_OUT_OF_PLACE,
    LINKED_TO_NOTHING,
    NO_PREPARATION_YET,
    NOT_QUANTIFIED,
    OUTCOME_IS_SERVICE,
    OUTCOME_REPEATS_PROVISION,
    OUTCOME_UNDATED,
    OUTCOME_UNMEASURED,
    OUTCOME_WITHOUT_ASPIRATION,
    OUTCOME_WITHOUT_NEED,
    OUTCOME_WITHOUT_PROVISION,
    PAYMENT_FOR_NO_PROVISION,
    PAYMENT_MEETS_NOTHING,
    PROVISION_WITHOUT_NEED,
    PROVISION_WITHOUT_OUTCOME,
    RECOMMENDATION_UNANSWERED,
)
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.plan.sections import (
    CareProvision,
    CareService,
    DirectPaymentPart,
    Need,
    Plan,
    RecommendedProvision,
    Section,
    View,
    ViewAbout,
)
from ehcp.law.counting import corresponding_date
from tests.domain.amending_case import ISSUE_AMENDED, NOTIFIED
from tests.domain.ordinary_case import (
    ASSESSED,
    CHILD,
    DRAFT,
    DRAFTED,
    ELM_PLACEMENT,
    ISSUE_DRAFT,
    ISSUE_FINAL,
    OPENED,
    OPENED_FOR_TEENAGER,
    PLAN,
    READY,
    naming,
)
from tests.domain.scenario import recorded, scenario

DAY = date(2025, 4, 7)
(E1,) = PLAN.outcomes
(F1,) = PLAN.provision
(K1,) = PLAN.appendices
F2 = replace(F1, id="f2", text="Swimming, once a week.")
PAYMENT = DirectPaymentPart(
    id="j1", text="A tutor.", needs=("b1",), outcomes=("e1",), provision=("f1",)
)
ASPIRATION = View(id="a2", text="I want to be a baker.", about=ViewAbout.ASPIRATION)
LEFT_OPEN = RecommendedProvision(text="Ten minutes of phonics a day.")


def with_something_in(*letters: Section, **fields: Any) -> Plan:
    """Return the ordinary plan with these fields, in which these sections are not empty."""
    nothing = tuple(letter for letter in PLAN.nothing_in if letter not in letters)
    return replace(PLAN, nothing_in=nothing, **fields)


def care(service: CareService) -> CareProvision:
    return CareProvision(id="h1", text="Help.", outcomes=("e1",), service=service)


WARNINGS = [
    (PROVISION_WITHOUT_NEED, "f2", replace(PLAN, provision=(F1, replace(F2, needs=())))),
    (PROVISION_WITHOUT_OUTCOME, "f2", replace(PLAN, provision=(F1, replace(F2, outcomes=())))),
    (OUTCOME_WITHOUT_PROVISION, "e2", replace(PLAN, outcomes=(E1, replace(E1, id="e2")))),
    (OUTCOME_WITHOUT_NEED, "e1", replace(PLAN, outcomes=(replace(E1, needs=()),))),
    (OUTCOME_WITHOUT_ASPIRATION, "e1", replace(PLAN, views=(*PLAN.views, ASPIRATION))),
    (LINKED_TO_NOTHING, "e1", replace(PLAN, outcomes=(replace(E1, needs=("b9",)),))),
    (OUTCOME_UNDATED, "e1", replace(PLAN, outcomes=(replace(E1, by=None),))),
    (OUTCOME_UNMEASURED, "e1", replace(PLAN, outcomes=(replace(E1, measure=None),))),
    (
        OUTCOME_IS_SERVICE,
        "e1",
        replace(PLAN, outcomes=(replace(E1, text="She will have access to books."),)),
    ),
    (OUTCOME_REPEATS_PROVISION, "e1", replace(PLAN, outcomes=(replace(E1, text=F1.text),))),
    (NOT_QUANTIFIED, "f1", replace(PLAN, provision=(replace(F1, hours=None),))),
    (
        CARE_OUT_OF_PLACE,
        "h1",
        with_something_in(Section.H2, other_care_provision=(care(CareService.MEALS),)),
    ),
    (
        PAYMENT_FOR_NO_PROVISION,
        "j1",
        with_something_in(Section.J, direct_payments=(replace(PAYMENT, provision=()),)),
    ),
    (
        PAYMENT_MEETS_NOTHING,
        "j1",
        with_something_in(Section.J, direct_payments=(replace(PAYMENT, needs=()),)),
    ),
    (
        RECOMMENDATION_UNANSWERED,
        "k1",
        replace(PLAN, appendices=(replace(K1, recommendations=(LEFT_OPEN,)),)),
    ),
]


def drafted(plan: Plan, *warnings: Event) -> None:
    """Check that a draft with this contents goes out, and what is warned of."""
    command = replace(ISSUE_DRAFT, plan=plan)
    scenario(given=ASSESSED, when=command, then=[replace(DRAFT, plan=plan), *warnings])


@pytest.mark.parametrize(
    ("caution", "element", "plan"), WARNINGS, ids=lambda v: getattr(v, "id", "")
)
def test_what_is_not_as_the_guidance_has_it_is_warned_of_and_recorded(
    caution: Caution, element: str, plan: Plan
):
    drafted(plan, caution.about(DAY, element))


def test_an_ordinary_plan_is_warned_of_in_nothing():
    drafted(PLAN)
    drafted(with_something_in(Section.J, direct_payments=(PAYMENT,)))


def test_the_elements_concerned_are_all_named():
    undated = tuple(replace(E1, id=f"e{n}", by=None) for n in (1, 2))
    plan = replace(PLAN, outcomes=undated, provision=(replace(F1, outcomes=("e1", "e2")),))
    drafted(plan, OUTCOME_UNDATED.about(DAY, "e1, e2"))


PREPARATION = AdviceRequested(on=date(2025, 2, 5), of=4, kind=AdviceKind.ADULTHOOD)
PLAN_BUT_H2 = tuple(letter for letter in PLAN.nothing_in if letter not in (Section.H1, Section.H2))
TEENAGER = [OPENED_FOR_TEENAGER, *ASSESSED[1:], PREPARATION]


def test_the_draft_of_a_plan_beyond_year_9_is_warned_of_without_preparation_for_adulthood():
    without = [DRAFT, NO_PREPARATION_YET.about(DAY)]
    scenario(given=TEENAGER, when=ISSUE_DRAFT, then=without)
    plan = replace(PLAN, provision=(replace(F1, prepares_for_adulthood=True),))
    command = replace(ISSUE_DRAFT, plan=plan)
    scenario(given=TEENAGER, when=command, then=[replace(DRAFT, plan=plan)])


IN_H1 = with_something_in(
    Section.H1,
    provision=(replace(F1, prepares_for_adulthood=True),),
    care_provision_1970_act=(care(CareService.OUTINGS), replace(care(CareService.MEALS), id="h2")),
)


def warned_of_adult_care(given: list[Event], command: Command, born: date | None) -> list[Event]:
    """Return the warnings about Section H1 when this is asked for somebody born on this day."""
    child = None if born is None else replace(CHILD, date_of_birth=born)
    case = recorded(replace(OPENED, child=child), *given)
    found = tuple(command.asked_of(case))
    return [e for e in found if getattr(e, "warning", "") == CARE_OF_AN_ADULT.id]


OF_18 = [
    (replace(ISSUE_DRAFT, plan=IN_H1), [*ASSESSED[1:], PREPARATION]),
    (replace(ISSUE_FINAL, plan=naming(ELM_PLACEMENT, of=IN_H1)), READY[1:]),
    (replace(ISSUE_AMENDED, plan=naming(ELM_PLACEMENT, of=IN_H1)), NOTIFIED[1:]),
]


@pytest.mark.parametrize(("command", "given"), OF_18, ids=lambda v: type(v).__name__)
def test_section_h1_of_somebody_who_is_18_on_the_day_of_issue_is_warned_of(command, given):
    of_age = corresponding_date(command.on, -12 * 18)
    warned = CARE_OF_AN_ADULT.about(command.on, "h1, h2")
    assert warned_of_adult_care(given, command, of_age) == [warned]
    assert warned_of_adult_care(given, command, of_age + timedelta(days=1)) == []
    assert warned_of_adult_care(given, command, None) == []
    (h1, h2) = IN_H1.care_provision_1970_act
    moved = replace(command.plan, care_provision_1970_act=(), other_care_provision=(h1, h2))
    moved = replace(moved, nothing_in=(*PLAN_BUT_H2, Section.H1))
    assert warned_of_adult_care(given, replace(command, plan=moved), of_age) == []


def test_section_j_has_no_direct_payments_where_none_was_asked_for():
    both = with_something_in(
        Section.J, direct_payments=(PAYMENT,), budget_information_given=date(2025, 4, 1)
    )
    command = replace(ISSUE_DRAFT, plan=both)
    scenario(given=ASSESSED, when=command, then=BUDGET_CONTRADICTED)


def test_an_id_is_not_used_again_for_something_else():
    other = replace(PLAN, needs=(Need(id="e1", text="X"),), outcomes=(replace(E1, id="e2"),))
    command = replace(ISSUE_DRAFT, on=date(2025, 4, 28), plan=other)
    scenario(given=DRAFTED, when=command, then=ID_USED_FOR_SOMETHING_ELSE)


def test_an_id_that_a_draft_gave_up_does_not_come_back_as_something_else():
    first = replace(DRAFT, plan=replace(PLAN, provision=(F1, F2)))
    again = replace(first, on=date(2025, 4, 9), plan=PLAN)
    third = replace(F1, id="f2", text="Riding, once a week.")
    command = replace(ISSUE_DRAFT, on=date(2025, 4, 28), plan=replace(PLAN, provision=(F1, third)))
    scenario(given=[*ASSESSED, first, again], when=command, then=ID_USED_FOR_SOMETHING_ELSE)


def test_what_is_said_to_be_replaced_was_in_an_earlier_version():
    split = replace(PLAN, provision=(replace(F2, replaces=("f1",)),))
    command = replace(ISSUE_DRAFT, plan=split)
    scenario(given=ASSESSED, when=command, then=REPLACES_NOTHING)
    later = replace(command, on=date(2025, 4, 28))
    until = date(2025, 5, 12)
    scenario(
        given=DRAFTED,
        when=later,
        then=[replace(DRAFT, on=date(2025, 4, 28), plan=split, representations_until=until)],
    )


def test_where_an_earlier_plan_is_not_in_the_record_anything_may_have_been_in_it():
    unread = replace(DRAFT, plan=None)
    split = replace(PLAN, provision=(replace(F2, replaces=("f9",)),))
    command = replace(ISSUE_DRAFT, on=date(2025, 4, 28), plan=split)
    then = replace(
        DRAFT, on=date(2025, 4, 28), plan=split, representations_until=date(2025, 5, 12)
    )
    scenario(given=[*ASSESSED, unread], when=command, then=[then])


def test_what_is_replaced_is_left_out():
    both = replace(PLAN, provision=(F1, replace(F2, replaces=("f1",))))
    scenario(
        given=DRAFTED,
        when=replace(ISSUE_DRAFT, on=date(2025, 4, 28), plan=both),
        then=REPLACED_AND_THERE,
    )


def test_a_final_plan_keeps_the_ids_as_well():
    plan = naming(*ISSUE_FINAL.plan.placements, of=replace(PLAN, views=(View(id="f1", text="X"),)))
    plan = replace(plan, provision=(replace(F1, id="f2"),))
    scenario(given=READY, when=replace(ISSUE_FINAL, plan=plan), then=ID_USED_FOR_SOMETHING_ELSE)
