from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from uuid import UUID

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.alerts import Stage, alert_id, next_on, prompts, stages, to_raise
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Entry
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceRequested
from ehcp.domain.events.ceasing import CeaseDecided
from ehcp.domain.events.onward import PermissionToAppealGiven
from ehcp.domain.events.order import Ordered, TribunalOrder
from ehcp.domain.events.placement import ProvisionStopped
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.record import DueDayGiven, EntryCorrected, ExceptionClaimed
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    Route,
)
from ehcp.domain.when import Span
from ehcp.law.counting import DaysBeginningWith
from ehcp.law.time_limit import Kind
from ehcp.law.time_limits import CATALOGUE
from tests.domain.scenario import recorded as recorded_here

CALENDAR = england_and_wales()
CASE = UUID(int=1)
DECIDE = "assessment-decision-notify"
CIRCUMSTANCES = "exceptional-personal-circumstances"


def entries(*events, recorded=date(2026, 10, 1)):
    """The events as recorded at noon of a day; one given with a day of its own, on that."""
    told = [event if isinstance(event, tuple) else (event, recorded) for event in events]
    return tuple(
        Entry(
            place=n,
            event=event,
            recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        )
        for n, (event, day) in enumerate(told, start=1)
    )


def told(*events, on=date(2026, 10, 2), recorded=date(2026, 10, 1)):
    """What is to be alerted in this history, by limit."""
    case = Case(entries(*events, recorded=recorded), as_at=on)
    found = deadlines(case, CALENDAR, on)
    return {prompt.limit: prompt for prompt in prompts(CASE, case, found, CALENDAR)}


def decision(requested, **more):
    return told(AssessmentRequested(on=requested), on=requested, recorded=requested, **more)[
        DECIDE
    ]


def first(number, prompt):
    return [(stage.name, stage.on) for stage in islice(stages(prompt, CALENDAR), number)]


def test_the_stages_before_a_day_and_each_week_after_it():
    assert first(9, decision(date(2026, 10, 1))) == [
        ("28", date(2026, 10, 15)),
        ("14", date(2026, 10, 29)),
        ("7", date(2026, 11, 5)),
        ("3", date(2026, 11, 9)),
        ("1", date(2026, 11, 11)),
        ("0", date(2026, 11, 12)),
        ("overdue-1", date(2026, 11, 13)),
        ("overdue-2", date(2026, 11, 20)),
        ("overdue-3", date(2026, 11, 27)),
    ]


def test_a_stage_on_a_weekend_or_bank_holiday_comes_on_the_working_day_before():
    # due on Monday 28 December 2026, the substitute for Boxing Day
    assert first(8, decision(date(2026, 11, 16))) == [
        ("28", date(2026, 11, 30)),
        ("14", date(2026, 12, 14)),
        ("7", date(2026, 12, 21)),
        ("3", date(2026, 12, 24)),
        ("1", date(2026, 12, 24)),
        ("0", date(2026, 12, 24)),
        ("overdue-1", date(2026, 12, 29)),
        ("overdue-2", date(2027, 1, 5)),
    ]


def test_the_weekly_stages_come_on_whatever_day_it_is():
    # due on Friday 30 October 2026: the day after is a Saturday
    assert first(7, decision(date(2026, 9, 18)))[-1] == ("overdue-1", date(2026, 10, 31))


def test_of_the_stages_past_when_the_start_was_recorded_only_the_latest_is_raised():
    late = replace(decision(date(2026, 10, 1)), since=date(2026, 11, 10))
    assert [s.name for s in to_raise(late, CALENDAR, date(2026, 11, 10))] == ["3"]
    assert [s.name for s in to_raise(late, CALENDAR, date(2026, 11, 12))] == ["3", "1", "0"]
    imported = replace(late, since=date(2026, 12, 25))
    assert [s.name for s in to_raise(imported, CALENDAR, date(2026, 12, 25))] == ["overdue-7"]


def test_before_the_first_stage_nothing_is_raised():
    assert to_raise(decision(date(2026, 10, 1)), CALENDAR, date(2026, 10, 14)) == ()


def test_days_on_which_nobody_swept_are_caught_up():
    prompt = decision(date(2026, 10, 1))
    names = [stage.name for stage in to_raise(prompt, CALENDAR, date(2026, 11, 20))]
    assert names == ["28", "14", "7", "3", "1", "0", "overdue-1", "overdue-2"]


def test_the_next_day_to_look_at_a_duty():
    prompt = decision(date(2026, 10, 1))
    assert next_on(prompt, CALENDAR) == date(2026, 10, 15)
    assert next_on(prompt, CALENDAR, after=date(2026, 10, 15)) == date(2026, 10, 29)
    assert next_on(prompt, CALENDAR, after=date(2026, 11, 20)) == date(2026, 11, 27)
    late = replace(prompt, since=date(2026, 11, 10))
    assert next_on(late, CALENDAR) == date(2026, 11, 9)


