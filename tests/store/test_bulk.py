"""Whole histories, stored many at once, as if each had been appended."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ehcp.domain.entry import Source
from ehcp.store import bulk as store_bulk
from ehcp.store.bulk import Bulk, Fact, History, Taken
from ehcp.store.errors import ChangedMeanwhile, CommandReused, StoreError
from ehcp.store.mapper import Recorded, encode
from ehcp.store.verifying.events import verify
from tests.store.events import DAY, OFFICER, A, B, ThingHappened, append

THEN = datetime(2020, 3, 1, 12, 30, 0, 123456, tzinfo=UTC)
AFTER = datetime(2999, 1, 1, tzinfo=UTC)


def fact(what="a thing", recorded_at=None):
    recorded = Recorded(
        originator_id=uuid4(),
        originator_version=1,
        event=ThingHappened(on=DAY, what=what),
        by=OFFICER,
        source=Source.IMPORT,
    )
    return Fact("ThingHappened", 1, encode(recorded), recorded_at)


def history(events=3, authority=A, stream=None, body=b"b" * 32, command=None):
    return History(
        authority,
        stream or uuid4(),
        [fact(f"thing {n} é") for n in range(events)],
        command or uuid4(),
        body,
    )


@pytest.fixture
def bulk(database_url):
    with Bulk(database_url, chunk=10) as bulk:
        yield bulk


@pytest.fixture
def past(database_url):
    with Bulk(database_url, invented=True) as past:
        yield past


def test_what_came_in_at_once_is_what_an_append_would_have_stored(store, bulk, database_url):
    histories = [history(), history(7), history(1), history(12, B)]
    taken = list(bulk.store(histories))
    assert [(t.streams, t.events, t.again, t.other) for t in taken] == [
        (2, 10, (), ()),
        (1, 1, (), ()),
        (1, 12, (), ()),
    ]
    assert verify(store) == (23, ())
    for one in histories:
        entries = store.history(one.authority, one.stream)
        assert [e.event.what for e in entries] == [f"thing {n} é" for n in range(len(one.facts))]
        assert len({e.recorded_at for e in entries}) == 1
        again = append(
            store, one.stream, 0, authority=one.authority, command=one.command_id, body=b"b" * 32
        )
        assert (again.replayed, again.version) == (True, len(one.facts))
    with psycopg.connect(database_url) as superuser:
        wrong = superuser.execute(
            "select count(*) from ehcp.events e left join ehcp.events p on p.stream = e.stream"
            " and p.version = e.version - 1 where e.hash <> ehcp.link(coalesce(p.hash,"
            " decode(repeat('00', 32), 'hex')), e.authority, e.stream, e.version, e.name, e.form,"
            " e.recorded_at, e.state)"
        ).fetchone()
    assert wrong == (0,)


def test_positions_follow_the_order_of_the_histories(store, bulk):
    histories = [history(4), history(4)]
    (taken,) = bulk.store(histories)
    noted = store.notifications(0)
    assert [(n.stream, n.version) for n in noted] == [
        (one.stream, version) for one in histories for version in (1, 2, 3, 4)
    ]
    assert taken.position == noted[-1].position


def test_a_second_run_changes_nothing_and_says_so(store, bulk):
    histories = [history(), history()]
    list(bulk.store(histories))
    (taken,) = bulk.store([*histories, new := history()])
    assert (taken.streams, taken.events) == (1, 3)
    assert set(taken.again) == {one.stream for one in histories}
    assert verify(store).events == 9
    assert len(store.history(A, new.stream)) == 3


def test_a_history_that_was_appended_singly_is_there_already(store, bulk):
    one = history(2)
    append(store, one.stream, 0, command=one.command_id, body=one.body_hash)
    (taken,) = bulk.store([one])
    assert (taken.events, taken.position, taken.again) == (0, None, (one.stream,))


def test_another_history_of_the_same_id_is_named_and_not_mixed_in(store, bulk):
    here, used = history(2), history(2)
    append(store, here.stream, 0)
    append(store, uuid4(), 0, command=used.command_id)
    changed = history(2)
    (taken,) = bulk.store([here, used, changed, changed._replace(body_hash=b"c" * 32), changed])
    assert taken.events == 2
    assert set(taken.other) == {here.stream, used.stream, changed.stream}
    assert taken.again == (changed.stream,)
    assert verify(store) == (4, ())
    with pytest.raises(CommandReused):
        append(store, changed.stream, 0, command=changed.command_id, body=b"c" * 32)
    with pytest.raises(ChangedMeanwhile):
        append(store, changed.stream, 0)


def test_two_imports_at_once_have_one_effect(store, database_url):
    histories = [history() for _ in range(60)]
    taken: list[Taken] = []

    def run(order):
        with Bulk(database_url, chunk=30) as bulk:
            taken.extend(bulk.store(order))

    threads = [Thread(target=run, args=(h,)) for h in (histories, histories[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(t.events for t in taken) == 180
    assert sum(len(t.again) for t in taken) == 60
    assert verify(store) == (180, ())


def test_an_importer_records_now(store, bulk):
    with pytest.raises(StoreError):
        list(bulk.store([History(A, uuid4(), [fact(recorded_at=THEN)])]))
    assert verify(store) == (0, ())


@pytest.mark.parametrize("byte", [40, 60, 120, 300])
def test_a_chain_that_is_not_one_is_not_stored(store, bulk, monkeypatch, byte):
    def forged(*arguments):
        for block in store_bulk_staged(*arguments):
            spoilt = bytearray(block)
            spoilt[byte] ^= 1
            yield bytes(spoilt)

    store_bulk_staged = store_bulk.staged
    monkeypatch.setattr(store_bulk, "staged", forged)
    with pytest.raises(StoreError):
        list(bulk.store([history()]))
    assert verify(store) == (0, ())


def test_an_invented_world_has_a_past(store, past):
    past.invent()
    past.invent()
    moments = [THEN, THEN, THEN + timedelta(days=4)]
    one = History(A, uuid4(), [fact(recorded_at=moment) for moment in moments])
    list(past.store([one]))
    assert [e.recorded_at for e in store.history(A, one.stream)] == moments
    (taken,) = past.store([one])
    assert taken.again == (one.stream,)
    assert verify(store) == (3, ())


@pytest.mark.parametrize("moments", [[THEN, THEN - timedelta(days=1)], [AFTER]])
def test_even_an_invented_past_runs_forward_and_ends_now(store, past, moments):
    past.invent()
    one = History(A, uuid4(), [fact(recorded_at=moment) for moment in moments])
    with pytest.raises(StoreError):
        list(past.store([one]))
    assert verify(store) == (0, ())


def test_a_record_is_no_invented_world(store, past):
    append(store, uuid4(), 0)
    with pytest.raises(StoreError, match="needs one of its own"):
        past.invent()
    with pytest.raises(StoreError):
        list(past.store([history()]))


def test_an_invented_world_stays_one(past, database_url):
    past.invent()
    with psycopg.connect(database_url) as superuser, pytest.raises(psycopg.Error):
        superuser.execute("delete from ehcp.invented")


REFUSED = {
    "read": "select * from ehcp.events",
    "insert": "insert into ehcp.events (authority, stream, version, name, form, state,"
    " recorded_at, hash) values ('E10000014', gen_random_uuid(), 1, 'X', 1, '', now(), '')",
    "delete": "delete from ehcp.events",
    "inner": "select ehcp.take_staged('E10000014', true)",
    "append": "select ehcp.add('E10000014', gen_random_uuid(), 0, '{}', '{}', '{}', null, '')",
    "owner": "set role ehcp_owner",
    "staged": "select * from pg_temp.staged",
    "trigger": "create rule r as on insert to pg_temp.staged do also nothing",
}
OTHERS = {
    "ehcp_importer": ("select ehcp.invent()", "select ehcp.invent_staged('E10000014')"),
    "ehcp_generator": ("select ehcp.import_staged('E10000014')",),
}


@pytest.mark.parametrize("role", OTHERS)
def test_an_importer_may_stage_and_import_and_nothing_else(database_url, role):
    name, password = f"{role}_{uuid4().hex[:8]}", uuid4().hex
    with psycopg.connect(database_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login password '{password}' in role {role}")
        with psycopg.connect(
            make_conninfo(database_url, user=name, password=password), autocommit=True
        ) as login:
            login.execute("select ehcp.staging()")
            for statement in (*REFUSED.values(), *OTHERS[role]):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    login.execute(statement)
        admin.execute(f"drop role {name}")


def test_a_staging_table_of_ones_own_is_not_taken(database_url):
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute("create temp table staged as select 1 as number")
        superuser.execute("grant all on pg_temp.staged to ehcp_importer")
        superuser.execute("set role ehcp_importer")
        superuser.execute("select ehcp.staging()")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            superuser.execute("select ehcp.import_staged('E10000014')")
