"""The documents of a case: which there are, and each to be saved, never shown."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Response, request

from ehcp.api.answering import answers
from ehcp.api.answering.problem import BadRequest
from ehcp.api.asking.opened import seen_of
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.one_case.view import END
from ehcp.api.routes import Routes
from ehcp.api.services import person, services
from ehcp.api.shapes import Paged
from ehcp.application.rights import Reading
from ehcp.documents.filing import Filing
from ehcp.documents.kinds import Kind, disposition
from ehcp.documents.place import Place
from ehcp.documents.record import (
    Document,
    Holds,
    Reader,
    documents_of,
    had_by,
    hanging_on,
    named_by,
)
from ehcp.documents.taken import CannotTake, NoSuchDocument
from ehcp.domain.entry import Entry, Recorder
from ehcp.domain.event import kebab
from ehcp.schemas import dump

NAMED = "Ehcp-Documents"
MOST_NAMED = 20
DOCUMENTS = {
    "in": "header",
    "name": NAMED,
    "description": "The documents of this case that go with what is recorded: the id or sha-256"
    f" of each, with commas between; at most {MOST_NAMED}.",
    "schema": {"type": "string", "pattern": r"^[0-9A-Fa-f-]{1,64}( *, *[0-9A-Fa-f-]{1,64})*$"},
}
A_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})\Z")


@dataclass(frozen=True, kw_only=True)
class HangsOn:
    """An entry that names the document."""

    place: int
    event: str
    recorded_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DocumentShown:
    """A document. `name` is as its sender gave it; `sha256` is what events name it by."""

    id: UUID
    name: str
    media_type: Kind
    size: int
    sha256: str
    holds: Holds
    uploaded_by: Recorder
    uploaded_at: datetime
    hangs_on: tuple[HangsOn, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentsAnswer:
    """The documents of a case that you may have."""

    case: UUID
    items: tuple[DocumentShown, ...]
    page: Paged


routes = Routes("documents", __name__, description="The documents of a case")


@routes.reads("/cases/<uuid:case>/documents", Reading.DOCUMENTS, DocumentsAnswer)
def read_documents(case: UUID) -> Response:
    """Return the documents of a case in the order in which they came, and what they hang on."""
    asked(Nothing)
    entries, found = had(case)
    items = [dump(document_shown(one, entries)) for one in found]
    return answers.read({"case": str(case), "items": items, "page": END})


@routes.downloads("/cases/<uuid:case>/documents/<uuid:document>", Reading.DOCUMENTS, [*Kind])
def read_document(case: UUID, document: UUID) -> Response:
    """Return the bytes of a document as they were sent, to be saved."""
    asked(Nothing)
    _, found = had(case)
    one = next((each for each in found if each.id == document), None)
    if one is None:
        raise NoSuchDocument
    place, key = filing().place, Place.of_file(person().authority, one.sha256)
    if place.size(key) != one.size:
        raise CannotTake(
            "file-missing", "The bytes of this document are not where they should be."
        )
    sent = Response(content_type=one.media_type)
    sent.headers["Content-Disposition"] = disposition(one.name)
    sent.headers["Accept-Ranges"] = "bytes"
    sent.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(one.sha256).decode()}:"
    sent.set_etag(one.hash)
    sent.make_conditional(request)
    if sent.status_code == 304:  # noqa: PLR2004 - they have it
        return sent
    start, end = _range(one)
    if (start, end) != (0, one.size):
        sent.status_code = 206
        sent.headers["Content-Range"] = f"bytes {start}-{end - 1}/{one.size}"
    sent.headers["Content-Length"] = str(end - start)
    sent.response = place.chunks(key, start, end)
    return sent


def filing() -> Filing:
    """Return what files are kept with. Raises CannotTake."""
    found = services().filing
    if found is None:
        raise CannotTake("files-not-set-up", "This service keeps no files: EHCP_FILES is not set.")
    return found


def had(case: UUID) -> tuple[tuple[Entry, ...], list[Document]]:
    """Return the entries of a case, and the documents of it that whoever asks may have.

    Raises NoSuchCase.
    """
    here, who = services(), person()
    whole = here.cases.case(who.authority, case)
    reader = Reader(who.subject, seen_of(whole, case))
    found = documents_of(here.cases.store, who.authority, case)
    return whole.entries, had_by(reader, found, whole.entries)


def document_shown(one: Document, entries: tuple[Entry, ...]) -> DocumentShown:
    """Return a document as it is answered."""
    return DocumentShown(
        id=one.id,
        name=one.name,
        media_type=Kind(one.media_type),
        size=one.size,
        sha256=one.hash,
        holds=Holds(one.holds),
        uploaded_by=Recorder(subject=one.subject, role=one.role, organisation=one.organisation),
        uploaded_at=one.uploaded_at,
        hangs_on=tuple(
            HangsOn(
                place=entry.place,
                event=kebab(type(entry.event).__name__),
                recorded_at=entry.recorded_at,
            )
            for entry in hanging_on(one, entries)
        ),
    )


def documents_named(case: UUID) -> tuple[str, ...]:
    """Return the sha-256 of each document that the request names. Raises BadRequest."""
    given = request.headers.get(NAMED)
    if given is None:
        return ()
    names = [name.strip() for name in given.split(",")]
    if len(names) > MOST_NAMED:
        raise _not_named(f"Name at most {MOST_NAMED} documents.")
    _, found = had(case)
    hashes = named_by(names, found)
    if isinstance(hashes, int):
        raise _not_named(f"Number {hashes + 1} is no document of this case: upload it first.")
    return hashes


def no_documents_named() -> None:
    """Let only a request pass that names no document. Raises BadRequest."""
    if NAMED in request.headers:
        raise _not_named("A case has documents when it is open: name them with a later step.")


def _not_named(detail: str) -> BadRequest:
    return BadRequest(
        422,
        "documents-not-named",
        "The documents that should go with this are not right; nothing was recorded.",
        errors=[{"parameter": NAMED, "detail": detail}],
    )


def _range(one: Document) -> tuple[int, int]:
    """Return the first byte that is asked for, and the one after the last.

    All of them where no one range is asked for, or none that there is: RFC 9110 allows it.
    """
    asked_for = A_RANGE.match(request.headers.get("Range", ""))
    if asked_for is None or request.headers.get("If-Range", f'"{one.hash}"') != f'"{one.hash}"':
        return 0, one.size
    first, last = asked_for[1], asked_for[2]
    if not first:
        start, end = max(0, one.size - int(last or 0)), one.size
    else:
        start, end = int(first), min(one.size, int(last) + 1 if last else one.size)
    return (start, end) if start < end else (0, one.size)
