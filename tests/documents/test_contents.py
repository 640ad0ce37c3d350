"""What is taken and what is not, by the content of real files."""

import io
import time
import zipfile

import pikepdf
import pytest

from ehcp.documents import pdf as of_pdf
from ehcp.documents.contents import check
from ehcp.documents.kinds import Kind, disposition, kind_of_name
from ehcp.documents.taken import NotTaken
from tests.documents.files import (
    EICAR,
    JPEG,
    PARTS,
    RELATIONS,
    action,
    chunk,
    docx,
    flate_bomb,
    object_bomb,
    pdf,
    png,
    with_file,
    zipped,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refusal(data: bytes, kind: Kind) -> str | None:
    """Return why a file is not taken; None: it is."""
    with io.BytesIO(data) as file, io.BufferedReader(file) as read:
        try:
            check(read, kind)
        except NotTaken as wrong:
            return wrong.kind if wrong.instead else None
    return None


@pytest.fixture
def judged(tmp_path):
    """Return why a file on the disk is not taken: a PDF is handed to another process."""

    def judge(data: bytes, kind: Kind) -> str | None:
        path = tmp_path / "file"
        path.write_bytes(data)
        with path.open("rb") as file:
            try:
                check(file, kind)
            except NotTaken as wrong:
                return wrong.kind if wrong.instead else None
        return None

    return judge


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), Kind.PDF),
        (pdf(pages=40, object_stream_mode=pikepdf.ObjectStreamMode.generate), Kind.PDF),
        (docx(), Kind.DOCX),
        (docx(word__media__image1_dot_png=png()), Kind.DOCX),
        (png(), Kind.PNG),
        (png(chunk(b"tEXt", b"Title\0A drawing")), Kind.PNG),
        (JPEG, Kind.JPEG),
        (JPEG + bytes(64) + b"", Kind.JPEG),
        (JPEG + JPEG, Kind.JPEG),
    ],
)
def test_an_ordinary_file_is_taken(judged, data, kind):
    assert judged(data, kind) is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("data", [EICAR, SVG, b"", b"<html></html>", b"MZ\x90\0", b"GIF89a"])
def test_what_is_none_of_these_kinds_is_not_taken_under_any_name(data, kind):
    assert refusal(data, kind) == "file-not-as-named"


def test_a_file_of_one_kind_is_not_taken_as_another():
    assert refusal(png(), Kind.JPEG) == "file-not-as-named"
    assert refusal(docx(), Kind.PDF) == "file-not-as-named"
    assert refusal(zipped({"a.txt": "a"}), Kind.DOCX) == "file-broken"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../etc/passwd.pdf", "file-name-not-taken"),
        ("C:\\windows\\report.pdf", "file-name-not-taken"),
        ("a\0.pdf", "file-name-not-taken"),
        ("report\u202efdp.pdf", "file-name-not-taken"),
        ("a\r\nSet-Cookie: b.pdf", "file-name-not-taken"),
        (".pdf", "file-name-not-taken"),
        ("report.pdf.", "file-name-not-taken"),
        ("", "file-name-not-taken"),
        ("x" * 197 + ".pdf", "file-name-not-taken"),
        ("report.svg", "file-type-not-taken"),
        ("report.pdf.exe", "file-type-not-taken"),
        ("report.docm", "file-type-not-taken"),
        ("report", "file-type-not-taken"),
    ],
)
def test_a_name_that_leads_elsewhere_or_says_another_type_is_not_taken(name, why):
    with pytest.raises(NotTaken) as wrong:
        kind_of_name(name)
    assert wrong.value.kind == why


def test_a_name_is_told_to_a_browser_in_plain_letters_and_whole():
    assert kind_of_name("Bericht über Zoë.PDF") is Kind.PDF
    assert disposition('Zoë "x".pdf') == (
        "attachment; filename=\"Zoe _x_.pdf\"; filename*=UTF-8''Zo%C3%AB%20%22x%22.pdf"
    )


# archives


