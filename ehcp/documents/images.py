"""Whether a PNG or JPEG is one picture and nothing else, from its first byte to its last.

No picture is decoded here: what is read is how it is put together.
"""

import struct
import zlib
from typing import BinaryIO, NoReturn

from ehcp.documents.taken import refuse

MOST_PIXELS = 100_000_000
SIGNATURE = 8  # bytes before the first chunk of a PNG
STEP = 1 << 16

STARTS_OF_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers with nothing behind them
START, SCAN, END = 0xD8, 0xDA, 0xD9


def check_png(file: BinaryIO) -> None:
    """Let a PNG pass. Raises NotTaken."""
    file.seek(SIGNATURE)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        head = file.read(8)
        if len(head) < 8:  # noqa: PLR2004 - a length and a name
            broken()
        length, name = struct.unpack(">I4s", head)
        checked, first = zlib.crc32(name), b""
        while length > 0:
            some = file.read(min(STEP, length))
            if not some:
                broken()
            first = first or some
            checked = zlib.crc32(some, checked)
            length -= len(some)
        if file.read(4) != checked.to_bytes(4, "big"):
            broken()
        if not kinds:
            if name != b"IHDR" or len(first) != 13:  # noqa: PLR2004 - the size of that chunk
                broken()
            _require_pixels(*struct.unpack(">II", first[:8]))
        kinds.append(name)
    if b"IDAT" not in kinds:
        broken()
    if file.read(1):
        more_behind()


def check_jpeg(file: BinaryIO) -> None:
    """Let a JPEG pass. Raises NotTaken. Cameras put further whole JPEGs behind the first."""
    file.seek(0)
    data = file.read()  # at most the largest file that is taken
    at = _end_of_one(data, 0)
    while at < len(data):
        if data[at:].strip(b"\0") == b"":
            return
        if data[at : at + 3] != b"\xff\xd8\xff":
            more_behind()
        at = _end_of_one(data, at)


def _end_of_one(data: bytes, at: int) -> int:
    """Return where a JPEG ends that begins at a place."""
    framed, at = False, at + 2
    while True:
        while data[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:  # noqa: PLR2004 - each marker begins so
            broken()
        marker, at = data[at + 1], at + 2
        if marker == END:
            return at if framed else broken()
        if marker in ALONE:
            continue
        if marker == START or len(data) < at + 2:
            broken()
        (length,) = struct.unpack(">H", data[at : at + 2])
        if length < 2 or len(data) < at + length:  # noqa: PLR2004 - it counts itself
            broken()
        if marker in STARTS_OF_FRAMES:
            _look_at_frame(data[at : at + length])
            framed = True
        at += length
        if marker == SCAN:
            at = _end_of_scan(data, at)


def _look_at_frame(segment: bytes) -> None:
    if len(segment) < 8:  # noqa: PLR2004 - length, precision, height and width
        broken()
    height, width = struct.unpack(">HH", segment[3:7])
    _require_pixels(width, height)


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands that is no part of the coded picture."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            broken()
        if data[at + 1] == 0 or data[at + 1] in ALONE:
            at += 2
        elif data[at + 1] == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1
        else:
            return at


def _require_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        refuse(
            "picture-too-large",
            "The picture has too many pixels.",
            "Save it smaller: at most 100 million pixels, 10,000 by 10,000.",
        )
    if width == 0:
        broken()


def broken() -> NoReturn:
    """Refuse a picture that is not put together as one."""
    refuse(
        "file-broken",
        "The picture is damaged or not whole.",
        "Open it, save it anew, and send that.",
    )


def more_behind() -> NoReturn:
    """Refuse a file that goes on behind its picture."""
    refuse(
        "file-of-two-kinds",
        "There is something else in the file beside what its name says.",
        "Open it, save it anew, and send that.",
    )
