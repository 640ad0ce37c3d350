"""How a file comes in: begun, sent in parts, and finished, by whichever process is asked.

What is noted goes before what is written, and is taken away after it: so a process that is
killed at any point leaves nothing that is not noted, and `sweeping` takes that away. A document
is noted last of all, when its bytes are there for good.
"""

import tempfile
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import BinaryIO, NoReturn
from uuid import UUID, uuid4

from psycopg.rows import class_row

from ehcp.documents.announced import NewUpload, Upload, agreed
from ehcp.documents.keeping import Kept
from ehcp.documents.place import Place
from ehcp.documents.record import Document, documents_of, writing
from ehcp.documents.scanner import Scanner
from ehcp.documents.sweeping import drop_upload
from ehcp.documents.taken import CannotTake, NoSuchDocument, NotTaken, WrongOffset, refuse
from ehcp.domain.entry import Recorder
from ehcp.store.cases import Store

MOST_OPEN = 20
"""Uploads that one person may have under way."""
MOST_PARTS = 100
STEP = 1 << 16
CHECKED_AT_ONCE = 2
"""Files that one process looks at at once; the next wait, and not for long."""
WAIT = 5.0  # seconds: whoever waits keeps a thread from serving others

OPEN = "expires_at > now()"
MINE = f"""
    select id, name, size, sha256, media_type, holds, received, expires_at from ehcp.uploads
    where authority = %s and case_id = %s and id = %s and subject = %s and {OPEN}
"""  # noqa: S608 - of constants
BEGIN = """
    insert into ehcp.uploads (
        authority, id, case_id, sha256, size, media_type, name, holds, subject, role, organisation
    ) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
NOTE_PART = """
    insert into ehcp.upload_parts (authority, id, upload, starts, size) values (%s, %s, %s, %s, %s)
