"""Stretches of days whose ends are known only as spans, and how many days several come to.

A stretch lies after its first end and up to its second, as lateness does: what was due on a
Monday and came on the Thursday was three days late. `sure` are the days that lie in it whatever
the record leaves open, `possible` those that can. Nothing is said that is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ehcp.domain.step import BEGINNING, END
from ehcp.domain.when import Span

Interval = tuple[date, date]
"""The day before the first day, and the last day."""

Days = tuple[int, int | None]
"""At least, and at most; None where the record sets no bound."""

NONE: Days = (0, 0)


@dataclass(frozen=True)
class Stretch:
    """The days after `since` up to `until`. `doubted`: it may not be one at all."""

    since: Span
    until: Span
    doubted: bool = False

    @property
    def sure(self) -> Interval | None:
        """The days that lie in it for certain; None where none do."""
        start, end = self.since.last or END, self.until.first or BEGINNING
        return (start, end) if start < end and not self.doubted else None

    @property
    def possible(self) -> Interval | None:
        """The days that can lie in it; None where none can."""
        start, end = self.since.first or BEGINNING, self.until.last or END
        return (start, end) if start < end else None

    @property
    def days(self) -> Days:
        """How many days it has."""
        return days_of([self])


def days_of(stretches: Iterable[Stretch]) -> Days:
    """Return how many days lie in one or other of several stretches, each counted once."""
    found = list(stretches)
    return _count(found, found)


def days_in_both(one: Iterable[Stretch], other: Iterable[Stretch]) -> Days:
    """Return how many days lie in a stretch of the one kind, and in one of the other."""
    return _count(list(one), list(other))


def _count(one: Sequence[Stretch], other: Sequence[Stretch]) -> Days:
    sure = _both([s.sure for s in one], [s.sure for s in other])
    possible = _both([s.possible for s in one], [s.possible for s in other])
    if any(BEGINNING in interval or END in interval for interval in possible):
        return _length(sure), None
    return _length(sure), _length(possible)


def _both(one: Iterable[Interval | None], other: Iterable[Interval | None]) -> list[Interval]:
    """Return the days that lie in both, as intervals that do not overlap."""
    mine, theirs = _joined(one), _joined(other)
    shared = [(max(a, c), min(b, d)) for a, b in mine for c, d in theirs]
    return [(start, end) for start, end in shared if start < end]


def _joined(intervals: Iterable[Interval | None]) -> list[Interval]:
    """Return the same days as intervals that do not overlap, in order."""
    joined: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval is not None):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _length(intervals: Iterable[Interval]) -> int:
    return sum((end - start).days for start, end in intervals)
