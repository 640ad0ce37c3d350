"""The model's own counting of days. It knows no bank holidays."""

from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
FRIDAY, AUGUST = 4, 8


def months_on(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    found = date(year, month + 1, 1) + timedelta(days=day.day - 1)
    return found if found.month == month + 1 else found.replace(day=1) - DAY


def works(day: date) -> bool:
    return day.weekday() <= FRIDAY


def in_recess(day: date) -> bool:
    """Whether the Tribunal's rules leave the day out: in August, and over Christmas."""
    over_christmas = (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)
    return day.month == AUGUST or over_christmas


def working_days_on(day: date, number: int) -> date:
    for _ in range(number):
        day += DAY
        while not works(day):
            day += DAY
    return day


def tribunal_months_on(day: date, months: int) -> date:
    """Return the last day for starting an appeal: neither recess nor weekend ends it."""
    found = months_on(day, months)
    while in_recess(found):
        found += DAY
    while not works(found):
        found += DAY
    return found


def tribunal_working_days_on(day: date, number: int) -> date:
    """Return the last day for an act in an appeal: days of the recess are not counted."""
    for _ in range(number):
        day += DAY
        while in_recess(day) or not works(day):
            day += DAY
    return day
