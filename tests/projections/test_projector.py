import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import chain
from threading import Event, Thread, Timer
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.when import Span
from ehcp.projections import queries, restate
from ehcp.projections.day import Day
from ehcp.projections.positions import head, position
from ehcp.projections.projector import Outcome, Projector
from ehcp.projections.rebuild import AlreadyRebuilding, rebuild
from ehcp.scheduler.sweep import sweep
from ehcp.store.cases import Store
from tests.projections.comparing import assert_equal_to_a_rebuild, contents
from tests.projections.drawn import histories
from tests.projections.histories import (
    CALENDAR,
    LONG_AFTER,
    OPENED,
    REQUESTED,
    TODAY,
    A,
    B,
    projector,
    record,
    rows_of,
)
from tests.scale import scaled
from tests.scheduler.killing import killed


def some_cases(store, number):
    cases = [record(store, OPENED, REQUESTED, authority=A if n % 2 else B) for n in range(number)]
    for n, case in enumerate(cases):
        authority = A if n % 2 else B
        if n % 3:
            record(store, AssessmentAgreed(on=date(2026, 11, 2)), case=case, authority=authority)
        if n % 5 == 0:
            event = FinalPlanIssued(on=Span(date(2026, 11, 10), date(2026, 12, 10)))
            record(store, event, case=case, authority=authority)
    return cases


def test_the_live_tables_equal_a_rebuild(store):
    some_cases(store, 30)
    projector(store, batch=7).catch_up()
    sweep(store, TODAY, CALENDAR)
    projector(store).catch_up()
    with store.working() as connection:  # where the sweep has got to is work, not a fact
        connection.execute("update ehcp.alerts_due set next_on = '2026-11-20'")
    live = contents(store)
    rebuilt = rebuild(store, Day(TODAY, CALENDAR))
    found = contents(store)
    del live["alerts_due"], found["alerts_due"]
    assert found == live
    assert rebuilt.streams == 30 + len(rows_of(store, "alerts"))
    assert rebuilt.position == position(store)


def test_a_rebuild_is_shared_among_processes(store, database_url):
    some_cases(store, 20)
    projector(store).catch_up()
    rebuilt = assert_equal_to_a_rebuild(store, url=database_url, processes=2)
    assert (rebuilt.streams, rebuilt.parked) == (20, 0)


def test_a_rebuild_of_nothing_projected_yet_needs_no_second_reading(store):
    some_cases(store, 5)
    last = rebuild(store, Day(TODAY, CALENDAR)).position
    assert position(store) == last > 0
    assert len(rows_of(store, "caseload", "case_id")) == 5
    assert projector(store).step() is Outcome.NOTHING_NEW


def test_what_is_recorded_during_a_rebuild_is_in_it(store, monkeypatch):
    case = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    whole, told = restate.restated, list[UUID]()

    def meanwhile(*arguments):
        if not told:
            told.append(record(store, AssessmentAgreed(on=date(2026, 11, 2)), case=case))
        return whole(*arguments)

    monkeypatch.setattr("ehcp.projections.stating.restated", meanwhile)
    rebuild(store, Day(TODAY, CALENDAR))
    (row,) = queries.caseload(store, A, TODAY, access=EVERY_CASE).items
    assert (row.version, row.stage) == (3, "assessment")


def test_a_rebuild_gives_way_to_a_reader_that_holds_one_table_and_waits_for_another(store):
    record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    holds, ends = Event(), Event()

    def another():
        with store.reading(A) as connection:
            connection.execute("select from ehcp.caseload")
            holds.set()
            ends.wait()

    def change_waits():
        with store.working() as connection:
            query = "select from pg_locks where mode = 'AccessExclusiveLock' and not granted"
            return connection.execute(query).fetchone() is not None

    with ThreadPoolExecutor(2) as elsewhere, store.reading(A) as reader:
        reader.execute("select from ehcp.search")  # it is changed after the others
        elsewhere.submit(another)
        holds.wait()
        rebuilt = elsewhere.submit(rebuild, store, Day(TODAY, CALENDAR))
        while not change_waits():
            time.sleep(0.01)
        Timer(0.6, ends.set).start()  # whoever has waited longest is ended first in a deadlock
        assert reader.execute("select count(*) from ehcp.deadlines").fetchone() != (0,)
        assert not rebuilt.done()
    assert rebuilt.result().parked == 0


def test_two_rebuilds_do_not_run_at_once(store):
    with store.pools.worker.connection() as other:
        other.execute("select pg_advisory_lock(hashtextextended('ehcp rebuild', 0))")
        with pytest.raises(AlreadyRebuilding):
            rebuild(store, Day(TODAY, CALENDAR))
        other.execute("select pg_advisory_unlock_all()")


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(histories, min_size=1, max_size=8), st.integers(1, 9))
def test_any_histories_read_in_any_batches_give_the_rows_of_a_rebuild(store, drawn, batch):
    cases = [(uuid4(), events) for events in drawn]
    for n in range(max(len(events) for _, events in cases)):
        for case, events in cases:
            if n < len(events):
                record(store, events[n], case=case)
    projector(store, batch=batch).catch_up()
    assert_equal_to_a_rebuild(store)


