"""What is left of uploads: nothing that no document names, and no document without its bytes."""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread
from threading import Event as Flag
from uuid import UUID, uuid4

import obstore
import psycopg
import pytest

from ehcp.documents.filing import Filing
from ehcp.documents.place import BadPlace, Place
from ehcp.documents.record import documents_of
from ehcp.documents.sweeping import Sweeper, SweptFiles, sweep_files
from ehcp.documents.taken import CannotTake, NoSuchDocument, NotTaken, WrongOffset
from ehcp.documents.uploads import Uploads
from ehcp.documents.verifying import verify_files
from ehcp.domain.events.assessment import AdviceReceived
from ehcp.store.cases import Store
from tests.documents.files import pdf, png
from tests.documents.finishing import POINTS
from tests.documents.sending import announced, filed, sent, uploads
from tests.projections.histories import record
from tests.store.databases import copy_of
from tests.store.events import A, B

OURS = "E99000001"
PDF = pdf()
NOTHING = SweptFiles()
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def shared_url(server, template):
    """One database for all of them."""
    with copy_of(server, template) as url:
        yield url


@pytest.fixture(scope="module")
def shared_store(shared_url):
    with Store(shared_url, timeout=20) as store:
        yield store


@pytest.fixture
def database_url(shared_url):
    """The same, with no file in it."""
    with psycopg.connect(shared_url) as connection:
        connection.execute("truncate ehcp.files, ehcp.documents, ehcp.uploads, ehcp.upload_parts")
    return shared_url


@pytest.fixture
def store(shared_store, database_url):
    assert database_url
    return shared_store


@pytest.fixture
def filing(tmp_path) -> Filing:
    return Filing(Place(str(tmp_path / "files")))


@pytest.fixture
def sending(store, filing):
    return uploads(store, filing, OURS, uuid4())


@pytest.fixture
def hours_pass(database_url):
    """Make everything that waits older by so many hours."""

    def pass_(hours: int) -> None:
        with psycopg.connect(database_url) as connection:
            for table, column in (
                ("uploads", "expires_at"), ("upload_parts", "noted_at"), ("files", "touched_at"),
            ):  # fmt: skip
                connection.execute(
                    f"update ehcp.{table} set {column} = {column} - make_interval(hours => %s)",  # noqa: S608
                    (hours,),
                )

    return pass_


def lying(filing: Filing) -> set[str]:
    """Return what lies where files lie, by the last part of its name."""
    folder = filing.place.folder
    assert folder is not None
    return {path.name for path in folder.rglob("*") if path.is_file()}


def rows(database_url) -> dict[str, int]:
    with psycopg.connect(database_url) as connection:
        found = {}
        for table in ("uploads", "upload_parts", "files", "documents"):
            counted = connection.execute(f"select count(*) from ehcp.{table}").fetchall()  # noqa: S608
            ((found[table],),) = counted
    return found


def test_an_upload_that_nobody_finishes_is_dropped_after_a_day(
    store, filing, sending, hours_pass, database_url
):
    sent(sending, PDF)
    hours_pass(23)
    assert sweep_files(store, filing.place) == NOTHING
    hours_pass(2)
    assert sweep_files(store, filing.place) == SweptFiles(uploads=1)
    assert lying(filing) == set()
    assert set(rows(database_url).values()) == {0}


def test_an_upload_whose_day_is_over_is_there_no_more(sending, hours_pass):
    begun = sent(sending, PDF)
    hours_pass(25)
    with pytest.raises(NoSuchDocument):
        sending.of_id(begun.id)
    with pytest.raises(NoSuchDocument):
        sending.append(begun.id, 0, 1, BytesIO(b"x").read)
    with pytest.raises(NoSuchDocument):
        sending.finish(begun.id)


def test_a_document_stays_however_old(store, filing, sending, hours_pass):
    one = filed(sending, PDF)
    hours_pass(24 * 365)
    assert sweep_files(store, filing.place) == NOTHING
    assert lying(filing) == {one.hash}


