"""Take a history that somebody else kept into the store, as facts with their doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

import msgspec

from ehcp.application.cases import CASES
from ehcp.application.chronology.file import Chronology
from ehcp.application.document import BadFile, Problem
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.events.opening import CaseOpened, Child, Officer
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, HistoryImported
from ehcp.domain.happened import days_told, lies_ahead
from ehcp.domain.when import UNKNOWN
from ehcp.store.cases import Store
from ehcp.store.mapper import encode_events

SPEAKING_OF_ENTRIES = (EntryCorrected, EntryStruckOut)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did. `again`: the same history was here already, and nothing changed."""

    case: UUID
    version: int
    position: int
    again: bool


def case_id(authority: str, reference: str) -> UUID:
    """Return the id of the case that a history becomes: it follows from where it comes from."""
    return uuid5(CASES, f"{authority}/history/{reference}")


def take_over(
    store: Store, authority: str, chronology: Chronology, *, by: Recorder, today: date
) -> Imported:
    """Record a history. Raises BadFile for events after today, CommandReused for a changed file.

    A second import of the same file changes nothing.
    """
    entries = recorded(chronology, today)
    case = case_id(authority, chronology.id)
    appended = store.append(
        authority,
        case,
        0,
        [entry.event for entry in entries],
        by=by,
        source=Source.IMPORT,
        command_id=command_id(case),
        body_hash=fingerprint(entries, encode_events([entry.event for entry in entries])),
        known_from=[entry.known_from for entry in entries],
    )
    return Imported(
        case=appended.case,
        version=appended.version,
        position=appended.position,
        again=appended.replayed,
    )


def command_id(case: UUID) -> UUID:
    """Return the id of the command that a case was imported by."""
    return uuid5(case, "import")


def recorded(chronology: Chronology, today: date) -> list[Entry]:
    """Return what is recorded of a history, in order. Raises BadFile for events after today."""
    opening = list(_opening(chronology))
    _refuse_the_future(opening, chronology, today)
    given = chronology.entries
    if any(entry.event.of or type(entry.event) in SPEAKING_OF_ENTRIES for entry in given):
        places = {entry.place: len(opening) + n for n, entry in enumerate(given, 1)}
        given = tuple(_renumbered(entry, places) for entry in given)
    return [*opening, *given]


def fingerprint(entries: Sequence[Entry], events: Sequence[bytes]) -> bytes:
    """Return what tells the same history from another one of the same id.

    `events` are those of the entries, encoded.
    """
    kept = [
        (type(entry.event).__name__, event, entry.known_from)
        for entry, event in zip(entries, events, strict=True)
    ]
    return sha256(msgspec.json.encode(kept)).digest()


def _refuse_the_future(opening: Sequence[Entry], chronology: Chronology, today: date) -> None:
    ahead = [
        Problem(None, f"Entry {entry.place} lies after today; only what has happened is imported.")
        for entry in chronology.entries
        if (type(entry.event.on) is not date or entry.event.on > today)
        and lies_ahead(entry.event, today)
    ]
    if any(day > today for entry in opening for day in days_told(entry.event)):
        ahead.append(Problem(None, "The child's date_of_birth lies after today."))
    if ahead:
        raise BadFile(*ahead)


def _opening(chronology: Chronology) -> Iterator[Entry]:
    imported = HistoryImported(
        on=UNKNOWN,
        reference=chronology.id,
        kept_by=chronology.authority,
        officer=chronology.officer,
    )
    yield Entry(place=0, event=imported)
    child = child_of(chronology)
    if child is not None:
        opened = CaseOpened(
            on=UNKNOWN,
            child=child,
            officer=Officer(name=chronology.officer) if chronology.officer else None,
        )
        yield Entry(place=0, event=opened)


def child_of(chronology: Chronology) -> Child | None:
    """Return the child that a history is about; None where the file does not say who it is."""
    child = chronology.child
    if not child.get("name") or not child.get("date_of_birth"):
        return None
    try:
        born = date.fromisoformat(child["date_of_birth"])
    except ValueError:
        reason = "date_of_birth must be a day, written YYYY-MM-DD."
        raise BadFile(Problem(None, reason)) from None
    return Child(name=child["name"], date_of_birth=born, upn=child.get("upn"))


def _renumbered(entry: Entry, places: dict[int, int]) -> Entry:
    """Return the entry with the places it speaks of as they are in the store."""
    event = entry.event
    if event.of is None and not isinstance(event, SPEAKING_OF_ENTRIES):
        return entry
    if event.of is not None:
        event = replace(event, of=places.get(event.of))
    if isinstance(event, SPEAKING_OF_ENTRIES):
        if event.entry not in places:
            reason = f"Entry {event.entry} names no event that could be corrected or left out."
            raise BadFile(Problem(None, reason))
        event = replace(event, entry=places[event.entry])
    if isinstance(event, EntryCorrected) and event.stands_in is not None:
        event = replace(event, stands_in=places.get(event.stands_in))
    return replace(entry, event=event)
