"""How old somebody is. A birthday on 29 February comes on 28 February in other years."""

from datetime import date

from ehcp.law.counting import corresponding_date

MONTHS = 12


def birthday(date_of_birth: date, years: int) -> date:
    """Return the day on which somebody reaches this age."""
    return corresponding_date(date_of_birth, MONTHS * years)


def has_reached(date_of_birth: date, years: int, on: date) -> bool:
    """Whether somebody is at least this old on a day."""
    return on >= birthday(date_of_birth, years)
