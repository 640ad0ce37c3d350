from datetime import date

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.projections import queries
from ehcp.projections.positions import position, wait_for
from tests.projections.histories import OPENED, REQUESTED, A, B, projector, record


def test_a_request_is_in_the_caseload_with_its_first_binding_day(store):
    case = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    (row,) = queries.caseload(store, A, date(2026, 11, 12), access=EVERY_CASE).items
    assert (row.case_id, row.child_name, row.officer) == (case, "Ada Example", "O. Fficer")
    assert (row.stage, row.version, row.overdue) == ("request", 2, 0)
    assert (row.next_due, row.next_limit) == (date(2026, 11, 12), "assessment-decision-notify")
    (row,) = queries.caseload(store, A, date(2026, 11, 13), access=EVERY_CASE).items
    assert row.overdue == 1


def test_another_authority_sees_nothing_of_it(store):
    record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    assert queries.caseload(store, B, date(2026, 11, 12), access=EVERY_CASE).items == ()


def test_a_deadline_stands_otherwise_on_each_day_though_nothing_is_written(store):
    record(store, OPENED, REQUESTED)
    projector(store).catch_up()

    def standing(day):
        limit = "assessment-decision-notify"
        (row,) = queries.deadlines(store, A, day, limit=limit, access=EVERY_CASE).items
        return row.status, row.late_least, row.late_most

    assert standing(date(2026, 11, 12)) == ("not-due", None, None)
    assert standing(date(2026, 11, 13)) == ("outstanding", 1, 1)
    assert standing(date(2026, 11, 30)) == ("outstanding", 18, 18)


def test_a_later_event_restates_the_case(store):
    case = record(store, OPENED, REQUESTED)
    projector(store).catch_up()
    record(store, AssessmentAgreed(on=date(2026, 11, 9)), case=case)
    assert projector(store).catch_up() == 3
    (row,) = queries.caseload(store, A, date(2026, 11, 13), access=EVERY_CASE).items
    assert (row.stage, row.overdue, row.next_due) == ("assessment", 0, date(2027, 1, 21))


def test_a_reader_can_wait_for_its_own_write(store):
    record(store, OPENED, REQUESTED)
    assert not wait_for(store, 2, timeout=0.02)
    projector(store).catch_up()
    assert wait_for(store, 2, timeout=0.02)
    assert position(store) == 2
