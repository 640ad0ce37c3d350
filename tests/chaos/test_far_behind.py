"""What one bad event and three days of standing still do to the rest: nothing."""

import multiprocessing
import time
from collections import Counter
from datetime import date, timedelta
from threading import Event as Flag
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from structlog.testing import capture_logs

from ehcp.domain.events.alert import AlertRaised
from ehcp.projections import queries
from ehcp.projections.positions import head, reached
from ehcp.scheduler.health import health
from ehcp.scheduler.work import Work, sweep_once
from ehcp.store.cases import Store
from tests.projections.histories import OPENED, REQUESTED, A, B, projector, record
from tests.scale import scaled

WRITTEN_TO_SEEN = 5.0  # seconds that the others may lag
STOPPED = date(2038, 11, 12)  # a Friday, long after any test runs
STARTED = STOPPED + timedelta(days=3)
ASKED_FOR = REQUESTED.__class__(on=date(2038, 10, 4))  # due on 15 November 2038
WITHIN = 60.0  # seconds in which all that was missed is to be raised
THREE = 3


def damage(database_url, case):
    """Give an event a name that nobody knows, as only a superuser without the guard can."""
    with psycopg.connect(database_url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("alter table ehcp.events disable trigger events_stay")
        connection.execute(
            "update ehcp.events set name = 'Unheard' where stream = %s and version = 2", (case,)
        )
        connection.execute("alter table ehcp.events enable always trigger events_stay")


@pytest.mark.timeout(900)
def test_one_event_that_cannot_be_read_among_many_parks_its_case_alone(
    store, database_url, figure
):
    cases = scaled(5_000, few=200)
    bad = None
    for n in range(cases // 2):
        case = record(store, OPENED, REQUESTED)
        bad = case if n == cases // 4 else bad
    damage(database_url, bad)
    stop = Flag()
    with capture_logs() as logs:
        keeper = Thread(target=projector(store).run, args=(stop,))
        keeper.start()
        lag = []
        try:
            before_that = head(store)
            wait_for(lambda: reached(store) >= before_that, seconds=300)
            for n in range(cases // 2):
                record(store, OPENED, REQUESTED)
                if n % 50 == 49:
                    written, wanted = time.monotonic(), head(store)
                    wait_for(lambda: reached(store) >= wanted, seconds=60)  # noqa: B023
                    lag.append(time.monotonic() - written)
        finally:
            stop.set()
            keeper.join()
    parked = queries.parked(store, A)
    with store.working() as connection:
        good, red = connection.execute(
            "select count(*) filter (where not parked), count(*) filter (where parked)"
            " from ehcp.caseload"
        ).fetchone()
    figure(
        f"one undecodable event among {2 * (cases // 2) * 2}: {len(parked)} case parked, {good}"
        f" others shown, longest from written to seen {max(lag):.2f} s",
        f"1 parked and reported, others < {WRITTEN_TO_SEEN:.0f} s",
        within=max(lag) < WRITTEN_TO_SEEN,
    )
    assert [each.stream for each in parked] == [bad]
    assert (good, red) == (2 * (cases // 2) - 1, 1)
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["parked"]


def wait_for(holds, seconds):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def _work(url):
    with Store(url) as store, Work(store, lambda: STARTED, every=1):
        time.sleep(3600)


@pytest.mark.timeout(900)
def test_after_three_days_stopped_three_schedulers_at_once_raise_every_alert_once(
    store, database_url, figure
):
    cases = scaled(1_000, few=60)
    for n in range(cases):
        record(store, ASKED_FOR, authority=A if n % 2 else B)
    sweep_once(store, STOPPED)
    before = raised(store)
    for n in range(cases // 10):  # what was recorded while nobody worked
        record(store, ASKED_FOR, authority=A if n % 2 else B, case=uuid4())
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_work, args=(database_url,), daemon=True) for _ in range(THREE)
    ]
    started = time.monotonic()
    for worker in workers:
        worker.start()
    try:
        wait_for(lambda: done(store, cases + cases // 10), seconds=300)
        spent = time.monotonic() - started
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
    missed = raised(store) - before
    again = sweep_once(store, STARTED).raised
    figure(
        f"72 h stopped, {cases} cases and {cases // 10} new ones, {THREE} schedulers at once:"
        f" {missed.total()} alerts raised in {spent:.1f} s, {again} missing, 0 twice",
        f"every alert once, within {WITHIN:.0f} s",
        within=spent < WITHIN,
    )
    assert max(raised(store).values()) == 1
    assert again == 0
    stages = Counter(stage for _, limit, *_, stage in missed if limit == DECIDE)
    # 3 and 1 days before stood on the Friday that still was; the day itself came meanwhile
    assert stages["0"] == cases + cases // 10


DECIDE = "assessment-decision-notify"


def done(store, cases):
    """Whether everybody has taken in what is there, and nothing is left to raise."""
    state = health(store, STARTED)
    with store.working() as connection:
        (seen,) = connection.execute("select count(*) from ehcp.caseload").fetchone()
    return (seen, state.behind, state.waiting) == (cases, 0, 0)


def raised(store):
    """Count what each alert is about."""
    with store.working() as connection:
        streams = connection.execute(
            "select authority, stream from ehcp.events where name = 'AlertRaised'"
        ).fetchall()
    return Counter(
        (event.case, event.limit, event.started_by, event.due, event.stage)
        for entries in store.histories(streams).values()
        for event in (entry.event for entry in entries)
        if isinstance(event, AlertRaised)
    )
