"""A case rebuilt from what is left when its entries are filtered by hand, and its answers.

The filter is plain comparisons: what was recorded by a moment; without what had then been found
wrong, each stand-in in the place of what it stands for; what can have happened by a day.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Claim, deadlines
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.record import EntryCorrected, EntryStruckOut, Noted
from ehcp.domain.standing.appeals import appeals
from ehcp.domain.standing.outcomes import outcomes
from ehcp.domain.standing.payments import payments
from ehcp.domain.standing.reviews import reviews
from ehcp.domain.standing.versions import versions
from ehcp.domain.step import Step
from ehcp.domain.when import After, Span
from ehcp.law.calendar import Calendar
from ehcp.projections.stage import stage

NO_HOLIDAYS = Calendar(frozenset())
LONDON = ZoneInfo("Europe/London")
CORRECTIONS = (EntryCorrected, EntryStruckOut)
LOOKED_AHEAD_TO = {
    "DueDayGiven",
    "DecisionWasDue",
    "AdviceDue",
    "ReviewCompletionDue",
    "ReviewMissed",
    "PhaseTransferDue",
}
"""Days on which something falls due: a question may look ahead to them."""


@dataclass(frozen=True, kw_only=True)
class Poisoned(Entry):
    """An entry that must not be read: when it came to be known is all that may be asked of it."""

    def __getattribute__(self, name: str) -> Any:
        if name == "event":
            raise AssertionError("what was recorded later was read")
        return super().__getattribute__(name)


def end_of(day: date) -> datetime:
    """Return the last moment of a day in London."""
    return datetime.combine(day, time(23, 59, 59, 999999), LONDON).astimezone(UTC)


def recorded_by(entries: tuple[Entry, ...], moment: datetime | None) -> list[Entry]:
    """Return what had been recorded at or before a moment; all of it without one."""
    return [
        entry
        for entry in entries
        if moment is None or entry.known_from is None or entry.known_from <= moment
    ]


def stood_for(known: list[Entry]) -> dict[int, int | None]:
    """Return the place that each place comes to, None for what was struck out."""
    comes_to: dict[int, int | None] = {entry.place: entry.place for entry in known}
    for entry in known:
        if isinstance(entry.event, EntryCorrected) and entry.event.stands_in:
            comes_to[entry.event.stands_in] = comes_to.get(entry.event.entry)
        elif isinstance(entry.event, CORRECTIONS):
            comes_to[entry.event.entry] = None
    return comes_to


def rebuilt(entries: tuple[Entry, ...], day: date | None, moment: datetime | None) -> Case:
    """Return the case of what is left of its entries, in which nothing was ever wrong."""
    known = recorded_by(entries, moment)
    comes_to = stood_for(known)
    wrong = {entry.event.entry for entry in known if isinstance(entry.event, CORRECTIONS)}
    left = [
        replace(entry, place=place, event=_answering(entry.event, comes_to))
        for entry in known
        if entry.place not in wrong and (place := comes_to[entry.place]) is not None
    ]
    left = [entry for entry in left if not isinstance(entry.event, CORRECTIONS)]
    kept = [
        e
        for e in left
        if day is None or type(e.event).__name__ in LOOKED_AHEAD_TO or earliest(e, left) <= day
    ]
    return Case(tuple(kept))


def _answering(event: Event, comes_to: dict[int, int | None]) -> Event:
    """Return an event that names the place its answer came to; what was struck out is no place."""
    return event if event.of is None else replace(event, of=comes_to.get(event.of) or event.of)


def earliest(entry: Entry, entries: list[Entry]) -> date:
    """Return the first day on which an entry can have happened."""
    when = entry.event.on
    if isinstance(when, Span):
        return when.first or date.min
    if not isinstance(when, After):
        return when
    above = [e for e in entries if e.place < entry.place and _name(e.event) == when.event]
    since = min(above, key=lambda found: -found.place) if above else None
    return _at_least(when, earliest(since, entries)) if since else date.min


def _at_least(when: After, since: date) -> date:
    """Return the first day that lies so far after another."""
    less = 1 if when.approx else 0
    if since == date.min:
        return since
    if when.months is not None:
        return _months_on(since, max(0, when.months - less))
    if when.more_than_weeks is not None:
        return since + timedelta(weeks=when.more_than_weeks, days=1)
    return since + timedelta(weeks=max(0, (when.weeks or 0) - less))


def _name(event: Event) -> str:
    return (isinstance(event, Noted) and event.name) or kebab(type(event).__name__)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def answers(case: Case, day: date, comes_to: dict[int, int | None]) -> dict[str, Any]:
    """Return what a case says, each entry by the place it comes to."""
    said: dict[str, Any] = {
        "steps": [step for step in case.steps if not isinstance(step.event, CORRECTIONS)],
        "deadlines": sorted(
            (plain(found, comes_to) for found in deadlines(case, NO_HOLIDAYS, day)), key=repr
        ),
        "plan in force": case.plan_in_force,
        "versions": versions(case),
        "outcomes": outcomes(case),
        "reviews": reviews(case),
        "appeals": appeals(case),
        "payments": payments(case),
        "stage": stage(case),
    }
    return {name: plain(value, comes_to) for name, value in said.items()}


def plain(value: Any, comes_to: dict[int, int | None]) -> Any:
    """Return a value in which a step is its place and its days."""
    if isinstance(value, Step):
        return comes_to.get(value.place, value.place), value.first, value.last
    if isinstance(value, Event | Case):
        return type(value).__name__
    if isinstance(value, Claim):
        value = replace(value, place=comes_to.get(value.place) or value.place)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name), comes_to) for f in fields(value)}
    if isinstance(value, list | tuple) and not isinstance(value, Span):
        return [plain(each, comes_to) for each in value]
    return value


def turning_days(entries: tuple[Entry, ...]) -> list[date]:
    """Return every day on which something happens, with the day before and the day after."""
    found: set[date] = set()
    for entry in entries:
        when = entry.event.on
        found |= {
            day for day in (when if isinstance(when, Span) else (when,)) if isinstance(day, date)
        }
    found = {day for day in found if date(2000, 1, 1) < day < date(2100, 1, 1)}
    return sorted({day + timedelta(days=n) for day in found for n in (-1, 0, 1)})


def turning_moments(entries: tuple[Entry, ...]) -> Iterator[datetime]:
    """Yield every moment at which something came to be known, and the moment before."""
    for moment in sorted({entry.known_from for entry in entries if entry.known_from}):
        yield moment - timedelta(microseconds=1)
        yield moment
