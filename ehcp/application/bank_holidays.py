"""The bank holidays of England and Wales: the library's, and what we know better.

`ADDED` and `REMOVED` come first: a holiday that is proclaimed after the library was
released, or one that it has wrong, is entered here with its source.
"""

from datetime import date
from functools import cache

import holidays

from ehcp.law.calendar import Calendar

FIRST_YEAR = 2008
LAST_YEAR = 2050

ADDED: frozenset[date] = frozenset()
REMOVED: frozenset[date] = frozenset()


@cache
def england_and_wales() -> Calendar:
    """Return the calendar of working days, good for every limit from 2008 to 2050."""
    known = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_GB"
    )
    return Calendar(frozenset(known) - REMOVED | ADDED)
