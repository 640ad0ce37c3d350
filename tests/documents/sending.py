"""Sending a file to a case, without HTTP."""

from hashlib import sha256
from io import BytesIO
from uuid import UUID

from ehcp.documents.announced import NewUpload, Upload
from ehcp.documents.filing import Filing
from ehcp.documents.record import Document, Holds
from ehcp.documents.uploads import Uploads
from ehcp.domain.entry import Recorder
from ehcp.store.cases import Store

ASHA = Recorder(subject="asha.patel", role="caseworker", organisation="Larkmere Council")


def uploads(
    store: Store, filing: Filing, authority: str, case: UUID, by: Recorder = ASHA
) -> Uploads:
    return Uploads(store, filing.place, filing.scanner, of=(authority, case), by=by)


def announced(data: bytes, name: str = "report.pdf", holds: Holds = Holds.FREE_TEXT) -> NewUpload:
    return NewUpload(name=name, size=len(data), sha256=sha256(data).hexdigest(), holds=holds)


def sent(
    of: Uploads, data: bytes, name: str = "report.pdf", holds: Holds = Holds.FREE_TEXT
) -> Upload:
    """Return an upload all of which is here, in one part."""
    begun = of.begin(announced(data, name, holds))
    return of.append(begun.id, 0, len(data), BytesIO(data).read)


def filed(
    of: Uploads, data: bytes, name: str = "report.pdf", holds: Holds = Holds.FREE_TEXT
) -> Document:
    """Return a document that has come in whole."""
    return of.finish(sent(of, data, name, holds).id)
