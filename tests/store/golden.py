"""Frozen samples: of every event, in every form it ever had, the bytes that were stored.

A line of golden.jsonl is never edited: it stands for events on real systems. After adding an
event, or a form of one, run `python -m tests.store.golden`, which adds the lines that are
missing.
"""

import dataclasses
import json
import types
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import ehcp.domain.events  # noqa: F401 - so that each is known by its name
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.event import Event
from ehcp.store.mapper import Recorded, encode

NAME = attrgetter("name")

FILE = Path(__file__).with_name("golden.jsonl")

STREAM = UUID("5d6e1c7a-63a4-4b52-9d5c-0a9f0c7d6b11")
VALUES: dict[Any, object] = {
    str: "words",
    int: 3,
    bool: True,
    date: date(2026, 1, 12),
    datetime: datetime(2026, 1, 12, 9, 30, tzinfo=UTC),
    UUID: STREAM,
    Decimal: Decimal("12.50"),
}


class Sample(NamedTuple):
    """One stored event."""

    name: str
    form: int
    state: str


def samples() -> list[Sample]:
    """Return every frozen sample."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    return [Sample(**json.loads(line)) for line in lines]


def sample_of(kind: type[Event]) -> Event:
    """Return an event with something in every field."""
    event = _value(kind)
    assert isinstance(event, Event)
    return event


def _value(kind: Any) -> Any:
    if kind in VALUES:
        return VALUES[kind]
    if get_origin(kind) in {Union, types.UnionType}:
        return _value(next(each for each in get_args(kind) if each is not type(None)))
    if get_origin(kind) is tuple:
        first, *rest = get_args(kind)
        return (_value(first),) if rest == [...] else tuple(map(_value, get_args(kind)))
    if get_origin(kind) is frozenset:
        return frozenset(map(_value, get_args(kind)))
    if issubclass(kind, Enum):
        return next(iter(kind))
    hints = get_type_hints(kind)
    fields = kind._fields if issubclass(kind, tuple) else map(NAME, dataclasses.fields(kind))
    return kind(**{field: _value(hints[field]) for field in fields})


def missing() -> Iterator[Sample]:
    """Yield a sample of each event whose present form has none."""
    there = {(sample.name, sample.form) for sample in samples()}
    by = Recorder(subject="officer-7", role="caseworker", organisation="E10000014")
    for name, kind in Event.named.items():
        if (name, kind.form) in there or not kind.__module__.startswith("ehcp."):
            continue
        recorded = Recorded(
            originator_id=STREAM,
            originator_version=1,
            event=sample_of(kind),
            by=by,
            source=Source.PORTAL,
            documents=("ab" * 32,),
        )
        yield Sample(name, kind.form, encode(recorded).decode())


if __name__ == "__main__":
    added = list(missing())
    with FILE.open("a", encoding="utf-8") as file:
        for sample in added:
            file.write(json.dumps(sample._asdict(), ensure_ascii=False) + "\n")
