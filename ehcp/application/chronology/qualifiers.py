"""What an entry of a chronology may say besides its day and its event."""

from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache, partial
from typing import Any, get_args, get_type_hints

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

Read = Callable[[Value], Any]

_FIELDS: dict[type[Event], Mapping[str, type[StrEnum] | None]] = {}


def qualifiers(present: Mapping[str, Value], kind: type[Event] | None) -> dict[str, Any]:
    """Return the qualifiers of an entry, as its event knows them. Raises BadFile."""
    if QUALIFIERS.isdisjoint(present):
        return {}
    found = {
        key: reader_of(key, kind)(value) for key, value in present.items() if key in QUALIFIERS
    }
    since, until = found.get("from"), found.get("to")
    if since and until and until < since:
        raise field.bad(present["to"], "The span is backwards: to lies before from.")
    return found


def fields_of(kind: type[Event]) -> Mapping[str, type[StrEnum] | None]:
    """Return the fields that an event has, by name: each with its list of words, if it has one."""
    found = _FIELDS.get(kind)
    if found is None:
        types = get_type_hints(kind)
        found = _FIELDS[kind] = {item.name: _words_in(types[item.name]) for item in fields(kind)}
    return found


def _words_in(type_: Any) -> type[StrEnum] | None:
    alone = (each for each in (type_, *get_args(type_)) if isinstance(each, type))
    return next((each for each in alone if issubclass(each, StrEnum)), None)


def reader_of(key: str, kind: type[Event] | None) -> Read:
    """Return what reads a qualifier of an event: by the list of words that its own field has.

    None is an event that is not in the vocabulary. Where there is no such field the qualifier
    is read all the same, so that what nobody can have meant is not passed over.
    """
    name, has = RENAMED.get(key, key), {} if kind is None else fields_of(kind)
    words = has.get(name)
    if words is not None:
        return _listed(key, words)
    return _ground_of_any if key == "ground" and name not in has else READERS[key]


@cache
def _listed(key: str, words: type[StrEnum]) -> Read:
    """Return what reads a word of a list: one and the same for all events that have the list."""
    return partial(field.word, kind=words, what=key)


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
    return _one_of(tuple(GROUNDS), value)


def _ground_of_any(value: Value) -> str:
    """Return a ground of whatever sort: of an exception, or of a decision that some event is."""
    return _one_of(_every_ground(), value)


@cache
def _every_ground() -> tuple[str, ...]:
    lists = (fields_of(kind).get("ground") for kind in Event.named.values())
    decided = (str(word) for words in lists if words for word in words)
    return tuple(dict.fromkeys((*GROUNDS, *decided)))


def _one_of(grounds: tuple[str, ...], value: Value) -> str:
    ground = field.kebab(field.text(value, "ground"))
    if ground not in grounds:
        raise field.bad(value, f"ground must be one of: {', '.join(grounds)}.")
    return ground


def _limits(value: Value) -> tuple[str, ...]:
    listed = value.items if value.items is not None else (value,)
    limits = tuple(field.kebab(field.text(item, "limits")) for item in listed)
    for limit, item in zip(limits, listed, strict=True):
        if limit not in CATALOGUE:
            raise field.bad(item, f"There is no limit {limit}; see `ehcp law list`.")
    return limits


READERS: Mapping[str, Read] = {
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
    "moves_on": partial(field.day, what="moves_on"),
    "accepted": partial(field.flag, what="accepted"),
    "partly": partial(field.flag, what="partly"),
    "consultee": partial(field.text, what="consultee"),
}
QUALIFIERS = frozenset(READERS)

_KEYS = {RENAMED.get(key, key): key for key in READERS}
"""The key of an entry that says each field of an event."""
