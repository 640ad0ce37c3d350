"""When somebody is told of a day that falls due: the stages before it, and each week after it.

A stage is raised once. Its alert is known by the case, the limit, the entry that started it,
the due day and the stage, so that a due day that moves is alerted anew. An alert decides
nothing in law: it stands on a working day where it can, and a doubt is resolved to the
earlier day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from uuid import UUID, uuid5

from ehcp.domain.authority import DAYS_BEFORE, AuthoritySettings
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.deadlines.claims import CONTINUING, late_again, long_enough_on
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.authority import AlertsOf
from ehcp.domain.events.record import (
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
    ExceptionDecided,
)
from ehcp.domain.standing.withdrawals import came_to_govern
from ehcp.domain.step import Step
from ehcp.domain.value import value
from ehcp.law.calendar import Calendar
from ehcp.law.counting import Period
from ehcp.law.time_limit import Force, Kind, OwedBy, TimeLimit

ALERTS = UUID("b4f7c7de-0a7c-5f1e-8b57-5f6c4c1f0e52")

ONE_DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOTHING_OVERDUE = (Kind.WINDOW, Kind.MINIMUM_PERIOD, Kind.MILESTONE)
"""Kinds of limit that close or open on their day: nobody is late after it."""
NOBODY_OWES = (OwedBy.ANY_PARTY, OwedBy.SYSTEM)
"""What any party may do, and what comes of itself: it is too late, but nobody is late."""


@value(frozen=True, kw_only=True)
class Prompt:
    """An open duty as alerts see it.

    `due` is the first day on which it can fall due, `warn_by` that day or an earlier one by a
    cautious reading of the law. `since` is the day (London) on which the record came to know
    it. `falls_overdue`: somebody is late once the day is over; `excused`: the limit is lifted.
    """

    case: UUID
    limit: str
    started_by: int
    due: date
    warn_by: date
    since: date
    law_since: date
    source: str
    owed_by: str
    excused: bool
    falls_overdue: bool


@value(frozen=True, kw_only=True)
class Stage:
    """One stage of a prompt, and the day on which it comes."""

    name: str
    on: date


def alerts_of(stage: str) -> AlertsOf:
    """Return which kind of alerts a stage is one of."""
    word, _, number = stage.partition("-")
    return AlertsOf(word) if number else AlertsOf.BEFORE


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How many days before a due day somebody is told, and the day since which that holds."""

    days_before: tuple[int, ...] = DAYS_BEFORE
    since: date = date.min

    @classmethod
    def of(cls, settings: AuthoritySettings) -> "Schedule":
        """Return the schedule of an authority."""
        return cls(days_before=settings.days_before, since=settings.days_since)


ORDINARY = Schedule()


def prompts(
    case_id: UUID, case: Case, found: Sequence[Deadline], calendar: Calendar
) -> Iterator[Prompt]:
    """Yield what is to be alerted in a case: one for each open duty that raises alerts."""
    record = _Record.of(case)
    for deadline in found:
        if deadline.due is None or deadline.due.first is None or not raises_alerts(deadline):
            continue
        since, due = _known_since(record, deadline), deadline.due.first
        falls_overdue = somebody_is_late(deadline.limit, deadline.version.period)
        if since > due and not falls_overdue:
            continue  # it was over before anybody knew of it
        yield Prompt(
            case=case_id,
            limit=deadline.limit.id,
            started_by=deadline.started_by.place,
            due=due,
            warn_by=_warn_by(deadline, due, calendar),
            since=since,
            law_since=deadline.version.since,
            source=deadline.source,
            owed_by=deadline.limit.owed_by,
            excused=deadline.when_over is Status.EXCUSED,
            falls_overdue=falls_overdue,
        )


def somebody_is_late(limit: TimeLimit, period: Period) -> bool:
    """Whether somebody is late after the day: also with notice to be given before another."""
    if limit.owed_by in NOBODY_OWES:
        return False
    return period.counted_back or limit.kind not in NOTHING_OVERDUE


def raises_alerts(deadline: Deadline) -> bool:
    """Whether anybody is told: not of advice, a bar, the family's own windows, or a reading."""
    return deadline.open and deadline.drives and not why_unalerted(deadline.limit)


def why_unalerted(limit: TimeLimit) -> str:
    """Return why nobody is ever told of a limit; empty where somebody is."""
    if _is_bar(limit):
        return "a time within which something need not be done"
    if limit.force is Force.ADVISORY:
        return "its text is not verified"
    if limit.owed_by is OwedBy.PARENT_OR_YOUNG_PERSON:
        return "the time is the family's own"
    return ""


def _is_bar(limit: TimeLimit) -> bool:
    """Whether something need not be done within that time: nobody waits for its end."""
    clock = CLOCK_OF.get(limit.id)
    return limit.kind is Kind.WINDOW and clock is not None and clock.minimum


def stages(prompt: Prompt, calendar: Calendar, schedule: Schedule = ORDINARY) -> Iterator[Stage]:
    """Yield every stage of a prompt in order of its day; without end where it falls overdue.

    A stage before the due day that is no working day comes on the working day before it. The
    weekly ones count from the day after the due day, whatever day that is.
    """
    for days, on in zip(schedule.days_before, _before(prompt, calendar, schedule), strict=True):
        yield Stage(name=str(days), on=on)
    if prompt.falls_overdue:
        word = "excused" if prompt.excused else "overdue"
        for n in count():
            yield Stage(name=f"{word}-{n + 1}", on=_after(prompt, n))


