"""The bank holidays of England and Wales: the library's, and what we know better.

`ADDED` and `REMOVED` come first: a holiday that is proclaimed after the library was
released, or one that it has wrong, is entered here with its source.
"""

from datetime import date
from functools import cache, cached_property

from ehcp.law.calendar import Calendar

FIRST_YEAR = 2008
LAST_YEAR = 2050

ADDED: frozenset[date] = frozenset()
REMOVED: frozenset[date] = frozenset()


class EnglandAndWales(Calendar):
    """The calendar of working days, good for every limit from 2008 to 2050.

    The library is large, and most limits ask for no working day: it is loaded by the first
    that does.
    """

    def __init__(self) -> None:
        """Know nothing yet."""

    @cached_property
    def bank_holidays(self) -> frozenset[date]:
        import holidays  # noqa: PLC0415 - when it is needed, and not before

        known = holidays.country_holidays(
            "GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_GB"
        )
        return frozenset(known) - REMOVED | ADDED


@cache
def england_and_wales() -> Calendar:
    """Return the calendar of working days, good for every limit from 2008 to 2050."""
    return EnglandAndWales()
