"""Events and entries made whole: a frozen dataclass sets its fields one by one, at twice the cost.

Who makes an event here has seen to it that nothing which the event needs is left out.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event
from ehcp.domain.when import UNKNOWN

_BLANK: dict[type[Event], dict[str, Any]] = {}
_NEEDED: dict[type[Event], tuple[str, ...]] = {}
_ENTRY = {field.name: field.default for field in fields(Entry)}


def needed(kind: type[Event]) -> tuple[str, ...]:
    """Return the fields that an event cannot be made without, besides its day."""
    found = _NEEDED.get(kind)
    if found is None:
        blank = blank_of(kind)
        found = tuple(field.name for field in fields(kind) if field.name not in blank)
        _NEEDED[kind] = found
    return found


def event_of(kind: type[Event], given: dict[str, Any]) -> Event:
    """Return `kind(**given)`; what is given are fields that it has, and all that it needs."""
    return made(kind, {**blank_of(kind), **given})


def blank_of(kind: type[Event]) -> Mapping[str, Any]:
    """Return the fields of an event as they are where nothing is given, without the `needed`."""
    blank = _BLANK.get(kind)
    if blank is None:
        blank = {field.name: field.default for field in fields(kind)}
        blank = {name: default for name, default in blank.items() if default is not MISSING}
        _BLANK[kind] = blank = {"on": UNKNOWN, **blank}
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
