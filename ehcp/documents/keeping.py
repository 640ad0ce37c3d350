"""How a file that is here whole becomes a document: looked at, kept for good, and noted."""

from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from psycopg.errors import ForeignKeyViolation

from ehcp.documents.announced import Upload
from ehcp.documents.contents import check
from ehcp.documents.kinds import Kind
from ehcp.documents.place import Place
from ehcp.documents.record import writing
from ehcp.documents.scanner import Scanner
from ehcp.documents.taken import CannotTake, refuse
from ehcp.store.cases import Store

PARTS = """
    select id, size from ehcp.upload_parts where authority = %s and upload = %s and stored
    order by starts
"""
TOUCH = """
    insert into ehcp.files (authority, sha256, size, media_type) values (%s, %s, %s, %s)
    on conflict (authority, sha256) do update set touched_at = now()
"""
NOTE = """
    insert into ehcp.documents (
        authority, id, case_id, sha256, name, holds, subject, role, organisation
    )
    select authority, id, case_id, sha256, name, holds, subject, role, organisation
    from ehcp.uploads where authority = %s and id = %s
    on conflict do nothing
"""


@dataclass(frozen=True)
class Kept:
    """What the files of an authority are kept with."""

    store: Store
    place: Place
    scanner: Scanner | None
    authority: str

    def check_and_keep(self, found: Upload, file: BinaryIO) -> None:
        """Collect the parts of an upload in a file, look at it, keep it, and note it last of all.

        Raises NotTaken, CannotTake; FileNotFoundError where its parts are there no more.
        """
        if self._collected(found, file) != found.sha256:
            refuse(
                "wrong-hash",
                "The file that came is not the one that was announced: its sha-256 differs.",
                "Begin it anew, and send it again.",
            )
        if self.scanner is not None:
            self.scanner.scan(file)
        check(file, Kind(found.media_type))
        with writing(self.store, self.authority) as connection:
            connection.execute(TOUCH, (self.authority, found.sha256, found.size, found.media_type))
        key = Place.of_file(self.authority, found.sha256)
        try:
            self.place.keep(key, file, found.sha256)
            with writing(self.store, self.authority) as connection:
                connection.execute(NOTE, (self.authority, found.id))
        except (FileNotFoundError, ForeignKeyViolation):
            # bytes that nothing named yet were swept meanwhile: its parts are here still
            raise CannotTake("files-busy", "The file took too long to keep.") from None

    def _collected(self, found: Upload, file: BinaryIO) -> bytes:
        """Write the parts one behind the other, and return their sha-256."""
        with writing(self.store, self.authority) as connection:
            parts = connection.execute(PARTS, (self.authority, found.id)).fetchall()
        digest = sha256()
        for part, size in parts:
            for some in self.place.chunks(Place.of_part(self.authority, part), 0, size):
                digest.update(some)
                file.write(some)
        file.flush()
        if file.tell() != found.size:
            raise FileNotFoundError  # another has taken the parts away
        return digest.digest()
