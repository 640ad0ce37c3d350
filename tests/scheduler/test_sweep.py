import time
from collections import Counter
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest

from ehcp.application.cases import Asked
from ehcp.application.deciding.alerts import Alerts, NoSuchAlert
from ehcp.application.rights import EVERY_CASE
from ehcp.domain.entry import Source
from ehcp.domain.events.record import EntryCorrected, ExceptionClaimed
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.when import Span
from ehcp.projections import queries
from ehcp.scheduler import sweep as module
from ehcp.scheduler.sweep import sweep
from ehcp.store.cases import Store
from tests.projections.histories import CALENDAR, OFFICER, A, B, projector, record, rows_of
from tests.scale import scaled
from tests.scheduler.killing import killed

DECIDE = "assessment-decision-notify"
# Six weeks from Monday 4 October 2038 end on Monday 15 November; long after any test runs,
# so that every stage lies after the recording.
REQUESTED = AssessmentRequested(on=date(2038, 10, 4))
DUE = date(2038, 11, 15)


def raised(store, authority=A, **asked):
    found = queries.alerts(store, authority, size=500, access=EVERY_CASE, **asked).items
    return [(alert.stage, alert.raised_on) for alert in reversed(found)]


def swept(store, today):
    projector(store, today).catch_up()
    count = sweep(store, today, CALENDAR).raised
    projector(store, today).catch_up()
    return count


def each_day(store, first, last, limit=DECIDE):
    day = first
    while day <= last:
        sweep(store, day, CALENDAR)
        day += timedelta(days=1)
    projector(store, last).catch_up()
    return raised(store, limit=limit)


def by_day(stage):
    return stage[1], stage[0]


def test_each_stage_is_raised_on_its_day(store):
    record(store, REQUESTED)
    projector(store, REQUESTED.on).catch_up()
    assert sorted(each_day(store, date(2038, 10, 4), date(2038, 11, 30)), key=by_day) == [
        ("28", date(2038, 10, 18)),
        ("14", date(2038, 11, 1)),
        ("7", date(2038, 11, 8)),
        ("1", date(2038, 11, 12)),  # the day before is a Sunday: on the Friday
        ("3", date(2038, 11, 12)),
        ("0", date(2038, 11, 15)),
        ("overdue-1", date(2038, 11, 16)),
        ("overdue-2", date(2038, 11, 23)),
        ("overdue-3", date(2038, 11, 30)),
    ]


def test_a_sweep_sent_twice_raises_nothing_twice(store):
    record(store, REQUESTED)
    assert swept(store, date(2038, 11, 1)) == 2
    assert swept(store, date(2038, 11, 1)) == 0


def test_a_case_that_is_restated_is_not_alerted_again(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 11, 1))
    record(store, ExceptionClaimed(on=date(2038, 11, 1)), case=case)
    assert swept(store, date(2038, 11, 1)) == 0
    assert len(raised(store, limit=DECIDE)) == 2


def test_three_days_without_a_sweep_are_caught_up(store):
    record(store, REQUESTED)
    swept(store, date(2038, 11, 11))
    assert raised(store, limit=DECIDE)[-1] == ("7", date(2038, 11, 11))
    swept(store, date(2038, 11, 16))
    assert sorted(raised(store, limit=DECIDE)[3:]) == [
        ("0", date(2038, 11, 16)),
        ("1", date(2038, 11, 16)),
        ("3", date(2038, 11, 16)),
        ("overdue-1", date(2038, 11, 16)),
    ]


def test_an_alert_keeps_the_version_of_the_law_and_the_due_day_it_was_raised_on(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 10, 18))
    (alert,) = queries.alerts_of(store, A, case)
    assert (alert.limit, alert.due, alert.stage, alert.stage_on) == (
        DECIDE,
        DUE,
        "28",
        date(2038, 10, 18),
    )
    assert "reg 5(1)" in alert.source
    assert rows_of(store, "alerts", "law_since") == [(date(2014, 9, 1),)]


def test_an_alert_ends_by_itself_when_the_duty_is_done(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 11, 16))
    assert [alert.ended for alert in queries.alerts_of(store, A, case)] == [False] * 7
    record(store, AssessmentAgreed(on=date(2038, 11, 16)), case=case)
    swept(store, date(2038, 11, 16))
    ended = queries.alerts(store, A, limit=DECIDE, ended=True, access=EVERY_CASE).items
    assert len(ended) == 7
    assert queries.alerts(store, A, limit=DECIDE, ended=False, access=EVERY_CASE).items == ()
    assert each_day(store, date(2038, 11, 17), date(2038, 11, 30))[7:] == []


def test_a_due_day_that_moves_is_alerted_anew_and_the_old_alert_ends(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 10, 18))
    record(
        store,
        AssessmentRequested(on=date(2038, 10, 1)),  # due on 12 November
        EntryCorrected(on=date(2038, 10, 18), entry=1, stands_in=2),
        case=case,
    )
    swept(store, date(2038, 10, 18))
    alerts = {
        (a.due, a.stage, a.ended)
        for a in queries.alerts(store, A, limit=DECIDE, access=EVERY_CASE).items
    }
    assert alerts == {(DUE, "28", True), (date(2038, 11, 12), "28", False)}


