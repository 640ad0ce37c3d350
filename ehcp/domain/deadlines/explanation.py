"""Why a date is this date: a deadline in sentences that a person can check by hand."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ehcp.domain.deadlines.deadline import Claim, Deadline, Lateness, Status
from ehcp.domain.deadlines.followed import other_reading
from ehcp.domain.event import kebab
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.mediation import MediationHeld, MediationRequested
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import DraftPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed
from ehcp.domain.events.request import AssessmentAgreed
from ehcp.domain.standing.appeals import APPEALABLE
from ehcp.domain.step import Step
from ehcp.domain.when import Span
from ehcp.law.calendar import Calendar
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limit import Kind, Version

STANDING = {
    Status.MET: "It was met.",
    Status.MISSED: "It was missed: it was done late.",
    Status.OUTSTANDING: "It is overdue: the last day is over and it is not done.",
    Status.NOT_DUE: "It is not due yet.",
    Status.EXCUSED: "An accepted exception lifts the limit. The duty to act as soon as practicable"
    " stays.",
    Status.DISAPPLIED: "It turned out not to apply: another outcome was reached in time.",
    Status.UNDETERMINED: "What is recorded does not decide whether it was met.",
    Status.NO_LIMIT: "The law gives no number of days; it must still be done.",
}

NOT_USED = "It was not used, and its time is over."
CAN_BE_USED = "The law gives no number of days; it can be used while it is open."
OUTCOMES = (
    *APPEALABLE,
    AssessmentAgreed,
    ReassessmentAgreed,
    DraftPlanIssued,
    MediationRequested,
    MediationHeld,
    AppealNotOpposed,
    TribunalOrder,
)
"""How what a duty was about turned out otherwise. Who withdraws or dies leaves no outcome."""


def explain(deadline: Deadline, calendar: Calendar) -> tuple[str, ...]:
    """Return why a deadline falls when it does and stands as it does, a sentence each."""
    return tuple(_sentences(deadline, calendar))


def _sentences(deadline: Deadline, calendar: Calendar) -> Iterator[str]:
    limit, version = deadline.limit, deadline.version
    words = version.period.words
    yield f"{limit.duty}. {capital(words)}: {deadline.source}."
    yield from _start(deadline)
    yield from _due(deadline, calendar)
    if version.asap and deadline.due is not None:
        yield "It must be done as soon as practicable, and at the latest by then."
    yield from _end(deadline)
    yield standing(deadline)
    yield from (_claim(claim) for claim in deadline.claims)
    if deadline.reading:
        yield f"This is the reading called {deadline.reading}."
    for reading in deadline.readings:
        due = "on no known day" if reading.due is None else f"on {days(reading.due)}"
        yield f"On the reading called {reading.reading} it falls due {due}: {reading.status}."
    if limit.force == "advisory":
        yield "The text behind it has not been verified: it is shown and never enforced."


def _start(deadline: Deadline) -> Iterator[str]:
    step = deadline.started_by
    if deadline.given:
        yield f"The day itself was recorded, without the day it was counted from: {entry(step)}."
    else:
        yield f"Started by {entry(step)}."
    if step.event.basis == "alleged":
        yield "That is what one side says, so nothing firm rests on it."


def _due(deadline: Deadline, calendar: Calendar) -> Iterator[str]:
    if deadline.due is None:
        if deadline.version.period.dated:
            yield "The day on which it falls due is not known."
        return
    minimum = _must_be_over_first(deadline)
    found = f"the {'period ends with' if minimum else 'last day in time is'} {days(deadline.due)}."
    if deadline.started is not None and not other_reading(deadline):
        yield f"Counted from {days(deadline.started)} ({wording(deadline.version)}), {found}"
    else:
        yield f"{found[0].upper()}{found[1:]}"
    if deadline.set_by:
        yield deadline.set_by
    if deadline.put_off:
        yield deadline.put_off
    last = deadline.due.exact
    if last is not None and not calendar.is_working_day(last):
        before = calendar.previous_working_day(last)
        moves = "" if may_move(deadline) else ", and moves nothing"
        yield f"That is no working day{moves}: the last working day is {day(before)}."
    if deadline.version.since.year > 2014:  # noqa: PLR2004 - the year the law came into force
        yield f"The law stands so since {day(deadline.version.since)}."


def may_move(deadline: Deadline) -> bool:
    """Whether a last day that is no working day moves by a reading to fall back on."""
    return deadline.limit.fallback is not None


def capital(words: str) -> str:
    """Return words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def wording(version: Version) -> str:
    """Return the law's own words in quotation marks; a remark that it has none as it is."""
    said = version.wording
    if said.startswith("(") and said.endswith(")"):
        return said[1:-1]
    return f"\u201c{said}\u201d"


