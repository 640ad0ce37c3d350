"""What a row says of every later day, against the law's own answer on that day."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.projections.restate import CASES, Day, restated
from tests.projections.drawn import histories
from tests.projections.histories import CALENDAR, A

CASE = UUID(int=1)
STANDING = """
    select ehcp.standing(settled, when_over, due_first, due_last, today),
        ehcp.least_late(open, late_least, due_first, due_last, today),
        ehcp.most_late(open, late_most, late_runs, due_first, today)
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
@given(histories, st.integers(0, 700))
def test_a_row_stands_on_each_later_day_as_the_law_says(store, events, ahead):
    today = date(2024, 1, 1) + timedelta(days=ahead)
    case = Case.of(*events)
    rows = stated(case, today)
    days = later_days(rows, today)
    asked = [(row, day) for day in days for row in rows["deadlines"]]
    columns = [[getattr(row, field) for row, _ in asked] for field in FIELDS]
    with store.working() as connection:
        answers = connection.execute(STANDING, (*columns, [day for _, day in asked])).fetchall()
    expected = []
    for day in days:
        for deadline in deadlines(case, CALENDAR, day):
            late = deadline.late_by_days or (None, None)
            expected.append((deadline.status, *late))
    assert answers == expected


@QUICK
@given(histories, st.integers(0, 700), st.integers(1, 500))
def test_until_the_day_it_turns_a_case_has_the_same_rows_whenever_it_is_restated(
    events, ahead, further
):
    today = date(2024, 1, 1) + timedelta(days=ahead)
    case = Case.of(*events)
    rows = stated(case, today)
    (caseload,) = rows["caseload"]
    until = caseload.restate_on or date.max
    later = min(today + timedelta(days=further), until - timedelta(days=1))
    assert stated(case, later) == rows
