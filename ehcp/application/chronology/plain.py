"""Entries written plainly: a day, an event, and texts that mean the same wherever they stand.

Most entries of large files are. What their texts mean is asked of the full reader once, and
remembered; an entry that is not plain in every word of it is left to that reader.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from ehcp.application.chronology import fields as field
from ehcp.application.chronology.making import blank_of, entry_of, made, needed
from ehcp.application.chronology.qualifiers import (
    QUALIFIERS,
    READERS,
    RENAMED,
    Read,
    fields_of,
    reader_of,
)
from ehcp.application.document import WHOLE, BadFile, Value
from ehcp.domain.entry import Entry
from ehcp.domain.event import Basis, Event
from ehcp.domain.events.record import DueDayGiven
from ehcp.domain.when import When

MOST = 100_000
"""Texts of one key, or forms of entries, that are remembered at a time."""

KNOWN_FROM = "known_from"
"""Where the moment of `known_on` stands among the fields of the event, which has none such."""


def _day(value: Value) -> When:
    return field.when({"date": value}, value, frozenset())


TEXTS = {"note", "party"}
"""Keys of every event, whose texts stand for themselves."""

FREE = {READERS["kind"], READERS["from_body"]}
"""Readers of qualifiers that leave a text as it is."""

WORDS: Mapping[str, tuple[str, Read]] = {
    "date": ("on", _day),
    "known_on": (KNOWN_FROM, partial(field.moment, what="known_on")),
    "basis": ("basis", partial(field.word, kind=Basis, what="basis")),
}
"""Keys of every event, whose texts are read: the field that each becomes, and how."""


class Form(NamedTuple):
    """What all entries have in common that name one event and give the same keys.

    `free` and `words` are keys of the entry, each with the field of the event that it becomes;
    a word with what was read of such texts before, and how to read another.
    """

    kind: type[Event]
    blank: Mapping[str, Any]
    free: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str, dict[str, Any], Read], ...]


class Plain:
    """Reads plain entries. `events` are those that a file may name, by their names in it."""

    def __init__(self, events: Mapping[str, type[Event]]) -> None:
        self._events = events
        self._forms: dict[tuple[str, ...], Form | None] = {}
        self._read: dict[Read, dict[str, Any]] = {}

    def entry(self, place: int, given: dict[str, Any]) -> Entry | None:
        """Return the entry of that place in the list; None where it is not plain."""
        event = given.get("event")
        if type(event) is not str:
            return None
        shape = (event, *given)
        form = self._forms[shape] if shape in self._forms else self._form(shape)
        if form is None:
            return None
        fields = {**form.blank}
        for key, name in form.free:
            fields[name] = text = given[key]
            if type(text) is not str:
                return None
        for key, name, known, read in form.words:
            text = given[key]
            if type(text) is not str:
                return None
            found = known.get(text)
            if found is None:
                found = _remembered(text, known, read)
                if found is None:
                    return None
            fields[name] = found
        known_from = fields.pop(KNOWN_FROM, None)
        return entry_of(place, made(form.kind, fields), known_from)

    def _form(self, shape: tuple[str, ...]) -> Form | None:
        event, *given = shape
        kind = self._events.get(field.kebab(event))
        keys = [key for key in given if key != "event"]
        form = None
        if kind is not None and kind is not DueDayGiven and _plain(kind, keys):
            reads = {key: _reads(kind, key) for key in keys}
            form = Form(
                kind,
                blank_of(kind),
                tuple((key, name) for key, (name, read) in reads.items() if read is None),
                tuple(
                    (key, name, self._read.setdefault(read, {}), read)
                    for key, (name, read) in reads.items()
                    if read is not None
                ),
            )
        if len(self._forms) >= MOST:
            self._forms.clear()
        self._forms[shape] = form
        return form


def _plain(kind: type[Event], keys: list[str]) -> bool:
    """Whether these keys of an entry bear on nothing but one field each, and none is lacking."""
    has = fields_of(kind)
    return (
        all(key in TEXTS or key in WORDS or key in QUALIFIERS for key in keys)
        and all(RENAMED.get(key, key) in has for key in keys if key in QUALIFIERS)
        and {RENAMED.get(key, key) for key in keys}.issuperset(needed(kind))
        and not {"from", "to"} <= set(keys)
    )  # which may lie the wrong way round


def _reads(kind: type[Event], key: str) -> tuple[str, Read | None]:
    """Return the field that a key becomes, and what reads its texts; None if nothing need."""
    if key not in QUALIFIERS:
        return WORDS.get(key, (key, None))
    read = reader_of(key, kind)
    return RENAMED.get(key, key), None if read in FREE else read


def _remembered(text: str, known: dict[str, Any], read: Read) -> Any:
    """Return what a text means; None where the full reader has something to say of it."""
    try:
        found = read(Value(WHOLE, text=text))
    except BadFile:
        return None
    if len(known) >= MOST:
        known.clear()
    known[text] = found
    return found
