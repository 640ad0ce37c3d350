"""The day on which rows are stated."""

from dataclasses import dataclass
from datetime import date

from ehcp.law.calendar import Calendar


@dataclass(frozen=True)
class Day:
    """The day in London on which rows are stated, and the calendar they are reckoned by."""

    on: date
    calendar: Calendar
