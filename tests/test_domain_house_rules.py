"""What must hold of every event, command and rule, whoever adds the next one."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from ehcp.domain import commands, events
from ehcp.domain.command import Caution, Command, Refusal
from ehcp.domain.event import Event, kebab
from ehcp.domain.events import alert, emergency, proposals, reading, users
from ehcp.domain.tracing.carried import carried
from ehcp.domain.when import When
from ehcp.law.citations import Citation, Citations
from ehcp.law.rules import RULES
from ehcp.law.shown import SHOWN, shown_with

HERE = Path(__file__).parent
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLAIN = {str, int, bool, date, datetime, Decimal, UUID}
EVENTS = list(Event.named.values())
COMMANDS = list(Command.named.values())

ALWAYS_SAID = {
    "DueDayGiven",
    "EntryCorrected",
    "EntryStruckOut",
    "ExceptionDecided",
    "HistoryImported",
    "NotHappenedStated",
    "RuleWarned",
    "TwoPersonsAgreed",
}
"""Events about the record itself, which no file can leave half said."""


def name_of(kind: type) -> str:
    """Return the name of an event or command, for the name of its test."""
    return kind.__name__


def is_frozen(kind: Any) -> bool:
    """Whether a dataclass is frozen."""
    return bool(kind.__dataclass_params__.frozen)


def modules(package: types.ModuleType) -> Iterator[types.ModuleType]:
    """Yield the modules of a package."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def constants() -> set[tuple[str, Refusal | Caution]]:
    """Return every refusal and caution with the name of its constant."""
    return {
        (name, value)
        for module in modules(commands)
        for name, value in vars(module).items()
        if isinstance(value, Refusal | Caution)
    }


def rules() -> dict[str, Refusal | Caution]:
    """Return every refusal and caution by the name of its constant."""
    return dict(sorted(constants(), key=lambda found: found[0]))


def wrong_types(hint: Any) -> Iterator[Any]:
    """Yield what a field may not be made of, so that its JSON form follows from its type."""
    if hint in PLAIN or hint is When:
        return
    if get_origin(hint) in (Union, types.UnionType):
        members = [arg for arg in get_args(hint) if arg is not types.NoneType]
        yield from [hint] if len(members) != 1 else wrong_types(members[0])
    elif get_origin(hint) is tuple:
        element, *rest = get_args(hint)
        yield from [hint] if rest != [...] else wrong_types(element)
    elif dataclasses.is_dataclass(hint):
        if not is_frozen(hint):
            yield hint
        for inner in get_type_hints(hint).values():
            yield from wrong_types(inner)
    elif not (isinstance(hint, type) and issubclass(hint, StrEnum)):
        yield hint


