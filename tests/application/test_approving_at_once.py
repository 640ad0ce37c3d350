"""Several decide about one proposal at once: one of them does, and the case agrees with it."""

import ast
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

import ehcp
from ehcp.application.cases import Cases
from ehcp.application.deciding.proposals import Proposals
from ehcp.application.rights import Role
from ehcp.domain.command import Refused
from ehcp.domain.events.record import TwoPersonsAgreed
from ehcp.domain.proposals import State
from ehcp.store.errors import ChangedMeanwhile
from tests.application.test_one_person_alone import AUTHORITY, TODAY, World, world


def decided(here: World, who: str, act: str, start: Barrier) -> bool:
    """Decide on the one proposal when everybody is ready; return whether that counted."""
    version = here.cases.case(AUTHORITY, here.case).version
    proposals = Proposals(Cases(here.cases.store, lambda: TODAY))
    asked = replace(here.asked(who), expected=version)
    start.wait()
    try:
        if act == "approve":
            proposals.approve(AUTHORITY, here.proposed[0], "Yes.", asked)
        else:
            proposals.reject(AUTHORITY, here.proposed[0], "No.", asked)
    except (Refused, ChangedMeanwhile):
        return False
    return True


def test_it_is_done_if_and_only_if_it_was_approved(store):
    for third in ("approve", "reject") * 3:
        here, start = world(store), Barrier(3)
        here.add("carol", "Carol Finch", Role.CASEWORKER, "root")
        here.step("ada", "cease", 0)
        acts = (("brian", "approve"), ("carol", "reject"), ("carol", third))
        with ThreadPoolExecutor(3) as pool:
            counted = list(
                pool.map(lambda each, h=here, s=start: decided(h, each[0], each[1], s), acts)
            )
        case = here.cases.case(AUTHORITY, here.case)
        state = Proposals(here.cases).of_id(AUTHORITY, here.proposed[0]).state(TODAY)
        assert sum(counted) == 1
        assert state in {State.APPROVED, State.REJECTED}
        assert len(tuple(case.steps_of(TwoPersonsAgreed))) == (state is State.APPROVED)
        assert (case.plan_in_force is None) == (state is State.APPROVED)


def test_nothing_of_a_case_is_recorded_of_a_proposal_that_somebody_else_decided_first(store):
    here = world(store)
    here.step("ada", "cease", 0)
    here.step("brian", "reject", 0)
    version = here.cases.case(AUTHORITY, here.case).version
    with pytest.raises(Refused):
        here.decide("brian", "approve", here.proposed[0])
    assert here.cases.case(AUTHORITY, here.case).version == version


def test_whatever_http_asks_for_is_asked_by_one_alone():
    found = [
        {each.arg: ast.unparse(each.value) for each in node.keywords}
        for path in (Path(ehcp.__file__).parent / "api").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Asked"
    ]
    assert found
    assert {each.get("alone") for each in found} == {"True"}
