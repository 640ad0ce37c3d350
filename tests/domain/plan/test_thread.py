"""The golden thread of a plan, and what makes a good outcome. The Code, paras 9.61 to 9.69."""

from dataclasses import replace
from typing import Any

import pytest

from ehcp.domain.plan import outcome_checks, thread
from ehcp.domain.plan.sections import (
    Appendix,
    HealthProvision,
    Need,
    Outcome,
    OutcomeArea,
    PhaseOfEducation,
    Plan,
    Provision,
    RecommendedProvision,
    RelatedNeed,
    View,
    ViewAbout,
)
from tests.domain.ordinary_case import PLAN

(E1,) = PLAN.outcomes
(F1,) = PLAN.provision
CHECKS = [
    thread.needs_without_provision,
    thread.provision_without_need,
    thread.provision_without_outcome,
    thread.outcomes_without_provision,
    thread.outcomes_without_need,
    thread.outcomes_without_aspiration,
    thread.broken_links,
    outcome_checks.undated,
    outcome_checks.unmeasured,
    outcome_checks.worded_as_a_service,
    outcome_checks.repeats_provision,
]


def outcome(text: str = "She reads.", **fields: Any) -> Plan:
    return Plan(outcomes=(replace(E1, text=text, **fields),))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_thread_of_an_ordinary_plan_is_whole(check):
    assert check(PLAN) == ()


def test_provision_is_for_a_need_and_leads_to_an_outcome():
    loose = replace(PLAN, provision=(F1, Provision(id="f2", text="An hour.")))
    assert thread.provision_without_need(loose) == ("f2",)
    assert thread.provision_without_outcome(loose) == ("f2",)
    physio = replace(PLAN, health_provision=(HealthProvision(id="g1", text="Physiotherapy."),))
    assert thread.provision_without_outcome(physio) == ("g1",)


def test_an_outcome_has_provision_that_leads_to_it_and_a_need():
    other = replace(PLAN, outcomes=(E1, Outcome(id="e2", text="She swims.")))
    assert thread.outcomes_without_provision(other) == ("e2",)
    assert thread.outcomes_without_need(other) == ("e2",)


def test_an_outcome_supports_an_aspiration_where_there_are_any():
    view = View(id="a2", text="I want to be a baker.", about=ViewAbout.ASPIRATION)
    plan = replace(PLAN, views=(*PLAN.views, view))
    linked = replace(plan, outcomes=(replace(E1, aspirations=("a2",)),))
    assert thread.outcomes_without_aspiration(plan) == ("e1",)
    assert thread.outcomes_without_aspiration(linked) == ()


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({"needs": (Need(id="b1", text="X", evidence=("k9",)),)}, "b1"),
        ({"care_needs": (RelatedNeed(id="d1", text="X", needs=("b9",)),)}, "d1"),
        ({"outcomes": (replace(E1, needs=("b9",)),)}, "e1"),
        ({"outcomes": (replace(E1, aspirations=("b1",)),)}, "e1"),
        ({"provision": (replace(F1, outcomes=("e1", "e9")),)}, "f1"),
        (
            {
                "appendices": (
                    Appendix(
                        id="k1",
                        text="Report",
                        recommendations=(
                            RecommendedProvision(text="X", accepted=True, provision=("f9",)),
                        ),
                    ),
                )
            },
            "k1",
        ),
    ],
)
def test_a_link_leads_to_something_in_the_section_for_it(changed, broken):
    assert thread.broken_links(replace(PLAN, **changed)) == (broken,)


def test_an_outcome_may_be_for_a_health_or_care_need():
    care = RelatedNeed(id="d1", text="X", needs=("b1",))
    plan = replace(PLAN, care_needs=(care,), outcomes=(replace(E1, needs=("d1",)),))
    assert thread.broken_links(plan) == ()


def test_an_outcome_is_set_to_a_day_or_to_the_end_of_a_phase():
    assert outcome_checks.undated(outcome(by=None)) == ("e1",)
    assert outcome_checks.undated(outcome(by=None, phase_end=PhaseOfEducation.PRIMARY)) == ()


def test_an_outcome_says_how_it_is_told_that_it_is_reached():
    assert outcome_checks.unmeasured(outcome(measure=None)) == ("e1",)
    assert outcome_checks.unmeasured(outcome(measure=" ")) == ("e1",)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("She will develop her speech.", True),
        ("Developing friendships", True),
        ("He will improve his understanding of numbers.", True),
        ("Improved understanding of time", True),
        ("She will have access to a quiet room.", True),
        ("He has full access to lessons.", True),
        ("She reads a page aloud to a friend.", False),
        ("He travels to college by bus, alone, on four days of five.", False),
    ],
)
def test_an_outcome_is_a_difference_to_the_person_and_not_a_service(text, service):
    assert (outcome_checks.worded_as_a_service(outcome(text)) == ("e1",)) is service


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        (F1.text, True),
        ("She has teaching of reading one to one, 30 minutes on each school day", True),
        ("Teaching of reading, one to one", True),
        ("Teaching of reading", False),
        ("She reads a page.", False),
    ],
)
def test_an_outcome_does_not_repeat_the_provision(text, repeated):
    plan = replace(outcome(text), provision=(F1,))
    assert (outcome_checks.repeats_provision(plan) == ("e1",)) is repeated


def test_four_areas_prepare_for_adulthood():
    assert [area.value for area in OutcomeArea if area.prepares_for_adulthood] == [
        "employment-or-higher-education",
        "independent-living",
        "friends-relationships-and-community",
        "good-health",
    ]
