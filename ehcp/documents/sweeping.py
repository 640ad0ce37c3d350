"""Takes away what nobody will finish, and bytes that no document names.

Rows lead to bytes and never the other way: nothing is listed, and a row goes when its bytes are
gone. While a row is locked nobody can make a document of its bytes.
"""

from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread
from typing import Self
from uuid import UUID

import structlog
from psycopg.errors import ForeignKeyViolation

from ehcp.documents.place import Place
from ehcp.documents.record import writing
from ehcp.documents.taken import CannotTake
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError
from ehcp.store.pools import Pooled

EVERY = 600.0  # seconds
FEW = 20  # rows in one transaction, which holds while their bytes are taken away

EXPIRED = """
    select authority, id from ehcp.uploads where expires_at < now()
    order by expires_at limit %s for update skip locked
"""
MINE = """
    select id from ehcp.uploads where authority = %s and id = %s for update skip locked
"""
PARTS = """
    select id from ehcp.upload_parts
    where authority = %s and upload = %s and (stored or noted_at < now() - interval '1 hour')
"""
STALE = """
    select authority, id from ehcp.upload_parts
    where not stored and noted_at < now() - interval '1 hour' limit %s for update skip locked
"""
UNNAMED = """
    select f.authority, f.sha256 from ehcp.files f
    where f.touched_at < now() - interval '1 hour' and not exists (
        select from ehcp.documents d where d.authority = f.authority and d.sha256 = f.sha256
    )
    limit %s for update skip locked
"""
UNNAMED_STILL = """
    delete from ehcp.files f where f.authority = %s and f.sha256 = %s
        and f.touched_at < now() - interval '1 hour'
        and not exists (
            select from ehcp.documents d where d.authority = f.authority and d.sha256 = f.sha256
        )
"""

LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class SweptFiles:
    """What was taken away: uploads that nobody finished, lost parts, and bytes of no document."""

    uploads: int = 0
    parts: int = 0
    files: int = 0


def sweep_files(store: Store, place: Place) -> SweptFiles:
    """Take away all there is to take away, of every authority. Raises CannotTake, StoreError."""
    uploads = parts = files = 0
    while some := _uploads(store, place):
        uploads += some
    while some := _parts(store, place):
        parts += some
    while some := _files(store, place):
        files += some
    return SweptFiles(uploads=uploads, parts=parts, files=files)


def drop_upload(store: Store, place: Place, authority: str, upload: UUID) -> None:
    """Take one upload away, with all its parts. What cannot go now is swept later."""
    try:
        with writing(store, authority) as connection:
            connection.execute(
                "update ehcp.uploads set expires_at = now() where authority = %s and id = %s",
                (authority, upload),
            )
        with writing(store, authority) as connection:
            _take(connection, place, authority, upload)
    except (CannotTake, StoreError, ForeignKeyViolation) as error:
        LOG.warning("an upload is left to be swept", kind=type(error).__name__)


def _take(connection: Pooled, place: Place, authority: str, upload: UUID) -> bool:
    """Take the parts of an upload away, and itself where none is left; say whether it is gone."""
    if connection.execute(MINE, (authority, upload)).fetchone() is None:
        return False  # another takes it away now
    for (part,) in connection.execute(PARTS, (authority, upload)).fetchall():
        place.drop(Place.of_part(authority, part))
        connection.execute(
            "delete from ehcp.upload_parts where authority = %s and id = %s", (authority, part)
        )
    gone = connection.execute(
        "delete from ehcp.uploads u where u.authority = %s and u.id = %s and not exists ("
        "select from ehcp.upload_parts p where p.authority = u.authority and p.upload = u.id)",
        (authority, upload),
    )
    return gone.rowcount == 1


def _uploads(store: Store, place: Place) -> int:
    with store.sweeping() as connection:
        found = connection.execute(EXPIRED, (FEW,)).fetchall()
        return sum(_take(connection, place, authority, id_) for authority, id_ in found)


def _parts(store: Store, place: Place) -> int:
    with store.sweeping() as connection:
        found = connection.execute(STALE, (FEW,)).fetchall()
        for authority, id_ in found:
            place.drop(Place.of_part(authority, id_))
            connection.execute(
                "delete from ehcp.upload_parts where authority = %s and id = %s", (authority, id_)
            )
    return len(found)


def _files(store: Store, place: Place) -> int:
    done = 0
    with store.sweeping() as connection:
        for authority, digest in connection.execute(UNNAMED, (FEW,)).fetchall():
            # the row goes first, and with it the right to make a document: seen by nobody
            # before the bytes are gone too
            if connection.execute(UNNAMED_STILL, (authority, digest)).rowcount == 1:
                place.drop(Place.of_file(authority, digest))
                done += 1
    return done


class Sweeper:
    """Sweeps the files of one store now and then, in a thread. Any number may run."""

    def __init__(self, store: Store, place: Place, *, every: float = EVERY) -> None:
        """Take the seconds between two sweeps."""
        self.store = store
        self.place = place
        self.every = every
        self._stop = Flag()
        self._thread = Thread(target=self._run, name="files", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                sweep_files(self.store, self.place)
            except (StoreError, CannotTake) as error:
                LOG.warning("files are not swept now", reason=str(error))
            except Exception as error:  # noqa: BLE001 - one that has died tells nobody
                LOG.error("sweep of files failed", kind=type(error).__name__)  # noqa: TRY400
            self._stop.wait(self.every)
