"""Deadlines, spans and moments as JSON: the same wherever they are told."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from ehcp.domain.deadlines import Claim, Deadline, Reading
from ehcp.domain.event import Event, kebab
from ehcp.domain.events.record import Noted
from ehcp.domain.step import Step
from ehcp.domain.when import Span


def name_of(event: Event) -> str:
    """Return the name by which a file speaks of an event."""
    if isinstance(event, Noted) and event.name:
        return event.name
    return _kebab(type(event).__name__)


_kebab = cache(kebab)


def limit_json(deadline: Deadline) -> dict[str, Any]:
    """Return one deadline as JSON: spans as [first, last], null for an open end."""
    return {
        "limit": deadline.limit.id,
        "owed_by": str(deadline.limit.owed_by),
        "force": str(deadline.limit.force),
        "source": deadline.source,
        "started_by": name_of(deadline.started_by.event),
        "started": span_json(deadline.started),
        "due": span_json(deadline.due),
        "ended_by": _name(deadline.ended_by),
        "done": span_json(deadline.done),
        "status": str(deadline.status),
        "late_by_days": _pair(deadline.late_by_days),
        "excuses": list(map(_claim_json, deadline.claims)),
        "reading": deadline.reading,
        "readings": list(map(_reading_json, deadline.readings)),
    }


def instant(moment: datetime) -> str:
    """Return a moment in UTC, as JSON writes it."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def span_json(span: Span | None) -> list[str | None] | None:
    """Return a span as JSON; None where nothing is known of it at all."""
    if span is None:
        return None
    first, last = span
    of_first = first.isoformat() if first else None
    if last is first:  # most are one day
        return [of_first, of_first]
    return [of_first, last.isoformat() if last else None]


def _name(step: Step | None) -> str | None:
    return None if step is None else name_of(step.event)


def _pair(late: tuple[int | None, int | None] | None) -> list[int | None] | None:
    return None if late is None else list(late)


def _claim_json(claim: Claim) -> Mapping[str, Any]:
    return {
        "ground": claim.ground,
        "from": claim.since and claim.since.isoformat(),
        "to": claim.until and claim.until.isoformat(),
        "accepted": claim.accepted,
    }


def _reading_json(reading: Reading) -> Mapping[str, Any]:
    return {
        "reading": reading.reading,
        "limit": reading.limit,
        "due": span_json(reading.due),
        "status": str(reading.status),
        "late_by_days": _pair(reading.late_by_days),
    }
