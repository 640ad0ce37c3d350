"""What of a case is written when it is restated, and what is left as it stands."""

from datetime import date

from ehcp.domain.events.record import EntryStruckOut, Noted
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.projections.day import Day
from ehcp.projections.rebuild import rebuild
from ehcp.projections.restate import CASES
from ehcp.scheduler.sweep import sweep
from tests.domain.ordinary_case import FINISHED
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import (
    CALENDAR,
    LONG_AFTER,
    OPENED,
    REQUESTED,
    TODAY,
    projector,
    record,
    rows_of,
)


def written_since(store, transaction):
    """How many rows of each table were written by later transactions."""
    found = {
        table: rows_of(store, table, "count(*)", f"xmin::text::bigint > {transaction}")[0][0]
        for table in CASES.tables
    }
    return {table: number for table, number in found.items() if number}


def transaction(store):
    with store.working() as connection:
        return connection.execute("select pg_current_xact_id()::text::bigint").fetchone()[0]


def test_a_note_writes_its_own_line_and_that_of_the_case(store):
    case = record(store, *FINISHED)
    projector(store).catch_up()
    before = transaction(store)
    record(store, Noted(on=TODAY), case=case)
    projector(store).catch_up()
    assert written_since(store, before) == {"timeline": 1, "caseload": 1}
    assert_equal_to_a_rebuild(store)


def test_a_row_that_a_case_has_no_more_goes(store):
    case = record(store, OPENED, REQUESTED, AssessmentAgreed(on=date(2026, 11, 2)))
    projector(store).catch_up()
    limits = set(rows_of(store, "deadlines", "limit_id, started_by"))
    record(store, EntryStruckOut(on=TODAY, entry=3, why="Another child."), case=case)
    projector(store).catch_up()
    assert set(rows_of(store, "deadlines", "limit_id, started_by")) < limits
    assert_equal_to_a_rebuild(store)


def test_a_case_restated_for_nothing_writes_nothing(store):
    record(store, *FINISHED)
    projector(store).catch_up()
    before = transaction(store)
    with store.working() as connection:
        connection.execute("update ehcp.tracking set position = 0")
    projector(store).catch_up()
    assert written_since(store, before) == {}


def test_a_duty_that_was_swept_is_looked_at_anew_when_its_case_is_restated(store):
    case = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    stated = rows_of(store, "alerts_due", "limit_id, next_on, digest")
    sweep(store, LONG_AFTER, CALENDAR)
    assert rows_of(store, "alerts_due", "limit_id, next_on, digest") != stated
    record(store, Noted(on=TODAY), case=case)
    projector(store).catch_up()
    assert sorted(rows_of(store, "alerts_due", "limit_id, next_on, digest")) == sorted(stated)


def indexes(store, like):
    """What the indexes of each table are, by its name without the suffix."""
    with store.working() as connection:
        found = connection.execute(
            "select tablename, substring(indexdef from ' USING .*') from pg_indexes"
            " where schemaname = 'ehcp' and tablename similar to %s",
            (like,),
        ).fetchall()
    return sorted((name.removesuffix("_beside"), what) for name, what in found)


def test_after_a_rebuild_the_tables_have_the_indexes_that_they_had(store):
    record(store, *FINISHED)
    projector(store).catch_up()
    before = [indexes(store, like) for like in ("%", "%_beside")]
    for _ in range(2):
        rebuild(store, Day(TODAY, CALENDAR))
        assert [indexes(store, like) for like in ("%", "%_beside")] == before
