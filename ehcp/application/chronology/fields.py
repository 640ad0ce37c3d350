"""Reading one field of a chronology: a day, a span, an offset, a place, a word from a list."""

import re
from calendar import monthrange
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from ehcp.application import clock
from ehcp.application.document import BadFile, Problem, Value
from ehcp.domain.when import UNKNOWN, After, Span, When
from ehcp.law.commencement import PART_3

W = TypeVar("W", bound=StrEnum)

PARTS_OF_A_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PARTS_OF_A_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
LENGTHS = ("weeks", "months", "more_than_weeks", "at_most_weeks")
OFFSET_KEYS = {"after", "approx", *LENGTHS}
MOST_WEEKS = 1500
MOST_READ = 100_000


def bad(value: Value, reason: str) -> BadFile:
    """Return the error that a value makes."""
    return BadFile(Problem(value.line, reason))


@lru_cache(4096)
def kebab(text: str) -> str:
    """Return a word in kebab-case, whether the file writes kebab or snake."""
    return text.strip().lower().replace("_", "-")


def text(value: Value, what: str) -> str:
    """Return a text."""
    if value.text is None:
        raise bad(value, f"{what} must be a text.")
    return value.text


def word(value: Value, kind: type[W], what: str) -> W:
    """Return one word of a list."""
    try:
        return kind(kebab(text(value, what)))
    except ValueError:
        words = ", ".join(kind)
        raise bad(value, f"{what} must be one of: {words}.") from None


def flag(value: Value, what: str) -> bool:
    """Return true or false."""
    found = {"true": True, "yes": True, "false": False, "no": False}.get(
        (value.text or "").lower()
    )
    if found is None:
        raise bad(value, f"{what} must be true or false.")
    return found


def number(value: Value, what: str, most: int) -> int:
    """Return a whole number from 0."""
    if not re.fullmatch(r"\d{1,6}", value.text or "") or int(value.text or "") > most:
        raise bad(value, f"{what} must be a whole number from 0 to {most}.")
    return int(value.text or "")


def place(value: Value, what: str, count: int) -> int:
    """Return the place of an entry in the list, from 1."""
    found = number(value, what, 10**6 - 1)
    if not 1 <= found <= count:
        raise bad(value, f"{what} names entry {found}; the list has entries 1 to {count}.")
    return found


def day(value: Value, what: str) -> date:
    """Return a day."""
    try:
        return datetime.strptime(text(value, what), "%Y-%m-%d").date()  # noqa: DTZ007 - a day
    except ValueError:
        raise bad(value, f"{what} must be a day, written YYYY-MM-DD.") from None


def moment(value: Value, what: str) -> datetime:
    """Return a moment: an instant, or the end of a day."""
    try:
        return _moment(text(value, what))
    except ValueError:
        raise bad(value, f"{what} must be a day (YYYY-MM-DD) or an instant.") from None


_moment = lru_cache(65536)(clock.moment)


def when(entry: dict[str, Value], value: Value, named_above: Container[str]) -> When:
    """Return when an entry happened. `named_above` are the events that an offset may hang on."""
    written = _written(entry)
    if written in _READ:
        return _READ[written]
    found = _when(entry, value, named_above)
    if written is not None:
        if len(_READ) > MOST_READ:
            _READ.clear()
        _READ[written] = found
    return found


_READ: dict[tuple[str | None, ...] | None, When] = {}
"""What was read before, by how it was written: many entries of many files fall on one day."""


def _written(entry: dict[str, Value]) -> tuple[str | None, ...] | None:
    """Return how a day is written, where nothing else bears on what it means."""
    if "date" not in entry or "offset" in entry:
        return None
    if "precision" not in entry and "qualifier" not in entry:
        return (entry["date"].text,) if entry["date"].text is not None else None
    given = [entry.get(key) for key in ("date", "precision", "qualifier")]
    if any(value is not None and value.text is None for value in given):
        return None
    return tuple(None if value is None else value.text for value in given)


