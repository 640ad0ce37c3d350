"""An entry with its time worked out: the days on which it can have happened, and what hangs on it.

Inside a case every time is a pair of days, first and last possible. An open end is
`BEGINNING` or `END`, so that days compare without asking whether they are known.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.value import value
from ehcp.domain.when import UNKNOWN, After, Span
from ehcp.law.counting import corresponding_date

BEGINNING = date.min
END = date.max
WEEK = 7
FOUR_YEARS = timedelta(days=4 * 366)
SOME_DAY = date(2020, 1, 1)


def shifted(day: date, by: Callable[[date], date]) -> date:
    """Return `by(day)`; an open end stays open, and so does one beyond the calendar's own."""
    if day in (BEGINNING, END):
        return day
    try:
        return by(day)
    except (OverflowError, ValueError):
        return END


def between(later: date, earlier: date) -> int | None:
    """Return the days from `earlier` to `later`; None where either is an open end."""
    if later in (BEGINNING, END) or earlier in (BEGINNING, END):
        return None
    return (later - earlier).days


def span_of(first: date, last: date) -> Span:
    """Return two days as a span, open ends as None."""
    return Span(None if first == BEGINNING else first, None if last == END else last)


@value(frozen=True, eq=False, slots=True)
class Step:
    """One entry and its time: `first` and `last` possible day, inclusive.

    `base` is the step that an offset hangs on; the two then move together. `event` is what
    happened, `place` its place in the order of recording; `alleged` is what one side says, also
    where that is what its time hangs on.
    """

    entry: Entry
    first: date
    last: date
    base: "Step | None"
    event: Event
    place: int
    alleged: bool

    @classmethod
    def of(cls, entry: Entry, first: date, last: date, base: "Step | None" = None) -> "Step":
        """Return the step of an entry, with what is asked for at every turn at hand."""
        event = entry.event
        alleged = event.basis == "alleged" or (base is not None and base.alleged)
        return cls(entry, first, last, base, event, entry.place, alleged)

    @property
    def span(self) -> Span:
        """The days on which it can have happened, open ends as None."""
        return span_of(self.first, self.last)

    @property
    def undated(self) -> bool:
        """Whether nothing at all is known of its day."""
        return self.first == BEGINNING and self.last == END

    def hangs_on(self, ancestor: "Step") -> bool:
        """Whether its time is counted from that of another step, through others or not."""
        return self.base is not None and (self.base is ancestor or self.base.hangs_on(ancestor))

    def if_on(self, ancestor: "Step", day: date) -> tuple[date, date] | None:
        """Return when this step is if `ancestor`, which it hangs on, was on `day`; else None."""
        if self is ancestor:
            return day, day
        if self.base is None:
            return None
        of_base = self.base.if_on(ancestor, day)
        if of_base is None or not isinstance(self.event.on, After):
            return None
        return reach(self.event.on, *of_base)

    @property
    def root(self) -> "Step":
        """The step at the end of the chain of offsets; itself if it hangs on none."""
        return self if self.base is None else self.base.root


def reach(offset: After, first: date, last: date) -> tuple[date, date]:
    """Return the days that an offset can lead to from an event between `first` and `last`."""
    if offset.weeks is not None:
        slack = 1 if offset.approx else 0
        nearest = max(0, offset.weeks - slack)
        return (
            shifted(first, lambda day: day + timedelta(days=WEEK * nearest)),
            shifted(
                last, lambda day: day + timedelta(days=WEEK * (offset.weeks or 0) + WEEK * slack)
            ),
        )
    if offset.months is not None:
        slack = 1 if offset.approx else 0
        return (
            shifted(
                first, lambda day: corresponding_date(day, max(0, (offset.months or 0) - slack))
            ),
            shifted(last, lambda day: corresponding_date(day, (offset.months or 0) + slack)),
        )
    if offset.more_than_weeks is not None:
        beyond = WEEK * offset.more_than_weeks + 1
        return shifted(first, lambda day: day + timedelta(days=beyond)), END
    if offset.at_most_weeks is not None:
        within = WEEK * offset.at_most_weeks
        return first, shifted(last, lambda day: day + timedelta(days=within))
    return first, END


