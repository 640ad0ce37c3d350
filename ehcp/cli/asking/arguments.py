"""What may be written on the command line: days, moments, suppositions."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.chronology.check import Supposed
from ehcp.schemas import YEARS

BEYOND = f"The year must lie between {YEARS[0]} and {YEARS[-1]}."


class Day(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD.", param, ctx)
        if day.year not in YEARS:
            self.fail(BEYOND, param, ctx)
        return day


class Moment(click.ParamType[datetime]):
    """A day (its end in London, or its start) or an instant."""

    name = "when"

    def __init__(self, of_day: Callable[[date], datetime] = clock.end_of) -> None:
        self.of_day = of_day

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = clock.moment(value, self.of_day)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no day (YYYY-MM-DD) and no instant.", param, ctx)
        if moment.year not in YEARS:
            self.fail(BEYOND, param, ctx)
        return moment


class SupposedEvent(click.ParamType[Supposed]):
    """EVENT@DATE."""

    name = "event@date"

    def convert(self, value: Any, param: Any, ctx: Any) -> Supposed:
        if isinstance(value, Supposed):
            return value
        try:
            found = Supposed.read(value)
            found.made()
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return found


DAY = Day()
MOMENT = Moment()
SINCE = Moment(clock.start_of)
SUPPOSED = SupposedEvent()
