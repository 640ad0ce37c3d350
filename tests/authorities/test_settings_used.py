"""The settings of an authority count: in its deadlines, its alerts, and for nobody else."""

from datetime import date
from uuid import uuid4

import pytest

from ehcp.application.cases import Asked, Cases
from ehcp.application.keeping.authorities import Authorities, SettingsChange
from ehcp.application.rights import EVERY_CASE
from ehcp.domain.authority import stream_of
from ehcp.domain.events.authority import AlertRecipients, AlertsOf, FollowedReading
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import Phase, PhaseTransferDue
from ehcp.projections import queries
from ehcp.projections.day import Day
from ehcp.projections.rebuild import rebuild
from ehcp.scheduler.work import sweep_once
from tests.authorities.conftest import OPERATOR
from tests.projections.histories import CALENDAR, A, B, projector, record, rows_of
from tests.scheduler.test_sweep import DUE, REQUESTED

TRANSFER = "phase-transfer-15-feb"
MOVES_UP = (
    FinalPlanIssued(on=date(2038, 3, 1)),
    PhaseTransferDue(on=date(2039, 9, 1), phase=Phase.OTHER),
)
FEBRUARY = date(2039, 1, 10)


@pytest.fixture
def authorities(store):
    found = Authorities(store, lambda: date(2026, 11, 22))
    for code in (A, B):
        found.add(code, code, "default", Asked(by=OPERATOR, command_id=uuid4()))
    return found


def change(authorities, code=A, **settings):
    authorities.change(code, SettingsChange(**settings), Asked(by=OPERATOR, command_id=uuid4()))


def by(reading):
    return (FollowedReading(point=TRANSFER, reading=reading),)


def kept(store):
    return (
        sorted(rows_of(store, "deadlines", "id, reading, due_first, due_last, settled")),
        rows_of(store, "authorities"),
        rows_of(store, "alerts_due", "limit_id, next_on"),
    )


def due(store, code):
    found = queries.deadlines(store, code, FEBRUARY, limit=TRANSFER, access=EVERY_CASE).items
    return [each.due_last for each in found]


def test_a_reading_that_is_chosen_restates_the_cases_of_that_authority_alone(store, authorities):
    for code in (A, B):
        record(store, *MOVES_UP, authority=code)
    worker = projector(store, FEBRUARY)
    worker.catch_up()
    assert (due(store, A), due(store, B)) == ([date(2039, 2, 14)], [date(2039, 2, 14)])
    change(authorities, readings=by("by"))
    worker.catch_up()
    assert worker.restate_turned() == 1
    assert (due(store, A), due(store, B)) == ([date(2039, 2, 15)], [date(2039, 2, 14)])
    assert worker.restate_turned() == 0


def test_what_changes_no_day_restates_nothing(store, authorities):
    record(store, *MOVES_UP)
    worker = projector(store, FEBRUARY)
    worker.catch_up()
    change(authorities, name="Another Name")
    worker.catch_up()
    assert worker.restate_turned() == 0


def test_a_case_recorded_later_and_a_rebuild_count_in_the_same_way(store, authorities):
    change(authorities, readings=by("by"))
    record(store, *MOVES_UP)
    projector(store, FEBRUARY).catch_up()
    assert due(store, A) == [date(2039, 2, 15)]
    live = kept(store)
    rebuild(store, Day(FEBRUARY, CALENDAR))
    assert kept(store) == live


def test_one_case_that_is_asked_about_counts_in_the_same_way(store, authorities):
    assert Cases(store, lambda: FEBRUARY).follows(A) == frozenset()
    change(authorities, readings=by("by"))
    assert Cases(store, lambda: FEBRUARY).follows(A) == {(TRANSFER, "by")}


def test_alerts_come_on_the_days_that_the_authority_chose(store, authorities):
    case = record(store, REQUESTED)
    change(authorities, days_before=(21, 0))
    for day in (date(2038, 10, 18), date(2038, 10, 25), date(2038, 11, 14), DUE):
        sweep_once(store, day)
    raised = {a.stage: a.raised_on for a in queries.alerts_of(store, A, case)}
    assert raised == {"21": date(2038, 10, 25), "0": DUE}


def test_stages_that_are_chosen_later_hold_for_the_cases_that_are_there(store, authorities):
    case = record(store, REQUESTED)
    sweep_once(store, date(2038, 10, 4))
    change(authorities, days_before=(35, 28))
    assert sweep_once(store, date(2038, 10, 11)).raised == 1
    assert [alert.stage for alert in queries.alerts_of(store, A, case)] == ["35"]


def test_an_alert_says_who_was_to_be_told_when_it_was_raised(store, authorities):
    ours, theirs = record(store, REQUESTED), record(store, REQUESTED, authority=B)
    sweep_once(store, date(2038, 10, 18))
    recipients = (
        AlertRecipients(of=AlertsOf.BEFORE, to=("officer", "person:b.owusu")),
        AlertRecipients(of=AlertsOf.OVERDUE, to=("send-manager",)),
        AlertRecipients(of=AlertsOf.EXCUSED, to=("officer",)),
    )
    change(authorities, recipients=recipients)
    sweep_once(store, date(2038, 11, 16))
    told = {alert.stage: alert.told for alert in queries.alerts_of(store, A, ours)}
    assert tuple(told["28"]) == ("officer",)
    assert tuple(told["14"]) == ("officer", "person:b.owusu")
    assert tuple(told["overdue-1"]) == ("send-manager",)
    others = {alert.stage: alert.told for alert in queries.alerts_of(store, B, theirs)}
    assert tuple(others["overdue-1"]) == ("officer", "send-manager")


@pytest.mark.usefixtures("authorities")
def test_settings_that_cannot_be_read_are_parked_and_the_cases_go_on(store):
    with store.pools.web.connection() as connection:
        connection.execute(
            "select ehcp.add(%s, %s, 1, '{UnheardOf}', '{1}', array['x'::bytea], %s, 'x')",
            (A, stream_of(A), uuid4()),
        )
    record(store, *MOVES_UP)
    projector(store, FEBRUARY).catch_up()
    assert due(store, A) == [date(2039, 2, 14)]
    assert rows_of(store, "parked", "projection") == [("authorities",)]