def _end(deadline: Deadline) -> Iterator[str]:
    step = deadline.ended_by
    if step is None or passed_by_itself(deadline):
        return
    if deadline.done is None:
        what = "It" if deadline.limit.kind is Kind.WINDOW else "The duty"
        yield f"{what} was taken away by {entry(step)}."
    elif deadline.done == step.span or deadline.done.exact:
        yield f"Done by {entry(step)}."
    else:
        yield f"That it was done is shown by {entry(step)}."


def standing(deadline: Deadline) -> str:
    """Return in words how a deadline stands."""
    if _must_be_over_first(deadline):  # late is what it should be
        early = deadline.status is Status.MISSED and deadline.done is not None
        return "It was missed: it was done too early." if early else STANDING[deadline.status]
    if deadline.status is Status.DISAPPLIED and not _another_outcome(deadline):
        return NOT_USED if deadline.ended_by is None else "It no longer applies."
    taken_away = deadline.ended_by is not None and deadline.done is None
    if deadline.status is Status.MISSED and taken_away:
        return f"It was missed: its last day was over by then.{_late(deadline.late_by_days)}"
    if passed_by_itself(deadline):
        return "Its time is over."
    if deadline.status is Status.NO_LIMIT and deadline.limit.kind is Kind.WINDOW:
        return CAN_BE_USED
    return STANDING[deadline.status] + _late(deadline.late_by_days)


def _another_outcome(deadline: Deadline) -> bool:
    """Whether a duty was taken away by how it turned out, and by nothing that fell away."""
    end = deadline.ended_by
    return deadline.due is not None and end is not None and isinstance(end.event, OUTCOMES)


def passed_by_itself(deadline: Deadline) -> bool:
    """Whether a time is over in which nothing had to be done: nobody was late for that.

    Nor is anybody because the case ended after it.
    """
    return deadline.status is Status.MET and deadline.done is None


def _must_be_over_first(deadline: Deadline) -> bool:
    """Whether the period has to be over before the step; notice is to be given before a day."""
    minimum = deadline.limit.kind is Kind.MINIMUM_PERIOD
    return minimum and not deadline.version.period.counted_back


def _claim(claim: Claim) -> str:
    ground = GROUNDS[claim.ground].says if claim.ground in GROUNDS else claim.ground
    answer = {True: "accepted", False: "not accepted", None: "not decided"}[claim.accepted]
    effect = {True: "it lifts the limit", False: "it changes nothing", None: "it may lift it"}
    return f"Entry {claim.place} claims: {ground} The claim is {answer}; {effect[claim.lifts]}."


def _late(late: Lateness | None) -> str:
    if late is None or None in late:
        return ""
    least, most = late
    if least == most:
        return f" That is {_count(least or 0)}."
    return f" That is {_count(least or 0)} at least, {_count(most or 0)} at most."


def _count(number: int) -> str:
    if number == 0:
        return "the last day"
    return (
        f"{abs(number)} day{'' if abs(number) == 1 else 's'} {'late' if number > 0 else 'early'}"
    )


def entry(step: Step) -> str:
    """Return an entry as a person finds it in the history: its place, what, when, by whom."""
    name = kebab(type(step.event).__name__).replace("-", " ")
    told = f"entry {step.place}, {name}, {days(step.span)}"
    recorded = step.entry
    if recorded.recorded_by is not None and recorded.recorded_on is not None:
        who = recorded.recorded_by
        told += f", recorded by {who.subject} ({who.role}) on {day(recorded.recorded_on)}"
    return told


def days(span: Span) -> str:
    """Return the days of a span in words."""
    if span.exact is not None:
        return day(span.exact)
    if span.first is None and span.last is None:
        return "an unknown day"
    if span.first is None or span.last is None:
        return f"{day(span.first)} or later" if span.first else f"{day(span.last)} or earlier"
    return f"between {day(span.first)} and {day(span.last)}"


@lru_cache(10_000)
def day(found: date) -> str:
    """Return "Monday 26 May 2025"."""
    return f"{found:%A} {found.day} {found:%B} {found.year}"
