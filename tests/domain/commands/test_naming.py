"""CFA 2014 ss.33, 38-41 and 61: what Section I of a final plan may say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.commands.setting.section_i import (
    APPROVAL_NOT_CHECKED,
    CONDITION,
    CONDITION_UNSHOWN,
    MAINSTREAM_PRESUMED,
    MAINTAINER_NOT_CONSULTED,
    NAMED_GAP,
    NAMED_WITHOUT_CONSULTATION,
    NO_OFFER,
    NO_TYPE,
    NOTHING_NAMED,
    OTHERWISE_WITHOUT_REASONS,
    PLACEMENT_BACKWARDS,
    REQUESTED_NOT_CONSULTED,
    REQUESTED_NOT_NAMED,
    SHARED_WITHOUT_SHARES,
)
from ehcp.domain.commands.setting.setting import CATEGORY_UNKNOWN
from ehcp.domain.events.naming import ConsultedAs
from ehcp.domain.events.plan import PlanRecipient
from ehcp.domain.plan.institution import Category, SettingType
from ehcp.domain.plan.naming import GroundAgainst, Naming
from ehcp.domain.plan.sections import Placement
from tests.domain.ordinary_case import (
    DRAFTED,
    ELM,
    ELM_CONSULTED,
    ELM_PLACEMENT,
    ELM_REQUESTED,
    FINAL,
    ISSUE_FINAL,
    NOTICE_SENT,
    OAK,
    OAK_CONSULTED,
    OAK_PLACEMENT,
    OAK_REQUESTED,
    PRIVATE,
    naming,
)
from tests.domain.scenario import scenario

DAY = date(2025, 5, 12)
TYPE_ONLY = Placement(id="i1", type=SettingType.MAINSTREAM_SCHOOL)
ELM_CASE = [*DRAFTED, ELM_REQUESTED, ELM_CONSULTED]
OAK_CASE = [*DRAFTED, OAK_REQUESTED, OAK_CONSULTED]
GROUND = Naming(ground=GroundAgainst.UNSUITABLE, evidence="The psychologist's advice, part 4.")
NO_MAINSTREAM = Naming(
    incompatible="Her outbursts end lessons.", reasonable_steps="A second adult was tried."
)


def decided(given, *placements, reasons=None, then=None, warnings=()):
    """Check whether Section I may say this, with these reasons, after this history."""
    plan, reasons = naming(*placements), reasons or Naming()
    named = any(placement.institution for placement in placements)
    sent_to = (
        tuple(PlanRecipient)
        if named
        else (
            PlanRecipient.FAMILY,
            PlanRecipient.COMMISSIONING_BODY,
        )
    )
    notice = replace(NOTICE_SENT, of=len(given) + 1)
    scenario(
        given=given,
        when=replace(ISSUE_FINAL, plan=plan, naming=reasons, sent_to=sent_to),
        then=then
        or [replace(FINAL, plan=plan, naming=reasons, sent_to=sent_to), notice, *warnings],
    )


def test_the_school_asked_for_is_named():
    decided(ELM_CASE, ELM_PLACEMENT)


def test_a_special_school_asked_for_is_named_whatever_is_presumed():
    decided(OAK_CASE, OAK_PLACEMENT)


def test_a_final_plan_names_something():
    decided(DRAFTED, then=NOTHING_NAMED)


def test_a_final_plan_may_name_a_type_alone():
    decided(DRAFTED, TYPE_ONLY)


def test_a_final_plan_that_names_a_school_gives_its_type():
    decided(ELM_CASE, replace(ELM_PLACEMENT, type=None), then=NO_TYPE)


def test_a_school_is_not_named_before_it_was_consulted():
    decided([*DRAFTED, ELM_REQUESTED], ELM_PLACEMENT, then=NAMED_WITHOUT_CONSULTATION)
    later = replace(ELM_CONSULTED, on=date(2025, 5, 13))
    decided([*DRAFTED, later], ELM_PLACEMENT, then=NAMED_WITHOUT_CONSULTATION)


def test_the_school_asked_for_is_consulted_even_if_another_is_named():
    given = [*DRAFTED, OAK_REQUESTED, ELM_CONSULTED]
    decided(given, ELM_PLACEMENT, reasons=GROUND, then=REQUESTED_NOT_CONSULTED)


@pytest.mark.parametrize("ground", GroundAgainst)
def test_the_school_asked_for_is_refused_on_one_of_three_grounds(ground):
    given = [*OAK_CASE, ELM_CONSULTED]
    decided(given, ELM_PLACEMENT, reasons=replace(GROUND, ground=ground))


@pytest.mark.parametrize("reasons", [Naming(), replace(GROUND, evidence=" ")])
def test_the_school_asked_for_is_not_refused_without_ground_and_evidence(reasons):
    given = [*OAK_CASE, ELM_CONSULTED]
    decided(given, ELM_PLACEMENT, reasons=reasons, then=REQUESTED_NOT_NAMED)


def test_there_is_no_fourth_ground():
    assert [str(ground) for ground in GroundAgainst] == [
        "unsuitable",
        "incompatible-with-efficient-education-of-others",
        "incompatible-with-efficient-use-of-resources",
    ]


def test_the_last_school_asked_for_counts():
    given = [*OAK_CASE, replace(ELM_REQUESTED, on=date(2025, 4, 18)), ELM_CONSULTED]
    decided(given, ELM_PLACEMENT)
    decided(given, OAK_PLACEMENT, then=REQUESTED_NOT_NAMED)


def test_a_special_school_is_not_named_against_the_familys_wish():
    given = [*ELM_CASE, OAK_CONSULTED]
    decided(given, OAK_PLACEMENT, reasons=GROUND, then=MAINSTREAM_PRESUMED)
    decided([*DRAFTED, OAK_CONSULTED], OAK_PLACEMENT, then=MAINSTREAM_PRESUMED)


@pytest.mark.parametrize(
    "reasons",
    [replace(NO_MAINSTREAM, reasonable_steps=None), replace(NO_MAINSTREAM, incompatible="")],
)
def test_incompatibility_needs_the_reasonable_steps_that_were_looked_at(reasons):
    decided([*DRAFTED, OAK_CONSULTED], OAK_PLACEMENT, reasons=reasons, then=MAINSTREAM_PRESUMED)


@pytest.mark.parametrize("reasons", [NO_MAINSTREAM, Naming(mainstream_unwanted=True)])
def test_a_special_school_may_be_named_where_mainstream_is_excluded(reasons):
    decided([*DRAFTED, OAK_CONSULTED], OAK_PLACEMENT, reasons=reasons)


def test_a_type_other_than_mainstream_is_presumed_against_too():
    special = Placement(id="i1", type=SettingType.SPECIAL_POST_16)
    decided(DRAFTED, special, then=MAINSTREAM_PRESUMED)
    unit = Placement(id="i1", type=SettingType.RESOURCED_PROVISION)
    decided(DRAFTED, unit)


def test_an_independent_school_is_named_only_with_its_offer():
    consulted = replace(OAK_CONSULTED, institution=PRIVATE)
    placement = replace(TYPE_ONLY, institution=PRIVATE)
    given = [*DRAFTED, consulted]
    decided(given, placement, then=NO_OFFER)
    decided(given, placement, reasons=Naming(offer="its letter of 2 May 2025"))


def test_a_school_is_named_for_what_it_is_in_law():
    unknown = replace(OAK, category=None)
    placement = replace(TYPE_ONLY, institution=unknown)
    decided([*DRAFTED, OAK_CONSULTED], placement, then=CATEGORY_UNKNOWN)


OTHERWISE = Naming(
    otherwise=True,
    inappropriate="She cannot be in a room with others.",
    family_consulted=date(2025, 5, 1),
)


def test_education_otherwise_than_in_a_school_leaves_section_i_blank():
    decided(DRAFTED, reasons=OTHERWISE)


def test_education_otherwise_may_go_with_a_type():
    decided(DRAFTED, TYPE_ONLY, reasons=OTHERWISE)


@pytest.mark.parametrize(
    "reasons",
    [
        replace(OTHERWISE, inappropriate=None),
        replace(OTHERWISE, family_consulted=None),
        replace(OTHERWISE, family_consulted=date(2025, 5, 13)),
    ],
)
def test_education_otherwise_needs_its_reason_and_the_family_consulted(reasons):
    decided(DRAFTED, reasons=reasons, then=OTHERWISE_WITHOUT_REASONS)


def test_the_list_of_approved_schools_is_looked_at_on_the_day():
    approved = replace(OAK, category=Category.SECTION_41_APPROVED)
    given = [*DRAFTED, replace(OAK_CONSULTED, institution=approved)]
    placement = replace(TYPE_ONLY, institution=approved)
    stale = Naming(list_checked=date(2025, 5, 11))
    decided(given, placement, reasons=stale, warnings=[APPROVAL_NOT_CHECKED.about(DAY)])
    decided(given, placement, reasons=Naming(list_checked=DAY))


def test_a_condition_is_warned_of():
    condition = Naming(
        condition="The parents bring her.", also_suitable="Oak School", extra_cost=Decimal(4200)
    )
    warned = [CONDITION.about(DAY)]
    decided(ELM_CASE, ELM_PLACEMENT, reasons=condition, warnings=warned)
    for half in (replace(condition, also_suitable=None), replace(condition, extra_cost=None)):
        unshown = [*warned, CONDITION_UNSHOWN.about(DAY)]
        decided(ELM_CASE, ELM_PLACEMENT, reasons=half, warnings=unshown)


def test_the_authority_that_maintains_a_school_elsewhere_is_consulted_before_it_is_named():
    elsewhere = replace(ELM, maintained_by="Fenmoor Council")
    placement = replace(ELM_PLACEMENT, institution=elsewhere)
    decided(ELM_CASE, placement, then=MAINTAINER_NOT_CONSULTED)
    maintainer = replace(ELM_CONSULTED, consulted_as=ConsultedAs.MAINTAINING_AUTHORITY)
    decided([*ELM_CASE, maintainer], placement)
    late = replace(maintainer, on=date(2025, 5, 13))
    decided([*ELM_CASE, late], placement, then=MAINTAINER_NOT_CONSULTED)
    alone = [*DRAFTED, ELM_REQUESTED, maintainer]
    decided(alone, placement, then=NAMED_WITHOUT_CONSULTATION)


def test_the_authority_that_maintains_the_school_asked_for_is_consulted_even_if_another_is_named():
    far = replace(OAK, maintained_by="Fenmoor Council")
    consulted = replace(OAK_CONSULTED, institution=far, consulted_as=ConsultedAs.REQUESTED)
    given = [*DRAFTED, replace(OAK_REQUESTED, institution=far), consulted, ELM_CONSULTED]
    decided(given, ELM_PLACEMENT, reasons=GROUND, then=MAINTAINER_NOT_CONSULTED)
    maintainer = replace(consulted, consulted_as=ConsultedAs.MAINTAINING_AUTHORITY)
    decided([*given, maintainer], ELM_PLACEMENT, reasons=GROUND)


BOTH = [*ELM_CASE, OAK_CONSULTED]
THREE_DAYS = replace(ELM_PLACEMENT, share="three days a week", main=True)
TWO_DAYS = replace(OAK_PLACEMENT, id="i2", share="two days a week", main=False)


def test_two_institutions_may_be_named_for_the_same_time():
    decided(BOTH, THREE_DAYS, TWO_DAYS)
    unsaid = [SHARED_WITHOUT_SHARES.about(DAY)]
    decided(BOTH, THREE_DAYS, replace(TWO_DAYS, share=None), warnings=unsaid)
    decided(BOTH, replace(THREE_DAYS, main=None), TWO_DAYS, warnings=unsaid)


def test_each_of_two_institutions_is_consulted():
    decided(ELM_CASE, THREE_DAYS, TWO_DAYS, then=NAMED_WITHOUT_CONSULTATION)


NOW = replace(ELM_PLACEMENT, ends=date(2025, 8, 31))
NEXT = replace(
    ELM_PLACEMENT,
    id="i2",
    institution=replace(OAK, category=Category.ACADEMY),
    starts=date(2025, 9, 1),
)


def test_the_next_school_is_named_with_the_present_one():
    decided(BOTH, NOW, NEXT)


def test_days_for_which_nothing_is_named_are_warned_of():
    later = replace(NEXT, starts=date(2025, 9, 2))
    decided(BOTH, NOW, later, warnings=[NAMED_GAP.about(DAY, "2025-09-01")])
    decided(BOTH, NEXT, reasons=GROUND, warnings=[NAMED_GAP.about(DAY, "2025-05-12")])


def test_a_day_that_both_schools_are_named_for_is_shared():
    overlapping = replace(NOW, ends=date(2025, 9, 1))
    decided(BOTH, overlapping, NEXT, warnings=[SHARED_WITHOUT_SHARES.about(DAY)])


def test_a_placement_does_not_end_before_it_begins():
    backwards = replace(NEXT, ends=date(2025, 8, 31))
    decided(BOTH, NOW, backwards, then=PLACEMENT_BACKWARDS)