def test_every_day_looked_at_or_not_the_same_stages_are_raised():
    prompt = replace(decision(date(2026, 10, 1)), since=date(2026, 10, 20))
    day, raised = next_on(prompt, CALENDAR), list[Stage]()
    while day is not None and day <= date(2027, 1, 1):
        raised += [s for s in to_raise(prompt, CALENDAR, day) if s not in raised]
        day = next_on(prompt, CALENDAR, after=day)
    assert tuple(raised) == to_raise(prompt, CALENDAR, date(2027, 1, 1))


def test_a_span_counts_by_its_first_day():
    prompt = told(AssessmentRequested(on=Span(date(2026, 10, 1), date(2026, 10, 20))))[DECIDE]
    assert prompt.due == date(2026, 11, 12)


def test_an_excused_limit_is_prompted_weekly():
    request = AssessmentRequested(on=date(2026, 10, 1))
    claim = ExceptionClaimed(on=date(2026, 10, 2), ground=CIRCUMSTANCES, accepted=True)
    prompt = told(request, claim)[DECIDE]
    assert prompt.excused
    assert first(8, prompt)[5:] == [
        ("0", date(2026, 11, 12)),
        ("excused-1", date(2026, 11, 13)),
        ("excused-2", date(2026, 11, 20)),
    ]


def test_what_went_before_a_claim_is_not_told_again_as_excused():
    claim = ExceptionClaimed(on=date(2026, 10, 2), ground=CIRCUMSTANCES, accepted=True)
    request = AssessmentRequested(on=date(2026, 10, 1))
    prompt = told(request, (claim, date(2026, 12, 1)), on=date(2026, 12, 1))[DECIDE]
    assert prompt.since == date(2026, 12, 1)
    assert [s.name for s in to_raise(prompt, CALENDAR, date(2026, 12, 4))] == [
        "excused-3",
        "excused-4",
    ]


def named_on(day, *events):
    """What must have been raised of the one duty of a case by the end of a day."""
    (prompt,) = told(*events, on=day).values()
    return [stage.name for stage in to_raise(prompt, CALENDAR, day)]


def test_what_went_before_an_excuse_that_has_ended_is_not_told_again_as_overdue():
    stopped = ProvisionStopped(on=date(2026, 1, 5))
    claim = ExceptionClaimed(
        on=date(2026, 1, 12),
        ground="suitable-alternative-arrangements",
        accepted=True,
        since=date(2026, 1, 5),
        until=date(2026, 2, 20),
    )
    given = (stopped, date(2026, 1, 5)), (claim, date(2026, 1, 12))
    assert named_on(date(2026, 2, 21), *given)[-1] == "excused-7"
    assert named_on(date(2026, 2, 22), *given) == ["overdue-7"]
    assert named_on(date(2026, 3, 3), *given) == ["overdue-7", "overdue-8", "overdue-9"]


def test_nor_as_excused_what_went_before_a_cause_had_lasted_long_enough():
    claim = ExceptionClaimed(
        on=date(2026, 11, 9),
        ground="absent-from-area-4-weeks",
        accepted=True,
        since=date(2026, 11, 9),
    )
    given = AssessmentRequested(on=date(2026, 10, 1)), (claim, date(2026, 11, 9))

    def of_the_decision(day):
        prompt = told(*given, on=day)[DECIDE]
        return [stage.name for stage in to_raise(prompt, CALENDAR, day)]

    assert of_the_decision(date(2026, 12, 5))[-2:] == ["overdue-3", "overdue-4"]
    assert of_the_decision(date(2026, 12, 6)) == ["excused-4"]
    assert of_the_decision(date(2026, 12, 11)) == ["excused-4", "excused-5"]


def test_the_familys_own_window_raises_none():
    refused = AssessmentRefused(on=date(2026, 10, 1))
    lodged = TribunalAppealLodged(on=date(2027, 3, 1))
    limits = told(AssessmentRequested(on=date(2026, 9, 1)), refused, lodged)
    assert "appeal-window-decision" not in limits


def test_the_end_of_a_time_within_which_nothing_need_be_done_raises_none():
    case = recorded_here(FinalPlanIssued(on=date(2026, 9, 1))).seen(as_at=date(2026, 10, 2))
    found = deadlines(case, CALENDAR, date(2026, 10, 2))
    assert "assessment-six-month-bar" in {deadline.limit.id for deadline in found}
    alerted = {prompt.limit for prompt in prompts(CASE, case, found, CALENDAR)}
    assert "assessment-six-month-bar" not in alerted


@pytest.mark.parametrize("bar", ["assessment-six-month-bar", "reassessment-six-month-bar"])
def test_a_bar_raises_none_however_its_day_is_known(bar):
    assert bar not in told(DueDayGiven(on=date(2026, 11, 12), limits=(bar,)))


NOBODY_IS_LATE = [
    limit.id
    for limit in CATALOGUE.values()
    if limit.kind in (Kind.WINDOW, Kind.MILESTONE) or limit.owed_by in ("any-party", "system")
]


@pytest.mark.parametrize("limit", NOBODY_IS_LATE)
def test_nobody_is_late_for_what_a_party_may_do_or_what_comes_of_itself(limit):
    prompt = told(DueDayGiven(on=date(2026, 11, 12), limits=(limit,))).get(limit)
    assert prompt is None or not prompt.falls_overdue


