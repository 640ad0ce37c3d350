"""Whether a PDF is one, opens, unpacks to no more than is taken, and does nothing by itself."""

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from ehcp.documents import pdf_child
from ehcp.documents.taken import CannotTake, refuse

PATIENCE = 30.0  # seconds, by the clock on the wall
TAIL = 2048  # bytes in which a PDF must end
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php")

SAVE_ANEW = "Open it, print it to a new PDF, and send that."


def check_pdf(file: BinaryIO) -> None:
    """Let a PDF pass. Raises NotTaken; CannotTake where it cannot be looked at."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read().rstrip(b"\0 \t\r\n\f")
    if not tail.endswith(b"%%EOF"):
        _broken() if b"%%EOF" not in tail else _two_kinds()
    file.seek(0)
    if any(word in file.read(1024).lower() for word in MARKUP):
        _two_kinds()
    SAID.get(_looked_through(file), _broken)()


def _looked_through(file: BinaryIO) -> str:
    """Return the word of the process that looks through it."""
    file.flush()
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the PDF is its input
            [sys.executable, "-I", pdf_child.__file__],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=Path(pdf_child.__file__).root,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "bomb"
    except OSError:
        raise CannotTake("files-not-checked", "Files cannot be checked now.") from None
    # a process that was killed met its limit of time, or of memory where it could not say so
    return done.stdout.decode("ascii", "replace") or "bomb"


def _passed() -> None:
    """Let it pass."""


def _bomb() -> NoReturn:
    refuse(
        "pdf-too-large",
        "The PDF unpacks to more than is taken, or takes too long to look through.",
        "Print it to a new PDF with a lower resolution, or in two parts, and send that.",
    )


def _encrypted() -> NoReturn:
    refuse(
        "pdf-encrypted",
        "The PDF is encrypted or has a password.",
        "Remove the password, or print it to a new PDF, and send that.",
    )


def _active() -> NoReturn:
    refuse(
        "pdf-active",
        "The PDF has scripts, a form that acts by itself, or media in it.",
        "Print it to a new PDF, which shows the same, and send that.",
    )


def _files() -> NoReturn:
    refuse(
        "pdf-holds-files",
        "There are other files packed into the PDF.",
        "Print it to a new PDF, and send each of the other files by itself.",
    )


def _broken() -> NoReturn:
    refuse("file-broken", "The PDF is damaged or not whole.", SAVE_ANEW)


def _two_kinds() -> NoReturn:
    refuse(
        "file-of-two-kinds",
        "There is something else in the file beside what its name says.",
        SAVE_ANEW,
    )


SAID = {
    "ok": _passed,
    "bomb": _bomb,
    "encrypted": _encrypted,
    "active": _active,
    "files": _files,
    "broken": _broken,
}
