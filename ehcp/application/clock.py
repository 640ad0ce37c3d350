"""The clock on the wall: the one place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from ehcp.domain.when import LONDON


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in London: legal days are civil days there."""
    return now().astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """Return the last moment of a day in London."""
    return datetime.combine(day, time.max, LONDON).astimezone(UTC)


def start_of(day: date) -> datetime:
    """Return the first moment of a day in London."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def moment(text: str, of_day: Callable[[date], datetime] = end_of) -> datetime:
    """Return the moment that a day (its end, in London) or an instant stands for.

    An instant without a zone is London time. `start_of` makes a day stand for its start.
    ValueError if it is neither.
    """
    if len(text) <= len("2024-01-31"):
        day = date.fromisoformat(text)
        if day.isoformat() != text:  # days are written in one form
            raise ValueError(text)
        return of_day(day)
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=LONDON)).astimezone(UTC)
