"""One record of a large file, and the history that it becomes in the store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ehcp.application.chronology.file import Chronology, chronology_of
from ehcp.application.chronology.importing import case_id, command_id, fingerprint, recorded
from ehcp.application.chronology.lines import Reason, parse_line, parse_plain, placed, reasons
from ehcp.application.document import BadFile, Problem, Value
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.opening import Child
from ehcp.store.bulk import Fact, History
from ehcp.store.cases import Store
from ehcp.store.mapper import Around, encode_events

Others = Callable[[Store, str, Mapping[UUID, Child]], Mapping[UUID, Sequence[UUID]]]
"""Which other cases an authority has of the children that these cases are about."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """How to import: into which databases, by their names, and who does it on which day.

    `authority` stands for every record; else each names its own. `others` is asked once for
    each stretch of the file, and must be a function that other processes know by its name.
    """

    urls: Mapping[str, str]
    by: Recorder
    today: date
    authority: str | None = None
    processes: int = 1
    others: Others | None = None

    def alone(self) -> "Order":
        """Return the same for one process."""
        return replace(self, processes=1)


class Rejected(Exception):  # noqa: N818 - a finding about a record
    """A record that is not taken, and why."""

    def __init__(self, *why: Reason) -> None:
        super().__init__(f"{len(why)} reasons")
        self.why = why


def history_of(line: bytes, order: Order) -> tuple[History, Chronology]:
    """Return what a line becomes in the store, and what it said. Raises Rejected."""
    plain = parse_plain(line)
    if plain is not None:
        try:
            chronology = chronology_of(*plain)
            return _history(chronology, order), chronology
        except BadFile:
            pass  # what is wrong with it, and where, is said below
    document: Value | None = None
    try:
        document = parse_line(line)
        chronology = chronology_of(document)
        return _history(chronology, order), chronology
    except BadFile as bad:
        raise Rejected(*_with_places(document, bad)) from None


def _with_places(document: Value | None, bad: BadFile) -> list[Reason]:
    """Return what is wrong, read again in a form that knows in which entry it stands."""
    if document is not None:
        try:
            chronology_of(placed(document))
        except BadFile as better:
            return reasons(better)
    return reasons(bad)


def _history(chronology: Chronology, order: Order) -> History:
    authority = order.authority or chronology.authority
    if not authority:
        raise BadFile(Problem(None, "The record names no authority; give --authority."))
    case = case_id(authority, chronology.id)
    entries = recorded(chronology, order.today)
    events = encode_events([entry.event for entry in entries])
    around = Around(order.by, Source.IMPORT)
    facts = [
        Fact(type(entry.event).__name__, entry.event.form, around(event, entry.known_from))
        for entry, event in zip(entries, events, strict=True)
    ]
    return History(authority, case, facts, command_id(case), fingerprint(entries, events))
