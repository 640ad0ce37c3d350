"""What is said of a file before it comes, and whether it may."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from ehcp.documents.kinds import LARGEST, Kind, kind_of_name
from ehcp.documents.record import Holds
from ehcp.documents.taken import refuse


@dataclass(frozen=True, kw_only=True)
class NewUpload:
    """A file that is to be sent: its name without folders, its bytes, and its sha-256 in hex.

    `holds` says what it tells of, and so who may have it: `free-text` (what is only for those who
    work with the whole case), `education`, `health`, `care`, `money`, `restricted-address`, or
    `process` (for everybody to whom the case is open). The step that it hangs on may guard it
    further.
    """

    name: str
    size: int
    sha256: str
    holds: Holds = Holds.FREE_TEXT


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that is coming in. `received`: so many bytes are here, and the next part follows."""

    id: UUID
    name: str
    size: int
    sha256: bytes
    media_type: str
    holds: str
    received: int
    expires_at: datetime


def agreed(new: NewUpload) -> tuple[Kind, bytes]:
    """Return the kind and the sha-256 of a file that may come. Raises NotTaken."""
    kind = kind_of_name(new.name)
    if new.size < 1:
        refuse("file-empty", "The file is empty.", "Send one that has something in it.")
    if new.size > LARGEST:
        refuse(
            "file-too-large",
            f"A file may have at most {LARGEST // 1_000_000} MB.",
            "Save it with a lower resolution, or in two parts, and send that.",
        )
    try:
        digest = bytes.fromhex(new.sha256)
    except ValueError:
        digest = b""
    if len(digest) != sha256().digest_size or len(new.sha256) != 2 * len(digest):
        refuse(
            "not-a-hash",
            "What is given as the sha-256 of the file is none.",
            "Give 64 hexadecimal digits, as `sha256sum FILE` prints them.",
        )
    return kind, digest
