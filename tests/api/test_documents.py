"""Files sent to a case over HTTP: in parts, looked at, named by what is recorded, had again."""

import base64
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from ehcp.api.app import create_app
from ehcp.documents.filing import Filing
from ehcp.documents.place import Place
from ehcp.documents.scanner import Scanner
from ehcp.domain.events.assessment import AdviceReceived
from tests.api.conftest import OURS, THEIRS, Caller, in_role
from tests.api.test_a_school import LIFE
from tests.documents.files import EICAR, JPEG, action, pdf, png
from tests.documents.scanning import clamd
from tests.projections.histories import record

PDF = pdf()
NOTE = {"on": "2026-06-02", "text": "The report came by post."}


def announcement(data: bytes, name: str = "report.pdf", **more):
    return {"name": name, "size": len(data), "sha256": sha256(data).hexdigest(), **more}


def part(caller: Caller, url: str, offset: int, data: bytes):
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
    return caller.raw("POST", f"{url}/append", headers=headers, data=data)


def begun(caller: Caller, case: str, data: bytes, name: str = "report.pdf", **more) -> str:
    answer = caller.post(f"/v1/cases/{case}/uploads", announcement(data, name, **more))
    assert answer.status_code == 201, answer.get_json()
    return str(answer.headers["Location"])


def uploaded(caller: Caller, case: str, data: bytes = PDF, name: str = "report.pdf", **more):
    """Return the answer to a file that was sent in one part and finished."""
    url = begun(caller, case, data, name, **more)
    assert part(caller, url, 0, data).status_code == 200
    return caller.post(f"{url}/finish", {})


def documents(caller: Caller, case: str):
    return caller.get(f"/v1/cases/{case}/documents").get_json()["items"]


def kind(answer):
    return answer.get_json()["type"].removeprefix("/problems/")


def test_a_file_is_sent_in_parts_and_is_then_a_document_of_the_case(officer, case):
    url = begun(officer, case, PDF, "Zoë's report.pdf")
    assert officer.get(url).get_json()["received"] == 0
    assert part(officer, url, 0, PDF[:100]).get_json()["received"] == 100
    assert part(officer, url, 100, PDF[100:250]).get_json()["received"] == 250
    assert officer.get(url).get_json()["received"] == 250
    assert part(officer, url, 250, PDF[250:]).get_json()["received"] == len(PDF)
    done = officer.post(f"{url}/finish", {})
    assert done.status_code == 201
    shown = done.get_json()
    assert shown == {
        "id": shown["id"],
        "name": "Zoë's report.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "sha256": sha256(PDF).hexdigest(),
        "holds": "free-text",
        "uploaded_by": {
            "subject": "asha.patel",
            "role": "caseworker",
            "organisation": "Larkmere Council",
        },
        "uploaded_at": shown["uploaded_at"],
        "hangs_on": [],
    }
    assert documents(officer, case) == [shown]
    assert officer.get(url).status_code == 404
    assert officer.post(f"{url}/finish", {}).get_json() == shown  # sent again, answered alike


def test_it_is_had_again_byte_by_byte_to_be_saved_and_never_shown(officer, case):
    url = uploaded(officer, case, name="Zoë.pdf").headers["Location"]
    answer = officer.get(url)
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Zoe.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(PDF))
    digest = base64.b64encode(sha256(PDF).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    again = officer.get(url, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, len(PDF)), ("bytes=-7", len(PDF) - 7, len(PDF))],
)
def test_a_download_is_gone_on_with(officer, case, asked, first, end):
    url = uploaded(officer, case).headers["Location"]
    answer = officer.get(url, Range=asked)
    assert (answer.status_code, answer.data) == (206, PDF[first:end])
    assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/{len(PDF)}"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=5-2", "lines=1-2", "bytes=0-1,4-5"])
def test_what_is_no_part_of_it_is_the_whole(officer, case, asked):
    url = uploaded(officer, case).headers["Location"]
    answer = officer.get(url, Range=asked)
    assert (answer.status_code, answer.data) == (200, PDF)


