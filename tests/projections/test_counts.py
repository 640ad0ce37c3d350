"""How many cases and duties an authority has, against its cases and duties one by one."""

from collections import Counter
from datetime import date, timedelta

import psycopg

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.opening import Officer, OfficerAssigned
from ehcp.domain.events.record import Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.when import Span
from ehcp.projections import MIGRATIONS, queries
from ehcp.projections.queries import OfficerCount, StageCount
from ehcp.store.cases import Store
from tests.domain.ordinary_case import FINISHED
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import OPENED, REQUESTED, TODAY, A, B, projector, record, rows_of
from tests.projections.test_projector import damage, some_cases

DAYS = [TODAY + timedelta(days=n) for n in (-40, 0, 3, 30, 200, 3000)]


def assert_counted(store, authority):
    """Compare with the caseload, which looks at each case."""
    for today in DAYS:
        for within in (0, 14, 90):
            found = queries.counts(store, authority, today, due_within=within)
            cases = queries.caseload(store, authority, today, size=500, access=EVERY_CASE).items
            due = queries.deadlines(
                store, authority, today, due_within=within, size=500, access=EVERY_CASE
            ).items
            assert found.cases == len(cases)
            assert found.overdue == sum(case.overdue for case in cases)
            assert found.due == sum(row.drives and row.binds and row.open for row in due)
    stages = Counter(case.stage for case in cases)
    assert {each.stage: each.cases for each in found.stages} == stages
    officers = Counter((case.officer, case.officer_subject) for case in cases)
    assert {(o.officer, o.officer_subject): o.cases for o in found.officers} == officers


def test_the_counts_are_those_of_the_cases_after_every_batch_and_after_a_rebuild(store):
    cases = some_cases(store, 20)
    record(store, *FINISHED)
    record(store, AssessmentRequested(on=date(2026, 1, 5)))
    record(store, AssessmentRequested(on=Span()))
    worker = projector(store, batch=9)
    while worker.step().value == "worked":
        for authority in (A, B):
            assert_counted(store, authority)
    assert queries.counts(store, A, DAYS[-1]).overdue > 0
    assert_equal_to_a_rebuild(store)
    for n, case in enumerate(cases[::3]):
        authority = (A, B)[(n * 3 + 1) % 2]
        record(store, AssessmentAgreed(on=date(2026, 11, 3)), case=case, authority=authority)
    projector(store).catch_up()
    assert_counted(store, A)
    assert_equal_to_a_rebuild(store)


def test_a_case_that_changes_hands_is_counted_with_whoever_has_it(store):
    first, second = record(store, OPENED, REQUESTED), record(store, REQUESTED)
    projector(store).catch_up()
    assert queries.counts(store, A, TODAY).officers == (
        OfficerCount(officer=None, officer_subject=None, cases=1),
        OfficerCount(officer="O. Fficer", officer_subject="o.fficer", cases=1),
    )
    for case in (first, second):
        record(store, OfficerAssigned(on=TODAY, officer=Officer(name="Another")), case=case)
    projector(store).catch_up()
    assert queries.counts(store, A, TODAY).officers == (
        OfficerCount(officer="Another", officer_subject=None, cases=2),
    )
    assert len(rows_of(store, "case_counts")) == 1, "what counts nothing goes"


def test_a_case_that_cannot_be_read_is_counted_as_such(store, database_url):
    case = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    record(store, Noted(on=TODAY), case=case)
    damage(database_url, case, version=3)
    projector(store).catch_up()
    found = queries.counts(store, A, TODAY + timedelta(days=400))
    assert found.stages == (StageCount(stage="parked", cases=1),)
    assert (found.overdue, found.due) == (0, 0), "what is due in it is not known"
    assert_equal_to_a_rebuild(store)


def test_nobody_sees_the_counts_of_another_authority(store):
    record(store, OPENED, REQUESTED, authority=B)
    projector(store).catch_up()
    assert queries.counts(store, A, TODAY).cases == 0
    with store.reading(A) as connection:
        assert connection.execute("select * from ehcp.duty_counts").fetchall() == []


def test_cases_that_were_there_before_the_counts_are_counted(store, database_url):
    some_cases(store, 10)
    projector(store).catch_up()
    counted = [sorted(rows_of(store, table)) for table in ("case_counts", "duty_counts")]
    with psycopg.connect(database_url) as connection:
        for name in ("0110.counts.rollback.sql", "0110.counts.sql"):
            connection.execute((MIGRATIONS / name).read_bytes())
            connection.commit()
    with Store(database_url) as again:
        assert [sorted(rows_of(again, each)) for each in ("case_counts", "duty_counts")] == counted
        assert_equal_to_a_rebuild(again)
