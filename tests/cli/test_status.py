import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from ehcp.application import clock
from ehcp.cli.running.status import in_size, in_time
from ehcp.cli.running.wrong import wrong
from ehcp.projections import MIGRATIONS
from ehcp.scheduler.health import health
from ehcp.scheduler.work import Work, sweep_once
from ehcp.store.server import Archive, Waiting, server
from tests.projections.histories import record
from tests.scheduler.test_sweep import DUE, REQUESTED


@pytest.fixture
def told(ehcp):
    """What a machine is told of the one database."""

    def ask(status=0):
        return ehcp("status", "--json", status=status)["databases"]["default"]

    return ask


@pytest.fixture
def well(store, database_url):
    """A server and its workers as they are when all is well."""
    Work(store, lambda: DUE).tick()
    return server(database_url, MIGRATIONS), health(store, DUE)


def ids(found, workers):
    return [each.id for each in wrong(found, workers)]


def swept(store):
    worker = Work(store, clock.today)
    worker.projector.catch_up()
    worker.tick()
    worker._let_go()  # noqa: SLF001


def test_where_the_workers_work_all_is_well(store, ehcp, told):
    record(store, REQUESTED)
    swept(store)
    said = ehcp("status")
    assert said.startswith("All is well.")
    for heading in ("Lists", "Alerts", "Set aside", "Database", "Disk", "Connections", "Locks"):
        assert heading in said or heading == "Locks"
    answer = told()
    assert answer["wrong"] == []
    assert answer["server"]["missing"] == []
    assert answer["server"]["disk"]["events"] > 0
    assert answer["server"]["connections"]["by_name"]["ehcp_projector"] >= 1
    assert answer["health"]["lags"] == [
        {"name": "read-models", "position": answer["health"]["head"], "events": 0, "seconds": 0}
    ]


def test_a_worker_that_does_not_run_is_what_is_wrong(store, ehcp, told):
    record(store, REQUESTED)
    assert [each["id"] for each in told(status=1)["wrong"]] == ["no-sweep"]
    said = ehcp("status", status=1)
    assert said.startswith("1 thing wrong.")
    assert "What to do: start `ehcp work`" in said
    assert "read-models: 1 event behind" in said


def test_a_case_that_is_set_aside_is_named(store, database_url, ehcp, told):
    case = record(store, REQUESTED)
    with psycopg.connect(database_url) as admin:
        admin.execute("alter table ehcp.events disable trigger all")
        admin.execute("update ehcp.events set name = 'NobodyKnowsThis'")
    swept(store)
    answer = told(status=1)
    assert [each["id"] for each in answer["wrong"]] == ["parked"]
    assert {each["stream"] for each in answer["parked"]} == {str(case)}
    said = ehcp("status", status=1)
    assert str(case) in said
    assert "1 case cannot be put on the lists" in said


def test_a_database_without_tables_or_with_old_ones_says_what_to_run(database_url, ehcp, told):
    with psycopg.connect(database_url) as admin:
        admin.execute("delete from _yoyo_migration where migration_id = '0075.roles'")
    found = told(status=1)
    assert found["server"]["missing"] == ["0075.roles"]
    assert "migrations-missing" in [each["id"] for each in found["wrong"]]
    with psycopg.connect(database_url) as admin:
        admin.execute("drop table ehcp.heartbeats")
    assert told(status=1)["health"] is None
    with psycopg.connect(database_url) as admin:
        admin.execute("drop schema ehcp cascade")
    assert "`ehcp migrate`" in ehcp("status", status=1)
    assert [each["id"] for each in told(status=1)["wrong"]] == ["no-schema"]


def test_where_no_server_answers_the_exit_status_says_so(ehcp, monkeypatch):
    monkeypatch.setenv("EHCP_DATABASE_URL", "postgresql://x@127.0.0.1:1/x")
    ehcp("status", status=3)


def test_a_login_that_may_only_look_sees_whether_the_schema_is_up_to_date(database_url):
    with psycopg.connect(database_url) as admin:
        admin.execute("set role ehcp_projector")
        assert admin.execute("select count(*) > 0 from _yoyo_migration").fetchone() == (True,)


def test_who_waits_for_whom_is_shown(database_url):
    with psycopg.connect(database_url) as holder, psycopg.connect(database_url) as waiter:
        holder.execute("lock table ehcp.tracking in access exclusive mode")
        waits = threading.Thread(target=waiter.execute, args=("select * from ehcp.tracking",))
        waits.start()
        found: tuple[Waiting, ...] = ()
        while not found:
            seen = server(database_url)
            found = seen.waiting if seen else ()
        assert found[0].held_by == (holder.info.backend_pid,)
        holder.rollback()
        waits.join()


def test_who_leads_the_sweep_is_shown(store, database_url):
    worker = Work(store, lambda: DUE)
    worker.tick()
    found = server(database_url)
    assert found is not None
    assert [each.name for each in found.holders] == ["ehcp_sweeper"]
    worker._let_go()  # noqa: SLF001


def test_each_mark_is_one_that_is_passed(well):
    fine, workers = well
    assert ids(fine, workers) == []
    waits = Waiting(pid=1, name="ehcp_web", held_by=(2,), seconds=6.0)
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    failed = Archive(last=moment, failed=moment + timedelta(seconds=1))
    lag = replace(workers.lags[0], seconds=61.0, events=3)
    for changed, of_workers, found in (
        (fine, replace(workers, since_sweep=299.0), []),
        (fine, replace(workers, since_sweep=301.0), ["no-sweep"]),
        (fine, replace(workers, lags=(replace(lag, seconds=59.0),)), []),
        (fine, replace(workers, lags=(lag,)), ["lag"]),
        (replace(fine, disk=replace(fine.disk, free=14, size=100)), workers, ["disk"]),
        (replace(fine, disk=replace(fine.disk, free=15, size=100)), workers, []),
        (replace(fine, disk=replace(fine.disk, free=None, size=None)), workers, []),
        (replace(fine, connections=replace(fine.connections, used=91, most=100)), workers,
         ["connections"]),
        (replace(fine, oldest_writer=31.0), workers, ["long-transaction"]),
        (replace(fine, waiting=(waits,)), workers, ["lock"]),
        (replace(fine, waiting=(replace(waits, seconds=4.0),)), workers, []),
        (replace(fine, archive=failed), workers, ["archive"]),
        (replace(fine, archive=Archive(last=failed.failed, failed=moment)), workers, []),
        (fine, None, ["schema-differs"]),
        (None, None, ["no-schema"]),
    ):  # fmt: skip
        assert ids(changed, of_workers) == found


def test_lengths_of_time_and_sizes_are_said_as_people_say_them():
    assert [in_time(n) for n in (5, 119, 120, 7200, 200000)] == [
        "5 s", "119 s", "2 minutes", "2 hours", "2 days",
    ]  # fmt: skip
    assert [in_size(n) for n in (None, 999, 1000, 864 * 10**8, 2 * 10**12)] == [
        "of unknown size", "999 bytes", "1.0 kB", "86.4 GB", "2.0 TB",
    ]  # fmt: skip


def test_a_sweep_by_hand_is_no_worker(store, told):
    record(store, REQUESTED)
    sweep_once(store, clock.today())
    assert [each["id"] for each in told(status=1)["wrong"]] == ["no-sweep"]