def test_an_event_holds_the_hash_of_the_documents_it_is_recorded_with(officer, case):
    first, second = uploaded(officer, case), uploaded(officer, case, JPEG, "photo.jpg")
    named = f"{first.get_json()['id']}, {second.get_json()['sha256']}"
    done = officer.post(f"/v1/cases/{case}/note", NOTE, If_Match='"2"', Ehcp_Documents=named)
    assert done.status_code == 200, done.get_json()
    entry = officer.get(f"/v1/cases/{case}/timeline").get_json()["items"][-1]
    assert entry["documents"] == [sha256(PDF).hexdigest(), sha256(JPEG).hexdigest()]
    hangs_on = [
        [(each["place"], each["event"]) for each in one["hangs_on"]]
        for one in documents(officer, case)
    ]
    assert hangs_on == [[(3, entry["event"])], [(3, entry["event"])]]


@pytest.mark.parametrize("name", ["nothing", "a" * 64, "00000000-0000-0000-0000-000000000000", ""])
def test_a_document_that_is_not_there_stops_the_command(officer, case, name):
    answer = officer.post(f"/v1/cases/{case}/note", NOTE, If_Match='"2"', Ehcp_Documents=name)
    assert (answer.status_code, kind(answer)) == (422, "documents-not-named")
    assert officer.get(f"/v1/cases/{case}").get_json()["version"] == 2


def test_a_document_of_another_case_or_authority_is_not_there(officer, case, calling):
    there = uploaded(officer, officer.open()).get_json()
    theirs = calling(authority=THEIRS)
    other = uploaded(theirs, theirs.open(), png(), "a.png").get_json()
    for name in (there["id"], there["sha256"], other["id"], other["sha256"]):
        answer = officer.post(f"/v1/cases/{case}/note", NOTE, If_Match='"2"', Ehcp_Documents=name)
        assert kind(answer) == "documents-not-named"
        assert officer.get(f"/v1/cases/{case}/documents/{there['id']}").status_code == 404


def test_a_key_used_again_with_another_document_is_another_request(officer, case):
    first = uploaded(officer, case).get_json()["id"]
    second = uploaded(officer, case, JPEG, "photo.jpg").get_json()["id"]

    def note(document: str):
        return officer.post(
            f"/v1/cases/{case}/note", NOTE, If_Match='"2"', Ehcp_Documents=document,
            Idempotency_Key="once",
        )  # fmt: skip

    assert note(first).get_json() == note(first).get_json()
    assert kind(note(second)) == "idempotency-key-reused"


def test_a_case_that_is_opened_has_no_documents_yet(officer):
    answer = officer.post("/v1/cases", {"command": "note"}, Ehcp_Documents="a")
    assert kind(answer) == "documents-not-named"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (EICAR, "eicar.pdf", "file-not-as-named"),
        (b"<svg onload=alert(1)>", "picture.png", "file-not-as-named"),
        (pdf(action("JavaScript", JS="app.alert(1)")), "form.pdf", "pdf-active"),
        (png(behind=b"<html></html>"), "a.png", "file-of-two-kinds"),
    ],
)
def test_a_file_that_is_not_taken_is_gone_at_once(calling, services, data, name, why):
    officer = calling()
    case, before = officer.open(), everything(services)
    answer = uploaded(officer, case, data, name)
    assert (answer.status_code, kind(answer)) == (422, why)
    assert answer.get_json()["instead"]
    assert everything(services) == before
    assert documents(officer, case) == []


def everything(services) -> set[str]:
    """Return every file there is where files lie, whosever."""
    folder = services.filing.place.folder
    return {str(path) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"name": "../report.pdf"}, "file-name-not-taken"),
        ({"name": "report.svg"}, "file-type-not-taken"),
        ({"size": 0}, "file-empty"),
        ({"size": -1}, "file-empty"),
        ({"size": 25_000_001}, "file-too-large"),
        ({"sha256": "abc"}, "not-a-hash"),
        ({"sha256": "z" * 64}, "not-a-hash"),
        ({"holds": "identity"}, "invalid"),
        ({"authority": THEIRS}, "invalid"),
    ],
)
def test_a_file_that_would_not_be_taken_is_not_begun(officer, case, wish, why):
    answer = officer.post(f"/v1/cases/{case}/uploads", {**announcement(PDF), **wish})
    assert (answer.status_code, kind(answer)) == (422, why)


def test_a_file_whose_hash_is_another_is_gone(officer, case, services):
    before = everything(services)
    url = begun(officer, case, PDF)
    part(officer, url, 0, PDF[:-2] + b"x\n")
    answer = officer.post(f"{url}/finish", {})
    assert (answer.status_code, kind(answer)) == (422, "wrong-hash")
    assert officer.get(url).status_code == 404
    assert everything(services) == before


