"""Reg 12, CFA 2014 ss.21(5) and 37(2): what can be checked of a plan by itself."""

from dataclasses import replace

import pytest

from ehcp.domain.plan import checks
from ehcp.domain.plan.differences import Change, Difference, changes
from ehcp.domain.plan.sections import CareProvision, Need, Plan, Provision, Section, View
from tests.domain.ordinary_case import ELM_PLACEMENT, MASSAGE, PLAN, naming


def test_in_an_empty_plan_every_section_is_missing_but_the_placement():
    letters = [letter for letter in Section if letter is not Section.I]
    assert list(checks.missing_sections(Plan())) == letters


def test_nothing_is_wrong_with_an_ordinary_plan():
    assert checks.missing_sections(PLAN) == ()
    assert checks.contradicted(PLAN) == ()
    assert checks.merged(PLAN) == ()
    assert checks.needs_without_provision(PLAN) == ()
    assert checks.vague(PLAN) == ()
    assert checks.not_agreed(PLAN) == ()
    assert checks.educating_elsewhere(PLAN) == ()


def test_an_id_is_neither_empty_nor_used_twice():
    views = (View(id="a1", text="One."), View(id="a1", text="Two."), View(id="", text="Three."))
    assert checks.merged(replace(PLAN, views=views)) == ("a1", "")


def test_a_need_is_met_by_provision_that_names_it():
    plan = replace(PLAN, needs=(Need(id="b1", text="One."), Need(id="b2", text="Two.")))
    assert checks.needs_without_provision(plan) == ("b2",)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Access to a laptop", True),
        ("opportunities for play", True),
        ("an opportunity for play", True),
        ("as required", True),
        ("meets regularly", True),
        ("an irregular verb", False),
        ("accessible rooms", False),
        ("20 minutes a day", False),
    ],
)
def test_words_that_promise_nothing_are_vague(text, vague):
    plan = Plan(provision=(Provision(id="f1", text=text),))
    assert checks.vague(plan) == (("f1",) if vague else ())


@pytest.mark.parametrize(
    "text", ["Speech and language therapy", "Speech & Language input", "an occupational therapist"]
)
def test_therapy_may_educate(text):
    plan = Plan(
        health_provision=(replace(MASSAGE, text=text),),
        care_provision_1970_act=(CareProvision(id="h1", text=text),),
        other_care_provision=(CareProvision(id="h2", text=text),),
    )
    assert checks.educating_elsewhere(plan) == ("g1", "h1", "h2")


def test_what_is_said_to_educate_does():
    plan = Plan(other_care_provision=(CareProvision(id="h2", text="A club.", educates=True),))
    assert checks.educating_elsewhere(plan) == ("h2",)


def test_only_marked_provision_prepares_for_adulthood():
    assert not checks.prepares_for_adulthood(PLAN)
    marked = tuple(replace(p, prepares_for_adulthood=True) for p in PLAN.provision)
    assert checks.prepares_for_adulthood(replace(PLAN, provision=marked))


def test_two_plans_differ_element_by_element():
    after = naming(
        ELM_PLACEMENT,
        of=replace(
            PLAN,
            views=(),
            provision=tuple(replace(p, text="An hour.") for p in PLAN.provision),
        ),
    )
    assert list(changes(PLAN, after)) == [
        Change(section=Section.A, element="a1", difference=Difference.REMOVED),
        Change(section=Section.F, element="f1", difference=Difference.CHANGED),
        Change(section=Section.I, element="i1", difference=Difference.ADDED),
    ]
    assert list(changes(PLAN, PLAN)) == []
