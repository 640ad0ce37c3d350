"""Looks through one PDF, in a process of its own that may use little: run as a script by `pdf`.

The PDF is the standard input. The answer is one word on the standard output: `ok`, or why not.
It imports nothing of ours, so that it starts soon and holds nothing that is worth having.
"""

import resource
import sys
from typing import Any

MEMORY = 256 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 30
"""Of the processor's time."""
MOST_OBJECTS = 200_000
MOST_VALUES = 5_000_000
LARGEST_STREAM = 100_000_000
LARGEST = 1_000_000_000
"""Bytes unpacked, of one stream and of all together."""

ACTIONS = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute",
}  # fmt: skip
KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
FILES = {"/EmbeddedFiles", "/EmbeddedFile", "/EF"}
PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}


class Found(Exception):  # noqa: N818 - an answer
    """Something that is not taken."""


def main() -> str:
    """Return the one word."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pikepdf  # noqa: PLC0415 - within the limits

    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        dct_max_memory=LARGEST_STREAM,
        dct_max_progressive_scans=100,
        max_stream_filters=8,
        parser_max_nesting=200,
        doc_max_warnings=1000,
    )
    answer = "ok"
    try:
        with pikepdf.open(sys.stdin.buffer) as pdf:
            _look_through(pdf, pikepdf)
    except Found as found:
        answer = str(found)
    except pikepdf.PasswordError:
        answer = "encrypted"
    except (MemoryError, RecursionError):
        answer = "bomb"
    except pikepdf.PdfError as error:
        answer = "bomb" if _of_limits(error) else "broken"
    return answer


def _of_limits(error: Exception) -> bool:
    return any(word in str(error) for word in ("limit", "bad_alloc", "maximum", "too many"))


def _look_through(pdf: Any, pikepdf: Any) -> None:
    if pdf.is_encrypted:
        raise Found("encrypted")
    if not pdf.pages:
        raise Found("broken")
    # what it says of itself first: to read that many takes a while
    if int(pdf.trailer.get("/Size", 0)) > MOST_OBJECTS or len(pdf.objects) > MOST_OBJECTS:
        raise Found("bomb")
    values = unpacked = 0
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            unpacked += _unpacked(each, pikepdf)
        values += _values(each, pikepdf)
        if unpacked > LARGEST or values > MOST_VALUES:
            raise Found("bomb")


def _values(whole: Any, pikepdf: Any) -> int:
    """Look at one object and all that stands in it, and return how many that were."""
    count, inner = 0, [whole]
    while inner and count <= MOST_VALUES:
        count, value = count + 1, inner.pop()
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            _look_at(value)
            inner += [one for _, one in value.items() if _is_direct(one, pikepdf)]
        elif isinstance(value, pikepdf.Array):
            inner += [one for one in value if _is_direct(one, pikepdf)]
    return count


def _is_direct(value: Any, pikepdf: Any) -> bool:
    """Whether a value stands here itself: one that stands elsewhere has its own turn."""
    held = isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
    return held and not value.is_indirect


def _look_at(value: Any) -> None:
    keys = set(value.keys())
    if keys & FILES or str(value.get("/Type", "")) in FILES:
        raise Found("files")
    active = keys & KEYS or str(value.get("/S", "")) in ACTIONS
    if active or ("/Rect" in keys and str(value.get("/Subtype", "")) in ANNOTATIONS):
        raise Found("active")


def _unpacked(stream: Any, pikepdf: Any) -> int:
    """Return how many bytes a stream unpacks to, as far as anything but a picture packed it."""
    packed_by = stream.get("/Filter")
    if packed_by is None:
        return 0
    names = packed_by if isinstance(packed_by, pikepdf.Array) else [packed_by]
    if {str(name) for name in names} & PICTURES:
        return 0  # a picture inside a packing is rare, and is left packed
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError as error:
        if _of_limits(error):
            raise Found("bomb") from None
        return 0  # damaged: whoever opens it sees as much as there is


if __name__ == "__main__":
    sys.stdout.write(main())
