"""When looking at children's records is unusual, and the streams in which that is kept."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID, uuid5

from ehcp.domain.entry import Entry
from ehcp.domain.events.reading import LooksSealed, UnusualReadingFound

READING = UUID("c2f0a1de-6a5b-5c3c-9d0e-7b1d8a4f6e31")
"""The namespace of the streams about looks."""
MOST_CHILDREN = 50
WITHIN = timedelta(hours=1)

KINDS = (LooksSealed, UnusualReadingFound)
"""The events that only streams about looks have."""


def seals_of(authority: str) -> UUID:
    """Return the stream of the seals of an authority's looks."""
    return uuid5(READING, f"{authority}/seals")


def unusual_id(authority: str, subject: str, until: datetime, *, at_machine: bool) -> UUID:
    """Return the stream of an unusual reading: there is one for each person and hour."""
    hour = until.timestamp() // WITHIN.total_seconds()
    return uuid5(READING, f"{authority}/{int(at_machine)}/{int(hour)}/{subject}")


@dataclass(frozen=True, kw_only=True)
class Burst:
    """So many different children from one moment to another."""

    since: datetime
    until: datetime
    children: int


def bursts(looks: Iterable[tuple[datetime, UUID]]) -> Iterator[Burst]:
    """Yield each time that somebody looked at more than 50 different children within an hour.

    `looks` are theirs in the order of time, each with its case, those at their own cases left
    out. What follows within an hour of one that was found belongs to it.
    """
    moments: deque[datetime] = deque()
    last: OrderedDict[UUID, datetime] = OrderedDict()  # each child once, however often looked at
    quiet_until: datetime | None = None
    for moment, together in groupby(looks, key=itemgetter(0)):
        moments.append(moment)
        for _, case in together:
            last[case] = moment
            last.move_to_end(case)
        while moments[0] <= moment - WITHIN:
            moments.popleft()
        while last[next(iter(last))] <= moment - WITHIN:
            last.popitem(last=False)
        if len(last) > MOST_CHILDREN and (quiet_until is None or moment >= quiet_until):
            yield Burst(since=moments[0], until=moment, children=len(last))
            quiet_until = moment + WITHIN


def last_seal(entries: Sequence[Entry]) -> LooksSealed | None:
    """Return the latest seal of an authority's looks."""
    seals = (entry.event for entry in reversed(entries))
    return next((event for event in seals if isinstance(event, LooksSealed)), None)


def found_in(entries: Sequence[Entry]) -> UnusualReadingFound | None:
    """Return the unusual reading that a stream is about."""
    events = (entry.event for entry in entries)
    return next((event for event in events if isinstance(event, UnusualReadingFound)), None)
