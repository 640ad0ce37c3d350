from datetime import date, timedelta

import holidays
from govuk_bank_holidays.bank_holidays import (  # type: ignore[import-untyped]  # ships no types
    BankHolidays,
)
from hypothesis import given
from hypothesis import strategies as st

from ehcp.law.calendar import Calendar
from tests.law.bank_holidays import BANK_HOLIDAYS, YEARS

CALENDAR = Calendar(BANK_HOLIDAYS)
DAYS = st.dates(date(2014, 1, 1), date(2036, 12, 31))


def on_a_working_week(days):
    return {day for day in days if day.weekday() < 5}


def test_the_bank_holidays_written_out_are_those_that_are_published():
    known = on_a_working_week(holidays.country_holidays("GB", subdiv="ENG", years=YEARS))
    assert known == BANK_HOLIDAYS
    published = BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
    announced = on_a_working_week(holiday["date"] for holiday in published)
    years = {day.year for day in announced} & YEARS.keys()
    assert {day for day in announced if day.year in years} == {
        day for day in BANK_HOLIDAYS if day.year in years
    }


def test_a_working_day_is_monday_to_friday_and_not_a_bank_holiday():
    assert CALENDAR.is_working_day(date(2025, 4, 17))
    assert not CALENDAR.is_working_day(date(2025, 4, 18))  # Good Friday
    assert not CALENDAR.is_working_day(date(2025, 4, 19))  # Saturday
    assert not CALENDAR.is_working_day(date(2025, 4, 20))  # Easter Sunday
    assert not CALENDAR.is_working_day(date(2025, 4, 21))  # Easter Monday
    assert CALENDAR.is_working_day(date(2025, 4, 22))


def test_the_next_and_the_previous_working_day_pass_over_easter():
    assert CALENDAR.next_working_day(date(2025, 4, 18)) == date(2025, 4, 22)
    assert CALENDAR.previous_working_day(date(2025, 4, 21)) == date(2025, 4, 17)
    assert CALENDAR.next_working_day(date(2025, 4, 22)) == date(2025, 4, 22)
    assert CALENDAR.previous_working_day(date(2025, 4, 22)) == date(2025, 4, 22)


def test_working_days_are_counted_over_christmas_forwards_and_back():
    assert CALENDAR.working_day(date(2025, 12, 24), 1) == date(2025, 12, 29)
    assert CALENDAR.working_day(date(2025, 12, 29), -1) == date(2025, 12, 24)
    assert CALENDAR.working_day(date(2025, 12, 25), 1) == date(2025, 12, 29)
    assert CALENDAR.working_day(date(2025, 12, 25), -1) == date(2025, 12, 24)
    assert CALENDAR.working_day(date(2025, 12, 25), 0) == date(2025, 12, 25)


@given(DAYS, st.integers(-60, 60))
def test_the_nth_working_day_is_the_one_that_a_walk_reaches(day, n):
    reached, left, step = day, abs(n), timedelta(days=1 if n > 0 else -1)
    while left:
        reached += step
        left -= CALENDAR.is_working_day(reached)
    assert CALENDAR.working_day(day, n) == reached


def test_without_bank_holidays_every_monday_to_friday_is_a_working_day():
    assert Calendar(frozenset()).working_day(date(2025, 12, 24), 2) == date(2025, 12, 26)
