"""A projector that is far behind, and a rebuild while others write."""

import multiprocessing
import time
from threading import Event, Thread

import pytest

from ehcp.domain.events.record import Noted
from ehcp.projections import restate
from ehcp.projections.day import Day
from ehcp.projections.positions import head, position
from ehcp.projections.projector import Outcome, Projector
from ehcp.projections.rebuild import rebuild
from ehcp.store.errors import Unavailable
from tests.projections.comparing import assert_equal_to_a_rebuild, contents
from tests.projections.histories import (
    CALENDAR,
    OPENED,
    REQUESTED,
    TODAY,
    A,
    B,
    projector,
    record,
    rows_of,
)

WHERE = "ehcp.projections.stating.restated"


def interleaved(store, cases, each):
    """Cases whose events lie as far apart as can be."""
    found = [record(store, OPENED, REQUESTED, authority=(A, B)[n % 2]) for n in range(cases)]
    for _ in range(each):
        for n, case in enumerate(found):
            record(store, Noted(on=TODAY), case=case, authority=(A, B)[n % 2])
    return found


@pytest.fixture
def restated(monkeypatch):
    """The streams that were restated, each time."""
    whole, told = restate.restated, []

    def counted(projection, authority, stream, *rest):
        told.append(stream)
        return whole(projection, authority, stream, *rest)

    monkeypatch.setattr(WHERE, counted)
    return told


def test_a_case_is_restated_once_however_far_apart_its_events_lie(store, restated):
    cases = interleaved(store, cases=3, each=5)
    projector(store, batch=4).catch_up()
    assert restated == cases
    assert position(store) == head(store)
    assert_equal_to_a_rebuild(store)


def test_what_comes_to_a_case_later_restates_it_again(store, restated):
    one, other = interleaved(store, cases=2, each=2)
    worker = projector(store, batch=2)
    assert worker.step() is Outcome.WORKED
    record(store, Noted(on=TODAY), case=one)
    worker.catch_up()
    assert restated == [one, other, one]
    assert_equal_to_a_rebuild(store)


def test_what_was_remembered_is_forgotten_where_another_has_written(store, restated):
    (case,) = interleaved(store, cases=1, each=4)
    worker = projector(store, batch=2)
    worker.step()
    with store.working() as connection:
        connection.execute("update ehcp.tracking set position = 0")
    worker.catch_up()
    assert restated == [case, case]


def test_a_transaction_that_failed_is_not_remembered(store, monkeypatch):
    interleaved(store, cases=1, each=4)
    worker = projector(store, batch=2)
    with monkeypatch.context() as broken:
        broken.setattr("ehcp.projections.projector.move", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            worker.step()
    worker.catch_up()
    assert_equal_to_a_rebuild(store)


def test_so_many_streams_are_restated_in_one_transaction(store, monkeypatch):
    interleaved(store, cases=7, each=1)
    monkeypatch.setattr("ehcp.projections.projector.STREAMS", 3)
    worker = projector(store)
    assert worker.step() is Outcome.WORKED
    assert len(rows_of(store, "caseload", "case_id")) == 3
    assert position(store) == 6, "the event before the first that was not taken in"
    worker.catch_up()
    assert len(rows_of(store, "caseload", "case_id")) == 7
    assert_equal_to_a_rebuild(store)


def test_other_processes_share_in_the_work_of_one_that_is_far_behind(store):
    interleaved(store, cases=12, each=3)
    worker = projector(store, processes=2, far=10, batch=20)
    assert worker.catch_up() == head(store)
    assert_equal_to_a_rebuild(store)


def test_a_process_killed_while_it_shares_in_the_work_costs_a_wait(store):
    interleaved(store, cases=4, each=2)
    worker = projector(store, processes=2, far=1, batch=4)
    worker.step()
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(Unavailable):
        worker.step()
    worker.close()
    worker.catch_up()
    assert_equal_to_a_rebuild(store)


def test_rebuilt_while_others_write_the_tables_are_the_live_ones_row_for_row(store, database_url):
    stop = Event()

    def write():
        while not stop.is_set():
            interleaved(store, cases=2, each=2)
            time.sleep(0.02)

    worker = Projector(store, lambda: TODAY, CALENDAR, batch=7)
    threads = [Thread(target=write), Thread(target=worker.run, args=(stop,))]
    for thread in threads:
        thread.start()
    for processes in (1, 2):
        told: list[tuple[int, int]] = []
        rebuilt = rebuild(
            store,
            Day(TODAY, CALENDAR),
            url=database_url,
            processes=processes,
            told=lambda *counts, told=told: told.append(counts),
        )
        done = [events for events, _ in told]
        assert done == sorted(done)
        assert (rebuilt.parked, rebuilt.events) == (0, done[-1])
    stop.set()
    for thread in threads:
        thread.join()
    projector(store).catch_up()
    live = contents(store)
    assert len(live["caseload"]) > 4
    assert_equal_to_a_rebuild(store)
