"""The record of the documents of each case: who sent which file, when, and what it holds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg.rows import class_row

from ehcp.application.rights import FieldClass
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.domain.events.outcome import OutcomeProgressRecorded
from ehcp.store.cases import Store
from ehcp.store.pools import Pooled, translated


class Holds(StrEnum):
    """What a document may be said to hold: a class of fields, of those that say who may have it.

    Free text is for those who work with the whole case; process for all to whom it is open.
    """

    FREE_TEXT = FieldClass.FREE_TEXT.value
    EDUCATION = FieldClass.EDUCATION.value
    HEALTH = FieldClass.HEALTH.value
    CARE = FieldClass.CARE.value
    MONEY = FieldClass.MONEY.value
    RESTRICTED_ADDRESS = FieldClass.RESTRICTED_ADDRESS.value
    PROCESS = FieldClass.PROCESS.value


OF_ADVICE = {"c": FieldClass.HEALTH, "e": FieldClass.CARE}
"""What advice of a kind holds, by its letter in regulation 6(1); other advice: education."""

OF_CASE = """
    select d.id, d.sha256, d.name, f.media_type, f.size, d.holds, d.subject, d.role,
        d.organisation, d.uploaded_at
    from ehcp.documents d join ehcp.files f on f.authority = d.authority and f.sha256 = d.sha256
    where d.authority = %s and d.case_id = %s
    order by d.uploaded_at, d.id
"""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of a case. `name` is as its sender gave it; `holds` is a class of fields."""

    id: UUID
    sha256: bytes
    name: str
    media_type: str
    size: int
    holds: str
    subject: str
    role: str
    organisation: str
    uploaded_at: datetime

    @property
    def hash(self) -> str:
        """The sha-256 as events name it: in hex."""
        return self.sha256.hex()


@dataclass(frozen=True)
class Reader:
    """Who would have a document: their sign-in, and the classes of fields that they see."""

    subject: str
    sees: frozenset[FieldClass]

    def may_have(self, document: Document, entries: Iterable[Entry]) -> bool:
        """Whether they may have a document that hangs on these entries: or have sent it."""
        return document.subject == self.subject or guarded(document, entries) <= self.sees


def guarded(document: Document, entries: Iterable[Entry]) -> frozenset[FieldClass]:
    """Return every class that a reader must see: its own, and that of each step it hangs on."""
    held = {FieldClass(document.holds)}
    held |= {found for entry in entries if (found := class_of_step(entry.event)) is not None}
    return frozenset(held)


def class_of_step(event: Event) -> FieldClass | None:
    """Return what a step holds that a document may hang on; None: it says nothing of that."""
    if isinstance(event, AdviceReceived):
        return OF_ADVICE.get(event.kind or "", FieldClass.EDUCATION)
    return FieldClass.EDUCATION if isinstance(event, OutcomeProgressRecorded) else None


def documents_of(store: Store, authority: str, case: UUID) -> list[Document]:
    """Return the documents of a case, in the order in which they came."""
    with store.reading(authority) as connection:
        return _of_case(connection, authority, case)


def _of_case(connection: Pooled, authority: str, case: UUID) -> list[Document]:
    with connection.cursor(row_factory=class_row(Document)) as cursor:
        return cursor.execute(OF_CASE, (authority, case)).fetchall()


def hanging_on(document: Document, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that name a document."""
    return [entry for entry in entries if document.hash in entry.documents]


def had_by(
    reader: Reader, documents: Iterable[Document], entries: Sequence[Entry]
) -> list[Document]:
    """Return those that a reader may have. `entries` are all of the case."""
    return [one for one in documents if reader.may_have(one, hanging_on(one, entries))]


def named_by(given: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...] | int:
    """Return the sha-256 of each document that is named, by its id or its sha-256, each once.

    Where one is not there, which it is: the place in the list, from 0.
    """
    known = {str(one.id): one.hash for one in documents} | {
        one.hash: one.hash for one in documents
    }
    found: dict[str, None] = {}
    for place, name in enumerate(given):
        if name.lower() not in known:
            return place
        found[known[name.lower()]] = None
    return tuple(found)


@contextmanager
def writing(store: Store, authority: str) -> Iterator[Pooled]:
    """Open a transaction of the web that writes one authority's rows, and no other's."""
    with translated(), store.pools.adding() as connection:
        connection.execute("select ehcp.enter(%s)", (authority,))
        yield connection