"""
_few = BoundedSemaphore(CHECKED_AT_ONCE)


class Uploads:
    """The uploads of one person to one case. Raises NoSuchDocument for those of another."""

    def __init__(
        self,
        store: Store,
        place: Place,
        scanner: Scanner | None,
        *,
        of: tuple[str, UUID],
        by: Recorder,
    ) -> None:
        """Take authority and case, and who sends."""
        self.store = store
        self.place = place
        self.scanner = scanner
        self.authority, self.case = of
        self.by = by

    def begin(self, new: NewUpload) -> Upload:
        """Note that a file will come. Raises NotTaken for one that would not be taken."""
        kind, digest = agreed(new)
        id_ = uuid4()
        with writing(self.store, self.authority) as connection:
            (mine,) = connection.execute(
                f"select count(*) from ehcp.uploads where authority = %s and subject = %s and {OPEN}",  # noqa: E501, S608
                (self.authority, self.by.subject),
            ).fetchone() or (0,)
            if mine >= MOST_OPEN:
                refuse(
                    "too-many-uploads",
                    "You have too many files under way.",
                    "Finish some of them first; what is not finished is dropped after a day.",
                )
            connection.execute(
                BEGIN,
                (
                    self.authority, id_, self.case, digest, new.size, kind.value, new.name,
                    new.holds.value, self.by.subject, self.by.role, self.by.organisation,
                ),
            )  # fmt: skip
        return self.of_id(id_)

    def of_id(self, upload: UUID) -> Upload:
        """Return how far a file has come. Raises NoSuchDocument."""
        with (
            writing(self.store, self.authority) as connection,
            connection.cursor(row_factory=class_row(Upload)) as cursor,
        ):
            asked = (self.authority, self.case, upload, self.by.subject)
            found = cursor.execute(MINE, asked).fetchone()
        if found is None:
            raise NoSuchDocument
        return found

    def require(self, upload: UUID) -> None:
        """Let only an upload pass that is under way or done. Raises NoSuchDocument."""
        if self._done(upload) is None:
            self.of_id(upload)

    def append(self, upload: UUID, offset: int, size: int, read: Callable[[int], bytes]) -> Upload:
        """Take a part of `size` bytes, which begins at `offset`, as `read` gives them.

        Raises WrongOffset; NotTaken for more than was said; NoSuchDocument.
        """
        found = self.of_id(upload)
        if offset != found.received:
            raise WrongOffset(found.received)
        if not 0 < size <= found.size - offset:
            _not_the_rest()
        with tempfile.TemporaryFile() as file:
            if _copied(read, file, size) != size:
                raise WrongOffset(found.received)  # it was cut off; the line is gone too
            self._add(found, offset, size, file)
        return self.of_id(upload)

    def _add(self, found: Upload, offset: int, size: int, file: BinaryIO) -> None:
        part = uuid4()
        key = Place.of_part(self.authority, part)
        with writing(self.store, self.authority) as connection:
            (parts,) = connection.execute(
                "select count(*) from ehcp.upload_parts where authority = %s and upload = %s",
                (self.authority, found.id),
            ).fetchone() or (0,)
            if parts >= MOST_PARTS:
                refuse(
                    "too-many-parts",
                    f"A file is taken in at most {MOST_PARTS} parts.",
                    "Begin it anew, and send larger parts.",
                )
            connection.execute(NOTE_PART, (self.authority, part, found.id, offset, size))
        try:
            self.place.put(key, file)
            self._count_in(found, part, offset, size)
        except (CannotTake, WrongOffset, NoSuchDocument):
            self.place.drop(key)
            with writing(self.store, self.authority) as connection:
                connection.execute(
                    "delete from ehcp.upload_parts where authority = %s and id = %s",
                    (self.authority, part),
                )
            raise

    def _count_in(self, found: Upload, part: UUID, offset: int, size: int) -> None:
        """Let a part that is there count, if no other took its place meanwhile."""
        with writing(self.store, self.authority) as connection:
            row = connection.execute(
                f"select received from ehcp.uploads where authority = %s and id = %s and {OPEN}"  # noqa: S608
                " for update",
                (self.authority, found.id),
            ).fetchone()
            if row is None:
                raise NoSuchDocument
            if row[0] != offset:
                raise WrongOffset(row[0])
            here = connection.execute(
                "update ehcp.upload_parts set stored = true where authority = %s and id = %s",
                (self.authority, part),
            )
            if here.rowcount != 1:  # swept, for it took more than an hour
                raise NoSuchDocument
            connection.execute(
                "update ehcp.uploads set received = received + %s,"
                " expires_at = now() + interval '1 day' where authority = %s and id = %s",
                (size, self.authority, found.id),
            )

    def finish(self, upload: UUID) -> Document:
        """Make a document of a file that is here whole: looked at, scanned, kept, and noted.

        The document has the id of the upload, so a finish that is sent again has its first
        answer. A file that is not taken is gone: NotTaken. CannotTake where it cannot be looked
        at now: it waits. Raises NoSuchDocument.
        """
        done = self._done(upload)
        if done is not None:
            return done
        found = self.of_id(upload)
        if found.received < found.size:
            raise WrongOffset(found.received)
        if not _few.acquire(timeout=WAIT):
            raise CannotTake("files-busy", "Too many files are looked at now.")
        try:
            with tempfile.TemporaryFile() as file:
                kept = Kept(self.store, self.place, self.scanner, self.authority)
                kept.check_and_keep(found, file)
        except NotTaken:
            drop_upload(self.store, self.place, self.authority, upload)
            raise
        except FileNotFoundError:  # another finish has it, or it was swept
            done = self._done(upload)
            if done is None:
                raise NoSuchDocument from None
            return done
        finally:
            _few.release()
        drop_upload(self.store, self.place, self.authority, upload)
        done = self._done(upload)
        if done is None:
            raise NoSuchDocument
        return done

    def _done(self, upload: UUID) -> Document | None:
        """Return the document that an upload of this person has become."""
        found = documents_of(self.store, self.authority, self.case)
        return next((d for d in found if d.id == upload and d.subject == self.by.subject), None)


def _copied(read: Callable[[int], bytes], file: BinaryIO, size: int) -> int:
    """Write what is read, a little at a time and no more than was said; return how much."""
    done = 0
    while done < size:
        some = read(min(STEP, size - done))
        if not some:
            break
        file.write(some)
        done += len(some)
    file.flush()
    return done


def _not_the_rest() -> NoReturn:
    refuse(
        "part-not-taken",
        "The part is empty, or goes on behind the end that was announced.",
        "Send something, and no more than the rest; or begin anew with the right size.",
    )
