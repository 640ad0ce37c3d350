"""What a row says of every later day, against the law's own answer on that day."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Source
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.order import Ordered, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.plan import DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.request import AssessmentRequested
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
)
from ehcp.domain.when import Span
from ehcp.projections.day import Day
from ehcp.projections.restate import CASES, restated
from tests.projections.drawn import histories, sources
from tests.projections.histories import CALENDAR, A

CASE = UUID(int=1)
STANDING = """
    select ehcp.standing(settled, when_over, due_first, due_last, today),
        ehcp.least_late(open, late_least, when_over, due_first, due_last, today),
        ehcp.most_late(open, late_most, late_runs, when_over, due_first, due_last, today)
    from unnest(
        %s::text[], %s::text[], %s::date[], %s::date[], %s::boolean[], %s::int[], %s::int[],
        %s::boolean[], %s::date[]
    ) with ordinality r (
        settled, when_over, due_first, due_last, open, late_least, late_most, late_runs, today, n
    ) order by n
"""
FIELDS = (
    "settled",
    "when_over",
    "due_first",
    "due_last",
    "open",
    "late_least",
    "late_most",
    "late_runs",
)
QUICK = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def stated(case, today):
    return restated(CASES, A, CASE, case.entries, Day(today, CALENDAR))


def later_days(rows, today):
    """Days on which the rows still hold: the next ones, those around a due day, and far ones."""
    (caseload,) = rows["caseload"]
    dues = {day for row in rows["deadlines"] for day in (row.due_first, row.due_last) if day}
    near = {today + timedelta(days=n) for n in (0, 1, 2, 10, 45, 400)}
    near |= {day + timedelta(days=n) for day in dues for n in (0, 1) if day.year < 2040}
    until = caseload.restate_on or date.max
    return sorted(day for day in near if today <= day < until)


@QUICK
@given(histories, sources, st.integers(0, 700))
def test_a_row_stands_on_each_later_day_as_the_law_says(store, events, source, ahead):
    today = date(2024, 1, 1) + timedelta(days=ahead)
    case = Case().then(*events, source=source)
    rows = stated(case, today)
    days = later_days(rows, today)
    asked = [(row, day) for day in days for row in rows["deadlines"]]
    columns = [[getattr(row, field) for row, _ in asked] for field in FIELDS]
    with store.reading(A) as connection:
        answers = connection.execute(STANDING, (*columns, [day for _, day in asked])).fetchall()
    expected = []
    for day in days:
        for deadline in deadlines(case, CALENDAR, day):
            late = deadline.late_by_days or (None, None)
            expected.append((deadline.status, *late))
    assert answers == expected


@QUICK
@given(histories, sources, st.integers(0, 700), st.lists(st.integers(2, 500), max_size=2))
def test_until_the_day_it_turns_a_case_has_the_same_rows_whenever_it_is_restated(
    events, source, ahead, further
):
    today = date(2024, 1, 1) + timedelta(days=ahead)
    case = Case().then(*events, source=source)
    rows = stated(case, today)
    (caseload,) = rows["caseload"]
    until = caseload.restate_on or date.max
    days = [today + timedelta(days=n) for n in (1, *further)]
    for later in {min(day, until - timedelta(days=1)) for day in days}:
        assert stated(case, later) == rows


def test_a_case_is_restated_on_the_day_the_limit_of_the_25th_birthday_begins_to_show():
    child = Child(name="Ben Hill", date_of_birth=date(2002, 3, 1))
    opened = CaseOpened(on=date(2025, 1, 6), child=child)
    case = Case().then(opened, FinalPlanIssued(on=date(2025, 5, 12)), source=Source.LETTER)
    shows = date(2026, 2, 28)  # a year of 366 days before the birthday
    (caseload,) = stated(case, date(2025, 6, 2))["caseload"]
    assert caseload.restate_on == shows

    def limits(on):
        return {row.limit_id for row in stated(case, on)["deadlines"]}

    assert "age-25-end-of-academic-year" not in limits(shows - timedelta(days=1))
    assert "age-25-end-of-academic-year" in limits(shows)


NOWHEN = Span(None, None)


def standing_of(store, limit, events, today, later):
    """How the first row of a limit, stated on one day, stands on a later one."""
    case = Case().then(*events, source=Source.LETTER)
    row = next(row for row in stated(case, today)["deadlines"] if row.limit_id == limit)
    columns = [[getattr(row, field)] for field in FIELDS]
    with store.reading(A) as connection:
        return connection.execute(STANDING, (*columns, [later])).fetchone()


def test_nobody_is_late_for_a_window_that_has_closed(store):
    kept = ReviewDecisionNotified(on=date(2024, 1, 1), decision=ReviewDecision.MAINTAIN)
    today, later = date(2024, 1, 2), date(2024, 6, 3)
    limit = "appeal-window-effective"
    assert standing_of(store, limit, [kept], today, later) == ("disapplied", None, None)


def test_nor_for_one_of_an_order_that_was_issued_again(store):
    order = TribunalOrder(on=date(2024, 1, 1), ordered=Ordered.ASSESS)
    redated = TribunalOrderRedated(on=date(2024, 1, 2))
    today, later = date(2024, 1, 3), date(2024, 6, 3)
    limit = "appeal-upper-tribunal-permission"
    found = standing_of(store, limit, [order, redated], today, later)
    assert found == ("undetermined", None, None)


def test_a_case_whose_plan_or_notice_has_no_day_can_be_restated():
    child = Child(name="Ada Hill", date_of_birth=date(1998, 6, 1))
    opened = CaseOpened(on=date(2024, 1, 1), child=child)
    notices = [AmendmentNoticeIssued(on=NOWHEN), AmendmentNoticeIssued(on=NOWHEN)]
    plans = [DraftPlanIssued(on=NOWHEN), DraftPlanIssued(on=NOWHEN), FinalPlanIssued(on=NOWHEN)]
    requests = [NoPlanDecided(on=NOWHEN), AssessmentRequested(on=date(2024, 1, 8))]
    for source in Source:
        case = Case().then(opened, *plans, *notices, *requests, source=source)
        assert stated(case, date(2024, 2, 1))["plans"]