def test_a_part_goes_where_the_last_one_ended_and_nowhere_else(officer, case):
    url = begun(officer, case, PDF)
    part(officer, url, 0, PDF[:100])
    for offset in (0, 50, 150):
        answer = part(officer, url, offset, PDF[100:])
        assert (answer.status_code, kind(answer)) == (409, "wrong-offset")
        assert answer.get_json()["received"] == 100
    early = officer.post(f"{url}/finish", {})
    assert (early.status_code, early.get_json()["received"]) == (409, 100)
    more = part(officer, url, 100, PDF[100:] + b"more")
    assert (more.status_code, kind(more)) == (422, "part-not-taken")
    assert part(officer, url, 100, PDF[100:]).status_code == 200
    assert officer.post(f"{url}/finish", {}).status_code == 201


def test_a_part_says_how_long_it_is_where_it_begins_and_what_it_is(officer, case):
    url = f"{begun(officer, case, PDF)}/append"
    octets = {"Content-Type": "application/octet-stream"}
    offset = {"Upload-Offset": "0"}
    wrong: dict[int, dict[str, Any]] = {
        400: {"headers": octets, "data": PDF},
        415: {"headers": offset, "json": {}},
        411: {"headers": {**octets, **offset, "Transfer-Encoding": "chunked"}, "data": b""},
        413: {
            "headers": {**octets, **offset},
            "data": b"x",
            "environ_overrides": {"CONTENT_LENGTH": "25000001"},
        },
    }
    for status, given in wrong.items():
        assert officer.raw("POST", url, **given).status_code == status


def test_nobody_goes_on_with_the_upload_of_somebody_else(officer, case, calling):
    url = begun(officer, case, PDF)
    other = calling(subject="bela.nagy", role="caseworker")
    assert other.get(url).status_code == 404
    assert part(other, url, 0, PDF).status_code == 404
    assert other.post(f"{url}/finish", {}).status_code == 404


def test_nobody_has_more_than_twenty_files_under_way(calling, case):
    eager = calling(subject="eager", role="caseworker")
    for _ in range(20):
        begun(eager, case, PDF)
    answer = eager.post(f"/v1/cases/{case}/uploads", announcement(PDF))
    assert (answer.status_code, kind(answer)) == (422, "too-many-uploads")


def test_two_people_who_send_the_same_bytes_each_have_a_document(officer, case, calling, services):
    data = png(width=4)
    before = everything(services)
    mine = uploaded(officer, case, data, "mine.png").get_json()
    other = calling(subject="bela.nagy", role="caseworker")
    yours = uploaded(other, case, data, "yours.png").get_json()
    assert mine["id"] != yours["id"]
    assert mine["sha256"] == yours["sha256"]
    assert [one["name"] for one in documents(officer, case)] == ["mine.png", "yours.png"]
    assert len(everything(services) - before) == 1


def test_authorities_that_send_the_same_bytes_share_nothing(officer, case, calling, services):
    data = png(width=3)
    before = everything(services)
    uploaded(officer, case, data, "a.png")
    theirs = calling(authority=THEIRS)
    uploaded(theirs, theirs.open(), data, "a.png")
    ours, others = sorted(everything(services) - before)
    assert f"/{OURS}/" in ours
    assert f"/{THEIRS}/" in others


class TestWhoMayHaveIt:
    """What a document holds, and the step that it hangs on, say who may have it."""

    @pytest.fixture
    def case(self, store):
        return str(record(store, *LIFE, authority=OURS))

    @pytest.fixture
    def school(self, calling):
        return calling(role="school-contributor")

    def test_a_school_has_what_tells_of_education_and_no_other(self, officer, case, school):
        for number, holds in enumerate(
            ("education", "process", "health", "care", "money", "free-text", "restricted-address")
        ):
            uploaded(officer, case, png(width=10 + number), f"{holds}.png", holds=holds)
        names = [one["name"] for one in documents(school, case)]
        assert names == ["education.png", "process.png"]
        for one in documents(officer, case):
            status = school.get(f"/v1/cases/{case}/documents/{one['id']}").status_code
            assert status == (200 if one["name"] in names else 404)

    def test_whoever_sent_it_has_it_and_may_name_it(self, case, school):
        sent = uploaded(school, case, name="graduated.pdf").get_json()
        assert [one["id"] for one in documents(school, case)] == [sent["id"]]

    def test_a_restricted_address_is_for_managers(self, officer, case, calling):
        uploaded(calling(role="send-manager"), case, png(), "a.png", holds="restricted-address")
        assert documents(officer, case) == []
        assert len(documents(calling(role="send-manager"), case)) == 1

    def test_health_advice_is_kept_from_a_school_whatever_its_sender_said(
        self, officer, case, school, store
    ):
        sent = uploaded(officer, case, PDF, holds="education").get_json()
        assert len(documents(school, case)) == 1
        advice = AdviceReceived(on=date(2026, 6, 5), kind="c", from_body="Larkmere ICB")
        record(store, advice, case=UUID(case), authority=OURS, documents=(sent["sha256"],))
        assert documents(school, case) == []
        assert school.get(f"/v1/cases/{case}/documents/{sent['id']}").status_code == 404
        assert len(documents(officer, case)) == 1

    def test_a_school_of_another_child_has_nothing(self, officer, case, calling):
        url = uploaded(officer, case, PDF, holds="process").headers["Location"]
        other = calling(role="school-contributor", subject="another.school", school="990002")
        for path in (url, f"/v1/cases/{case}/documents"):
            assert other.get(path).status_code == 404
        begin = other.post(f"/v1/cases/{case}/uploads", announcement(PDF))
        assert begin.status_code == 404


