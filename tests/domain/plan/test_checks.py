"""Reg 12, CFA 2014 ss.21(5) and 37(2): what can be checked of a plan by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ehcp.domain.plan import checks, thread
from ehcp.domain.plan.sections import (
    Appendix,
    CareProvision,
    CareService,
    DirectPaymentPart,
    Need,
    Plan,
    Provision,
    RecommendedProvision,
    Section,
    View,
)
from tests.domain.ordinary_case import MASSAGE, PLAN

PAYMENT = DirectPaymentPart(
    id="j1", text="A tutor.", needs=("b1",), outcomes=("e1",), provision=("f1",)
)


def test_in_an_empty_plan_every_section_is_missing_but_the_placement():
    letters = [letter for letter in Section if letter is not Section.I]
    assert list(checks.missing_sections(Plan())) == letters


def test_nothing_is_wrong_with_an_ordinary_plan():
    assert checks.missing_sections(PLAN) == ()
    assert checks.contradicted(PLAN) == ()
    assert checks.merged(PLAN) == ()
    assert thread.needs_without_provision(PLAN) == ()
    assert checks.vague(PLAN) == ()
    assert checks.not_agreed(PLAN) == ()
    assert checks.educating_elsewhere(PLAN) == ()


def test_an_id_is_neither_empty_nor_used_twice():
    views = (View(id="a1", text="One."), View(id="a1", text="Two."), View(id="", text="Three."))
    assert checks.merged(replace(PLAN, views=views)) == ("a1", "")


def test_a_need_is_met_by_provision_that_names_it():
    plan = replace(PLAN, needs=(Need(id="b1", text="One."), Need(id="b2", text="Two.")))
    assert thread.needs_without_provision(plan) == ("b2",)


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


VAGUELY = "a teaching assistant, as required"


@pytest.mark.parametrize(
    "provision",
    [
        Provision(id="f1", text="Phonics.", duration=VAGUELY),
        Provision(id="f1", text="Phonics.", frequency=VAGUELY),
        Provision(id="f1", text="Phonics.", expertise=VAGUELY),
        Provision(id="f1", text="Phonics.", delivered_by=VAGUELY),
    ],
)
def test_words_that_promise_nothing_are_vague_wherever_they_stand(provision):
    plan = Plan(provision=(provision,))
    assert checks.vague(plan) == ("f1",)


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


def test_where_no_budget_was_asked_for_section_j_says_when_information_was_given():
    letters = tuple(letter for letter in PLAN.nothing_in if letter is not Section.J)
    told = replace(PLAN, nothing_in=letters, budget_information_given=date(2025, 4, 1))
    assert checks.missing_sections(replace(PLAN, nothing_in=letters)) == (Section.J,)
    assert checks.missing_sections(told) == ()
    assert checks.budget_contradicted(replace(told, direct_payments=(PAYMENT,)))
    assert not checks.budget_contradicted(told)


@pytest.mark.parametrize(
    ("fields", "enough"),
    [
        ({"hours": Decimal(1), "expertise": "a teacher"}, True),
        ({"duration": "20 minutes", "frequency": "daily", "delivered_by": "a teacher"}, True),
        ({"duration": "20 minutes", "delivered_by": "a teacher"}, False),
        ({"hours": Decimal(1)}, False),
        ({"flexibility": "Between 1 and 3 hours, for her energy differs by the day."}, True),
        ({}, False),
        ({"hours": Decimal(0), "expertise": "a teacher"}, False),
        ({"hours": Decimal(1), "expertise": " "}, False),
        ({"duration": " ", "frequency": "daily", "delivered_by": "a teacher"}, False),
        ({"flexibility": " "}, False),
    ],
)
def test_provision_says_how_much_how_often_and_by_whom(fields, enough):
    plan = Plan(provision=(Provision(id="f1", text="Teaching.", **fields),))
    assert (checks.not_quantified(plan) == ()) is enough


def test_the_services_of_the_1970_act_stand_in_h1_and_the_others_in_h2():
    meals = CareProvision(id="h1", text="A hot meal.", service=CareService.MEALS)
    breaks = CareProvision(
        id="h2", text="Two nights.", service=CareService.RESIDENTIAL_SHORT_BREAKS
    )
    unsaid = CareProvision(id="h3", text="Help.")
    right = Plan(care_provision_1970_act=(meals, unsaid), other_care_provision=(breaks,))
    wrong = Plan(care_provision_1970_act=(breaks,), other_care_provision=(meals, unsaid))
    assert checks.care_out_of_place(right) == ()
    assert checks.care_out_of_place(wrong) == ("h2", "h1")


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({}, False),
        ({"accepted": True}, False),
        ({"accepted": True, "provision": ("f1",)}, True),
        ({"accepted": False}, False),
        ({"accepted": False, "reason": "The school does it already."}, True),
    ],
)
def test_recommended_provision_is_accepted_or_refused_with_a_reason(fields, answered):
    recommended = RecommendedProvision(text="Ten minutes of phonics a day.", **fields)
    plan = Plan(appendices=(Appendix(id="k1", text="Report", recommendations=(recommended,)),))
    assert (checks.unanswered_recommendations(plan) == ()) is answered


def test_a_direct_payment_is_for_provision_in_the_plan_and_says_what_it_is_to_meet():
    assert checks.payments_for_no_provision(replace(PLAN, direct_payments=(PAYMENT,))) == ()
    assert checks.payments_that_meet_nothing(replace(PLAN, direct_payments=(PAYMENT,))) == ()
    bare = DirectPaymentPart(id="j1", text="A tutor.")
    elsewhere = replace(PAYMENT, provision=("f1", "g9"), outcomes=())
    for payment in (bare, elsewhere):
        plan = replace(PLAN, direct_payments=(payment,))
        assert checks.payments_for_no_provision(plan) == ("j1",)
        assert checks.payments_that_meet_nothing(plan) == ("j1",)
