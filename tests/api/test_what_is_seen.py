"""What is left of a case for somebody who is only partly concerned.

Every text of a whole life is put in the place of itself with the class that it is of. Every
answer of the interface is searched for them in `test_field_walk`.
"""

from datetime import date

import pytest

from ehcp.application.rights import POLICY, FieldClass, Role, cut_case
from ehcp.application.rights.fields import ORDINARY
from ehcp.domain.event import Event
from ehcp.domain.events.plan import FinalPlanIssued
from tests.api.conftest import OURS
from tests.api.marked_life import everything, found_in, life, marked
from tests.domain.ordinary_case import FINISHED, PLAN
from tests.domain.scenario import recorded
from tests.projections.histories import record

ON = date(2026, 5, 1)
TIED = [role for role, rule in POLICY.items() if rule.through]


@pytest.fixture(scope="module")
def canaries(store):
    """The case, each text in it named for its class."""
    return record(store, *map(marked, life()), authority=OURS)


def test_the_life_has_a_text_of_every_class_but_of_what_is_apart():
    told = found_in(repr([marked(event) for event in life()]))
    assert told == set(FieldClass) - {FieldClass.RESTRICTED_ADDRESS}


def test_a_plan_says_which_sections_are_withheld(calling, canaries):
    answer = calling(role="school-contributor").get(f"/v1/cases/{canaries}/plan").get_json()
    assert answer["withheld"] == ["c", "d", "g", "h1", "h2", "j", "k"]
    contents = answer["plan"]["plan"]
    assert (contents["health_needs"], contents["care_needs"]) == ([], [])
    assert FieldClass.EDUCATION in found_in(str(contents["needs"]))
    assert calling().get(f"/v1/cases/{canaries}/plan").get_json()["withheld"] == []


def test_what_is_cut_from_a_case_is_in_no_event_of_it():
    case = recorded(*everything())
    for role in TIED:
        shown = cut_case(case, POLICY[role].sees)
        assert found_in(repr(shown.entries)) <= POLICY[role].sees
        assert len(shown.entries) == len(case.entries)
        assert [e.event.on for e in shown.entries] == [e.event.on for e in case.entries]


def test_nothing_is_cut_for_whoever_sees_it_all():
    case = recorded(*FINISHED)
    assert cut_case(case, ORDINARY) is case


def test_a_section_without_a_right_is_empty_and_the_others_stand():
    case = recorded(*FINISHED)
    health, school = (
        cut_case(case, POLICY[role].sees).last(FinalPlanIssued)
        for role in (Role.HEALTH_ADVISER, Role.SCHOOL_CONTRIBUTOR)
    )
    assert health is not None and health.plan is not None
    assert school is not None and school.plan is not None
    assert (health.plan.needs, health.plan.outcomes) == ((), ())
    assert school.plan.needs == PLAN.needs
    assert school.plan.appendices == ()


def test_a_field_that_nobody_has_thought_of_is_free_text():
    class Unheard(Event, under=None):
        """Nobody knows of it."""

        word: str

    case = recorded(Unheard(on=ON, word="secret", note="secret"))
    for role in TIED:
        assert "secret" not in repr(cut_case(case, POLICY[role].sees).entries)
    del Event.named["Unheard"]


def test_no_role_but_the_manager_sees_what_is_apart():
    assert [r for r, rule in POLICY.items() if FieldClass.RESTRICTED_ADDRESS in rule.sees] == [
        Role.SEND_MANAGER
    ]
