"""The year group, from the date of birth. A school year runs from 1 September to 31 August."""

from datetime import date

SEPTEMBER = 9
AGE_AT_START = 5
YEAR_9 = 9


def year_group(date_of_birth: date, on: date, *, offset: int = 0) -> int:
    """Return the year group on a day: 0 is Reception, negative before it.

    `offset` is the number of years taught above (negative: below) the year group of the age.
    """
    return _school_year(on) - _school_year(date_of_birth) - AGE_AT_START + offset


def year_of_reception(date_of_birth: date) -> int:
    """Return the calendar year in whose September the child is of the age for Reception."""
    return _school_year(date_of_birth) + AGE_AT_START


def in_or_beyond_year_9(date_of_birth: date, on: date, *, offset: int = 0) -> bool:
    """Whether regs 6(1)(g) and 12(3) ask for preparation for adulthood."""
    return year_group(date_of_birth, on, offset=offset) >= YEAR_9


def _school_year(day: date) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1