def _before(prompt: Prompt, calendar: Calendar, schedule: Schedule) -> tuple[date, ...]:
    """Return the days of the stages before the due day."""
    return _days_before(prompt.warn_by, schedule.days_before, calendar)


@lru_cache(maxsize=10_000)  # of a day of the year many duties are asked for, each time again
def _days_before(day: date, several: tuple[int, ...], calendar: Calendar) -> tuple[date, ...]:
    return tuple(calendar.previous_working_day(day - timedelta(days=days)) for days in several)


def _after(prompt: Prompt, n: int) -> date:
    """Return the day of the nth weekly stage, from 0."""
    return prompt.due + ONE_DAY + n * WEEK


def to_raise(
    prompt: Prompt, calendar: Calendar, today: date, schedule: Schedule = ORDINARY
) -> tuple[Stage, ...]:
    """Return the stages that must have been raised by the end of `today`.

    Of those that had come by the day on which the record knew of the due day, or on which the
    authority chose these stages, only the last.
    """
    since = max(prompt.since, schedule.since)
    last: Stage | None = None
    later: list[Stage] = []
    for stage in stages(prompt, calendar, schedule):
        if stage.on > today:
            break
        if stage.on <= since:
            last = stage
        else:
            later.append(stage)
    return (*([last] if last else []), *later)


def next_on(
    prompt: Prompt,
    calendar: Calendar,
    after: date | None = None,
    schedule: Schedule = ORDINARY,
) -> date | None:
    """Return the next day on which a stage is to be raised; None if there is none any more.

    After a day by whose end all was raised; without one, the day of the first stage of all
    that are to be raised.
    """
    by = max(prompt.since, schedule.since) if after is None else after
    if prompt.falls_overdue and by > prompt.due:
        # by then one came every week, perhaps for years: they are counted and not gone through
        weeks = (by - _after(prompt, 0)) // WEEK
        return _after(prompt, weeks if after is None else weeks + 1)
    last: date | None = None
    for on in _first_days(prompt, calendar, schedule):
        if on > by:
            return on if after is not None else last or on
        last = on
    return last if after is None else None


def _first_days(prompt: Prompt, calendar: Calendar, schedule: Schedule) -> Iterator[date]:
    """Yield the days of the stages up to the first weekly one."""
    yield from _before(prompt, calendar, schedule)
    if prompt.falls_overdue:
        yield _after(prompt, 0)


def alert_id(authority: str, prompt: Prompt, stage: str) -> UUID:
    """Return the id of an alert, which follows from what it is about."""
    parts = (authority, prompt.case, prompt.limit, prompt.started_by, prompt.due, stage)
    return uuid5(ALERTS, "/".join(map(str, parts)))


def _warn_by(deadline: Deadline, due: date, calendar: Calendar) -> date:
    cautious = deadline.version.cautious
    if cautious is None or deadline.started is None or deadline.started.first is None:
        return due
    return min(due, cautious.last_day(deadline.started.first, calendar) or due)


@dataclass(frozen=True)
class _Record:
    """What of a case tells since when a day was known: its entries, and those about others."""

    case: Case
    by_place: Mapping[int, Entry]
    corrections: Sequence[tuple[Entry, Entry | None]]
    decided: Sequence[Entry]

    @classmethod
    def of(cls, case: Case) -> "_Record":
        by_place = {entry.place: entry for entry in case.entries}
        return cls(
            case=case,
            by_place=by_place,
            corrections=[
                (entry, by_place.get(entry.event.entry))
                for entry in case.entries
                if isinstance(entry.event, EntryCorrected | EntryStruckOut)
            ],
            decided=[e for e in case.entries if isinstance(e.event, ExceptionDecided)],
        )


def _known_since(record: _Record, deadline: Deadline) -> date:
    """The day on which the record came to know that this duty is open and when it is due.

    A correction or a claim that bears on it is such a day, the one on which a claim begins or
    ceases to lift it, and the withdrawal of an earlier request, with which that of this duty
    began to govern: what went before it is not told again stage by stage.
    """
    recorded = (entry.recorded_on for entry in _bearing(record, deadline))
    days = (*recorded, *_turned(record.case, deadline))
    return max((day for day in days if day is not None), default=date.min)


def _turned(case: Case, deadline: Deadline) -> Iterator[date]:
    """Yield the days, up to the one asked about, on which claims began or ceased to lift it."""
    for claim in deadline.claims:
        step = case.at(claim.place)
        if step is None or not isinstance(step.event, ExceptionClaimed) or not claim.accepted:
            continue
        ceases = late_again(step.event) if deadline.limit in CONTINUING else None
        for day in (long_enough_on(step.event), ceases):
            if day is not None and day <= (case.as_at or date.min):
                yield day


def _bearing(record: _Record, deadline: Deadline) -> Iterator[Entry]:
    step: Step | None = deadline.started_by
    while step is not None:
        yield step.entry
        step = step.base
    start = record.case.at(deadline.started_by.place)
    if start is not None and (withdrawn := came_to_govern(record.case, start)) is not None:
        yield withdrawn.entry
    clock = CLOCK_OF.get(deadline.limit.id)
    kinds = clock.bearing if clock is not None else frozenset[type[Event]]()
    for entry, wrong in record.corrections:
        kind = type(wrong.event) if wrong is not None else None
        if kind is None or kind is ExceptionClaimed or kind in kinds:
            yield entry
    claims = {claim.place for claim in deadline.claims}
    yield from (record.by_place[place] for place in claims)
    yield from (entry for entry in record.decided if entry.event.of in claims)