def _project(url):
    with Store(url) as store:
        Projector(store, lambda: TODAY, CALENDAR, batch=10).run(Event())


@pytest.mark.timeout(1800)
def test_killed_again_and_again_the_projector_comes_to_the_rows_of_a_rebuild(
    store, database_url, figure
):
    stop, lives = Event(), scaled(200, few=8)

    def write():
        while not stop.is_set():
            some_cases(store, 3)
            time.sleep(0.02)

    writer = Thread(target=write)
    writer.start()
    seen = []  # so often, and on and longer where a slow machine let it come to little work
    short = killed(_project, database_url, times=lives, between=(0.05, 0.9))
    longer = killed(_project, database_url, times=30, between=(0.5, 4.0))
    for life, _ in enumerate(chain(short, longer), start=1):
        seen.append(position(store))
        if life >= lives and len(set(seen)) > 5:
            break
    stop.set()
    writer.join()
    assert seen == sorted(seen), "a position never goes back"
    assert len(set(seen)) > 5, "it worked between being killed"
    projector(store).catch_up()
    assert_equal_to_a_rebuild(store)
    figure(
        f"projector killed {len(seen)} times, {head(store)} events: equal to a rebuild",
        "equal, whatever the moments",
    )


def test_of_two_projectors_one_works_and_the_other_stands_by(store):
    some_cases(store, 3)
    one, other = projector(store), projector(store)
    with store.working() as connection:
        connection.execute("insert into ehcp.tracking values ('read-models', 'ehcp', 0)")
    with store.working() as held:
        held.execute("select from ehcp.tracking for update")
        assert other.step() is Outcome.STOOD_BY
    assert one.step() is Outcome.WORKED
    assert other.step() is Outcome.WORKED  # it finds that the work is done
    assert other.step() is Outcome.NOTHING_NEW


def test_two_projectors_at_once_come_to_the_rows_of_a_rebuild(store, database_url):
    stop = Event()
    with Store(database_url) as second:
        threads = [
            Thread(target=projector(each, batch=5).run, args=(stop,)) for each in (store, second)
        ]
        for thread in threads:
            thread.start()
        some_cases(store, 40)
        wait_until(lambda: len(rows_of(store, "caseload", "case_id")) == 40)
        wait_until(lambda: projector(store).step() is Outcome.NOTHING_NEW)
        stop.set()
        for thread in threads:
            thread.join()
    assert_equal_to_a_rebuild(store)


