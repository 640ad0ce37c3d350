"""What happens in a life, act by act: a command of the product, and the day it is asked on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.command import Command
from ehcp.domain.entry import Recorder, Source


@dataclass(frozen=True)
class Later:
    """A field that is known only when its act comes, from the case as it then stands."""

    of: Callable[[Case, date], Any]


@dataclass(eq=False)
class Act:
    """A command to come. `place` is that of the first entry it made, once it has been performed.

    An act in the fields of another stands for its place: a reply says what it answers.
    """

    on: date
    kind: type[Command]
    fields: dict[str, Any]
    by: Recorder
    source: Source
    place: int | None = None

    def command(self, case: Case) -> Command | None:
        """Return the command; None if what it hangs on did not come about."""
        known = {}
        for name, value in self.fields.items():
            if isinstance(value, Act):
                value = value.place  # noqa: PLW2901
                if value is None:
                    return None
            elif isinstance(value, Later):
                value = value.of(case, self.on)  # noqa: PLW2901
                if value is None:
                    return None
            known[name] = value
        return self.kind(on=self.on, **known)


@dataclass
class Script:
    """The acts of a life, as they are written down: not yet in the order of their days."""

    by: Recorder
    until: date
    acts: list[Act] = field(default_factory=list)

    def add(
        self,
        day: date,
        kind: type[Command],
        /,
        *,
        by: Recorder | None = None,
        source: Source = Source.PORTAL,
        **fields: Any,
    ) -> Act:
        """Write an act down for a day, or for the last working day before it."""
        act = Act(working(day), kind, fields, by or self.by, source)
        if act.on <= self.until:
            self.acts.append(act)
        return act

    def in_order(self) -> list[Act]:
        """Return the acts in the order in which they come; on one day as they were written."""
        return sorted(self.acts, key=lambda act: act.on)


@cache
def working(day: date) -> date:
    """Return the day, or the last working day before it: offices are closed on others."""
    return england_and_wales().previous_working_day(day)


def days(number: float) -> timedelta:
    """Return so many days."""
    return timedelta(days=round(number))
