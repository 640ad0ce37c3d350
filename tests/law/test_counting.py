from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp.law.calendar import Calendar
from ehcp.law.counting import (
    BeforeDate,
    ByDate,
    Days,
    LaterOf,
    Months,
    MonthsBefore,
    MonthsStartingWith,
    NoFixedPeriod,
    Weeks,
    WeeksBefore,
    WorkingDays,
    WorkingDaysBeginningWith,
)
from ehcp.law.time_limits import CATALOGUE
from ehcp.law.tribunal_counting import TribunalAct, TribunalStart
from tests.law.bank_holidays import BANK_HOLIDAYS

CALENDAR = Calendar(BANK_HOLIDAYS)
DAYS = st.dates(date(2014, 9, 1), date(2035, 12, 31))
PERIODS = {
    period
    for limit in CATALOGUE.values()
    for version in limit.versions
    for period in (
        version.period,
        version.cautious,
        *(reading.period for reading in limit.readings),
        *(limb.period for limb in limit.limbs),
    )
    if period is not None and period.dated
}
ONE_START = sorted(PERIODS - {p for p in PERIODS if isinstance(p, LaterOf)}, key=repr)


@given(st.sampled_from(ONE_START), DAYS, DAYS)
def test_a_later_start_never_gives_an_earlier_last_day(period, a, b):
    a, b = sorted((a, b))
    assert period.last_day(a, CALENDAR) <= period.last_day(b, CALENDAR)


@pytest.mark.parametrize("period", ONE_START, ids=repr)
def test_from_one_day_to_the_next_the_last_day_never_falls_back(period):
    first = date(2019, 12, 1)
    last_days = [period.last_day(first + timedelta(n), CALENDAR) for n in range(1200)]
    assert last_days == sorted(last_days)


@given(st.sampled_from([p for p in PERIODS if isinstance(p, LaterOf)]), DAYS, DAYS, DAYS)
def test_the_later_of_two_periods_is_monotone_in_each_start(period, a, b, other):
    a, b = sorted((a, b))
    earlier, later = period.last_day_of, period.last_day_of
    assert earlier((a, other), CALENDAR) <= later((b, other), CALENDAR)
    assert earlier((other, a), CALENDAR) <= later((other, b), CALENDAR)


def test_months_to_a_day_that_the_month_has_not_end_with_the_month():
    assert Months(1).last_day(date(2025, 1, 31), CALENDAR) == date(2025, 2, 28)
    assert Months(1).last_day(date(2024, 1, 31), CALENDAR) == date(2024, 2, 29)
    assert MonthsBefore(5).last_day(date(2025, 7, 30), CALENDAR) == date(2025, 2, 28)


def test_months_starting_with_a_day_end_the_day_before():
    assert MonthsStartingWith(12).last_day(date(2025, 9, 1), CALENDAR) == date(2026, 8, 31)
    assert MonthsStartingWith(3).last_day(date(2025, 1, 1), CALENDAR) == date(2025, 3, 31)


def test_before_a_date_excludes_it_and_by_a_date_does_not():
    assert BeforeDate(2, 15).last_day(date(2026, 1, 1), CALENDAR) == date(2026, 2, 14)
    assert ByDate(2, 15).last_day(date(2026, 1, 1), CALENDAR) == date(2026, 2, 15)


def test_clear_weeks_leave_out_both_ends():
    assert WeeksBefore(2).last_day(date(2025, 11, 12), CALENDAR) == date(2025, 10, 29)
    assert WeeksBefore(2, clear=True).last_day(date(2025, 11, 12), CALENDAR) == date(2025, 10, 28)


def test_working_days_beginning_with_a_saturday_begin_on_the_monday():
    saturday, monday = date(2025, 6, 14), date(2025, 6, 16)
    one = WorkingDaysBeginningWith(1)
    assert one.last_day(saturday, CALENDAR) == one.last_day(monday, CALENDAR) == monday


@pytest.mark.parametrize(
    ("raw", "moved"),
    [
        (date(2025, 7, 31), date(2025, 7, 31)),  # a Thursday, the day before August
        (date(2025, 8, 1), date(2025, 9, 1)),
        (date(2025, 8, 31), date(2025, 9, 1)),
        (date(2020, 8, 31), date(2020, 9, 1)),
        (date(2025, 12, 24), date(2025, 12, 24)),
        (date(2025, 12, 25), date(2026, 1, 2)),
        (date(2026, 1, 1), date(2026, 1, 2)),
        (date(2026, 12, 31), date(2027, 1, 4)),  # 1 January 2027 is a Friday
        (date(2021, 7, 31), date(2021, 8, 2)),  # a Saturday, before August begins
        (date(2025, 4, 19), date(2025, 4, 22)),  # Easter Saturday
    ],
)
def test_an_appeal_may_be_lodged_when_august_or_christmas_is_over(raw, moved):
    assert TribunalStart(Days(0)).last_day(raw, CALENDAR) == moved


def test_other_acts_do_not_count_august_and_christmas():
    one = TribunalAct(WorkingDays(1))
    assert one.last_day(date(2025, 7, 31), CALENDAR) == date(2025, 9, 1)
    assert one.last_day(date(2025, 12, 24), CALENDAR) == date(2026, 1, 2)
    assert one.last_day(date(2021, 7, 30), CALENDAR) == date(2021, 9, 1)


def test_a_duty_without_a_number_of_days_has_no_last_day():
    period = NoFixedPeriod("as soon as practicable")
    assert not period.dated
    assert period.last_day_of([date(2025, 1, 1)], CALENDAR) is None


def test_a_period_refuses_more_or_fewer_starting_days_than_it_has():
    day = date(2025, 1, 1)
    both = LaterOf((Weeks(2), Weeks(4)), needs=2)
    with pytest.raises(ValueError, match="starting day"):
        Weeks(2).last_day_of([day, day], CALENDAR)
    with pytest.raises(ValueError, match="starting day"):
        both.last_day(day, CALENDAR)
    with pytest.raises(ValueError, match="starting day"):
        both.last_day_of([day, day, day], CALENDAR)


def test_every_period_says_in_words_how_it_is_counted():
    assert Weeks(6).words == "6 weeks, the day of the event not counted"
    assert Weeks(1).words == "1 week, the day of the event not counted"
    assert Days(0).words == "on the day of the event"
    assert BeforeDate(2, 15).words == "before 15 February of the year"
    assert all(period.words for period in PERIODS)
