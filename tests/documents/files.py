"""Real files of every kind that is taken, and of those that are not."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every virus scanner says that it has found, and harms nobody."""

JPEG = base64.b64decode(
    """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1
tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk
pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAw
QFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkK
FhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmq
KjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEB
AQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRob
HBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOE
hYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+P
n6/9oADAMBAAIRAxEAPwChRRRXpnCf/9k=
"""
)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
TEXT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>Advice.</w:t></w:r></w:p></w:body></w:document>"
)
PARTS = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": TEXT}


def chunk(name: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checked)


def png(*more: bytes, width: int = 2, height: int = 2, behind: bytes = b"") -> bytes:
    """A grey picture; `more` are further chunks in it, `behind` is what the file goes on with."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0\x80\x80" * 2))
    return SIGNATURE + head + b"".join(more) + rows + chunk(b"IEND", b"") + behind


def zipped(parts: Mapping[str, str | bytes], *, comment: bytes = b"") -> bytes:
    """An archive of these parts, as a program writes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return made.getvalue()


def docx(**more: str | bytes) -> bytes:
    """A Word document of one word; `more` are further parts, `__` in their names is a slash."""
    named = {name.replace("__", "/").replace("_dot_", "."): said for name, said in more.items()}
    return zipped({**PARTS, **named})


def pdf(change=None, pages: int = 1, **saving) -> bytes:
    """A PDF of empty pages; `change` is done to it before it is saved."""
    made, document = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    if not saving:
        saving = {"stream_decode_level": pikepdf.StreamDecodeLevel.none}
    document.save(made, **{"compress_streams": False, **saving})
    return made.getvalue()


def action(kind: str, **more):
    """Return what gives a PDF an action that is done when it is opened."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(
            Type=pikepdf.Name.Action, S=pikepdf.Name(f"/{kind}"), **more
        )

    return change


def with_file(document: pikepdf.Pdf) -> None:
    document.attachments["note.txt"] = b"A file in a file."


def flate_bomb(document: pikepdf.Pdf) -> None:
    """Put 150 MB of nothing in, packed twice: a few kilobytes."""
    packed = zlib.compress(zlib.compress(bytes(150_000_000), 1), 9)
    stream = pikepdf.Stream(document, packed)
    twice = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
    stream.Filter = pikepdf.Array(twice)
    document.Root.Extra = document.make_indirect(stream)


def object_bomb(objects: int = 201_000) -> bytes:
    """A PDF of so many objects, most of which nothing leads to."""
    made = [b"%PDF-1.4\n"]
    made += [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
    ]
    made += [b"%d 0 obj[]endobj\n" % number for number in range(4, objects + 1)]
    places, at = [], 0
    for each in made:
        places.append(at)
        at += len(each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places[1:])
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (objects + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (objects + 1, at)
    return b"".join(made) + head + table + tail
