"""The lines of the caseload: whom a case waits for, and the last contact: found, and in order."""

from datetime import date

from ehcp.application.rights import EVERY_CASE
from ehcp.domain.events.notice import NoticeSent
from ehcp.law.recipients import Addressee
from ehcp.projections import past, queries
from ehcp.projections.queries.caseload import Order
from tests.domain.ordinary_case import ASSESSED, FINISHED, REFUSED, UNDECIDED
from tests.projections.comparing import assert_equal_to_a_rebuild
from tests.projections.histories import CALENDAR, TODAY, A, B, projector, record


def three(store):
    """One is being assessed, one was refused, one has its plan."""
    cases = [record(store, *events) for events in (ASSESSED, [*UNDECIDED, REFUSED], FINISHED)]
    projector(store).catch_up()
    return cases


def ids(store, today=TODAY, **asked):
    return [
        row.case_id for row in queries.caseload(store, A, today, access=EVERY_CASE, **asked).items
    ]


def test_cases_are_found_by_whom_they_wait_for(store):
    assessed, refused, finished = three(store)
    assert ids(store, waiting_on="adviser") == [assessed]
    assert set(ids(store, waiting_on="authority")) >= {assessed, finished}
    assert ids(store, waiting_on="tribunal") == []
    (row,) = queries.caseload(store, A, TODAY, waiting_on="adviser", access=EVERY_CASE).items
    assert {wait.from_body for wait in row.waits if wait.who == "adviser"} >= {"Elm Primary"}
    assert queries.caseload(store, B, TODAY, waiting_on="adviser", access=EVERY_CASE).items == ()
    assert refused in ids(store)


def test_a_time_that_runs_out_is_awaited_no_day_longer_though_nothing_is_written(store):
    """Two months from 3 February 2025 are up on 3 April."""
    _, refused, _ = three(store)
    assert refused in ids(store, date(2025, 4, 3), waiting_on="family")
    assert refused not in ids(store, date(2025, 4, 4), waiting_on="family")
    (row,) = [
        row
        for row in queries.caseload(store, A, date(2025, 4, 4), access=EVERY_CASE).items
        if row.case_id == refused
    ]
    assert "family" not in {wait.who for wait in row.waits}


def test_the_longest_without_contact_come_first_page_by_page(store):
    assessed, refused, finished = three(store)
    letter = NoticeSent(on=date(2026, 11, 2), to=Addressee.FAMILY)
    record(store, letter, case=refused)
    projector(store).catch_up()
    first = queries.caseload(store, A, TODAY, order=Order.LAST_CONTACT, size=2, access=EVERY_CASE)
    rest = queries.caseload(
        store, A, TODAY, order=Order.LAST_CONTACT, after=first.next, access=EVERY_CASE
    )
    found = [*first.items, *rest.items]
    assert [row.case_id for row in found] == [assessed, finished, refused]
    days = [row.last_contact_on for row in found if row.last_contact_on is not None]
    assert len(days) == len(found)
    assert days == sorted(days)
    assert (found[-1].last_contact, found[-1].last_contact_way) == ("notice-sent", "to-family")
    assert set(ids(store, no_contact_since=date(2026, 11, 2))) == {assessed, finished}
    assert set(ids(store, no_contact_since=date(2026, 11, 3))) == {assessed, finished, refused}


def test_lines_are_those_of_a_rebuild_and_of_the_folded_past(store):
    three(store)
    assert_equal_to_a_rebuild(store)
    then = past.Then(TODAY, None, CALENDAR)
    for asked in ({}, {"waiting_on": "authority"}, {"no_contact_since": date(2025, 3, 1)}):
        live = queries.caseload(store, A, TODAY, access=EVERY_CASE, **asked).items
        stood = past.caseload_then(store, A, then, size=50, access=EVERY_CASE, **asked).items
        assert {row.case_id: row for row in stood} == {row.case_id: row for row in live}