def wait_until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def damage(database_url, case, version=1):
    """Change what is stored, as only a superuser who takes the guard away can."""
    with psycopg.connect(database_url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("alter table ehcp.events disable trigger events_stay")
        connection.execute(
            "update ehcp.events set name = 'Unheard' where stream = %s and version = %s",
            (case, version),
        )


def test_a_case_that_cannot_be_read_is_parked_and_the_others_go_on(store, database_url):
    good = record(store, OPENED, REQUESTED)
    bad = record(store, OPENED, REQUESTED)
    damage(database_url, bad, version=2)
    with capture_logs() as logs:
        assert projector(store).catch_up() == 4
    first, second = queries.caseload(store, A, TODAY, access=EVERY_CASE).items
    assert (first.case_id, first.parked, first.stage) == (bad, True, "parked")
    assert first.child_name == "Ada Example", "what can be read of it is shown"
    assert (second.case_id, second.parked) == (good, False)
    (parked,) = queries.parked(store, A)
    assert (parked.stream, parked.tries, parked.position) == (bad, 3, 4)
    assert "Unheard" in parked.reason
    assert [line["log_level"] for line in logs] == ["error"]
    assert "Ada" not in repr(logs) + parked.reason


def test_a_parked_case_is_red_and_never_green(store, database_url):
    bad = record(store, OPENED, REQUESTED)
    damage(database_url, bad)
    projector(store).catch_up()
    (row,) = queries.deadlines(store, A, TODAY, access=EVERY_CASE).items
    assert (row.case_id, row.status, row.limit) == (bad, "parked", None)
    assert queries.caseload(store, A, TODAY, overdue=False, access=EVERY_CASE).items == ()
    assert len(queries.caseload(store, A, TODAY, overdue=True, access=EVERY_CASE).items) == 1
    assert len(queries.caseload(store, A, TODAY, due_within=0, access=EVERY_CASE).items) == 1
    (red,) = queries.parked_cases(store, A, access=EVERY_CASE)
    assert red == queries.ParkedCase(case_id=bad, child_name=None, officer=None)
    assert (
        queries.parked_cases(store, A, "nobody", access=EVERY_CASE)
        == queries.parked_cases(store, B, access=EVERY_CASE)
        == ()
    )


def test_alerts_of_a_case_that_came_to_be_parked_do_not_end(store, database_url):
    bad = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    sweep(store, LONG_AFTER, CALENDAR)
    record(store, Noted(on=TODAY), case=bad)
    damage(database_url, bad, version=3)
    projector(store).catch_up()
    assert [parked.stream for parked in queries.parked(store, A)] == [bad]
    alerts = queries.alerts_of(store, A, bad)
    assert alerts
    assert not any(alert.ended for alert in alerts)
    assert len(rows_of(store, "alerts_due")) > 0, "what falls due in it goes on to be alerted"
    assert_equal_to_a_rebuild(store)


def test_a_case_that_can_be_projected_again_is_at_its_next_event(store, monkeypatch):
    case = record(store, OPENED, REQUESTED)

    def fails(*_):
        raise ZeroDivisionError("Ada Example")

    with monkeypatch.context() as broken:
        broken.setattr("ehcp.projections.stating.restated", fails)
        projector(store).catch_up()
    (parked,) = queries.parked(store, A)
    assert parked.reason.startswith("ZeroDivisionError at ")
    record(store, Noted(on=TODAY), case=case)
    projector(store).catch_up()
    assert queries.parked(store, A) == ()
    (row,) = queries.caseload(store, A, TODAY, access=EVERY_CASE).items
    assert (row.parked, row.stage) == (False, "request")


def test_a_rebuild_tries_what_was_parked_again(store, monkeypatch):
    record(store, OPENED, REQUESTED)
    with monkeypatch.context() as broken:
        broken.setattr("ehcp.projections.stating.restated", lambda *_: 1 / 0)
        projector(store).catch_up()
    rebuild(store, Day(TODAY, CALENDAR))
    assert queries.parked(store, A) == ()
    assert queries.caseload(store, A, TODAY, access=EVERY_CASE).items[0].stage == "request"


def test_a_failure_that_passes_parks_nothing(store, monkeypatch):
    record(store, OPENED, REQUESTED)
    whole, failures = restate.restated, [ValueError(), ValueError()]

    def fails_twice(*arguments):
        if failures:
            raise failures.pop()
        return whole(*arguments)

    monkeypatch.setattr("ehcp.projections.stating.restated", fails_twice)
    projector(store).catch_up()
    assert queries.parked(store, A) == ()


def test_a_row_that_the_database_refuses_parks_its_case_alone(store, monkeypatch):
    good, bad = record(store, OPENED, REQUESTED), record(store, OPENED, REQUESTED)
    whole = restate.restated

    def too_much(projection, authority, stream, *rest):
        rows = whole(projection, authority, stream, *rest)
        (row,) = rows["caseload"]
        two = [row, replace(row, version=99)]
        return {**rows, "caseload": two} if stream == bad else rows

    monkeypatch.setattr("ehcp.projections.stating.restated", too_much)
    projector(store).catch_up()
    assert [parked.stream for parked in queries.parked(store, A)] == [bad]
    assert [row.case_id for row in queries.caseload(store, A, TODAY, access=EVERY_CASE).items] == [
        bad,
        good,
    ]


def test_a_text_with_the_one_character_that_a_table_cannot_hold(store):
    record(store, Noted(on=TODAY, note="a\u0000b\\u0000"))
    projector(store).catch_up()
    ((note,),) = rows_of(store, "timeline", "note")
    assert note.startswith("a\ufffdb")


def test_a_case_whose_day_has_come_is_restated(store):
    span = Span(date(2026, 11, 20), date(2026, 12, 15))
    record(store, REQUESTED, AssessmentAgreed(on=span))

    def standing(today):
        found = queries.deadlines(
            store, A, today, limit="assessment-decision-notify", access=EVERY_CASE
        ).items
        return [row.status for row in found]

    projector(store, date(2026, 11, 21)).catch_up()
    assert standing(date(2026, 11, 21)) == ["undetermined"]
    assert projector(store, date(2026, 11, 21)).restate_turned() == 0
    assert projector(store, date(2026, 12, 15)).restate_turned() == 1
    assert standing(date(2026, 12, 15)) == ["missed"]
    assert projector(store, date(2026, 12, 16)).restate_turned() == 0


def test_each_read_model_is_behind_the_wall(store):
    some_cases(store, 12)
    projector(store).catch_up()
    sweep(store, LONG_AFTER, CALENDAR)
    projector(store).catch_up()
    for table in ("deadlines", "caseload", "timeline", "plans", "alerts_due", "alerts"):
        assert {row[0] for row in rows_of(store, table, "authority")} == {A, B}
        with store.reading(A) as connection:
            seen = connection.execute(f"select distinct authority from ehcp.{table}").fetchall()  # noqa: S608
        assert seen == [(A,)]
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            store.pools.web.connection() as connection,
        ):
            connection.execute(f"delete from ehcp.{table}")  # noqa: S608


def test_a_position_is_there_before_anything_is_read(store):
    assert position(store) == 0
    assert projector(store).catch_up() == 0


def test_an_undated_request_is_no_deadline_that_can_be_reckoned(store):
    record(store, AssessmentRequested(on=Span()))
    projector(store).catch_up()
    found = queries.deadlines(
        store, A, TODAY, limit="final-plan-20-weeks", access=EVERY_CASE
    ).items
    assert [(row.status, row.due_first, row.late_most) for row in found] == [
        ("undetermined", None, None)
    ]
