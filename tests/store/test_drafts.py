"""Drafts in the database: behind the wall of whose they are, and sent whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from ehcp.domain.entry import Source
from ehcp.store.cases import Store
from ehcp.store.drafts import Draft, DraftChanged, Whose, of_body, read, save, send
from tests.store.events import OFFICER, A, B, ThingHappened, append

ON = date(2026, 6, 15)
GOES = date(2026, 9, 13)
OURS = "on-roll/990001"


@pytest.fixture
def whose(store):
    case = uuid4()
    append(store, case, 0)
    return Whose(A, OURS, case, "review", 4)


def saved(store, whose, part="advice", content=b'{"says": "Canary."}', expected=0):
    return save(store, whose, part, content, by="helen", expected=expected, expires_on=GOES)


def sent(store, whose, *, command=None):
    now = store.known.read(whose.authority, whose.case)
    return Store.sent(
        whose.authority,
        whose.case,
        now,
        [ThingHappened(on=ON), ThingHappened(on=ON)],
        by=OFFICER,
        source=Source.PORTAL,
        documents=[("ab" * 32,), ()],
        command_id=command or uuid4(),
        body_hash=b"x",
    )


def version(store, whose):
    return len(store.history(whose.authority, whose.case))


def test_no_other_body_and_no_other_authority_has_the_draft(store, whose):
    saved(store, whose)
    assert list(read(store, whose).parts) == ["advice"]
    for other in (whose._replace(party="on-roll/990002"), whose._replace(authority=B)):
        assert read(store, other) == Draft(parts={})
        assert of_body(store, other.authority, other.party) == []


@pytest.mark.parametrize("party", ["on-roll/990002", ""])
def test_without_a_filter_the_wall_stands(store, whose, party):
    saved(store, whose)
    with store.pools.adding() as connection:
        connection.execute("select ehcp.enter(%s), set_config('ehcp.party', %s, true)", (A, party))
        for table in ("drafts", "draft_parts"):
            assert connection.execute(f"select * from ehcp.{table}").fetchall() == []  # noqa: S608
        assert connection.execute("delete from ehcp.drafts").rowcount == 0
    with store.pools.adding() as connection:
        connection.execute("select ehcp.enter(%s), set_config('ehcp.party', %s, true)", (A, party))
        with pytest.raises(InsufficientPrivilege):
            connection.execute(
                "insert into ehcp.drafts values (%s, %s, %s, %s, 'review', 1, %s)",
                (A, uuid4(), OURS, whose.case, GOES),
            )


def test_whoever_reads_lists_reads_no_draft_and_the_worker_no_word_of_one(store, whose):
    saved(store, whose)
    with pytest.raises(InsufficientPrivilege), store.reading(A) as connection:
        connection.execute("select * from ehcp.drafts")
    with pytest.raises(InsufficientPrivilege), store.working() as connection:
        connection.execute("select content from ehcp.draft_parts")
    with store.working() as connection:
        assert connection.execute("select saved_by from ehcp.draft_parts").fetchall() == [
            ("helen",)
        ]


def test_what_is_sent_is_recorded_and_leaves_the_draft(store, whose):
    saved(store, whose)
    saved(store, whose, "views")
    before = version(store, whose)
    done = send(store, whose, {"advice": 1}, sent(store, whose))
    assert done is not None and done.version == before + 2
    entries = store.history(A, whose.case)[before:]
    assert [entry.documents for entry in entries] == [("ab" * 32,), ()]
    assert list(read(store, whose).parts) == ["views"]


def test_of_a_part_that_changed_meanwhile_nothing_is_recorded(store, whose):
    saved(store, whose)
    saved(store, whose, "views")
    saved(store, whose, content=b"{}", expected=1)
    before = version(store, whose)
    with pytest.raises(DraftChanged):
        send(store, whose, {"advice": 1, "views": 1}, sent(store, whose))
    assert version(store, whose) == before
    assert set(read(store, whose).parts) == {"advice", "views"}


def test_of_a_case_that_moved_on_or_a_command_done_before_nothing_is_recorded(store, whose):
    saved(store, whose)
    late = sent(store, whose)
    append(store, whose.case, version(store, whose))
    assert send(store, whose, {"advice": 1}, late) is None
    command = uuid4()
    assert send(store, whose, {"advice": 1}, sent(store, whose, command=command)) is not None
    saved(store, whose)
    before = version(store, whose)
    assert send(store, whose, {"advice": 1}, sent(store, whose, command=command)) is None
    assert version(store, whose) == before
    assert list(read(store, whose).parts) == ["advice"]


def test_of_many_who_save_one_part_at_once_one_does_and_the_others_are_told(store, whose):
    def one(number):
        try:
            content = b"%d" % number
            return save(store, whose, "advice", content, by="x", expected=0, expires_on=GOES)
        except DraftChanged as changed:
            return -changed.current_version

    with ThreadPoolExecutor(6) as pool:
        found = sorted(pool.map(one, range(6)))
    assert found == [-1, -1, -1, -1, -1, 1]


def test_of_two_who_send_at_once_one_does(store, whose):
    saved(store, whose)
    before = version(store, whose)
    both = [sent(store, whose), sent(store, whose)]

    def one(what):
        try:
            return send(store, whose, {"advice": 1}, what)
        except DraftChanged:
            return None

    with ThreadPoolExecutor(2) as pool:
        done = [each for each in pool.map(one, both) if each]
    assert len(done) == 1
    assert version(store, whose) == before + 2


def test_a_draft_is_no_event_and_in_no_log_of_them(store, database_url, whose):
    before = store.notifications(0)
    saved(store, whose)
    assert store.notifications(0) == before
    with psycopg.connect(database_url) as superuser:
        kinds = superuser.execute("select distinct name from ehcp.events").fetchall()
    assert not any("Draft" in name and "Plan" not in name for (name,) in kinds)
