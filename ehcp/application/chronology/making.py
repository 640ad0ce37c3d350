"""Events and entries made whole: a frozen dataclass sets its fields one by one, at twice the cost.

That every field of an event but its day has a default is a rule of the house.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event
from ehcp.domain.when import UNKNOWN

_BLANK: dict[type[Event], dict[str, Any]] = {}
_ENTRY = {field.name: field.default for field in fields(Entry)}


def event_of(kind: type[Event], given: dict[str, Any]) -> Event:
    """Return `kind(**given)`; what is given are fields that it has."""
    return made(kind, {**blank_of(kind), **given})


def blank_of(kind: type[Event]) -> Mapping[str, Any]:
    """Return every field of an event as it is where nothing is given."""
    blank = _BLANK.get(kind)
    if blank is None:
        blank = _BLANK[kind] = {"on": UNKNOWN}
        blank |= {field.name: field.default for field in fields(kind) if field.name != "on"}
    return blank


def made(kind: type[Event], whole: dict[str, Any]) -> Event:
    """Return the event that has these fields, all that it has; the dictionary becomes its own."""
    event = object.__new__(kind)
    object.__setattr__(event, "__dict__", whole)
    return event


def entry_of(place: int, event: Event, known_from: datetime | None) -> Entry:
    """Return an entry of a history that somebody else kept."""
    entry = object.__new__(Entry)
    object.__setattr__(
        entry,
        "__dict__",
        {
            **_ENTRY,
            "place": place,
            "event": event,
            "known_from": known_from,
            "source": Source.IMPORT,
        },
    )
    return entry
