"""Judge a history as it stands: what was due, met and missed. Needs no store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ehcp.application.chronology.file import EVENTS, Chronology, Remark
from ehcp.application.in_json import instant, limit_json, name_of
from ehcp.domain.case import LIE_AHEAD, Case
from ehcp.domain.deadlines import CLOCKS, Deadline, deadlines
from ehcp.domain.deadlines.assumed import assumptions
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.record import DueDayGiven
from ehcp.law.calendar import Calendar
from ehcp.law.commencement import PART_3


@dataclass(frozen=True)
class Supposed:
    """An event supposed to happen on a day: `--suppose advice-received@2026-03-03`."""

    event: type[Event]
    on: date

    @classmethod
    def read(cls, text: str) -> "Supposed":
        """Return what EVENT@DATE supposes. ValueError with what is wrong."""
        name, at, day = text.partition("@")
        kind = EVENTS.get(name.strip().lower().replace("_", "-"))
        if not at or kind is None:
            raise ValueError(f"{text!r}: write EVENT@DATE, with an event of the vocabulary")
        try:
            on = date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"{text!r}: the day must be written YYYY-MM-DD") from None
        if on < PART_3:
            raise ValueError(f"{text!r}: the law came into force on 1 September 2014")
        return cls(kind, on)

    def made(self) -> Event:
        """Return the event. ValueError if it needs more than a day."""
        try:
            return self.event(on=self.on)
        except TypeError:
            raise ValueError(f"{kebab(self.event.__name__)} needs more than a day") from None


@dataclass(frozen=True)
class Judgement:
    """A chronology judged at the end of the day `as_at`, as it was known on a moment."""

    chronology: Chronology
    as_at: date
    as_known_on: datetime | None
    deadlines: tuple[Deadline, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """As things stood on which day, as known on which moment, and what is supposed.

    As at the day asked for; else the last day supposed; else the file's own; else `today`.
    """

    today: date
    as_at: date | None = None
    as_known_on: datetime | None = None
    supposed: Sequence[Supposed] = ()

    def day_for(self, chronology: Chronology) -> date:
        """Return the day at whose end a file is judged."""
        last_supposed = max((suppose.on for suppose in self.supposed), default=None)
        return self.as_at or last_supposed or chronology.as_at or self.today


def judge(chronology: Chronology, calendar: Calendar, question: Question) -> Judgement:
    """Return what was due, met and missed in a history."""
    day, as_known_on = question.day_for(chronology), question.as_known_on
    last = max((entry.place for entry in chronology.entries), default=0)
    extra = (
        Entry(place=last + number, event=suppose.made())
        for number, suppose in enumerate(question.supposed, start=1)
    )
    case = Case((*chronology.entries, *extra)).seen(as_at=day, as_known_on=as_known_on)
    found = deadlines(case, calendar, day)
    remarks = (
        *chronology.remarks,
        *_remarks(case, chronology, found),
        *_after_today(chronology, question.today),
    )
    return Judgement(
        chronology,
        day,
        as_known_on,
        found,
        tuple(sorted(remarks, key=lambda remark: remark.entry or 0)),
    )


def _remarks(case: Case, chronology: Chronology, found: Sequence[Deadline]) -> Iterator[Remark]:
    for assumption in assumptions(case):
        yield Remark(assumption.place, "assumed", assumption.qualifier)
    used = {deadline.started_by.place for deadline in found}
    used |= {deadline.ended_by.place for deadline in found if deadline.ended_by}
    bearing = {kind for clock in CLOCKS if not clock.own for kind in clock.bearing}
    bearing.add(DueDayGiven)  # of no clock's own, and left out where a limit has a start
    for step in case.steps:
        listed = step.place <= chronology.listed
        if listed and type(step.event) in bearing and step.place not in used:
            yield Remark(step.place, "no-start", name_of(step.event))


def _after_today(chronology: Chronology, today: date) -> Iterator[Remark]:
    """Yield what the file says has happened, on a day that has not come; it is left out till then.

    Days on which something falls due may lie ahead.
    """
    for step in Case(chronology.entries).steps:
        if step.first > today and not isinstance(step.event, LIE_AHEAD):
            yield Remark(step.place, "after-today", name_of(step.event))


def as_json(judgement: Judgement, file: str) -> dict[str, Any]:
    """Return a judgement in the form of `chronology check --json`."""
    known = judgement.as_known_on
    return {
        "id": judgement.chronology.id,
        "file": file,
        "as_at": judgement.as_at.isoformat(),
        "as_known_on": None if known is None else instant(known),
        "limits": [limit_json(deadline) for deadline in judgement.deadlines],
        "warnings": [
            {"entry": remark.entry, "code": remark.code, "name": remark.name}
            for remark in judgement.remarks
        ],
    }
