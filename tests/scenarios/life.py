"""A whole life of a case: what is asked of it, in order, and how its days then stand.

A story is told by a `Life`. What was asked on a day was recorded at noon of that day, unless
the story says that it came late. Each limit is read as one line, weekday and all:
"annual-review-report: Tue 7 Apr 2026, met".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, Refused
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.domain.entry import Entry, Source
from ehcp.domain.event import Event
from ehcp.domain.when import Span
from ehcp.law.calendar import Calendar

NO_HOLIDAYS = Calendar(frozenset())
"""None of the limits from request to final plan looks at bank holidays."""

A_DAY = timedelta(days=1)
NOON = time(12, tzinfo=UTC)
END_OF_DAY = time(23, 59, 59, tzinfo=UTC)


class Life:
    """The life of one case, told by what was asked of the authority and by it."""

    def __init__(self, *commands: Command | Iterable[Command]) -> None:
        self.case = Case()
        self.then(*commands)

    def then(self, *commands: Command | Iterable[Command], recorded: date | None = None) -> "Life":
        """Go on: do these in order, each decided on what came before it."""
        for command in one_by_one(commands):
            known = datetime.combine(recorded or command.on, NOON)
            for event in tuple(command.asked_of(self.case)):
                self.case = _with(self.case, event, Source.PORTAL, known)
        return self

    def if_only(self, *events: Event) -> "Life":
        """Return how it would go on if this happened. The life itself goes on without it."""
        supposed = Life()
        supposed.case = self.case
        for event in events:
            supposed.case = _with(supposed.case, event, Source.SYSTEM, None)
        return supposed

    def refuses(self, command: Command, refusal: Refusal) -> None:
        """Check that this is refused, by that rule. Nothing happens to the life."""
        with pytest.raises(Refused) as caught:
            tuple(command.asked_of(self.case))
        assert (caught.value.refusal.id, caught.value.refusal.rule) == (refusal.id, refusal.rule)

    def warned_of(self, caution: Caution) -> bool:
        """Whether the record was warned of this."""
        return caution.id in warnings(self.case)

    def place(self, kind: type[Event]) -> int:
        """Return the place of the entry of a kind that was recorded last."""
        return max(step.place for step in self.case.steps_of(kind))

    def on(self, day: date, *limits: str, known: date | None = None) -> list[str]:
        """Return how these limits stood at the end of a day, in the order of their start.

        `known`: as the authority knew it at the end of that other day.
        """
        found = (d for d in self._standing(day, known) if d.limit.id in limits)
        return [f"{d.limit.id}: {_day(d.due)}, {d.status}" for d in found]

    def all_on(self, day: date) -> list[str]:
        """Return how every limit stood at the end of a day."""
        return self.on(day, *(d.limit.id for d in self._standing(day, None)))

    def around(self, limit: str, last: date) -> tuple[str, str, str]:
        """Return how a limit stood on the day before its last day, on it, and on the day after.

        The day is the story's own, written out: that it is the last one is checked.
        """
        days = (last - A_DAY, last, last + A_DAY)
        found = [[d for d in self._standing(day, None) if d.limit.id == limit] for day in days]
        assert all(each[-1].due and each[-1].due.exact == last for each in found)
        before, on, after = (str(each[-1].status) for each in found)
        return before, on, after

    def late(self, limit: str, day: date) -> int | None:
        """Return by how many days the last running of a limit is late, as at a day."""
        *_, found = (d for d in self._standing(day, None) if d.limit.id == limit)
        return found.late_by_days[0] if found.late_by_days else None

    def readings(self, limit: str, day: date) -> list[str]:
        """Return what other readings of the law make of the last running of a limit."""
        *_, found = (d for d in self._standing(day, None) if d.limit.id == limit)
        return [f"{other.reading}: {_day(other.due)}, {other.status}" for other in found.readings]

    def _standing(self, day: date, known: date | None) -> list[Deadline]:
        at = datetime.combine(known, END_OF_DAY) if known else None
        case = self.case.seen(as_known_on=at)
        return list(deadlines(case, england_and_wales(), day))


def one_by_one(commands: Iterable[Command | Iterable[Command]]) -> Iterator[Command]:
    """Yield the commands of several parts of a life."""
    for found in commands:
        if isinstance(found, Command):
            yield found
        else:
            yield from found


def _with(case: Case, event: Event, source: Source, known: datetime | None) -> Case:
    entry = Entry(
        place=len(case.entries) + 1,
        event=event,
        source=source,
        recorded_at=known,
        known_from=known,
    )
    return replace(case, entries=(*case.entries, entry))


def _day(due: Span | None) -> str:
    day = due and due.exact
    return f"{day:%a} {day.day} {day:%b %Y}" if day else "no day"


def standing(case: Case, on: date) -> list[Deadline]:
    """Return every deadline as it stands at the end of a day."""
    return list(deadlines(case, NO_HOLIDAYS, on))


def days(case: Case, on: date, *limits: str) -> list[tuple[str, date | None, str]]:
    """Return (limit, due, status) of these limits, in the order in which they were started."""
    return [
        (found.limit.id, found.due.exact if found.due else None, str(found.status))
        for found in standing(case, on)
        if found.limit.id in limits
    ]


def warnings(case: Case) -> list[str]:
    """Return what the record was warned of, in order."""
    return [
        warning
        for step in case.steps
        if (warning := getattr(step.event, "warning", None)) is not None
    ]