def _when(entry: dict[str, Value], value: Value, named_above: Container[str]) -> When:
    precision = _precision(entry, value)
    qualifier = entry.get("qualifier")
    given = entry.get("date")
    if precision == "offset":
        return _offset(entry.get("offset") or value, named_above)
    if given is None or given.null or precision == "unknown":
        return UNKNOWN
    found = _span(given, qualifier, precision)
    if (found.last or date.max) < PART_3:
        raise bad(given, "The day lies before 1 September 2014, when the law came into force.")
    return found.exact or found


def unread(entry: Mapping[str, Value]) -> Iterator[str]:
    """Yield the keys that would say when, and say nothing beside the others that are given.

    A day that is written stands, whatever it would hang on; early, mid and late are parts of a
    month or a year.
    """
    given = entry.get("date")
    if "offset" in entry and given is not None:
        yield "offset"
    if "qualifier" in entry and (given is None or given.text is None):
        yield "qualifier"


def _precision(entry: dict[str, Value], value: Value) -> str:
    said, given, offset = entry.get("precision"), entry.get("date"), entry.get("offset")
    dated = given is not None and not given.null
    hangs = offset is not None and not offset.null
    if said is None or said.null:
        return "date" if dated else ("offset" if hangs else "unknown")
    precision = kebab(text(said, "precision"))
    if precision not in ("day", "month", "year", "span", "unknown", "offset"):
        raise bad(said, "precision must be one of: day, month, year, unknown, offset.")
    if precision in ("day", "month", "year", "span") and not dated:
        raise bad(said, f"precision is {precision}, but no date is given.")
    if precision == "offset" and not hangs:
        raise bad(value, "precision is offset, but no offset is given.")
    if precision in ("unknown", "offset") and dated:
        raise bad(said, f"precision is {precision}, but a date is given.")
    return precision


def _span(value: Value, qualifier: Value | None, precision: str) -> Span:
    if value.items is not None:
        return _written_span(value)
    written = text(value, "date")
    form = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", written)
    if form is None:
        raise bad(value, "The date cannot be read; write YYYY-MM-DD, YYYY-MM or YYYY.")
    shape = "day" if form[3] else ("month" if form[2] else "year")
    if precision not in ("date", shape):
        raise bad(value, f"precision is {precision}, but the date is written as a {shape}.")
    part = None if qualifier is None or qualifier.null else kebab(text(qualifier, "qualifier"))
    if part is not None and qualifier is not None:
        if part not in PARTS_OF_A_MONTH:
            raise bad(qualifier, "qualifier must be one of: early, mid, late.")
        if shape == "day":
            raise bad(qualifier, "A qualifier goes with a month or a year, not with a day.")
    try:
        if shape == "day":
            exact = date.fromisoformat(written)
            return Span(exact, exact)
        if shape == "month":
            return _month(int(form[1]), int(form[2]), part)
        return _year(int(form[1]), part)
    except ValueError:
        raise bad(value, "There is no such day in the calendar.") from None


def _month(year: int, month: int, part: str | None) -> Span:
    first, last = PARTS_OF_A_MONTH[part] if part else (1, 31)
    return Span(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))


def _year(year: int, part: str | None) -> Span:
    first, last = PARTS_OF_A_YEAR[part] if part else (1, 12)
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _written_span(value: Value) -> Span:
    """Return a span written [first, last], null being an open end."""
    ends = value.items or ()
    if len(ends) != len(Span._fields):
        raise bad(value, "A span is written [first day, last day].")
    first, last = (None if end.null else day(end, "date") for end in ends)
    if first is not None and last is not None and last < first:
        raise bad(value, "The span is backwards: its last day lies before its first.")
    return Span(first, last)


def _offset(value: Value, named_above: Container[str]) -> After:
    fields = value.fields
    if fields is None or "after" not in fields:
        raise bad(value, "An offset says after which event, and how long: {after: ..., weeks: 2}.")
    after = kebab(text(fields["after"], "after"))
    if after not in named_above:
        raise bad(fields["after"], f"The offset hangs on {after}, but no such entry stands above.")
    lengths = {
        name: number(fields[name], name, MOST_WEEKS)
        for name in LENGTHS
        if name in fields and not fields[name].null
    }
    if len(lengths) != 1:
        raise bad(value, f"An offset has one length: {', '.join(LENGTHS)}.")
    approx = "approx" in fields and not fields["approx"].null and flag(fields["approx"], "approx")
    return After(event=after, approx=approx, **lengths)
