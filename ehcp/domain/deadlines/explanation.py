"""Why a date is this date: a deadline in sentences that a person can check by hand."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ehcp.domain.deadlines.deadline import Claim, Deadline
from ehcp.domain.deadlines.followed import other_reading
from ehcp.domain.deadlines.how_it_stands import must_be_over_first, passed_by_itself, standing
from ehcp.domain.event import kebab
from ehcp.domain.step import Step
from ehcp.domain.when import Span
from ehcp.law.calendar import Calendar
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limit import Kind, Version


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
    minimum = must_be_over_first(deadline)
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


def _claim(claim: Claim) -> str:
    ground = GROUNDS[claim.ground].says if claim.ground in GROUNDS else claim.ground
    answer = {True: "accepted", False: "not accepted", None: "not decided"}[claim.accepted]
    effect = {True: "it lifts the limit", False: "it changes nothing", None: "it may lift it"}
    return f"Entry {claim.place} claims: {ground} The claim is {answer}; {effect[claim.lifts]}."


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
