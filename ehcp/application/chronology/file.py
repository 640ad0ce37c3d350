"""A chronology file: the history of one case as somebody else kept it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ehcp.application.chronology import fields as field
from ehcp.application.chronology.making import entry_of, event_of
from ehcp.application.chronology.plain import Plain
from ehcp.application.chronology.qualifiers import QUALIFIERS, RENAMED, fields_of, lacking
from ehcp.application.chronology.qualifiers import qualifiers as read_qualifiers
from ehcp.application.chronology.values import valued
from ehcp.application.document import BadFile, Problem, Value, parse, read
from ehcp.application.in_json import name_of
from ehcp.domain import events  # noqa: F401 - lists every event by name
from ehcp.domain.entry import Entry
from ehcp.domain.event import Basis, Event
from ehcp.domain.event import kebab as kebab_name
from ehcp.domain.events.record import (
    EntryCorrected,
    EntryStruckOut,
    Noted,
    NotHappenedStated,
)
from ehcp.domain.when import UNKNOWN

FILE_KEYS = {
    "id", "authority", "chronology", "not_happened", "as_at", "child", "officer",
}  # fmt: skip
TIME_KEYS = {"date", "precision", "qualifier", "offset"}
ENTRY_KEYS = {"event", "party", "basis", "note", "of", "known_on", "corrects", "strikes"}
CHILD_KEYS = {"name", "date_of_birth", "upn"}
CORRECTING = frozenset({"corrects", "strikes"})
KNOWN = TIME_KEYS | ENTRY_KEYS | QUALIFIERS

EVENTS = {kebab_name(name): kind for name, kind in Event.named.items()}
OF_THE_RECORD = {
    kebab_name(kind.__name__) for kind in (EntryCorrected, EntryStruckOut, NotHappenedStated)
}
"""Events that a file does not name: they follow from what its entries say."""

_PLAIN = Plain({name: kind for name, kind in EVENTS.items() if name not in OF_THE_RECORD})


@dataclass(frozen=True)
class Remark:
    """A warning about an entry (its place in the list), or about the file where None."""

    entry: int | None
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Chronology:
    """What a file holds, as entries. `child` and `officer` are the file's own words."""

    id: str
    authority: str | None
    entries: tuple[Entry, ...]
    listed: int
    as_at: date | None
    child: Mapping[str, str]
    officer: str | None
    remarks: tuple[Remark, ...]


def load(path: Path) -> Chronology:
    """Return the chronology in a YAML or JSON file. Raises BadFile with every line and reason."""
    return chronology_of(read(path))


def loads(text: str) -> Chronology:
    """Return the chronology in a YAML or JSON text. Raises BadFile."""
    return chronology_of(parse(text))


def chronology_of(document: Value, given: Sequence[Any] = ()) -> Chronology:
    """Return the chronology that a document holds; `given` are its entries as JSON has them.

    They stand for the list of the document, and are quicker to read. Raises BadFile.
    """
    return _Reader(document, given).chronology()