def possible_days(step: Step, until: date = SOME_DAY) -> Iterator[date]:
    """Yield every day on which the step can have been; four years of days where an end is open.

    Four years hold every length of month and a leap day, so what is the same for each of
    them is the same for any day. They are the last four that are possible up to `until`, so
    that what had happened by then can be told from what had not.
    """
    first, last = step.first, step.last
    if first == BEGINNING or last == END:
        last = min(last, max(until, first))
        first = max(first, last - FOUR_YEARS)
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def precedes(one: Step, other: Step) -> bool:
    """Whether the dates decide that `one` came before `other`."""
    if one.last < other.first:
        return True
    if (one.base or other.base) and one.root is other.root:
        root = one.root
        for day in possible_days(root):
            ours, theirs = one.if_on(root, day), other.if_on(root, day)
            if ours is None or theirs is None or not ours[1] < theirs[0]:
                return False
        return True
    return False


def dated(when: "date | Span") -> tuple[date, date]:
    """Return a day or a span as first and last possible day."""
    if isinstance(when, Span):
        first, last = when
        return first or BEGINNING, last or END
    return when, when


def resolved(
    entries: "tuple[Entry, ...]",
    named: Callable[[Event], str],
    stood: Mapping[int, int] | None = None,
) -> list[Step]:
    """Return the entries, in the order of recording, with their times worked out.

    `stood` is the place of a wrong entry by that of the one that stands for it, which takes
    it: what was counted from the wrong entry is counted from the other.
    """
    takes = stood or {}

    def place(entry: Entry) -> int:
        return takes.get(entry.place, entry.place)

    in_order = sorted(entries, key=place if takes else attrgetter("place"))
    steps: dict[int, Step | None] = {
        entry.place: Step.of(entry, *dated(when))
        for entry in in_order
        if not isinstance(when := entry.event.on, After)
    }
    if len(steps) < len(in_order):
        hanging = _Hanging(in_order, [place(entry) for entry in in_order], steps, named)
        for entry in in_order:
            hanging.step(entry)
    found = [steps[entry.place] for entry in in_order]
    return [each for each in found if each is not None]


class _Hanging(NamedTuple):
    """Works out the steps whose times are counted from others. `places` are those they take."""

    in_order: Sequence[Entry]
    places: Sequence[int]
    steps: dict[int, Step | None]
    named: Callable[[Event], str]

    def step(self, entry: Entry) -> Step | None:
        """Return the step of an entry; None while it is being worked out."""
        when, steps = entry.event.on, self.steps
        if entry.place not in steps and isinstance(when, After):
            steps[entry.place] = None  # nothing hangs on itself
            steps[entry.place] = self._counted(entry, when)
        return steps[entry.place]

    def _counted(self, entry: Entry, when: After) -> Step:
        above = self.in_order[: bisect_left(self.places, entry.place)]
        nearest = next((e for e in reversed(above) if self.named(e.event) == when.event), None)
        base = self.step(nearest) if nearest else None
        days = reach(when, base.first, base.last) if base else dated(UNKNOWN)
        return Step.of(entry, *days, base)


def in_legal_order(steps: list[Step]) -> list[Step]:
    """Return the steps in legal order: by date where the dates decide, else as recorded."""
    if any(step.base for step in steps):
        return _one_by_one(steps)
    ordered: list[Step] = []
    latest: list[date] = []  # the latest first day of the steps up to here
    for step in steps:
        if not latest or latest[-1] <= step.last:  # as most are recorded: after all the others
            ordered.append(step)
            latest.append(max(latest[-1], step.first) if latest else step.first)
            continue
        place = bisect_right(latest, step.last)
        ordered.insert(place, step)
        latest.insert(place, max(latest[place - 1], step.first) if place else step.first)
    return ordered


def _one_by_one(steps: list[Step]) -> list[Step]:
    """Return the steps in legal order where some hang on others.

    Those that hang on the same step are also compared with one another, day by day.
    """
    ordered: list[Step] = []
    latest: list[date] = []  # the latest first day of the steps up to here
    families: dict[Step, set[Step]] = {}
    for step in steps:
        family = families.setdefault(step.root, set())
        place = bisect_right(latest, step.last)
        if family:
            place = _among_family(step, family, ordered[:place])
        ordered.insert(place, step)
        latest.insert(place, max(latest[place - 1], step.first) if place else step.first)
        for number in range(place + 1, len(latest)):
            if latest[number] >= step.first:
                break
            latest[number] = step.first
        family.add(step)
    return ordered


def _among_family(step: Step, family: set[Step], before: list[Step]) -> int:
    """Return the place before the first step of the same root that this one surely precedes."""
    for place, other in enumerate(before):
        if other in family and precedes(step, other):
            return place
    return len(before)


def with_corrections(facts: list[Step], corrections: list[Step]) -> list[Step]:
    """Return the steps with the corrections of the record among them by date, moving nothing."""
    found = list(facts)
    for step in corrections:
        place = next((i for i, s in enumerate(found) if step.last < s.first), len(found))
        found.insert(place, step)
    return found
