"""Sending a file to a case: announced, sent in parts that can be gone on with, and finished."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, request

from ehcp.api.answering import answers
from ehcp.api.answering.problem import BadRequest
from ehcp.api.asking.body import json_object
from ehcp.api.asking.opened import seen_of
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.one_case.documents import DocumentShown, document_shown, filing
from ehcp.api.routes import LOCATION, Routes, answer, refusals
from ehcp.api.services import person, recorder, services
from ehcp.application.rights import Sending
from ehcp.documents.announced import NewUpload, Upload
from ehcp.documents.kinds import LARGEST, Kind
from ehcp.documents.record import Holds
from ehcp.documents.uploads import Uploads
from ehcp.schemas import dump, load, schema_for

BYTES = "application/octet-stream"
OFFSET = {
    "in": "header",
    "name": "Upload-Offset",
    "required": True,
    "description": "Where the part begins: the `received` that was answered last.",
    "schema": {"type": "integer", "minimum": 0, "maximum": LARGEST},
}
LENGTH = 9  # digits of an offset


@dataclass(frozen=True, kw_only=True)
class UploadAnswer:
    """A file that is coming in. `received`: so many bytes are here, and the next part follows."""

    upload: UUID
    case: UUID
    name: str
    size: int
    sha256: str
    media_type: Kind
    holds: Holds
    received: int
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Finish:
    """The file is here whole, and is to be a document of the case.

    It is looked at before anybody can have it. One that is not taken is gone at once, and the
    answer says what to do instead.
    """


def routes() -> Routes:
    """Return the routes of a file that is coming in."""
    found = Routes("uploads", __name__, description="Sending a file to a case")
    one = "/cases/<uuid:case>/uploads/<uuid:upload>"
    found.does("/cases/<uuid:case>/uploads", Sending.UPLOAD, begin_upload, _beginning())
    found.reads(one, Sending.UPLOAD, UploadAnswer)(read_upload)
    found.does(f"{one}/append", Sending.UPLOAD, append_part, _appending())
    found.does(f"{one}/finish", Sending.UPLOAD, finish_upload, _finishing())
    return found


def begin_upload(case: UUID) -> Response:
    """Announce a file: its name, its size in bytes, and its sha-256.

    It is then sent in one part or several. What is not finished within a day of its last part
    is dropped.
    """
    uploads = _uploads(case)
    begun = uploads.begin(load(NewUpload, json_object()))
    return _made(_shown(case, begun), 201, f"/v1/cases/{case}/uploads/{begun.id}")


def read_upload(case: UUID, upload: UUID) -> Response:
    """Return how much of a file is here, to go on from there."""
    asked(Nothing)
    return answers.read(_shown(case, _uploads(case).of_id(upload)))


def append_part(case: UUID, upload: UUID) -> Response:
    """Send the next part of a file, as plain bytes. A part that breaks off does not count."""
    uploads = _uploads(case)
    uploads.of_id(upload)
    asked(Nothing)
    size, offset = _length(), _offset()
    request.max_content_length = LARGEST
    return _made(_shown(case, uploads.append(upload, offset, size, request.stream.read)), 200)


def finish_upload(case: UUID, upload: UUID) -> Response:
    """Make the file a document of the case. Sent again, it is answered alike."""
    uploads = _uploads(case)
    uploads.require(upload)
    load(Finish, json_object())
    done = uploads.finish(upload)
    entries = services().cases.case(person().authority, case).entries
    made = dump(document_shown(done, entries))
    return _made(made, 201, f"/v1/cases/{case}/documents/{done.id}")


def _uploads(case: UUID) -> Uploads:
    """Return the uploads of whoever asks to a case that is open to them. Raises NoSuchCase."""
    here, who = services(), person()
    seen_of(here.cases.case(who.authority, case), case)
    found = filing()
    of = (who.authority, case)
    return Uploads(here.cases.store, found.place, found.scanner, of=of, by=recorder())


def _length() -> int:
    """Return the length of the part, before a byte of it is read. Raises BadRequest."""
    if "Transfer-Encoding" in request.headers or request.content_length is None:
        raise BadRequest(411, "length-required", "Say how long the part is: Content-Length.")
    if request.content_length > LARGEST:
        title = f"A file may have at most {LARGEST // 1_000_000} MB: {LARGEST:,} bytes."
        raise BadRequest(413, "request-entity-too-large", title)
    if request.mimetype != BYTES:
        raise BadRequest(415, "unsupported-media-type", f"Send {BYTES}.")
    return request.content_length


def _offset() -> int:
    given = request.headers.get("Upload-Offset", "")
    if not (given.isascii() and given.isdecimal() and len(given) <= LENGTH):
        errors = [{"parameter": "Upload-Offset", "detail": "Say where the part begins."}]
        raise BadRequest(400, "offset-required", "Upload-Offset is missing.", errors=errors)
    return int(given)


def _shown(case: UUID, found: Upload) -> dict[str, Any]:
    return dump(
        UploadAnswer(
            upload=found.id,
            case=case,
            name=found.name,
            size=found.size,
            sha256=found.sha256.hex(),
            media_type=Kind(found.media_type),
            holds=Holds(found.holds),
            received=found.received,
            expires_at=found.expires_at,
        )
    )


def _made(body: dict[str, Any], status: int, where: str | None = None) -> Response:
    made = Response(answers.encoded(body), status=status, content_type="application/json")
    if where is not None:
        made.headers["Location"] = where
    return made


def _beginning() -> dict[str, Any]:
    done = {"201": answer("Begun.", UploadAnswer, LOCATION)}
    return _described("begin-upload", begin_upload, schema_for(NewUpload), done)


def _appending() -> dict[str, Any]:
    described = _described(
        "append-part", append_part, {}, {"200": answer("Here.", UploadAnswer, {})}
    )
    described["requestBody"]["content"] = {BYTES: {"schema": {}}}
    described["parameters"] = [OFFSET]
    return described


def _finishing() -> dict[str, Any]:
    done = {"201": answer("It is a document of the case.", DocumentShown, LOCATION)}
    return _described("finish-upload", finish_upload, schema_for(Finish), done)


def _described(operation: str, view: Any, body: Any, done: dict[str, Any]) -> dict[str, Any]:
    first, _, rest = (view.__doc__ or "").partition("\n\n")
    return {
        "operationId": operation,
        "summary": " ".join(first.split()),
        **({"description": " ".join(rest.split())} if rest else {}),
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {**done, **refusals(400, 401, 404, 409, 411, 413, 415, 422, 503)},
    }
