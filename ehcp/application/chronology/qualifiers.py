"""What an entry of a chronology may say besides its day and its event."""

from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from functools import partial
from typing import Any

from ehcp.application.chronology import fields as field
from ehcp.application.chronology.making import needed
from ehcp.application.document import Value
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.order import Ordered
from ehcp.domain.events.request import Route
from ehcp.domain.events.review import Phase, ReviewDecision
from ehcp.law.commencement import PART_3
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limits import CATALOGUE

RENAMED = {"from": "since", "to": "until"}

_FIELDS: dict[type[Event], frozenset[str]] = {}


def qualifiers(present: Mapping[str, Value]) -> dict[str, Any]:
    """Return the qualifiers of an entry, read. Raises BadFile."""
    if QUALIFIERS.isdisjoint(present):
        return {}
    found = {key: READERS[key](value) for key, value in present.items() if key in QUALIFIERS}
    since, until = found.get("from"), found.get("to")
    if since and until and until < since:
        raise field.bad(present["to"], "The span is backwards: to lies before from.")
    return found


def fields_of(kind: type[Event]) -> frozenset[str]:
    """Return the names of the fields that an event has."""
    found = _FIELDS.get(kind)
    if found is None:
        found = _FIELDS[kind] = frozenset(item.name for item in fields(kind))
    return found


def lacking(kind: type[Event], given: Container[str]) -> str | None:
    """Return why an event cannot be made of these fields; None where it can."""
    lacks = [name for name in needed(kind) if name not in given]
    if not lacks:
        return None
    name, untold = kebab(kind.__name__), [each for each in lacks if each not in _KEYS]
    if untold:
        return f"A file cannot tell of {name}: no key says {', '.join(untold)}."
    return f"{name} needs {', '.join(_KEYS[each] for each in lacks)}, which is not given."


def _year(value: Value) -> int:
    year = field.number(value, "year", 9999)
    if year < PART_3.year:
        raise field.bad(value, "year must be 2014 or later.")
    return year


def _ground(value: Value) -> str:
    ground = field.kebab(field.text(value, "ground"))
    if ground not in GROUNDS:
        raise field.bad(value, f"There is no ground {ground}; see `ehcp law list`.")
    return ground


def _limits(value: Value) -> tuple[str, ...]:
    listed = value.items if value.items is not None else (value,)
    limits = tuple(field.kebab(field.text(item, "limits")) for item in listed)
    for limit, item in zip(limits, listed, strict=True):
        if limit not in CATALOGUE:
            raise field.bad(item, f"There is no limit {limit}; see `ehcp law list`.")
    return limits


READERS: Mapping[str, Callable[[Value], Any]] = {
    "ordered": partial(field.word, kind=Ordered, what="ordered"),
    "route": partial(field.word, kind=Route, what="route"),
    "decision": partial(field.word, kind=ReviewDecision, what="decision"),
    "phase": partial(field.word, kind=Phase, what="phase"),
    "year": _year,
    "kind": partial(field.text, what="kind"),
    "from_body": partial(field.text, what="from_body"),
    "ground": _ground,
    "limits": _limits,
    "from": partial(field.day, what="from"),
    "to": partial(field.day, what="to"),
    "accepted": partial(field.flag, what="accepted"),
    "partly": partial(field.flag, what="partly"),
}
QUALIFIERS = frozenset(READERS)

_KEYS = {RENAMED.get(key, key): key for key in READERS}
"""The key of an entry that says each field of an event."""
