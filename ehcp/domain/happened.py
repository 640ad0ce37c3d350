"""What can only have happened already: nobody can tell of it on a day before it.

The day of an event is one such day. Others stand within what is told: the day on a report, the day
on which a body agreed. What is planned, falls due or ends one day may lie ahead.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

from ehcp.domain.case import LIE_AHEAD
from ehcp.domain.event import Event
from ehcp.domain.step import BEGINNING
from ehcp.domain.when import After, Span

HAPPENED = frozenset(
    {
        "agreed_on",
        "budget_information_given",
        "checked",
        "consented_on",
        "date_of_birth",
        "dated",
        "decided",
        "family_consulted",
        "first",
        "head_agreed_on",
        "last",
        "last_reviewed_on",
        "learned_on",
        "list_checked",
        "made_on",
        "moved_on",
        "nominated_on",
        "notified_on",
        "received",
        "requested",
    }
)
"""The fields that hold a day on which something happened, wherever they stand."""


def lies_ahead(event: Event, today: date) -> bool:
    """Whether an event can only have been after today; what hangs on another has no day."""
    on = event.on
    if isinstance(on, After):
        return False
    first = on.first or BEGINNING if isinstance(on, Span) else on
    return first > today and not isinstance(event, LIE_AHEAD)


def days_told(of: Any) -> Iterator[date]:
    """Yield the days on which something happened that a command, or a part of it, tells of."""
    kind: Any = type(of)
    for name in _telling(kind):
        found = getattr(of, name)
        if isinstance(found, date):
            yield found
        for part in found if isinstance(found, tuple) else (found,):
            if is_dataclass(part):
                yield from days_told(part)


@cache
def _telling(kind: Any) -> tuple[str, ...]:
    """Return the fields that may tell of such a day: by their name, or by what they hold."""
    found = (f for f in fields(kind) if f.name in HAPPENED or _holds_some(f.type))
    return tuple(f.name for f in found)


def _holds_some(hint: Any) -> bool:
    told = isinstance(hint, type) and is_dataclass(hint) and bool(_telling(hint))
    return told or any(map(_holds_some, get_args(hint)))