def test_a_window_of_the_authoritys_is_told_before_it_closes_and_not_after():
    limit = "age-25-end-of-academic-year"
    prompt = told(DueDayGiven(on=date(2026, 11, 12), limits=(limit,)))[limit]
    assert [name for name, _ in first(7, prompt)] == ["28", "14", "7", "3", "1", "0"]


def test_the_notice_of_appeal_to_the_upper_tribunal_is_a_partys_and_never_overdue():
    limit = "appeal-upper-tribunal-notice"
    assert limit in NOBODY_IS_LATE
    prompt = told(PermissionToAppealGiven(on=date(2026, 10, 1)))[limit]
    assert first(7, prompt)[-1] == ("0", date(2026, 10, 30))


def test_advice_that_nobody_has_verified_raises_none():
    order = TribunalOrder(on=date(2026, 10, 1), ordered=Ordered.REMIT)
    assert "order-remit" not in told(order)


def test_what_others_owe_is_alerted_too_so_that_they_can_be_chased():
    prompt = told(AdviceRequested(on=date(2026, 10, 1)))["advice-response"]
    assert (prompt.owed_by, prompt.due) == ("body-asked-for-advice", date(2026, 11, 12))


def test_nobody_is_late_when_a_least_period_is_over():
    prompt = told(FinalPlanIssued(on=date(2026, 9, 1)), CeaseDecided(on=date(2026, 10, 1)))
    names = [stage.name for stage in stages(prompt["cease-not-before"], CALENDAR)]
    assert names == ["28", "14", "7", "3", "1", "0"]


def test_only_the_reading_that_drives_is_alerted():
    limits = told(
        AssessmentRequested(on=date(2026, 1, 5)),
        AssessmentRefused(on=date(2026, 2, 9)),
        AssessmentAgreed(on=date(2026, 4, 1), route=Route.OWN_DECISION),
        on=date(2026, 4, 2),
    )
    assert "final-plan-20-weeks" in limits
    assert "order-assess-final-plan" not in limits


def test_a_cautious_reading_of_the_law_warns_earlier_and_moves_no_due_day():
    requested = date(2026, 10, 1)
    case = Case(entries(AssessmentRequested(on=requested)), as_at=requested)
    (found,) = [d for d in deadlines(case, CALENDAR, requested) if d.limit.id == DECIDE]
    cautious = replace(found.version, cautious=DaysBeginningWith(42))
    (prompt,) = prompts(CASE, case, [replace(found, version=cautious)], CALENDAR)
    assert (prompt.warn_by, prompt.due) == (date(2026, 11, 11), date(2026, 11, 12))
    assert first(7, prompt)[5:] == [
        ("0", date(2026, 11, 11)),
        ("overdue-1", date(2026, 11, 13)),
    ]


def test_a_due_day_that_a_correction_moves_is_known_from_the_correction():
    wrong = AssessmentRequested(on=date(2026, 10, 1))
    right = (AssessmentRequested(on=date(2026, 9, 21)), date(2026, 10, 30))
    why = (EntryCorrected(on=date(2026, 10, 30), entry=1, stands_in=2), date(2026, 10, 30))
    prompt = told(wrong, right, why, on=date(2026, 10, 30))[DECIDE]
    assert (prompt.started_by, prompt.due) == (2, date(2026, 11, 2))
    assert prompt.since == date(2026, 10, 30)
    assert [s.name for s in to_raise(prompt, CALENDAR, date(2026, 10, 30))] == ["1"]


def test_an_alert_is_known_by_what_it_is_about():
    prompt = decision(date(2026, 10, 1))
    one = alert_id("E10000001", prompt, "7")
    assert one == alert_id("E10000001", replace(prompt, since=date(2026, 11, 1)), "7")
    others = {
        alert_id("E10000002", prompt, "7"),
        alert_id("E10000001", prompt, "3"),
        alert_id("E10000001", replace(prompt, due=date(2026, 11, 13)), "7"),
        alert_id("E10000001", replace(prompt, started_by=2), "7"),
        alert_id("E10000001", replace(prompt, limit="final-plan-20-weeks"), "7"),
        alert_id("E10000001", replace(prompt, case=UUID(int=2)), "7"),
    }
    assert len(others | {one}) == 7


@pytest.mark.parametrize("due", [date(2026, 11, 12) + timedelta(days=n) for n in range(60)])
def test_the_stages_come_in_order_whatever_day_it_is_due(due):
    prompt = replace(decision(date(2026, 10, 1)), due=due, warn_by=due)
    days = [day for _, day in first(10, prompt)]
    assert days == sorted(days)
    assert all(CALENDAR.is_working_day(day) for day in days[:6])


def test_a_day_that_was_only_given_is_alerted():
    given = DueDayGiven(on=date(2026, 11, 12), limits=("final-plan-20-weeks",))
    assert told(given)["final-plan-20-weeks"].due == date(2026, 11, 12)