def field_types(kind: type) -> dict[str, Any]:
    """Return the type of each field."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("kind", [*EVENTS, *COMMANDS], ids=name_of)
def test_every_event_and_command_is_frozen_and_given_by_name(kind):
    assert is_frozen(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))


@pytest.mark.parametrize("kind", [*EVENTS, *COMMANDS], ids=name_of)
def test_every_event_and_command_says_what_it_is(kind):
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}(")
    assert kind.__doc__.splitlines()[0].endswith(".")


@pytest.mark.parametrize("kind", [*EVENTS, *COMMANDS], ids=name_of)
def test_every_field_is_of_a_type_that_json_can_hold(kind):
    hints = field_types(kind)
    assert {name: list(wrong_types(hint)) for name, hint in hints.items()} == {
        name: [] for name in hints
    }


@pytest.mark.parametrize("kind", EVENTS, ids=name_of)
def test_every_event_says_what_it_rests_on(kind):
    assert "under" in vars(kind)
    assert kind.under is None or isinstance(kind.under, Citation)
    assert kind.form >= 1


@pytest.mark.parametrize("kind", EVENTS, ids=name_of)
def test_a_file_that_others_kept_may_know_no_more_of_an_event_than_its_day(kind):
    of_no_case = {each.__name__ for each in (alert, emergency, proposals, reading, users)}
    if kind.__name__ not in ALWAYS_SAID and kind.__module__ not in of_no_case:
        assert kind(on=date(2025, 1, 6)).on == date(2025, 1, 6)


@pytest.mark.parametrize("kind", COMMANDS, ids=name_of)
def test_every_command_carries_its_rule(kind):
    assert "decide" in vars(kind)
    assert inspect.isgeneratorfunction(kind.decide)


def test_only_what_reaches_the_authority_from_outside_opens_a_case():
    assert {name for name, kind in Command.named.items() if kind.opens} == {
        "request-assessment",
        "bring-to-attention",
        "receive-plan",
        "request-detained-assessment",
        "bring-detained-to-attention",
    }


def test_names_in_kebab_case_are_told_apart():
    names = [kebab(name) for name in Event.named] + list(Command.named)
    assert len(names) == len(set(names))
    assert all(KEBAB.fullmatch(name) for name in names)


def test_every_value_of_an_enumeration_is_in_kebab_case():
    values = {
        str(value)
        for package in (events, commands)
        for module in modules(package)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for value in kind
    }
    assert [value for value in sorted(values) if not KEBAB.fullmatch(value)] == []


def test_stored_event_names_never_change():
    kept = (HERE / "stored_event_names.txt").read_text().split()
    assert kept == sorted(set(kept))
    assert set(kept) <= set(Event.named), "a stored event name has been renamed or removed"
    assert set(kept) == set(Event.named), "add the new event's name to stored_event_names.txt"


def test_every_refusal_and_caution_has_a_name_and_an_id_of_its_own():
    assert len(rules()) == len(constants())
    ids = [rule.id for rule in rules().values()]
    assert len(ids) == len(set(ids))
    assert all(KEBAB.fullmatch(id_) for id_ in ids)


def test_every_refusal_that_carries_a_rule_cites_its_provision():
    refusals = [rule for rule in rules().values() if isinstance(rule, Refusal)]
    uncited = [rule.id for rule in refusals if rule.rule and rule.under is None]
    assert uncited == []
    assert all(isinstance(r.under, Citation | Citations | None) for r in refusals)


def test_a_refusal_that_speaks_of_duties_and_rights_cites_where_they_come_from():
    of_law = re.compile(r"\b(must|may not|shall|duty|entitled|unlawful|right of|right to)\b")
    refusals = [rule for rule in rules().values() if isinstance(rule, Refusal)]
    assert [r.id for r in refusals if r.under is None and of_law.search(r.title)] == []


def test_every_refusal_says_what_would_be_allowed_instead():
    refusals = [rule for rule in rules().values() if isinstance(rule, Refusal)]
    assert [refusal.id for refusal in refusals if not refusal.instead.endswith(".")] == []


def test_what_is_refused_warned_of_or_shown_names_a_rule_of_the_list_or_none():
    named = {rule.rule for rule in rules().values()} | {shown.rule for shown in SHOWN}
    assert named - {""} - set(RULES) == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_of_the_list_is_carried_as_it_asks(rule):
    assert carried(rule).missing == ()


def test_every_refusal_and_caution_is_tested():
    told = "".join(path.read_text() for path in (HERE / "domain").rglob("test_*.py"))
    assert [name for name in rules() if not re.search(rf"\b{name}\b", told)] == []


def test_what_is_shown_stands_beside_a_limit_and_names_its_source():
    for shown in SHOWN:
        assert shown.text.endswith((".", "?", "for."))
        assert str(shown.source)
        assert all(shown in shown_with(limit) for limit in shown.limits)
        assert shown.limits


def test_the_example_of_adding_an_event_is_the_code():
    page = (HERE.parent / "docs" / "adding-an-event.md").read_text()
    code = "".join(
        (HERE.parent / path).read_text()
        for path in re.findall(r"`((?:ehcp|tests)/\S+\.py)`", page)
    )
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    assert [block for block in blocks if block not in code] == []
