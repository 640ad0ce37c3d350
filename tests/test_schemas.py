"""Schemas derived from dataclasses: what goes out comes back, and nothing else gets in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

import ehcp.domain.commands
import ehcp.domain.events  # noqa: F401 - so that each is known by its name
from ehcp.api.description import describe
from ehcp.domain.command import Command
from ehcp.domain.event import Event
from ehcp.domain.when import After, Span, When
from ehcp.schemas import LARGEST, Derived, dump, faults, load, schema_for

COMMANDS = {n: k for n, k in Command.named.items() if k.__module__.startswith("ehcp.")}
describe(Flask("shapes"))
ANSWERS = sorted(
    {k.kind for k in Derived.__subclasses__() if k.kind.__module__.startswith("ehcp.")},
    key=lambda kind: kind.__name__,
)
"""Every dataclass of which the description of the interface has a schema."""
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-LARGEST, LARGEST),
    bool: st.booleans(),
    date: DAYS,
    Decimal: st.decimals(-(10**9), 10**9, places=2),
    datetime: st.datetimes(timezones=st.just(UTC)),
    UUID: st.uuids(),
    Span: st.builds(Span, st.none() | DAYS, st.none() | DAYS),
    Any: TEXTS,
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return every value of a type that a command may have."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of(*(st.none() if arg is NoneType else values(arg) for arg in args))
    if origin is tuple:
        some = st.lists(values(args[0]), max_size=3).map(tuple)
        return some if args[-1] is Ellipsis else st.tuples(*map(values, args))
    if origin is Mapping:
        return st.dictionaries(TEXTS, TEXTS, max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type) and is_dataclass(hint)
    hints = get_type_hints(hint)
    return st.builds(hint, **{f.name: values(hints[f.name]) for f in fields(hint)})


@pytest.mark.parametrize("name", COMMANDS)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_every_command_comes_back_from_json_as_it_went(name, data):
    command = data.draw(values(COMMANDS[name]))
    assert load(COMMANDS[name], json.loads(json.dumps(dump(command)))) == command


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
@settings(max_examples=1, deadline=None)
@given(data=st.data())
def test_what_is_dumped_is_what_its_schema_makes_of_it(kind, data):
    answer = data.draw(values(kind))
    assert dump(answer) == schema_for(kind).dump(answer)


@pytest.mark.parametrize("kind", [*COMMANDS.values(), *Event.named.values()])
def test_a_field_that_is_not_there_is_an_error(kind):
    with pytest.raises(ValidationError) as caught:
        load(kind, {"no_such_field": 1})
    assert ("/no_such_field", "Unknown field.") in list(faults(caught.value))


@dataclass(frozen=True, kw_only=True)
class Leaf:
    name: str
    size: int = 0


@dataclass(frozen=True, kw_only=True)
class Tree:
    on: When | None = None
    at: datetime | None = None
    pair: tuple[int | None, int | None] = (None, None)
    leaves: tuple[Leaf, ...] = ()
    height: Decimal | None = None
    tall: bool = False


WHENS = [
    (date(2026, 2, 28), "2026-02-28"),
    (Span(date(2026, 2, 1), None), ["2026-02-01", None]),
    (Span(), [None, None]),
]


@pytest.mark.parametrize(("when", "written"), WHENS)
def test_a_day_is_text_and_a_span_two(when, written):
    assert dump(Tree(on=when))["on"] == written
    assert load(Tree, {"on": written}).on == when


def test_a_distance_is_an_object():
    after = After(event="assessment-requested", weeks=6, approx=True)
    assert dump(Tree(on=after))["on"]["weeks"] == 6
    assert load(Tree, {"on": {"event": "assessment-requested", "weeks": 6, "approx": True}}) == (
        Tree(on=after)
    )


def test_a_moment_is_written_in_utc():
    moment = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
    assert dump(Tree(at=moment))["at"] == "2026-06-15T09:30:00.000000Z"
    assert load(Tree, {"at": "2026-06-15T10:30:00+01:00"}).at == moment


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"on": "20260228"}, "/on"),
        ({"on": "2026-W09-6"}, "/on"),
        ({"on": ["2026-02-02", "2026-02-01"]}, "/on"),
        ({"on": ["2026-02-02"]}, "/on"),
        ({"on": 7}, "/on"),
        ({"at": "2026-06-15T09:30:00"}, "/at"),
        ({"pair": [1]}, "/pair"),
        ({"pair": [1, "2"]}, "/pair/1"),
        ({"leaves": [{"name": "a"}, {"size": 1}]}, "/leaves/1/name"),
        ({"leaves": [{"name": "a", "size": True}]}, "/leaves/0/size"),
        ({"leaves": [{"name": "a", "size": 1.5}]}, "/leaves/0/size"),
        ({"leaves": [{"name": "a", "size": "1"}]}, "/leaves/0/size"),
        ({"leaves": {"name": "a"}}, "/leaves"),
        ({"height": 1.5}, "/height"),
        ({"height": "NaN"}, "/height"),
        ({"height": "1e5"}, "/height"),
        ({"height": "1.5\n"}, "/height"),
        ({"tall": "true"}, "/tall"),
        ({"tall": 0}, "/tall"),
        ({"a/b~c": 1}, "/a~1b~0c"),
        ([], ""),
        ("x", ""),
    ],
)
def test_what_is_wrong_is_pointed_at(body, pointer):
    with pytest.raises(ValidationError) as caught:
        load(Tree, body)
    assert pointer in {where for where, _ in faults(caught.value)}


def test_a_whole_number_may_be_written_with_a_point():
    assert load(Leaf, {"name": "a", "size": 2.0}).size == 2


def test_a_type_that_has_no_field_is_said_at_once():
    @dataclass
    class Odd:
        thing: complex

    with pytest.raises(TypeError, match="complex"):
        schema_for(Odd)
