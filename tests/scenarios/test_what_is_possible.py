"""What is said to be impossible is refused, and what a scenario does was never said to be."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path

import pytest

from ehcp.domain.case import Case
from ehcp.domain.command import Command, Refused
from ehcp.domain.commands.request.decision import AgreeToAssess
from ehcp.domain.commands.request.request import WithdrawRequest
from ehcp.domain.possible import Tried, refused_whatever
from tests.domain.ordinary_case import FINISHED, UNDECIDED
from tests.domain.scenario import recorded
from tests.scenarios.life import Life, one_by_one

LATER = date(2026, 11, 2)
Asked = list[tuple[Case, Command]]


@pytest.fixture(scope="module")
def asked() -> Asked:
    """Every command of every scenario, with the case that it was asked of."""
    found: Asked = []

    class Noting(Life):
        def then(self, *commands, recorded=None):
            for command in one_by_one(commands):
                found.append((self.case, command))
                super().then(command, recorded=recorded)
            return self

    with pytest.MonkeyPatch.context() as patch:
        for module in modules():
            patch.setattr(module, "Life", Noting)
            for _, test in getmembers(module, isfunction):
                if test.__name__.startswith("test_") and not signature(test).parameters:
                    test()
    assert len({type(command) for _, command in found}) > 60
    return found


def modules() -> Iterator[object]:
    own = Path(__file__)
    for path in sorted(own.parent.glob("test_*.py")):
        module = import_module(f"tests.scenarios.{path.stem}")
        if path != own and hasattr(module, "Life"):
            yield module


def test_nothing_that_a_scenario_does_is_said_to_be_impossible_just_before(asked):
    wrong = [
        type(command).__name__
        for case, command in asked
        if refused_whatever(type(command), Tried.of(case), command.on)
    ]
    assert wrong == []


def test_whatever_is_said_to_be_impossible_is_refused_by_one_of_those_rules(asked):
    """Each command of the scenarios is asked of the case as it stood at many other moments."""
    bodies: defaultdict[type[Command], list[Command]] = defaultdict(list)
    for _, command in asked:
        if command not in bodies[type(command)][:3]:
            bodies[type(command)].append(command)
    histories = list({id(case): case for case, _ in asked}.values())[::40]
    refused = 0
    for case in histories:
        tried = Tried.of(case)
        for kind, some in bodies.items():
            said = [refusal.id for refusal in refused_whatever(kind, tried, LATER)]
            for command in some[:3] if said else ():
                with pytest.raises(Refused) as caught:
                    tuple(replace(command, on=LATER).asked_of(case))
                assert caught.value.refusal.id in said
                refused += 1
    assert refused > 300


def said(kind: type[Command], *events, on: date = LATER) -> list[str]:
    return [refusal.id for refusal in refused_whatever(kind, Tried.of(recorded(*events)), on)]


def test_a_decision_awaits_a_request():
    assert said(AgreeToAssess) == ["no-open-request"]
    assert said(AgreeToAssess, *UNDECIDED) == []
    assert said(AgreeToAssess, *FINISHED) == ["no-open-request"]


def test_a_request_that_is_named_by_its_place_is_looked_for_at_every_place():
    assert said(WithdrawRequest) == ["nothing-to-withdraw"]
    assert said(WithdrawRequest, *UNDECIDED) == []


def test_a_rule_about_the_day_counts_on_that_day_alone():
    """The request came on 6 January 2025: it is withdrawn on no day before it."""
    before, day = date(2025, 1, 5), date(2025, 1, 6)
    assert said(WithdrawRequest, *UNDECIDED, on=before)[0] == "withdrawn-before-request"
    assert said(WithdrawRequest, *UNDECIDED, on=day) == []