class TestScanning:
    """A scanner that is named decides; where it does not answer, nothing is taken."""

    @pytest.fixture
    def scanned(self, services, store):
        """Return a caller of an app whose files are scanned at a port."""

        def calling(port: int) -> Caller:
            place: Place = services.filing.place
            filing = Filing(place, Scanner("127.0.0.1", port))
            app = create_app(replace(services, filing=filing))
            return Caller(app.test_client(), in_role(store))

        return calling

    def test_what_the_scanner_finds_is_gone(self, scanned, case, services):
        infected = PDF.replace(b"\n%%EOF", b"\n%" + EICAR + b"\n%%EOF")
        before = everything(services)
        with clamd() as port:
            caller = scanned(port)
            answer = uploaded(caller, case, infected)
            assert (answer.status_code, kind(answer)) == (422, "file-harmful")
            assert uploaded(caller, case, PDF).status_code == 201
        assert len(everything(services) - before) <= 1

    def test_without_the_scanner_a_file_waits(self, scanned, case):
        with clamd() as port:
            pass
        caller = scanned(port)
        url = begun(caller, case, PDF)
        part(caller, url, 0, PDF)
        answer = caller.post(f"{url}/finish", {})
        assert (answer.status_code, kind(answer)) == (503, "files-not-scanned")
        assert answer.headers["Retry-After"]
        assert documents(caller, case) == []
        with clamd(port):
            assert caller.post(f"{url}/finish", {}).status_code == 201

    @pytest.mark.parametrize("said", [b"", b"stream: OK FOUND? no\0", b"limit exceeded. ERROR\0"])
    def test_a_scanner_that_says_anything_else_is_not_believed(self, scanned, case, said):
        with clamd(says=said) as port:
            answer = uploaded(scanned(port), case)
        assert (answer.status_code, kind(answer)) == (503, "files-not-scanned")


def test_a_service_without_a_place_for_files_says_so(services, store, case):
    caller = Caller(create_app(replace(services, filing=None)).test_client(), in_role(store))
    answer = caller.post(f"/v1/cases/{case}/uploads", announcement(PDF))
    assert (answer.status_code, kind(answer)) == (503, "files-not-set-up")
    assert caller.get(f"/v1/cases/{case}/documents").status_code == 200


def test_bytes_that_are_lost_are_no_empty_file(officer, case, services):
    sent = uploaded(officer, case, png(width=77), "a.png")
    digest = sent.get_json()["sha256"]
    key = Place.of_file(OURS, bytes.fromhex(digest))
    (services.filing.place.folder / key).unlink()
    answer = officer.get(sent.headers["Location"])
    assert (answer.status_code, kind(answer)) == (503, "file-missing")


def test_each_download_is_a_look_at_the_record(officer, case, calling):
    url = uploaded(officer, case).headers["Location"]
    assert officer.get(url).status_code == 200
    manager = calling(role="send-manager")
    looks = manager.get(f"/v1/cases/{case}/looks").get_json()["items"]
    assert ("read-documents", "asha.patel") in {(one["action"], one["person"]) for one in looks}


def test_an_empty_tag_is_no_version(officer, case):
    answer = officer.post(
        f"/v1/cases/{case}/withdraw-request", {"on": "2026-06-12"}, If_Match='""'
    )
    assert answer.status_code == 412