def test_a_history_taken_over_late_has_only_its_latest_stage_raised(store):
    record(
        store, AssessmentRequested(on=date(2023, 1, 9)), source=Source.IMPORT, known_from=[None]
    )
    today = date.today()  # noqa: DTZ011 - the database's clock says when it was recorded
    projector(store, today).catch_up()
    assert sweep(store, today, CALENDAR).raised == 3  # one for each of the three limits
    projector(store, today).catch_up()
    stages = [stage for stage, _ in raised(store)]
    assert all(stage.startswith("overdue-") for stage in stages)


def test_an_excused_limit_is_prompted_weekly(store):
    claim = ExceptionClaimed(
        on=date(2038, 10, 5), ground="exceptional-personal-circumstances", accepted=True
    )
    record(store, REQUESTED, claim)
    projector(store, claim.on).catch_up()
    assert each_day(store, date(2038, 11, 15), date(2038, 11, 30))[-3:] == [
        ("excused-1", date(2038, 11, 16)),
        ("excused-2", date(2038, 11, 23)),
        ("excused-3", date(2038, 11, 30)),
    ]


def test_a_span_is_alerted_by_its_first_day(store):
    record(store, AssessmentRequested(on=Span(date(2038, 10, 4), date(2038, 10, 30))))
    swept(store, date(2038, 11, 16))
    assert "overdue-1" in [stage for stage, _ in raised(store, limit=DECIDE)]


def many(store, number):
    for n in range(number):
        record(store, REQUESTED, authority=A if n % 2 else B)
    projector(store, REQUESTED.on).catch_up()


def every_alert_once(store, number):
    with store.working() as connection:
        (total,) = connection.execute(
            "select count(*) from ehcp.events where name = 'AlertRaised'"
        ).fetchone()
        (streams,) = connection.execute(
            "select count(distinct stream) from ehcp.events where name = 'AlertRaised'"
        ).fetchone()
    projector(store, DUE).catch_up()
    found = Counter(rows_of(store, "alerts", "case_id, limit_id, stage"))
    assert total == streams == len(found) == sum(found.values())
    on_time = Counter((limit, stage) for _, limit, stage in found)
    for stage in ("28", "14", "7", "3", "1", "0", "overdue-1", "overdue-2"):
        assert on_time[DECIDE, stage] == number


def test_three_sweepers_at_once_raise_every_alert_once(store, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 7)
    many(store, 60)
    ready = Barrier(3)

    def run():
        ready.wait()
        sweep(store, date(2038, 11, 23), CALENDAR)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every_alert_once(store, 60)


def _sweep_slowly(url):
    module.AT_ONCE = 1
    with Store(url) as store:
        whole = module._move_on  # noqa: SLF001 - the moment between alert and next day

        def slow(*arguments):
            time.sleep(0.005)
            whole(*arguments)
            time.sleep(0.005)

        module._move_on = slow  # noqa: SLF001
        sweep(store, date(2038, 11, 23), CALENDAR)


@pytest.mark.timeout(900)
def test_killed_again_and_again_a_sweep_loses_no_alert_and_doubles_none(
    store, database_url, figure
):
    times = scaled(100, few=20)
    cases = 150 * times // 20
    many(store, cases)
    list(killed(_sweep_slowly, database_url, times=times, between=(0.02, 0.12)))
    waiting = rows_of(store, "alerts_due", "count(*)", "next_on <= '2038-11-23'")
    sweep(store, date(2038, 11, 23), CALENDAR)
    assert waiting > [(0,)], "the last sweep had nothing to do"
    every_alert_once(store, cases)
    figure(f"sweep killed {times} times: of {cases} cases every alert once", "0 lost, 0 doubled")


def asked():
    return Asked(by=OFFICER, command_id=uuid4())


def test_an_alert_is_acknowledged_assigned_and_escalated(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 10, 18))
    (alert,) = queries.alerts_of(store, A, case)
    alerts = Alerts(store, lambda: date(2038, 10, 19))
    alerts.acknowledge(A, alert.id, asked())
    alerts.assign(A, alert.id, "c.olleague", asked())
    done = alerts.escalate(A, alert.id, "m.anager", asked(), reasons="Nobody answers.")
    projector(store, DUE).catch_up()
    found = queries.alert(store, A, alert.id, access=EVERY_CASE)
    assert found is not None
    assert found.version == done.version == 4
    assert (found.acknowledged_by, found.assigned_to, found.escalated_to) == (
        "o.fficer",
        "c.olleague",
        "m.anager",
    )
    assert queries.alerts(store, A, officer="m.anager", access=EVERY_CASE).items == (found,)


def test_an_act_sent_again_has_one_effect(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 10, 18))
    (alert,) = queries.alerts_of(store, A, case)
    again = asked()
    first = Alerts(store, lambda: date(2038, 10, 19)).acknowledge(A, alert.id, again)
    second = Alerts(store, lambda: date(2038, 10, 20)).acknowledge(A, alert.id, again)
    assert (first.version, second.version, second.replayed) == (2, 2, True)


def test_another_authority_has_no_such_alert_and_nor_is_a_case_one(store):
    case = record(store, REQUESTED)
    swept(store, date(2038, 10, 18))
    (alert,) = queries.alerts_of(store, A, case)
    assert queries.alert(store, B, alert.id, access=EVERY_CASE) is None
    for authority, stream in ((B, alert.id), (A, case), (A, uuid4())):
        with pytest.raises(NoSuchAlert):
            Alerts(store, lambda: DUE).acknowledge(authority, stream, asked())
