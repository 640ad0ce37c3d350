"""When somebody is told of a day that falls due: the stages before it, and each week after it.

A stage is raised once. Its alert is known by the case, the limit, the entry that started it,
the due day and the stage, so that a due day that moves is alerted anew. An alert decides
nothing in law: it stands on a working day where it can, and a doubt is resolved to the
earlier day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid5

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, Status
from ehcp.domain.deadlines.clocks import CLOCK_OF
from ehcp.domain.entry import Entry
from ehcp.domain.events.record import (
    EntryCorrected,
    EntryStruckOut,
    ExceptionClaimed,
    ExceptionDecided,
)
from ehcp.domain.standing.withdrawals import came_to_govern
from ehcp.domain.step import Step
from ehcp.law.calendar import Calendar
from ehcp.law.counting import Period
from ehcp.law.time_limit import Force, Kind, OwedBy, TimeLimit

ALERTS = UUID("b4f7c7de-0a7c-5f1e-8b57-5f6c4c1f0e52")

DAYS_BEFORE = (28, 14, 7, 3, 1, 0)
WEEK = timedelta(weeks=1)
NOTHING_OVERDUE = (Kind.WINDOW, Kind.MINIMUM_PERIOD, Kind.MILESTONE)
"""Kinds of limit that close or open on their day: nobody is late after it."""
NOBODY_OWES = (OwedBy.ANY_PARTY, OwedBy.SYSTEM)
"""What any party may do, and what comes of itself: it is too late, but nobody is late."""


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a prompt, and the day on which it comes."""

    name: str
    on: date


def prompts(
    case_id: UUID, case: Case, found: Sequence[Deadline], calendar: Calendar
) -> Iterator[Prompt]:
    """Yield what is to be alerted in a case: one for each open duty that raises alerts."""
    for deadline in found:
        if deadline.due is None or deadline.due.first is None or not raises_alerts(deadline):
            continue
        since, due = _known_since(case, deadline), deadline.due.first
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


def stages(prompt: Prompt, calendar: Calendar) -> Iterator[Stage]:
    """Yield every stage of a prompt in order of its day; without end where it falls overdue.

    A stage before the due day that is no working day comes on the working day before it. The
    weekly ones count from the day after the due day, whatever day that is.
    """
    for days in DAYS_BEFORE:
        on = calendar.previous_working_day(prompt.warn_by - timedelta(days=days))
        yield Stage(name=str(days), on=on)
    if prompt.falls_overdue:
        word = "excused" if prompt.excused else "overdue"
        for n in count():
            yield Stage(name=f"{word}-{n + 1}", on=prompt.due + timedelta(days=1) + n * WEEK)


def to_raise(prompt: Prompt, calendar: Calendar, today: date) -> tuple[Stage, ...]:
    """Return the stages that must have been raised by the end of `today`.

    Of those that had come by the day on which the record knew of the due day, only the last.
    """
    last: Stage | None = None
    later: list[Stage] = []
    for stage in stages(prompt, calendar):
        if stage.on > today:
            break
        if stage.on <= prompt.since:
            last = stage
        else:
            later.append(stage)
    return (*([last] if last else []), *later)


def next_on(prompt: Prompt, calendar: Calendar, after: date | None = None) -> date | None:
    """Return the next day on which a stage is to be raised; None if there is none any more.

    After a day by whose end all was raised; without one, the day of the first stage of all
    that are to be raised.
    """
    last: date | None = None
    for stage in stages(prompt, calendar):
        if after is not None and stage.on > after:
            return stage.on
        if after is None and stage.on > prompt.since:
            return last or stage.on
        last = stage.on
    return last if after is None else None


def alert_id(authority: str, prompt: Prompt, stage: str) -> UUID:
    """Return the id of an alert, which follows from what it is about."""
    parts = (authority, prompt.case, prompt.limit, prompt.started_by, prompt.due, stage)
    return uuid5(ALERTS, "/".join(map(str, parts)))


def _warn_by(deadline: Deadline, due: date, calendar: Calendar) -> date:
    cautious = deadline.version.cautious
    if cautious is None or deadline.started is None or deadline.started.first is None:
        return due
    return min(due, cautious.last_day(deadline.started.first, calendar) or due)


def _known_since(case: Case, deadline: Deadline) -> date:
    """The day on which the record came to know that this duty is open and when it is due.

    A correction or a claim that bears on it is such a day, and the withdrawal of an earlier
    request, with which that of this duty began to govern: what went before it is not told
    again stage by stage.
    """
    recorded = (entry.recorded_on for entry in _bearing(case, deadline))
    return max((day for day in recorded if day is not None), default=date.min)


def _bearing(case: Case, deadline: Deadline) -> Iterator[Entry]:
    step: Step | None = deadline.started_by
    while step is not None:
        yield step.entry
        step = step.base
    start = case.at(deadline.started_by.place)
    if start is not None and (withdrawn := came_to_govern(case, start)) is not None:
        yield withdrawn.entry
    claims = {claim.place for claim in deadline.claims}
    clock = CLOCK_OF.get(deadline.limit.id)
    kinds = tuple(clock.bearing) if clock is not None else ()
    by_place = {entry.place: entry for entry in case.entries}
    for entry in case.entries:
        event = entry.event
        if isinstance(event, EntryCorrected | EntryStruckOut):
            wrong = by_place.get(event.entry)
            if wrong is None or isinstance(wrong.event, (*kinds, ExceptionClaimed)):
                yield entry
        elif entry.place in claims or (isinstance(event, ExceptionDecided) and event.of in claims):
            yield entry
