"""Whether a DOCX is a Word document and nothing else: no bomb, no archive in it, no macro.

Every part is unpacked here, a little at a time and counted, for the sizes that an archive
states are what whoever made it wrote there.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NoReturn
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ehcp.documents.taken import refuse

MOST_ENTRIES = 1000
MOST_UNPACKED = 200_000_000
"""Bytes of all parts together."""
MOST_RATIO = 100
SMALL = 100_000  # bytes unpacked up to which it may be packed as tightly as it likes
LONGEST_MARK = len("<!DOCTYPE")
LARGEST_XML = 5_000_000  # of the parts that are read: types and relationships
STEP = 1 << 16
LOCAL = struct.Struct("<4s22xHH")  # signature, and the lengths of name and extra field
BEHIND = (0, 12, 16, 20, 24)  # bytes that a data descriptor may take behind a part
END = 22  # bytes of the end of an archive that has no comment

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
ARCHIVES = (
    b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0", b"MSCF", b"MZ", b"\x7fELF",
)  # fmt: skip
"""What archives begin with, and what programs and the old Office formats do, which hold both."""
MACROS = re.compile(
    r"vba|macro|activex|\.(bin|exe|dll|js|vbs|ps1|bat|cmd|hta|jar|scr|lnk)\Z", re.IGNORECASE
)
FROM_OUTSIDE = re.compile(
    r"attachedTemplate|oleObject|frame|subDocument|externalLink", re.IGNORECASE
)
AWAY = re.compile(r"\s*(https?|ftp|mhtml|javascript|vbscript):", re.IGNORECASE)


def check_docx(file: BinaryIO) -> None:
    """Let a Word document pass. Raises NotTaken."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _require_one_archive(file, archive, parts)
            _require_sizes(parts)
            for part in parts:
                _require_name(part)
            _look_at_all(archive, parts, file.seek(0, 2))
            _require_word(archive, parts)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, struct.error, ET.ParseError):
        _broken()
    except (RuntimeError, ValueError, UnicodeDecodeError):  # it wants a password, or a name is odd
        _broken()


def _require_one_archive(file: BinaryIO, archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Let an archive pass whose parts lie one behind the other, and that is the whole file."""
    if len(parts) > MOST_ENTRIES:
        _bomb()
    size = file.seek(0, 2)
    file.seek(max(0, size - END))
    if archive.comment or file.read(4) != b"PK\x05\x06":
        _two_kinds()
    at = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset - at not in (BEHIND if at else (0,)):
            _two_kinds()
        file.seek(part.header_offset)
        signature, name, extra = LOCAL.unpack(file.read(LOCAL.size))
        if signature != b"PK\x03\x04":
            _broken()
        at = part.header_offset + LOCAL.size + name + extra + part.compress_size
    if archive.start_dir - at not in BEHIND:
        _two_kinds()


def _require_sizes(parts: list[ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        _bomb()


def _require_name(part: ZipInfo) -> None:
    name = part.filename
    if name.startswith("/") or "\\" in part.orig_filename or ".." in name.split("/"):
        _broken()
    if part.flag_bits & 0x1 or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        _broken()
    if MACROS.search(name):
        _macros()


def _look_at_all(archive: ZipFile, parts: list[ZipInfo], size: int) -> None:
    """Unpack all parts and look at them; their checksums are checked on the way."""
    done = 0
    for part in parts:
        is_xml, before = part.filename.lower().endswith((".xml", ".rels")), b""
        for number, some in enumerate(_unpacked(archive, part)):
            done += len(some)
            if done > MOST_UNPACKED or done > max(SMALL, MOST_RATIO * size):
                _bomb()
            if number == 0 and some.startswith(ARCHIVES):
                _nested()
            seen = before + some
            if is_xml and (b"\0" in seen or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                _broken()
            before = some[-LONGEST_MARK:]


def _unpacked(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as opened:
        while some := opened.read(STEP):
            yield some


def _require_word(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Let what says that it is a Word document pass, if it takes nothing in from elsewhere."""
    by_name = {part.filename: part for part in parts}
    if len(by_name) != len(parts) or TYPES not in by_name or "word/document.xml" not in by_name:
        _broken()
    types = _read(archive, by_name[TYPES])
    if "macroEnabled" in types or "vbaProject" in types:
        _macros()
    if DOCUMENT not in types:
        _broken()
    for name, part in by_name.items():
        if not name.endswith(".rels"):
            continue
        for each in ET.fromstring(_read(archive, part)):  # noqa: S314 - it declares no entity
            outside = each.get("TargetMode") == "External" and AWAY.match(each.get("Target", ""))
            if outside and FROM_OUTSIDE.search(each.get("Type", "")):
                refuse(
                    "file-takes-in-others",
                    "The document takes in something from the internet when it is opened.",
                    "Save it as a PDF, and send that.",
                )


def _read(archive: ZipFile, part: ZipInfo) -> str:
    if part.file_size > LARGEST_XML:
        _bomb()
    return archive.read(part).decode("utf-8-sig")


def _bomb() -> NoReturn:
    refuse(
        "archive-too-large",
        "The document unpacks to more than is taken.",
        "Save it as a PDF, and send that: at most 1,000 parts, 200 MB and a hundred times the"
        " size of the file are unpacked.",
    )


def _nested() -> NoReturn:
    refuse(
        "archive-in-archive",
        "There is another file packed into the document.",
        "Save it as a PDF, and send the other file by itself.",
    )


def _macros() -> NoReturn:
    refuse(
        "file-has-macros",
        "The document has macros or controls in it, which can do things when it is opened.",
        "Save it as a PDF, or as a Word document without macros, and send that.",
    )


def _broken() -> NoReturn:
    refuse(
        "file-broken",
        "The file is not a Word document that can be opened.",
        "Open it in Word, save it anew without a password as .docx or PDF, and send that.",
    )


def _two_kinds() -> NoReturn:
    refuse(
        "file-of-two-kinds",
        "There is something else in the file beside what its name says.",
        "Open it, save it anew, and send that.",
    )
