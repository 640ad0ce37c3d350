"""Days and lateness as a person reads them."""

from ehcp.domain.deadlines.deadline import Lateness
from ehcp.domain.when import Span


def days_in_words(span: Span) -> str:
    """Return "14 December 2026", or the two ends of a span."""
    if span.exact:
        return f"{span.exact:%-d %B %Y}"
    first = f"{span.first:%-d %B %Y}" if span.first else "an unknown day"
    last = f"{span.last:%-d %B %Y}" if span.last else "an unknown day"
    return "an unknown day" if first == last else f"{first} to {last}"


def late_in_words(late: Lateness | None) -> str:
    """Return ", 3 days late" or ", 2 days early"; nothing where nothing is known."""
    if late is None:
        return ""
    least, most = late
    if least is None or most is None:
        return _open_ended(least, most)
    if least == most:
        return ", on the last day" if least == 0 else f", {_days(least)}"
    if least >= 0:
        return f", {least} to {_days(most)}"
    if most <= 0:
        return f", {-most} to {_days(least)}"
    return f", {_days(least)} to {_days(most)}"


def _open_ended(least: int | None, most: int | None) -> str:
    """Return how late something is where only the least or the most is known."""
    if least is not None:
        return f", at least {_days(least)}" if least > 0 else ", how late is not known"
    if most is not None:
        return f", at least {_days(most)}" if most < 0 else f", at most {_days(most)}"
    return ""


def _days(number: int) -> str:
    count = f"{abs(number)} day" + ("" if abs(number) == 1 else "s")
    return f"{count} {'early' if number < 0 else 'late'}"
