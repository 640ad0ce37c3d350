"""When something happened, as precisely as the record knows it: a day, a span, or a distance."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""Legal days are civil days there."""


class Span(NamedTuple):
    """A stretch of days: first and last possible day, both inclusive. None is an open end."""

    first: date | None = None
    last: date | None = None

    @property
    def exact(self) -> date | None:
        """The one day it can only be, if there is one."""
        return self.first if self.first == self.last else None

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None


UNKNOWN = Span()


@dataclass(frozen=True, kw_only=True)
class After:
    """A distance in time from another entry: the nearest of that name above it in the record.

    `event` is that entry's name in kebab-case. Exactly one of the lengths is set. `approx`
    is one unit either way, never before the event; it goes with `weeks` and `months`.
    """

    event: str
    weeks: int | None = None
    months: int | None = None
    more_than_weeks: int | None = None
    at_most_weeks: int | None = None
    approx: bool = False


When = date | Span | After
