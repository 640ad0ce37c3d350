"""How each wording is counted: event day in or out, months, working days, back from a day.

Every period is calendar time unless the law says "working days", and nothing rolls forward
from a weekend or a bank holiday except under rule 12 of the Tribunal's rules. The last day
is in time. Each count is monotone: a later start never gives an earlier last day, so a span
of days is counted by its two ends.
"""

from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from ehcp.law.calendar import ONE_DAY, Calendar

JUNE, SEPTEMBER = 6, 9
FRIDAY = 4
SHORTEST_MONTH = 28


def corresponding_date(start: date, months: int) -> date:
    """Return the same day number so many months on, or back where `months` is negative.

    Where that month has no such day it is the month's last.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    if day > SHORTEST_MONTH:
        day = min(day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def several(n: int, unit: str) -> str:
    """Return "1 week", "2 weeks"."""
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"


class Period(ABC):
    """A length of time in the law's own words.

    `from_birth` is set where it is counted from the date of birth, which may lie before the
    law came into force; `counted_back` where it ends before the day that it is counted from.
    `working_days` is set where only those are counted, `fixed` where the law names the day of
    the year, `dated` where it fixes a last day at all.
    """

    from_birth: ClassVar[bool] = False
    counted_back: ClassVar[bool] = False
    working_days: ClassVar[bool] = False
    fixed: ClassVar[bool] = False
    dated: ClassVar[bool] = True

    @abstractmethod
    def last_day(self, start: date, calendar: Calendar) -> date | None:
        """Return the last day in time, inclusive; None where the law fixes no day."""

    def last_day_of(self, starts: Sequence[date], calendar: Calendar) -> date | None:
        """Return the last day for a period that may be counted from several days.

        ValueError if there are too few or too many of them.
        """
        if len(starts) != 1:
            raise ValueError(f"1 starting day, not {len(starts)}")
        return self.last_day(starts[0], calendar)

    def clipped(self, start: date) -> bool:
        """Whether the month has no such day, so that its last day stands for it."""
        del start  # only where it goes by the day number
        return False

    @property
    @abstractmethod
    def words(self) -> str:
        """The length, and how it is counted."""


class Dated(Period):
    """A period that always has a last day."""

    @abstractmethod
    def last_day(self, start: date, calendar: Calendar) -> date:
        """Return the last day in time, inclusive."""


@dataclass(frozen=True)
class Weeks(Dated):
    """Within n weeks of an event, whose own day is not counted."""

    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return start + timedelta(weeks=self.n)

    @property
    def words(self) -> str:
        return f"{several(self.n, 'week')}, the day of the event not counted"


@dataclass(frozen=True)
class Days(Dated):
    """Within n days of an event, whose own day is not counted. 0 is the day itself."""

    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return start + timedelta(days=self.n)

    @property
    def words(self) -> str:
        if self.n == 0:
            return "on the day of the event"
        return f"{several(self.n, 'day')}, the day of the event not counted"


@dataclass(frozen=True)
class DaysBeginningWith(Dated):
    """A period of n days beginning with the day of the event, which is day 1."""

    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return start + timedelta(days=self.n - 1)

    @property
    def words(self) -> str:
        return f"{several(self.n, 'day')} beginning with the day of the event"


@dataclass(frozen=True)
class Months(Dated):
    """Within n months after an event: to the same day number, or the last day of that month."""

    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return corresponding_date(start, self.n)

    def clipped(self, start: date) -> bool:
        return corresponding_date(start, self.n).day != start.day

    @property
    def words(self) -> str:
        return (
            f"{several(self.n, 'month')}, to the corresponding date"
            " (the last day of the month if there is none)"
        )


@dataclass(frozen=True)
class MonthsStartingWith(Dated):
    """A period of n months starting with the day of the event: to the day before it comes round.

    Where the month has no such day its last day stands for it, and the period ends the day
    before that: of two readings the one that is safe for whoever owes the duty.
    """

    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return corresponding_date(start, self.n) - ONE_DAY

    def clipped(self, start: date) -> bool:
        return corresponding_date(start, self.n).day != start.day

    @property
    def words(self) -> str:
        return (
            f"{several(self.n, 'month')} starting with the day of the event,"
            " to the day before the corresponding date"
        )


@dataclass(frozen=True)
class WorkingDays(Dated):
    """Within n working days of an event, whose own day is not counted."""

    working_days: ClassVar[bool] = True
    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return calendar.working_day(start, self.n)

    @property
    def words(self) -> str:
        return f"{several(self.n, 'working day')}, the day of the event not counted"


@dataclass(frozen=True)
class WorkingDaysBeginningWith(Dated):
    """A period of n working days beginning with the day of the event.

    Day 1 is that day, or the next working day if it is none.
    """

    working_days: ClassVar[bool] = True
    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return calendar.working_day(calendar.next_working_day(start), self.n - 1)

    @property
    def words(self) -> str:
        return (
            f"{several(self.n, 'working day')} beginning with the day of the event"
            " (or the next working day)"
        )


@dataclass(frozen=True)
class WeeksBefore(Dated):
    """At least n weeks before a day; clear weeks leave out both ends, so one day more."""

    counted_back: ClassVar[bool] = True
    n: int
    clear: bool = False

    def last_day(self, start: date, calendar: Calendar) -> date:
        return start - timedelta(weeks=self.n, days=int(self.clear))

    @property
    def words(self) -> str:
        unit = "clear week" if self.clear else "week"
        return f"at least {several(self.n, unit)} before, counted back from the day"


@dataclass(frozen=True)
class WorkingDaysBefore(Dated):
    """At least n working days before a day."""

    working_days: ClassVar[bool] = True
    counted_back: ClassVar[bool] = True
    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return calendar.working_day(start, -self.n)

    @property
    def words(self) -> str:
        return f"at least {several(self.n, 'working day')} before, counted back from the day"


@dataclass(frozen=True)
class MonthsBefore(Dated):
    """At least n months before a day: by the same day number, or the last day of that month."""

    counted_back: ClassVar[bool] = True
    n: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return corresponding_date(start, -self.n)

    def clipped(self, start: date) -> bool:
        return corresponding_date(start, -self.n).day != start.day

    @property
    def words(self) -> str:
        return f"at least {several(self.n, 'month')} before, by the corresponding date"


def _spoken(month: int, day: int) -> str:
    return f"{day} {date(2000, month, 1):%B}"


@dataclass(frozen=True)
class BeforeDate(Dated):
    """Before a day of the year: the day before it is the last in time.

    The start says which year: any day of the calendar year concerned.
    """

    fixed: ClassVar[bool] = True
    month: int
    day: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return date(start.year, self.month, self.day) - ONE_DAY

    @property
    def words(self) -> str:
        return f"before {_spoken(self.month, self.day)} of the year"


@dataclass(frozen=True)
class ByDate(Dated):
    """By a day of the year, which is itself in time. The start says which year."""

    fixed: ClassVar[bool] = True
    month: int
    day: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        return date(start.year, self.month, self.day)

    @property
    def words(self) -> str:
        return f"by {_spoken(self.month, self.day)} of the year"


@dataclass(frozen=True)
class LastFridayInJune(Dated):
    """The last Friday in June of the school year that contains the 16th birthday.

    The start is the date of birth; the school year runs from 1 September to 31 August. A
    person born in July or August is still 15 on that Friday.
    """

    from_birth: ClassVar[bool] = True

    def last_day(self, start: date, calendar: Calendar) -> date:
        year = start.year + 16 + (start.month >= SEPTEMBER)
        last = date(year, JUNE, 30)
        return last - timedelta(days=(last.weekday() - FRIDAY) % 7)

    @property
    def words(self) -> str:
        return (
            "the last Friday in June of the school year (1 September to 31 August)"
            " that contains the 16th birthday"
        )


@dataclass(frozen=True)
class EndOfAcademicYear(Dated):
    """The end of the academic year at a further education institution: the next 31 July.

    The start is the birthday, or any day of the academic year, whose end is the first 31 July
    on or after it. Where the person is in an apprenticeship or elsewhere the academic year
    ends with the training or course, which is a fact of the case and not of the calendar.
    """

    def last_day(self, start: date, calendar: Calendar) -> date:
        end = date(start.year, 7, 31)
        return end if start <= end else end.replace(year=start.year + 1)

    @property
    def words(self) -> str:
        return "to 31 July, the end of the academic year at a further education institution"


@dataclass(frozen=True)
class NoFixedPeriod(Period):
    """A duty without a number of days; `when` says what the law gives instead."""

    dated: ClassVar[bool] = False
    when: str

    def last_day(self, start: date, calendar: Calendar) -> None:
        return None

    @property
    def words(self) -> str:
        return self.when


@dataclass(frozen=True)
class LaterOf(Dated):
    """The latest of several periods, each counted from its own day, in this order.

    The first `needs` of the days must be given; the periods whose day is not given are left
    out (no certificate was issued). By default all are needed.
    """

    of: tuple[Dated, ...]
    needs: int

    def last_day(self, start: date, calendar: Calendar) -> date:
        """Count from the first day alone. ValueError where more are needed."""
        return self.last_day_of((start,), calendar)

    def last_day_of(self, starts: Sequence[date], calendar: Calendar) -> date:
        if not self.needs <= len(starts) <= len(self.of):
            raise ValueError(f"{self.needs} to {len(self.of)} starting days, not {len(starts)}")
        return max(
            period.last_day(start, calendar)
            for period, start in zip(self.of, starts, strict=False)
        )

    @property
    def words(self) -> str:
        return "the later of " + " and ".join(
            f"({letter}) {period.words}" for letter, period in zip("abc", self.of, strict=False)
        )