def test_a_zip_bomb_is_not_taken():
    begun = time.monotonic()
    bomb = docx(word__media__image1_dot_png=bytes(20_000_000))
    assert len(bomb) < 30_000
    assert refusal(bomb, Kind.DOCX) == "archive-too-large"
    assert time.monotonic() - begun < 10


def test_a_zip_bomb_that_lies_about_its_size_is_not_taken():
    """The sizes that are written down say 100 bytes; what is packed is 5 MB."""
    honest = docx(word__media__image1_dot_png=bytes(5_000_000))
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert refusal(lying, Kind.DOCX) == "file-broken"


def test_an_archive_of_a_thousand_entries_is_taken_and_one_of_more_is_not():
    some = {f"word/media/{number}.txt": "x" for number in range(1000 - len(PARTS))}
    assert refusal(zipped({**PARTS, **some}), Kind.DOCX) is None
    more = {**some, "word/media/one-more.txt": "x"}
    assert refusal(zipped({**PARTS, **more}), Kind.DOCX) == "archive-too-large"


def test_two_entries_that_share_their_bytes_are_not_taken():
    """The quoted overlap of a bomb that needs no nesting."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in PARTS.items():
            archive.writestr(name, said)
        archive.writestr("word/a.txt", "x" * 1000)
        (twin,) = [info for info in archive.infolist() if info.filename == "word/a.txt"]
        copy = zipfile.ZipInfo("word/b.txt")
        for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
            setattr(copy, name, getattr(twin, name))
        archive.filelist.append(copy)
        archive.NameToInfo[copy.filename] = copy
    assert refusal(made.getvalue(), Kind.DOCX) == "file-of-two-kinds"


@pytest.mark.parametrize(
    "inner",
    [zipped({"a.txt": "a"}), docx(), b"Rar!\x1a\7\0", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\0"],
)
def test_an_archive_in_an_archive_is_not_taken(inner):
    assert refusal(docx(word__embeddings__sheet_dot_xlsx=inner), Kind.DOCX) == "archive-in-archive"


def test_macros_and_controls_are_not_taken():
    assert refusal(docx(word__vbaProject_dot_bin=b"x"), Kind.DOCX) == "file-has-macros"
    assert refusal(docx(word__activeX__activeX1_dot_xml=b"<a/>"), Kind.DOCX) == "file-has-macros"
    types = PARTS["[Content_Types].xml"].replace(
        "officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
    )
    hidden = zipped({**PARTS, "[Content_Types].xml": types})
    assert refusal(hidden, Kind.DOCX) == "file-has-macros"


def test_a_template_from_the_internet_is_not_taken_and_a_link_to_it_is():
    from_there = RELATIONS.replace('Target="word/document.xml"', 'Target="https://x.example/t"')
    from_there = from_there.replace("<Relationship ", '<Relationship TargetMode="External" ')
    template = from_there.replace("officeDocument/2006/relationships/officeDocument", "x/TEMPLATE")
    template = template.replace("TEMPLATE", "attachedTemplate")
    assert refusal(docx(word___rels__settings_dot_xml_dot_rels=template), Kind.DOCX) == (
        "file-takes-in-others"
    )
    link = template.replace("attachedTemplate", "hyperlink")
    assert refusal(docx(word___rels__document_dot_xml_dot_rels=link), Kind.DOCX) is None


def test_a_document_that_declares_entities_is_not_taken():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert refusal(zipped({**PARTS, "word/document.xml": bomb}), Kind.DOCX) == "file-broken"


def test_a_name_in_an_archive_that_leads_out_of_it_is_not_taken():
    assert refusal(zipped({**PARTS, "../../evil.xml": "<a/>"}), Kind.DOCX) == "file-broken"


def test_a_document_with_a_program_before_it_or_words_behind_it_is_not_taken():
    behind = zipped(PARTS, comment=b"<script>alert(1)</script>")
    assert refusal(behind, Kind.DOCX) == "file-of-two-kinds"
    data = docx()
    assert refusal(data[:30] + data[30:] + b"more", Kind.DOCX) in {
        "file-of-two-kinds", "file-broken",
    }  # fmt: skip


def test_a_damaged_document_is_not_taken():
    data = bytearray(docx())
    data[len(PARTS) + 60] ^= 0xFF
    assert refusal(bytes(data), Kind.DOCX) in {"file-broken", "file-of-two-kinds"}
    assert refusal(docx()[:200], Kind.DOCX) == "file-broken"


# PDFs


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (action("JavaScript", JS="app.alert(1)"), "pdf-active"),
        (action("Launch", F="cmd.exe"), "pdf-active"),
        (action("SubmitForm", F="https://x.example"), "pdf-active"),
        (with_file, "pdf-holds-files"),
        (flate_bomb, "pdf-too-large"),
    ],
)
def test_a_pdf_that_does_something_holds_files_or_is_a_bomb_is_not_taken(judged, change, why):
    assert judged(pdf(change), Kind.PDF) == why


def test_a_script_that_hangs_on_a_page_deep_in_a_packed_object_is_found(judged):
    def change(document: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.pages[2].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(Next=[script]))

    packed = pdf(change, pages=3, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                 compress_streams=True)  # fmt: skip
    assert b"JavaScript" not in packed
    assert judged(packed, Kind.PDF) == "pdf-active"


def test_an_encrypted_pdf_is_not_taken(judged):
    for user in ("secret", ""):
        locked = pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
        assert judged(locked, Kind.PDF) == "pdf-encrypted"


def test_a_pdf_of_very_many_objects_is_not_taken(judged):
    bomb = object_bomb()
    assert len(bomb) < 25_000_000
    begun = time.monotonic()
    assert judged(bomb, Kind.PDF) == "pdf-too-large"
    assert time.monotonic() - begun < 31


def test_a_process_that_takes_too_long_is_ended(judged, monkeypatch):
    monkeypatch.setattr(of_pdf, "PATIENCE", 0.05)
    assert judged(pdf(), Kind.PDF) == "pdf-too-large"


def test_a_damaged_pdf_is_not_taken(judged):
    assert judged(b"%PDF-1.7\nnothing\n%%EOF", Kind.PDF) == "file-broken"
    assert judged(pdf()[:300], Kind.PDF) == "file-broken"


# files of two kinds


def test_a_pdf_that_is_an_archive_too_is_not_taken(judged):
    assert judged(pdf() + zipped({"a.txt": "a"}), Kind.PDF) == "file-of-two-kinds"
    inside = zipped({"a.txt": "a"}, comment=b"\n%%EOF\n")
    assert judged(pdf() + inside, Kind.PDF) == "file-of-two-kinds"


def test_a_picture_that_is_a_page_or_an_archive_too_is_not_taken():
    page = b"<html><script>alert(1)</script></html>"
    assert refusal(png(behind=page), Kind.PNG) == "file-of-two-kinds"
    assert refusal(png(chunk(b"tEXt", b"Comment\0" + page)), Kind.PNG) == "file-of-two-kinds"
    assert refusal(JPEG + page, Kind.JPEG) == "file-of-two-kinds"
    assert refusal(png(behind=zipped({"a": "b"})), Kind.PNG) == "file-of-two-kinds"
    comment = b"\xff\xfe" + (len(page) + 2).to_bytes(2, "big") + page
    assert refusal(JPEG[:2] + comment + JPEG[2:], Kind.JPEG) == "file-of-two-kinds"


def test_a_picture_that_is_not_whole_is_not_taken():
    assert refusal(png()[:-4], Kind.PNG) == "file-broken"
    assert refusal(JPEG[:-2], Kind.JPEG) == "file-broken"
    assert refusal(JPEG[:40], Kind.JPEG) == "file-broken"
    wrong = bytearray(png())
    wrong[20] ^= 1  # its width, and so not its checksum
    assert refusal(bytes(wrong), Kind.PNG) == "file-broken"


def test_a_picture_of_too_many_pixels_is_not_taken():
    assert refusal(png(width=10_000, height=10_001), Kind.PNG) == "picture-too-large"
