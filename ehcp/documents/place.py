"""Where the bytes lie: a folder, or a bucket of anything that speaks S3.

Everything of an authority lies under its own prefix: a finished file under its sha-256, a part
of an upload under an id of its own. What is written is written whole or not at all.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

import obstore
import structlog
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from ehcp.documents.taken import CannotTake

if TYPE_CHECKING:
    from obstore.store import RetryConfig

STEP = 1 << 20
"""Bytes read at a time."""
PATIENT: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=15)}
AT_ONCE = 2  # files that a process keeps at once: each is in memory whole while it is

LOG = structlog.get_logger(__name__)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,40}\Z")


class BadPlace(ValueError):  # noqa: N818 - named for what it says
    """The setting names no place for files."""


class Place:
    """The place of all files. Raises CannotTake where it does not answer."""

    def __init__(self, where: str) -> None:
        """Take a folder, which is made, or a URL `s3://bucket/prefix`. Raises BadPlace."""
        self.folder: Path | None = None
        self._store: LocalStore | S3Store
        if where.startswith("s3://"):
            # the keys and the endpoint stand in the environment: AWS_ACCESS_KEY_ID and so on
            try:
                self._store = S3Store.from_url(where, retry_config=PATIENT)
            except (BaseError, ValueError):
                raise BadPlace("Give a folder, or s3://bucket/prefix.") from None
        elif "://" in where and not where.startswith("file:///"):
            raise BadPlace("Give a folder, or s3://bucket/prefix.")
        else:
            self.folder = Path(where.removeprefix("file://")).absolute()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._store = LocalStore(self.folder)
        self._few = BoundedSemaphore(AT_ONCE)

    @staticmethod
    def of_file(authority: str, digest: bytes) -> str:
        """Return the key of a finished file."""
        return f"{_prefix(authority)}/files/{digest.hex()[:2]}/{digest.hex()}"

    @staticmethod
    def of_part(authority: str, part: UUID) -> str:
        """Return the key of a part of an upload."""
        return f"{_prefix(authority)}/parts/{part}"

    def put(self, key: str, file: BinaryIO) -> None:
        """Write what nobody else writes, from the beginning of a file, a little at a time."""
        file.seek(0)
        with _answering():
            obstore.put(self._store, key, file, max_concurrency=2)

    def keep(self, key: str, file: BinaryIO, digest: bytes) -> None:
        """Have a file there for good, on the disk. One that is there already is looked at."""
        file.seek(0)
        with _answering(), self._few:
            try:
                obstore.put(self._store, key, file, mode="create")
            except AlreadyExistsError:
                self._put_right(key, file, digest)
            if self.folder is not None:
                _onto_disk(self.folder / key, self.folder)

    def _put_right(self, key: str, file: BinaryIO, digest: bytes) -> None:
        """Write again what lies there and is not what its key says."""
        if self.digest(key) != digest:
            LOG.error("a stored file was not as it was, and is put right")
            file.seek(0)
            obstore.put(self._store, key, file, use_multipart=False)

    def size(self, key: str) -> int | None:
        """Return how many bytes there are; None: there is no such thing."""
        with _answering(), suppress(FileNotFoundError):
            return int(obstore.head(self._store, key)["size"])
        return None

    def chunks(self, key: str, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes from `start` to before `end`. Raises FileNotFoundError."""
        while start < end:
            with _answering():
                some = obstore.get_range(
                    self._store, key, start=start, length=min(STEP, end - start)
                )
            yield bytes(some)
            start += len(some)

    def digest(self, key: str) -> bytes | None:
        """Return the sha-256 of what lies there; None: nothing does."""
        size = self.size(key)
        if size is None:
            return None
        found = sha256()
        try:
            for some in self.chunks(key, 0, size):
                found.update(some)
        except FileNotFoundError:
            return None
        return found.digest()

    def drop(self, key: str) -> None:
        """Take something away, with what a process left that was killed while it wrote it."""
        with _answering(), suppress(FileNotFoundError):
            obstore.delete(self._store, key)
        if self.folder is not None:
            path = self.folder / key
            for left in path.parent.glob(f"{path.name}#*"):
                left.unlink(missing_ok=True)


def _prefix(authority: str) -> str:
    if CODE.match(authority) is None:
        raise ValueError("Not the code of an authority.")
    return authority


@contextmanager
def _answering() -> Iterator[None]:
    """Say that the place does not answer, where it does not. Its own words may hold a key."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        LOG.error("no place for files", kind=type(error).__name__)  # noqa: TRY400 - no traceback
        raise CannotTake("files-not-reached", "Files cannot be reached now.") from None


def _onto_disk(path: Path, top: Path) -> None:
    """Have a file and the folders it is named in written onto the disk."""
    while True:
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
        if path == top:
            return
        path = path.parent
