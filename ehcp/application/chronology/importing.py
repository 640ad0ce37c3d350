"""Take a history that somebody else kept into the store, as facts with their doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

import msgspec

from ehcp.application.cases import CASES
from ehcp.application.chronology.document import BadFile, Problem
from ehcp.application.chronology.file import Chronology
from ehcp.domain.case import LIE_AHEAD
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.opening import CaseOpened, Child, Officer
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, HistoryImported
from ehcp.domain.step import resolved
from ehcp.domain.when import UNKNOWN
from ehcp.store.cases import Store


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
    _refuse_the_future(chronology, today)
    case = case_id(authority, chronology.id)
    entries = list(_opening(chronology))
    places = {entry.place: len(entries) + n for n, entry in enumerate(chronology.entries, 1)}
    entries += [replace(e, event=_renumbered(e.event, places)) for e in chronology.entries]
    events = [entry.event for entry in entries]
    appended = store.append(
        authority,
        case,
        0,
        events,
        by=by,
        source=Source.IMPORT,
        command_id=uuid5(case, "import"),
        body_hash=_fingerprint(entries),
        known_from=[entry.known_from for entry in entries],
    )
    return Imported(
        case=appended.case,
        version=appended.version,
        position=appended.position,
        again=appended.replayed,
    )


def _refuse_the_future(chronology: Chronology, today: date) -> None:
    steps = resolved(chronology.entries, lambda event: type(event).__name__)
    ahead = [
        Problem(None, f"Entry {step.place} lies after today; only what has happened is imported.")
        for step in steps
        if step.base is None and step.first > today and not isinstance(step.event, LIE_AHEAD)
    ]
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
    return Child(
        name=child["name"],
        date_of_birth=date.fromisoformat(child["date_of_birth"]),
        upn=child.get("upn"),
    )


def _renumbered(event: Event, places: dict[int, int]) -> Event:
    """Return the event with the places it speaks of as they are in the store."""
    if event.of is not None:
        event = replace(event, of=places.get(event.of))
    if isinstance(event, EntryCorrected):
        stands_in = None if event.stands_in is None else places.get(event.stands_in)
        return replace(event, entry=places[event.entry], stands_in=stands_in)
    if isinstance(event, EntryStruckOut):
        return replace(event, entry=places[event.entry])
    return event


def _fingerprint(entries: Sequence[Entry]) -> bytes:
    kept = [(type(e.event).__name__, msgspec.json.encode(e.event), e.known_from) for e in entries]
    return sha256(msgspec.json.encode(kept)).digest()
