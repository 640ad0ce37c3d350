"""A case being told: commands on days counted back from today, then kept as one history.

Each command is decided on what came before it, as if it had been asked on its own day, and
what it recorded is known from that day on: so both time axes have something to show.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby
from uuid import UUID, uuid5

from ehcp.application.cases import AFTER_TODAY, CASES
from ehcp.application.register.filling import filled
from ehcp.cli.demo.people import (
    AUTHORITY,
    CASEWORKER,
    OFFICERS,
    child_name,
    date_of_birth,
    recorder,
)
from ehcp.domain.case import Case
from ehcp.domain.command import Command, require
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.store.cases import Store

FRIDAY = 4


@dataclass
class Told:
    """A case being told: decides commands on days counted back from today."""

    store: Store
    number: int
    today: date
    case: Case = field(default_factory=Case)

    def on(self, days_ago: int) -> date:
        """Return the day so many days ago, on a weekday; a negative number lies ahead."""
        return weekday(self.today - timedelta(days=days_ago)) if days_ago else self.today

    def child(self, age: int) -> Child:
        """Return the child of this case, so many years old."""
        born = date_of_birth(age, self.number, self.today)
        return Child(name=child_name(self.number), date_of_birth=born)

    @property
    def parents(self) -> tuple[Parent, ...]:
        """Who speaks for the child."""
        return (Parent(name=child_name(self.number + 9), relationship="parent"),)

    @property
    def officer(self) -> Officer:
        """Who has the case."""
        name = OFFICERS[self.number % len(OFFICERS)]
        return Officer(name=name, subject=name.lower().replace(" ", "."))

    def then(self, *commands: Command, by: str = CASEWORKER, recorded: int | None = None) -> None:
        """Perform these. They were recorded on their own days, unless so many days ago."""
        for command in commands:
            require(command.on <= self.today, AFTER_TODAY)
            whole = filled(self.store, AUTHORITY, command)
            known = midnight(command.on if recorded is None else self.on(recorded))
            for event in (*whole.command.asked_of(self.case), *whole.warnings):
                self._record(event, recorder(by), known)

    def place(self, kind: type[Event]) -> int:
        """Return the place of the entry of a kind that was recorded last."""
        return max(step.place for step in self.case.steps_of(kind))

    @property
    def id(self) -> UUID:
        """The case's id: the same whenever the case is told."""
        return told_id(self.number)

    def keep(self) -> UUID:
        """Record the whole history. A second time changes nothing. Return the case's id."""
        runs = groupby(self.case.entries, key=lambda entry: entry.recorded_by)
        for by, run in runs:
            entries = list(run)
            command = uuid5(self.id, str(entries[0].place))
            self.store.append(
                AUTHORITY,
                self.id,
                entries[0].place - 1,
                [entry.event for entry in entries],
                by=by or recorder(CASEWORKER),
                source=Source.PORTAL,
                command_id=command,
                body_hash=sha256(command.bytes).digest(),
                known_from=[entry.known_from for entry in entries],
            )
        return self.id

    def _record(self, event: Event, by: Recorder, known: datetime) -> None:
        entry = Entry(
            place=self.case.version + 1,
            event=event,
            recorded_at=known,
            known_from=known,
            recorded_by=by,
            source=Source.PORTAL,
        )
        self.case = replace(self.case, entries=(*self.case.entries, entry))


def weekday(day: date) -> date:
    """Return the day, or the Friday before a weekend: letters are written on weekdays."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def midnight(day: date) -> datetime:
    """Return the beginning of a day."""
    return datetime.combine(day, time.min, UTC)


def told_id(number: int) -> UUID:
    """Return the id of the case of a number."""
    return uuid5(CASES, f"{AUTHORITY}/demo/{number}")
