import multiprocessing
import os
import signal
import time
from contextlib import suppress
from datetime import date, timedelta

import psycopg
from structlog.testing import capture_logs

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.projections import queries
from ehcp.scheduler.health import health
from ehcp.scheduler.sweep import Swept
from ehcp.scheduler.work import Work, sweep_once, work
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from tests.projections.histories import A, B, projector, record, rows_of
from tests.scheduler.killing import killed
from tests.scheduler.test_sweep import DECIDE, DUE, REQUESTED, every_alert_once, many

DAY = timedelta(days=1)


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while True:
        with suppress(Unavailable):  # a connection that was cut says so once
            if true():
                return
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_three_days_stopped_and_then_started_every_missed_alert_is_raised_once(store):
    case = record(store, REQUESTED)
    with Work(store, lambda: DUE - 4 * DAY, every=1):
        wait_until(lambda: len(queries.alerts_of(store, A, case)) == 3)
    with Work(store, lambda: DUE - DAY, every=1):
        wait_until(lambda: len(queries.alerts_of(store, A, case)) == 5)
    stages = {
        a.stage: a.raised_on
        for a in queries.alerts(store, A, limit=DECIDE, access=EVERY_CASE).items
    }
    assert stages == {
        "28": DUE - 4 * DAY,
        "14": DUE - 4 * DAY,
        "7": DUE - 4 * DAY,
        "3": DUE - DAY,
        "1": DUE - DAY,
    }


def test_what_is_recorded_while_it_works_is_shown_and_alerted(store):
    with Work(store, lambda: DUE - DAY, every=1):
        case = record(store, REQUESTED)
        wait_until(lambda: queries.alerts_of(store, A, case))
        (row,) = queries.caseload(store, A, DUE, access=EVERY_CASE).items
        assert row.case_id == case


def test_of_several_workers_one_leads_and_another_takes_over(store, database_url):
    with Store(database_url) as second:
        one, other = Work(store, lambda: DUE), Work(second, lambda: DUE)
        one.projector.catch_up()
        assert one.tick() is not None
        assert other.tick() is None
        one._let_go()  # noqa: SLF001 - as when its process dies
        assert other.tick() is not None
        other._let_go()  # noqa: SLF001


def test_the_age_of_the_last_sweep_shows_a_scheduler_that_is_dead(store):
    record(store, REQUESTED)
    before = health(store, DUE)
    assert (before.since_sweep, before.behind, before.waiting) == (None, 1, 0)
    projector(store, DUE).catch_up()
    waiting = health(store, DUE)
    assert (waiting.behind, waiting.waiting, waiting.oldest_due) == (0, 1, DUE - 28 * DAY)
    worker = Work(store, lambda: DUE)
    worker.tick()
    worker._let_go()  # noqa: SLF001
    after = health(store, DUE)
    assert (after.waiting, after.oldest_due, after.parked) == (0, None, 0)
    assert after.since_sweep is not None
    assert after.since_sweep < 60


def test_a_duty_that_was_done_while_nobody_worked_is_not_alerted(store):
    case = record(store, REQUESTED)
    projector(store, REQUESTED.on).catch_up()
    record(store, AssessmentAgreed(on=date(2038, 10, 15)), case=case)
    assert sweep_once(store, date(2038, 10, 18)).raised == 0


def test_one_sweep_by_hand_leaves_its_alerts_to_be_seen(store):
    case = record(store, REQUESTED)
    assert sweep_once(store, date(2038, 10, 18)) == Swept(looked_at=1, raised=1)
    assert [alert.stage for alert in queries.alerts_of(store, A, case)] == ["28"]


def test_with_every_connection_cut_nothing_is_missed(store, database_url, figure):
    with Work(store, lambda: date(2038, 11, 23), every=1):
        for n in range(40):
            record(store, REQUESTED, authority=A if n % 2 else B)
            if n in (15, 39):
                cut(database_url)
            time.sleep(0.05)
        cut_at = time.monotonic()
        wait_until(lambda: health(store, DUE).behind == 0)
        lag = time.monotonic() - cut_at
        wait_until(lambda: health(store, date(2038, 11, 23)).swept_at is not None)
        wait_until(lambda: health(store, date(2038, 11, 23)).waiting == 0)
    figure(
        f"every connection of the worker cut, twice: nothing missed, all was seen {lag:.1f} s"
        " after the last cut",
        "0 missed, < 2 s",
        within=lag < 2,
    )
    every_alert_once(store, 40)


def cut(database_url):
    """End every connection to the database, as a restart does."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def test_a_sweep_that_fails_is_reported_and_tried_again(store, monkeypatch):
    worker = Work(store, lambda: DUE)
    with monkeypatch.context() as broken, capture_logs() as logs:
        broken.setattr("ehcp.scheduler.work.sweep", lambda *_: 1 / 0)
        assert worker.tick() is None
    assert [line["event"] for line in logs] == ["sweep failed"]
    assert worker.tick() is not None
    worker._let_go()  # noqa: SLF001


def _work(url):
    with Store(url) as store:
        work(store, lambda: DUE, every=1)


def test_it_stops_cleanly_when_told_to(store, database_url):
    case = record(store, REQUESTED)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(database_url,))
    process.start()
    assert process.pid is not None
    wait_until(lambda: len(queries.alerts_of(store, A, case)) == 6)
    os.kill(process.pid, signal.SIGTERM)
    process.join(10)
    assert process.exitcode == 0


def test_killed_twenty_times_a_worker_loses_no_alert_and_doubles_none(store, database_url):
    many(store, 40)
    list(killed(_work, database_url, times=20, between=(0.05, 0.4)))
    with Work(store, lambda: date(2038, 11, 23), every=1):
        wait_until(lambda: health(store, date(2038, 11, 23)).waiting == 0)
        wait_until(lambda: health(store, date(2038, 11, 23)).behind == 0)
    every_alert_once(store, 40)
    assert len(rows_of(store, "parked")) == 0