class _Above(Container[str]):
    """The names of the entries that stand above, worked out once somebody asks."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._names: set[str] = set()
        self._read = 0

    def __contains__(self, name: object) -> bool:
        self._names.update(name_of(entry.event) for entry in self._entries[self._read :])
        self._read = len(self._entries)
        return name in self._names


class _Reader:
    """Reads one document, and goes on after an error so that all are found at once."""

    def __init__(self, document: Value, given: Sequence[Any] = ()) -> None:
        if document.fields is None:
            raise BadFile(
                Problem(document.line, "The file must hold one case: id, authority, chronology.")
            )
        self.document = document
        self.file = document.fields
        self.given = given
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []

    def chronology(self) -> Chronology:
        self.remarks += [
            Remark(None, "unknown-key", key) for key in self.file if key not in FILE_KEYS
        ]
        listed = self.given or self._list("chronology", required=True)
        entries = self._entries(listed)
        found: Chronology | None = self._attempt(self._with, listed, entries)
        if self.problems or found is None:
            raise BadFile(*sorted(self.problems, key=lambda problem: problem.line or 0))
        return found

    def _with(self, listed: Sequence[Any], entries: Sequence[Entry]) -> Chronology:
        name = self.file.get("id")
        if name is None or not name.text:
            raise field.bad(self.document, "The file has no id.")
        as_at = self.file.get("as_at")
        officer, authority = self.file.get("officer"), self.file.get("authority")
        child = self.file.get("child")
        if child is not None and child.fields is None and not child.null:
            raise field.bad(child, "child must be a mapping: name, date_of_birth, upn.")
        particulars = child.fields or {} if child is not None else {}
        self._unknown_in(None, "child", child, CHILD_KEYS)
        return Chronology(
            id=name.text,
            authority=_text(authority, "authority"),
            entries=tuple(entries),
            listed=len(listed),
            as_at=None if as_at is None or as_at.null else field.day(as_at, "as_at"),
            child={key: _text(value, key) or "" for key, value in particulars.items()},
            officer=_text(officer, "officer"),
            remarks=tuple(self.remarks),
        )

    def _unknown_in(
        self, entry: int | None, what: str, value: Value | None, keys: Container[str]
    ) -> None:
        """Warn of the keys in a mapping that are not read."""
        for key in (value.fields if value is not None else None) or ():
            if key not in keys:
                self.remarks.append(Remark(entry, "unknown-key", f"{what}.{key}"))

    def _list(self, key: str, *, required: bool = False) -> tuple[Value, ...]:
        value = self.file.get(key)
        if value is None or value.null:
            if required:
                self.problems.append(Problem(self.document.line, f"The file has no {key}."))
            return ()
        if value.items is None:
            self.problems.append(Problem(value.line, f"{key} must be a list."))
            return ()
        return value.items

    def _attempt(self, make: Any, *arguments: Any) -> Any:
        try:
            return make(*arguments)
        except BadFile as error:
            self.problems += error.problems
            return None

    def _entries(self, listed: Sequence[Any]) -> list[Entry]:
        """Return the entries of the list at their places, then what the file adds to them."""
        found: list[Entry] = []
        above = _Above(found)
        added: list[Entry] = []
        plain = _PLAIN.entry
        for place, given in enumerate(listed, start=1):
            entry = plain(place, given) if type(given) is dict else None
            if entry is None:
                entry = self._attempt(self._in_full, place, given, above, len(listed), added)
            if entry is not None:
                found.append(entry)
        for statement in self._list("not_happened"):
            what = None if statement.null else self._attempt(field.text, statement, "not_happened")
            if what:
                stated = NotHappenedStated(on=UNKNOWN, what=what)
                added.append(Entry(place=0, event=stated))
        after = len(listed)
        found += [replace(entry, place=after + n) for n, entry in enumerate(added, start=1)]
        return found

    def _in_full(
        self, place: int, given: Any, above: Container[str], count: int, added: list[Entry]
    ) -> Entry | None:
        """Return an entry; add to `added` what it says of others."""
        value = valued(given)
        entry = self._entry(place, value, above, count)
        if not CORRECTING.isdisjoint(value.fields or ()):
            added += _corrections(place, value, count)
        return entry

    def _entry(self, place: int, value: Value, above: Container[str], count: int) -> Entry | None:
        given = value.fields
        if given is None:
            raise field.bad(value, "An entry must be a mapping with date and event.")
        if not given.keys() <= KNOWN:
            self.remarks += [
                Remark(place, "unknown-key", key) for key in given if key not in KNOWN
            ]
        self._unknown_in(place, "offset", given.get("offset"), field.OFFSET_KEYS)
        present = _present(given)
        known = _known(present)
        if "event" not in present:
            if "strikes" in present:
                return None
            raise field.bad(value, "The entry names no event.")
        return entry_of(place, self._event(place, value, present, above, count), known)

    def _event(
        self,
        place: int,
        value: Value,
        present: dict[str, Value],
        above: Container[str],
        count: int,
    ) -> Event:
        name = field.kebab(field.text(present["event"], "event"))
        kind = None if name in OF_THE_RECORD else EVENTS.get(name)
        arguments: dict[str, Any] = {"on": field.when(present, value, above)}
        if "of" in present:
            arguments["of"] = _other("of", place, present, count)
        if "basis" in present:
            arguments["basis"] = field.word(present["basis"], Basis, "basis")
        for key in ("party", "note"):
            if key in present:
                arguments[key] = field.text(present[key], key)
        self.remarks += [Remark(place, "unknown-key", key) for key in field.unread(present)]
        qualifiers = read_qualifiers(present, kind)
        if kind is None:
            self.remarks.append(Remark(place, "unknown-event", name))
            return Noted(name=name, **arguments)
        if kind is EVENTS["due-day-given"] and not qualifiers.get("limits"):
            raise field.bad(value, "A given due day names its limits: limits: [...].")
        arguments |= self._told(place, kind, qualifiers)
        if (reason := lacking(kind, arguments)) is not None:
            raise field.bad(value, reason)
        return event_of(kind, arguments)

    def _told(
        self, place: int, kind: type[Event], qualifiers: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return what the qualifiers say of an event, by its fields."""
        has, told = fields_of(kind), dict[str, Any]()
        for key, found in qualifiers.items():
            if RENAMED.get(key, key) in has:
                told[RENAMED.get(key, key)] = found
            else:
                self.remarks.append(Remark(place, "unknown-key", key))
        return told


def _present(given: dict[str, Value]) -> dict[str, Value]:
    """Return what an entry gives; a null gives nothing."""
    for item in given.values():
        if item.text is None and item.null:
            return {key: item for key, item in given.items() if not item.null}
    return given


def _known(present: dict[str, Value]) -> datetime | None:
    return field.moment(present["known_on"], "known_on") if "known_on" in present else None


def _corrections(place: int, value: Value, count: int) -> list[Entry]:
    """Return what an entry says of others: that it stands for one, that one is left out."""
    present = _present(value.fields or {})
    found: list[Event] = []
    if "corrects" in present:
        wrong = _other("corrects", place, present, count)
        found.append(EntryCorrected(on=UNKNOWN, entry=wrong, stands_in=place))
    if "strikes" in present:
        found.append(EntryStruckOut(on=UNKNOWN, entry=_other("strikes", place, present, count)))
    return [Entry(place=0, event=about, known_from=_known(present)) for about in found]


def _other(key: str, place: int, present: dict[str, Value], count: int) -> int:
    found = field.place(present[key], key, count)
    if found == place:
        raise field.bad(present[key], f"An entry cannot name itself in {key}.")
    return found


def _text(value: Value | None, what: str) -> str | None:
    return None if value is None or value.null else field.text(value, what)


__all__ = ["BadFile", "Chronology", "Remark", "load", "loads"]
