"""A judgement as a person reads it: aligned, wrapped to the terminal, in plain words."""

import textwrap
from collections import Counter
from collections.abc import Iterator

import click

from ehcp.application.chronology.check import Judgement
from ehcp.application.in_json import name_of
from ehcp.cli.chronology.warned import warnings
from ehcp.cli.words import days_in_words, late_in_words
from ehcp.domain.deadlines.deadline import Claim, Deadline, Reading, Status
from ehcp.domain.events.record import NotHappenedStated
from ehcp.domain.when import Span
from ehcp.law.grounds import GROUNDS
from ehcp.law.time_limit import Kind

INDENT = 15
COLOURS = {
    Status.MET: "green",
    Status.MISSED: "red",
    Status.OUTSTANDING: "red",
    Status.UNDETERMINED: "yellow",
}


def lines(judgement: Judgement, width: int) -> Iterator[str]:
    """Yield the judgement line by line, none wider than `width` where words allow it."""
    yield click.style(
        f"{judgement.chronology.id}, as at {judgement.as_at:%-d %B %Y}"
        + (f", as known on {judgement.as_known_on:%-d %B %Y}" if judgement.as_known_on else ""),
        bold=True,
    )
    yield from _wrapped(_summary(judgement), width, indent=0)
    for deadline in judgement.deadlines:
        yield ""
        yield from _limit(deadline, width)
    notes = [*_not_happened(judgement), *warnings(judgement.remarks)]
    if notes:
        yield ""
    for note in notes:
        yield from _wrapped(note, width, indent=0)


def _summary(judgement: Judgement) -> str:
    counted = Counter(deadline.status for deadline in judgement.deadlines)
    found = [f"{counted[status]} {status}" for status in Status if counted[status]]
    return "Limits: " + (", ".join(found) or "none was started") + "."


def _limit(deadline: Deadline, width: int) -> Iterator[str]:
    colour = COLOURS.get(deadline.status)
    reading = f" ({deadline.reading})" if deadline.reading else ""
    status = click.style(f"{deadline.status:<{INDENT}}", fg=colour, bold=colour is not None)
    yield f"{status}{deadline.limit.id}{reading}"
    details = [f"{deadline.limit.duty} ({deadline.source}).", _due(deadline), *_end(deadline)]
    details += [_claim(claim) for claim in deadline.claims]
    details += [_reading(other) for other in deadline.readings]
    for detail in details:
        yield from _wrapped(detail, width, indent=INDENT)


def _due(deadline: Deadline) -> str:
    start = name_of(deadline.started_by.event)
    since = f"given by {start}"
    if not deadline.given:
        since = f"from {start}, {days_in_words(deadline.started or Span())}"
    if deadline.limit.kind is Kind.MINIMUM_PERIOD:  # late is what it should be
        return f"Not before the end of {_day(deadline.due)} ({since})."
    return f"Due {_day(deadline.due)}{late_in_words(deadline.late_by_days)} ({since})."


def _end(deadline: Deadline) -> Iterator[str]:
    if deadline.ended_by is None:
        return
    event, span = name_of(deadline.ended_by.event), deadline.ended_by.span
    if deadline.done is None:
        yield f"Taken away by {event}, {days_in_words(span)}."
    elif deadline.done == span or deadline.done.first is None:
        yield f"Done by {event}, {days_in_words(deadline.done)}."
    else:
        yield f"Done {days_in_words(deadline.done)}, as {event} shows."


def _claim(claim: Claim) -> str:
    said = {True: "accepted", False: "not accepted", None: "nobody has said whether it holds"}
    lifts = {
        True: "it lifts the limit",
        False: "it does not lift the limit",
        None: "the days known do not decide whether it lifts the limit",
    }
    says = GROUNDS[claim.ground].says.rstrip(".")
    return f"Exception claimed: {says} ({said[claim.accepted]}; {lifts[claim.lifts]})."


def _reading(other: Reading) -> str:
    late = late_in_words(other.late_by_days)
    return f"Read as {other.reading} ({other.limit}): {other.status}, due {_day(other.due)}{late}."


def _day(span: Span | None) -> str:
    return days_in_words(span or Span())


def _not_happened(judgement: Judgement) -> Iterator[str]:
    for entry in judgement.chronology.entries:
        if isinstance(entry.event, NotHappenedStated):
            yield f"Said not to have happened: {entry.event.what}."


def _wrapped(text: str, width: int, *, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        width=max(width, indent + 30),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent or 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
