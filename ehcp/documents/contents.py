"""Whether the content of a file is what its name says, is that alone, and is taken."""

from typing import BinaryIO
from zipfile import is_zipfile

from ehcp.documents.images import check_jpeg, check_png
from ehcp.documents.kinds import Kind, kind_of_bytes
from ehcp.documents.pdf import check_pdf
from ehcp.documents.taken import refuse
from ehcp.documents.word import check_docx

CHECKS = {
    Kind.PDF: check_pdf,
    Kind.DOCX: check_docx,
    Kind.PNG: check_png,
    Kind.JPEG: check_jpeg,
}
STEP = 1 << 20
MARKUP = (b"<script", b"<html", b"<!doctype html", b"<svg", b"<?php")
LONGEST = max(map(len, MARKUP))


def check(file: BinaryIO, kind: Kind) -> None:
    """Let a file pass that is of this kind. Raises NotTaken, CannotTake."""
    file.seek(0)
    if kind_of_bytes(file.read(16)) is not kind:
        refuse(
            "file-not-as-named",
            "The content of the file is not what its name says.",
            "Send the file as it was saved, with the ending that it was saved with.",
        )
    CHECKS[kind](file)
    file.seek(0)
    if (kind is not Kind.DOCX and is_zipfile(file)) or (
        kind in {Kind.PNG, Kind.JPEG} and _has_markup(file)
    ):
        refuse(
            "file-of-two-kinds",
            "There is something else in the file beside what its name says.",
            "Open it, save it anew, and send that.",
        )


def _has_markup(file: BinaryIO) -> bool:
    """Whether a browser might take a picture for a page."""
    file.seek(0)
    before = b""
    while some := file.read(STEP):
        here = before + some.lower()
        if any(word in here for word in MARKUP):
            return True
        before = here[-LONGEST:]
    return False
