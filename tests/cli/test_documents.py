"""The evidence files of a case at the machine."""

from datetime import date
from hashlib import sha256
from uuid import uuid4

import pytest

from ehcp.application import clock
from ehcp.application.cases import Asked, Cases
from ehcp.cli.asking.database import opened_store
from ehcp.domain.commands.record import Note
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
from ehcp.domain.entry import Recorder
from ehcp.domain.events.opening import Child
from tests.cli.conftest import AUTHORITY
from tests.documents.files import action, pdf, png

ASHA = Recorder(subject="asha.patel", role="caseworker", organisation="Larkmere")
DAY = date(2025, 1, 6)
REQUEST = RequestAssessment(
    on=DAY,
    requested_by=AskedBy.PARENT,
    child=Child(name="Ada Ashby", date_of_birth=date(2017, 3, 4)),
)
PDF = pdf()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EHCP_FILES", str(tmp_path / "files"))
    return tmp_path / "files"


@pytest.fixture
def case(ehcp):
    assert ehcp  # it says which database
    with opened_store() as store:
        asked = Asked(by=ASHA, command_id=uuid4())
        return Cases(store, clock.today).open(AUTHORITY, REQUEST, asked).case


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(PDF)
    return file


@pytest.mark.usefixtures("folder")
def test_a_file_is_added_listed_and_saved_as_it_was(ehcp, case, report, tmp_path):
    added = ehcp("documents", "add", case, report, "--holds", "health", "--json")
    assert added["sha256"] == sha256(PDF).hexdigest()
    assert (added["name"], added["holds"], added["uploaded_by"]) == (
        "report.pdf", "health", "operator",
    )  # fmt: skip
    assert ehcp("documents", "list", case, "--json") == {"items": [added]}
    assert "report.pdf  (health; no entry)" in ehcp("documents", "list", case)
    copy = tmp_path / "copy.pdf"
    ehcp("documents", "save", case, added["id"], copy)
    assert copy.read_bytes() == PDF
    assert "there already" in ehcp("documents", "save", case, added["id"], copy, status=1)
    another = tmp_path / "another.pdf"
    saved = ehcp("documents", "save", case, added["id"], another, "--json")
    assert saved == {"file": str(another), **added}


def test_a_file_that_is_not_taken_is_said_with_what_to_do(ehcp, folder, case, tmp_path):
    form = tmp_path / "form.pdf"
    form.write_bytes(pdf(action("JavaScript", JS="app.alert(1)")))
    assert "Print it to a new PDF" in ehcp("documents", "add", case, form, status=1)
    other = tmp_path / "table.xlsx"
    other.write_bytes(b"PK")
    assert "Send a PDF" in ehcp("documents", "add", case, other, status=1)
    assert ehcp("documents", "list", case, "--json") == {"items": []}
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("folder")
def test_a_document_with_a_restricted_address_is_not_shown_to_who_has_no_sign_in(
    ehcp, case, report, tmp_path
):
    added = ehcp("documents", "add", case, report, "--holds", "restricted-address", "--json")
    assert ehcp("documents", "list", case, "--json") == {"items": []}
    ehcp("documents", "save", case, added["id"], tmp_path / "copy.pdf", status=1)
    assert not (tmp_path / "copy.pdf").exists()


def test_what_is_missing_is_named(ehcp, folder, case, report, tmp_path):
    added = ehcp("documents", "add", case, report, "--json")
    picture = tmp_path / "a.png"
    picture.write_bytes(png())
    ehcp("documents", "add", case, picture)
    assert ehcp("documents", "verify", "--json") == {"documents": 2, "events": 0, "lost": []}
    with opened_store() as store:
        asked = Asked(by=ASHA, command_id=uuid4(), expected=2, documents=(added["sha256"],))
        Cases(store, clock.today).perform(AUTHORITY, case, Note(on=DAY, text="It came."), asked)
    (there,) = folder.rglob(added["sha256"])
    there.unlink()
    found = ehcp("documents", "verify", "--json", status=1)
    assert (found["documents"], found["events"]) == (2, 1)
    assert [(one["kind"], one["sha256"]) for one in found["lost"]] == [
        ("missing", added["sha256"])
    ]
    assert f"missing: authority {AUTHORITY}, case {case}" in ehcp(
        "documents", "verify", "--authority", AUTHORITY, status=1
    )
    save = ehcp("documents", "save", case, added["id"], tmp_path / "x.pdf", status=1)
    assert "not where they should be" in save


@pytest.mark.usefixtures("folder")
def test_there_is_nothing_to_sweep(ehcp):
    assert ehcp("documents", "sweep", "--json") == {"uploads": 0, "parts": 0, "files": 0}


def test_without_a_place_a_case_or_a_scanner_nothing_is_done(
    ehcp, case, report, tmp_path, monkeypatch
):
    assert "EHCP_FILES" in ehcp("documents", "add", case, report, status=2)
    monkeypatch.setenv("EHCP_FILES", str(tmp_path / "files"))
    assert "no such case" in ehcp("documents", "add", uuid4(), report, status=1)
    monkeypatch.setenv("EHCP_CLAMD", "127.0.0.1:1")
    assert "scanned" in ehcp("documents", "add", case, report, status=3)
    monkeypatch.setenv("EHCP_CLAMD", "nonsense")
    assert "EHCP_CLAMD" in ehcp("documents", "add", case, report, status=2)
