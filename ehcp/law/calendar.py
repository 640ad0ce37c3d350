"""What a working day is. The bank holidays are handed in as a set of days.

The Regulations do not say what a working day is where they use the word; the reading taken
is that of the Tribunal's own rules: Monday to Friday, and not a bank holiday in England and
Wales, Christmas Day or Good Friday (which the set handed in must hold). A school's closure
and training days are working days.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The days on which offices are closed, beside Saturdays and Sundays.

    A calendar knows only the bank holidays it was given: beyond the last of them every
    Monday to Friday is a working day.
    """

    bank_holidays: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.bank_holidays

    def next_working_day(self, day: date) -> date:
        """Return the first working day on or after `day`."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return the last working day on or before `day`."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def working_day(self, day: date, n: int) -> date:
        """Return the nth working day after `day`, or before it where n is negative.

        `day` itself is not counted. For n = 0 it is `day`, whether it is a working day or not.
        """
        if n == 0:
            return day
        if n > 0:
            return self._numbered(self._worked(day.toordinal()) + n)
        return self._numbered(self._worked(day.toordinal() - 1) + n + 1)

    # Working days are numbered from the first Monday of the calendar (ordinal 1), so that the
    # nth is found by arithmetic and not by a walk: limits are counted by the hundred thousand.

    @cached_property
    def _closed(self) -> tuple[int, ...]:
        """The bank holidays that fall on a Monday to Friday, as ordinals, in order."""
        return tuple(sorted(d.toordinal() for d in self.bank_holidays if d.weekday() < SATURDAY))

    def _worked(self, ordinal: int) -> int:
        """Count the working days up to and including a day."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._closed, ordinal)

    def _numbered(self, number: int) -> date:
        """Return the working day with this number."""
        closed = -1
        ordinal = _weekday(number)
        while (found := bisect_right(self._closed, ordinal)) != closed:
            closed = found
            ordinal = _weekday(number + closed)
        return date.fromordinal(ordinal)


def _weekday(number: int) -> int:
    """Return the ordinal of the Monday to Friday with this number."""
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1


NO_HOLIDAYS = Calendar(frozenset())
"""For periods that are counted in days, weeks or months, which look at no holiday."""
