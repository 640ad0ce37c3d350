"""What is seen of a case by somebody who is only partly concerned: walked leaf by leaf.

Every text of a whole life is put in the place of itself with the class that it is of. No answer
may hold one of a class to which whoever asks has no right.
"""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest

from ehcp.application.rights import POLICY, FieldClass, Role, cut_case
from ehcp.application.rights.fields import ORDINARY, class_of
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.opening import CaseOpened, Child, Parent
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.domain.events.people import Person, PersonRecorded, PersonRole
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import NotHappenedStated
from ehcp.domain.plan.sections import CareProvision, HealthProvision, RelatedNeed
from tests.api.conftest import OURS, SCHOOL, SERVICE
from tests.domain.ordinary_case import ELM, ELM_PLACEMENT, FINISHED, PLAN, naming
from tests.domain.scenario import recorded
from tests.projections.histories import record

ON = date(2026, 5, 1)
PLANNED = (DraftPlanIssued, FinalPlanIssued)
TIED = [role for role, rule in POLICY.items() if rule.through]
ANSWERS = ("", "/plan", "/plans", "/plan/differences", "/plan/representations", "/outcomes",
           "/placements", "/reviews", "/phase-transfers", "/advice")  # fmt: skip
LISTS = ("/cases", "/reviews", "/phase-transfers", "/advice")
SEEN = re.compile(r"canary-([a-z-]+)")


def marked(value: Any, held: FieldClass | None = None) -> Any:
    """Return a value with each text in it named for its class; what has none keeps its words."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            own = class_of(type(value), field.name)
            own = held if held and own is not FieldClass.PROCESS else own
            changed[field.name] = marked(getattr(value, field.name), own)
        return replace(value, **changed)
    if type(value) is tuple:
        return tuple(marked(item, held) for item in value)
    if isinstance(value, str) and not isinstance(value, Enum) and held is not FieldClass.PROCESS:
        return f"canary-{held or FieldClass.FREE_TEXT}"
    return value


def life() -> list[Event]:
    """Return a life with something of every class, at a school, with advice awaited."""
    child = Child(
        name="x", date_of_birth=date(2016, 1, 5), address="x", upn="x", nhs_number="x",
        ethnicity="x", home_language="x",
    )  # fmt: skip
    parent = Parent(name="x", address="x", email="x", telephone="x")
    friend = Person(name="x", role=PersonRole.ADVOCATE, address="x", email="x", telephone="x")
    here = replace(ELM_PLACEMENT, institution=replace(ELM, urn=SCHOOL))
    plan = replace(
        naming(here),
        health_needs=(RelatedNeed(id="c1", text="x", needs=("b1",), diagnosis="x"),),
        care_needs=(RelatedNeed(id="d1", text="x", needs=("b1",), reference="x"),),
        health_provision=(HealthProvision(id="g1", text="x", agreement="x"),),
        other_care_provision=(CareProvision(id="h1", text="x", assessment="x"),),
        nothing_in=(),
    )
    told: list[Any] = [
        replace(event, plan=plan) if isinstance(event, PLANNED) else event for event in FINISHED
    ]
    told[0] = CaseOpened(on=told[0].on, child=child, parents=(parent,), note="x", party="x")
    asked = [
        AdviceRequested(on=ON, kind=kind, from_body=SERVICE, note="x") for kind in ("c", "d", "e")
    ]
    more = [
        PersonRecorded(on=ON, person="advocate-1", details=friend),
        OutcomeProgressRecorded(on=ON, outcome="e1", evidence="x", childs_view="x", said_by="x"),
        NotHappenedStated(on=ON, what="x"),
        *asked,
    ]
    return [*told, *more]


@pytest.fixture(scope="module")
def canaries(store):
    """The case, each text in it named for its class."""
    return record(store, *map(marked, life()), authority=OURS)


def found_in(text: str) -> set[FieldClass]:
    return {FieldClass(name) for name in SEEN.findall(text)}


def test_the_life_has_a_text_of_every_class_but_of_what_is_apart():
    told = set().union(*(found_in(repr(event)) for event in map(marked, life())))
    apart = {FieldClass.RESTRICTED_ADDRESS, FieldClass.PROCESS, FieldClass.MONEY}
    assert told == set(FieldClass) - apart


def test_a_plan_says_which_sections_are_withheld(calling, canaries):
    answer = calling(role="school-contributor").get(f"/v1/cases/{canaries}/plan").get_json()
    assert answer["withheld"] == ["c", "d", "g", "h1", "h2", "j", "k"]
    contents = answer["plan"]["plan"]
    assert (contents["health_needs"], contents["care_needs"]) == ([], [])
    assert FieldClass.EDUCATION in found_in(str(contents["needs"]))
    assert calling().get(f"/v1/cases/{canaries}/plan").get_json()["withheld"] == []


@pytest.mark.parametrize("role", TIED)
def test_no_answer_holds_a_text_without_the_right_to_it(calling, canaries, projected, role):
    projected()
    caller = calling(role=role)
    urls = [f"/v1/cases/{canaries}{view}" for view in ANSWERS] + [f"/v1{path}" for path in LISTS]
    seen = set()
    for url in urls:
        for query in ("", "?as-at=2026-06-01", "?as-known-on=2099-01-01"):
            answer = caller.get(url + query)
            if answer.status_code == 200:
                seen |= found_in(answer.text)
                assert found_in(answer.text) <= POLICY[role].sees, url
    assert seen
    own = {FieldClass.IDENTITY, FieldClass.THIRD_PARTY}
    assert own <= seen, "the test sees nothing that it should"


def test_whoever_works_with_the_whole_case_sees_every_class(calling, canaries):
    officer = calling()
    told = "".join(officer.get(f"/v1/cases/{canaries}{v}").text for v in ("", "/timeline"))
    apart = {FieldClass.RESTRICTED_ADDRESS, FieldClass.PROCESS, FieldClass.MONEY}
    assert found_in(told) == set(FieldClass) - apart


def test_what_is_cut_from_a_case_is_in_no_event_of_it():
    case = recorded(*map(marked, life()))
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