def killed_at(point: str, filing: Filing, sending: Uploads, upload: UUID, url: str) -> None:
    """Have another process finish an upload, and be killed at a point."""
    place = str(filing.place.folder)
    child = subprocess.run(  # noqa: S603 - our own
        [
            *(sys.executable, "-m", "tests.documents.finishing"),
            *(url, place, str(sending.case), str(upload), point),
        ],
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()


@pytest.mark.parametrize("point", POINTS)
def test_a_process_that_is_killed_while_it_finishes_leaves_no_half(  # noqa: PLR0913, PLR0917
    store, filing, sending, hours_pass, database_url, point
):
    begun = sent(sending, PDF)
    killed_at(point, filing, sending, begun.id, database_url)
    done = documents_of(store, OURS, sending.case)
    assert len(done) == (1 if point == "after-it-is-noted" else 0)
    # a document has its bytes; and bytes that have none yet are swept when their time is over
    assert verify_files(store, filing.place, OURS).lost == ()
    hours_pass(25)
    sweep_files(store, filing.place)
    assert lying(filing) == {one.hash for one in done}
    assert rows(database_url) == {
        "uploads": 0, "upload_parts": 0, "files": len(done), "documents": len(done),
    }  # fmt: skip


def test_another_process_finishes_what_one_was_killed_at(store, filing, sending, database_url):
    begun = sent(sending, PDF)
    killed_at("while-it-is-kept", filing, sending, begun.id, database_url)
    done = sending.finish(begun.id)
    assert documents_of(store, OURS, sending.case) == [done]
    assert filing.place.digest(Place.of_file(OURS, done.sha256)) == done.sha256


def test_a_part_that_was_lost_on_the_way_is_swept(store, filing, sending, hours_pass, monkeypatch):
    """A process was killed when it had written a part and not counted it."""
    begun = sending.begin(announced(PDF))
    monkeypatch.setattr(sending, "_count_in", _die)
    with pytest.raises(KeyboardInterrupt):
        sending.append(begun.id, 0, len(PDF), BytesIO(PDF).read)
    assert len(lying(filing)) == 1
    assert sweep_files(store, filing.place) == NOTHING
    hours_pass(2)
    assert sweep_files(store, filing.place) == SweptFiles(parts=1)
    assert lying(filing) == set()
    assert sending.of_id(begun.id).received == 0


def _die(*_):
    raise KeyboardInterrupt


def test_of_two_parts_for_one_place_one_counts(filing, sending):
    begun, together = sending.begin(announced(PDF)), Barrier(2)
    answers: list[object] = []

    def append() -> None:
        def read(_: int, left=[PDF]) -> bytes:  # noqa: B006 - each call has its own
            together.wait(5)
            return left.pop() if left else b""

        try:
            answers.append(sending.append(begun.id, 0, len(PDF), read).received)
        except WrongOffset as wrong:
            answers.append(wrong)

    threads = [Thread(target=append) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer for answer in answers if answer == len(PDF)] == [len(PDF)]
    assert [type(answer) for answer in answers].count(WrongOffset) == 1
    assert len(lying(filing)) == 1
    sending.finish(begun.id)


def test_of_two_that_finish_at_once_both_have_the_document(store, filing, sending):
    begun = sent(sending, PDF)
    answers = []
    threads = [
        Thread(target=lambda: answers.append(sending.finish(begun.id).id)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [begun.id, begun.id]
    assert len(documents_of(store, OURS, sending.case)) == 1
    assert len(lying(filing)) == 1


def test_bytes_that_come_again_while_they_are_swept_are_there(
    store, filing, sending, database_url
):
    """What no document names is swept over and over while somebody sends it."""
    stop, kept = Flag(), []

    def sweep() -> None:
        with psycopg.connect(database_url, autocommit=True) as connection:
            while not stop.is_set():
                connection.execute("update ehcp.files set touched_at = now() - interval '1 day'")
                sweep_files(store, filing.place)

    thread = Thread(target=sweep)
    thread.start()
    try:
        for width in range(2, 8):
            with suppress(CannotTake):  # its row was swept, and the sender is told to try again
                kept.append(filed(sending, png(width=width), "a.png"))
    finally:
        stop.set()
        thread.join()
    assert verify_files(store, filing.place, OURS).lost == ()
    assert {one.hash for one in kept} <= lying(filing)


def test_bytes_that_were_swept_as_they_were_kept_are_kept_at_the_next_try(
    filing, sending, monkeypatch
):
    put = obstore.put

    def put_and_swept(store, key, *given, **how):
        put(store, key, *given, **how)
        filing.place.drop(key)

    upload = sent(sending, PDF)
    with monkeypatch.context() as patched:
        patched.setattr(obstore, "put", put_and_swept)
        with pytest.raises(CannotTake):
            sending.finish(upload.id)
    assert sending.finish(upload.id).hash in lying(filing)


def test_a_file_that_was_damaged_on_the_disk_is_put_right_by_one_that_comes_again(filing, sending):
    one = filed(sending, PDF)
    path = filing.place.folder / Place.of_file(OURS, one.sha256)
    path.write_bytes(b"damaged")
    filed(sending, PDF)
    assert path.read_bytes() == PDF


def test_the_sweeper_sweeps_now_and_then(store, filing, sending, hours_pass):
    sent(sending, PDF)
    hours_pass(25)
    with Sweeper(store, filing.place, every=0.05):
        deadline = time.monotonic() + 10
        while lying(filing):
            assert time.monotonic() < deadline
            time.sleep(0.05)


# verifying


def test_what_is_missing_altered_or_not_on_record_is_named(store, filing):
    case = record(store, AdviceReceived(on=DAY, kind="c", from_body="x"), authority=A)
    mine = uploads(store, filing, A, case)
    first, second, third = (filed(mine, png(width=width), f"{width}.png") for width in (2, 3, 4))
    record(
        store, AdviceReceived(on=DAY, kind="e", from_body="x"), case=case, authority=A,
        documents=(first.hash, "f" * 64),
    )  # fmt: skip
    folder = filing.place.folder
    assert folder is not None
    (folder / Place.of_file(A, first.sha256)).unlink()
    (folder / Place.of_file(A, second.sha256)).write_bytes(b"other bytes")
    found = verify_files(store, filing.place)
    assert (found.documents, found.events) == (3, 1)
    assert [
        (one.kind, one.authority, one.case, one.sha256, one.version) for one in found.lost
    ] == [
        ("missing", A, case, first.hash, None),
        ("altered", A, case, second.hash, None),
        ("unrecorded", A, case, "f" * 64, 2),
    ]
    assert third.hash not in {one.sha256 for one in found.lost}
    assert verify_files(store, filing.place, B).lost == ()


def test_a_document_of_one_authority_is_not_read_by_another(store, filing):
    case = uuid4()
    one = filed(uploads(store, filing, A, case), PDF)
    assert documents_of(store, B, case) == []
    with store.reading(B) as connection:
        assert connection.execute("select * from ehcp.documents").fetchall() == []
        assert connection.execute("select * from ehcp.files").fetchall() == []
    with pytest.raises(NoSuchDocument):
        uploads(store, filing, B, case).of_id(one.id)


@pytest.mark.parametrize("authority", ["../B", "", "a/b", "a b", "."])
def test_nothing_lies_outside_the_folder_of_an_authority(authority):
    with pytest.raises(ValueError, match="authority"):
        Place.of_file(authority, bytes(32))


def test_what_is_no_place_is_said(tmp_path):
    for where in ("ftp://files", "http://files", "s3://"):
        with pytest.raises(BadPlace):
            Place(where)
    assert not (Path(tmp_path) / "ftp:").exists()


def test_a_full_or_closed_disk_takes_nothing(store, sending, monkeypatch):
    def full(*_):
        raise CannotTake("files-not-reached", "Files cannot be reached now.")

    monkeypatch.setattr(sending.place, "put", full)
    begun = sending.begin(announced(PDF))
    with pytest.raises(CannotTake):
        sending.append(begun.id, 0, len(PDF), BytesIO(PDF).read)
    monkeypatch.undo()
    assert sending.append(begun.id, 0, len(PDF), BytesIO(PDF).read).received == len(PDF)
    monkeypatch.setattr(sending.place, "keep", full)
    with pytest.raises(CannotTake):
        sending.finish(begun.id)
    monkeypatch.undo()
    assert documents_of(store, OURS, sending.case) == []
    assert sending.finish(begun.id).hash


def test_too_many_parts_are_not_taken(sending):
    data = png() + bytes(200)
    begun = sending.begin(announced(data, "a.png"))
    for offset in range(100):
        sending.append(begun.id, offset, 1, BytesIO(data[offset:]).read)
    with pytest.raises(NotTaken) as wrong:
        sending.append(begun.id, 100, 1, BytesIO(data[100:]).read)
    assert wrong.value.kind == "too-many-parts"
