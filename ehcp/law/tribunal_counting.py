"""Rule 12 of the Tribunal's rules: the one place where weekends and holidays move a last day.

SI 2008/2699 rule 12. It reaches what is done before the Tribunal, and no duty of the authority.
"""

from dataclasses import dataclass
from datetime import date

from ehcp.law.calendar import ONE_DAY, Calendar
from ehcp.law.counting import Dated, Days, WorkingDays

AUGUST = 8
CHRISTMAS_DAY, NEW_YEARS_DAY = (12, 25), (1, 1)


def _in_recess(day: date) -> bool:
    """Whether rule 12(3) names the day: in August, or from 25 December to 1 January."""
    month_and_day = (day.month, day.day)
    return day.month == AUGUST or month_and_day >= CHRISTMAS_DAY or month_and_day == NEW_YEARS_DAY


def _after_recess(day: date) -> date:
    """Return the day, or the first after the days that rule 12(3) names if it is one of them."""
    if not _in_recess(day):
        return day
    if day.month == AUGUST:
        return date(day.year, AUGUST + 1, 1)
    return date(day.year + (day.month > AUGUST), 1, 2)


@dataclass(frozen=True)
class TribunalStart(Dated):
    """Time for starting an appeal: Tribunal rules 2008, rule 12(2) and (3)(a).

    The days of August and Christmas are counted; only an end among them moves, to the first
    working day after 31 August or 1 January. Any other end that is not a working day moves to
    the next one.
    """

    period: Dated

    def last_day(self, start: date, calendar: Calendar) -> date:
        return calendar.next_working_day(_after_recess(self.period.last_day(start, calendar)))

    @property
    def words(self) -> str:
        return (
            f"{self.period.words}; an end that is not a working day moves to the next one, and"
            " an end in August or from 25 December to 1 January to the first working day after"
        )


@dataclass(frozen=True)
class TribunalAct(Dated):
    """Time for any other act before the Tribunal: Tribunal rules 2008, rule 12(3)(b).

    The days of August and of 25 December to 1 January are not counted.
    """

    period: WorkingDays

    def last_day(self, start: date, calendar: Calendar) -> date:
        day = start
        counted = 0
        while counted < self.period.n:
            day += ONE_DAY
            counted += calendar.is_working_day(day) and not _in_recess(day)
        return day

    @property
    def words(self) -> str:
        return f"{self.period.words}, nor any day in August or from 25 December to 1 January"


@dataclass(frozen=True)
class TribunalDays(Dated):
    """Days for an act before the Tribunal: Tribunal rules 2008, rule 12(2) and (3)(b).

    The days of August and of 25 December to 1 January are not counted, and an end that is not
    a working day moves to the next one.
    """

    period: Days

    def last_day(self, start: date, calendar: Calendar) -> date:
        day = start
        counted = 0
        while counted < self.period.n:
            day += ONE_DAY
            counted += not _in_recess(day)
        while _in_recess(day) or not calendar.is_working_day(day):
            day += ONE_DAY
        return day

    @property
    def words(self) -> str:
        return (
            f"{self.period.words}, nor any day in August or from 25 December to 1 January; an end"
            " that is not a working day moves to the next one"
        )
