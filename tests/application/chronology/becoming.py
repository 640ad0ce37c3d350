"""What an entry of a file becomes: an event, read in each way, stored, given back and judged."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology import records
from ehcp.application.chronology.check import Question, as_json, judge
from ehcp.application.chronology.file import EVENTS, OF_THE_RECORD, Chronology, chronology_of
from ehcp.application.chronology.plain import Plain
from ehcp.application.chronology.records import Order, Rejected, history_of
from ehcp.application.chronology.values import valued
from ehcp.application.document import BadFile
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.store.mapper import Row, encode_with, entries

BY = Recorder(subject="import", role="system", organisation="ehcp")
TODAY = date(2026, 3, 2)
ORDER = Order(urls={}, by=BY, today=TODAY, authority="E99000001")
STREAM = UUID(int=1)
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
PLAIN = Plain({name: kind for name, kind in EVENTS.items() if name not in OF_THE_RECORD})

Told = Mapping[str, Any]


def chronology(told: Told, above: Sequence[Told] = ()) -> Chronology:
    """Return the history of some entries. Raises BadFile."""
    return chronology_of(valued({"id": "case", "chronology": [*above, told]}))


def files_entry(told: Told, above: Sequence[Told] = ()) -> Entry | None:
    """Return the entry that a file tells of last; None where it is refused."""
    try:
        return chronology(told, above).entries[len(above)]
    except BadFile:
        return None


def reason_of(told: Told) -> str:
    """Return why the file of an entry is refused."""
    with pytest.raises(BadFile) as caught:
        chronology(told)
    (problem,) = caught.value.problems
    return problem.reason


def lines_entry(told: Told) -> Any:
    """Return what a line of a large file makes of an entry: it, or where and why it is refused."""
    try:
        return history_of(json.dumps({"id": "case", "chronology": [told]}).encode(), ORDER)[
            1
        ].entries[0]
    except Rejected as rejected:
        return [tuple(why) for why in rejected.why]


def in_full(told: Told) -> Any:
    """Return the same, read by the reader that leaves nothing to another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "parse_plain", lambda _: None)
        return lines_entry(told)


def plainly(told: Told) -> Entry | None:
    """Return what the reader of plain entries makes of one; None where it leaves it."""
    return PLAIN.entry(1, dict(told))


def given_back(entry: Entry) -> Entry:
    """Return the entry with its event as the store gives it back. Raises Unreadable."""
    name, form = type(entry.event).__name__, entry.event.form
    state = encode_with(entry.event, BY, Source.IMPORT, (), entry.known_from)
    (found,) = entries(STREAM, [Row(entry.place, name, form, state, MOMENT, 1)])
    return replace(entry, event=found.event)


def shape(entry: Entry) -> list[tuple[str, type, Any]]:
    """Return every field of its event with its type: a word of a list equals the bare text."""
    event = entry.event
    found = {"": type(event), **{item.name: getattr(event, item.name) for item in fields(event)}}
    return [(name, type(value), value) for name, value in found.items()]


def judged(entry: Entry, above: Sequence[Entry] = ()) -> dict[str, Any]:
    """Return how the history of these entries is judged."""
    history = Chronology(
        id="case",
        authority=None,
        entries=(*above, entry),
        listed=len(above) + 1,
        as_at=None,
        child={},
        officer=None,
        remarks=(),
    )
    return as_json(judge(history, england_and_wales(), Question(today=TODAY)), "case.yaml")
