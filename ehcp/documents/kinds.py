"""The kinds of file that are taken, what they are called, and how one is told from its bytes."""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import quote

from ehcp.documents.taken import refuse

LARGEST = 25_000_000
"""Bytes of one file."""
LONGEST_NAME = 200


class Kind(StrEnum):
    """A kind of file, by its media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PNG = "image/png"
    JPEG = "image/jpeg"


BY_ENDING = {
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
}
BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-1.", Kind.PDF),
    (b"%PDF-2.", Kind.PDF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"PK\x03\x04", Kind.DOCX),
)
NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')


def kind_of_name(name: str) -> Kind:
    """Return the kind that a name says. Raises NotTaken for a name that no file may have."""
    hidden = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in name)
    if (
        not 0 < len(name) <= LONGEST_NAME
        or hidden
        or NOT_IN_NAMES.search(name)
        or name != name.strip(" .")
    ):
        refuse(
            "file-name-not-taken",
            "The name is not that of a file.",
            "Give the name alone, without folders: 1 to 200 characters, none of"
            ' / \\ : * ? " < > | and none that is not seen; no dot or blank at either end.',
        )
    found = BY_ENDING.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if found is None:
        refuse(
            "file-type-not-taken",
            "Files of this type are not taken.",
            "Send a PDF, Word document (.docx), PNG or JPEG; save another type as a PDF first.",
        )
    return found


def kind_of_bytes(beginning: bytes) -> Kind | None:
    """Return the kind that the first bytes of a file say."""
    return next((kind for sign, kind in BEGINNINGS if beginning.startswith(sign)), None)


def disposition(name: str) -> str:
    """Return the header that has a browser save a file under its name, and never show it.

    RFC 6266: a name in plain letters for old clients, and the whole name beside it.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._ ()-]", "_", plain).strip(" .") or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
