"""When each placement in Section I holds: two at once, one after the other, days without any."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from ehcp.domain.plan.placement import Placement

ONE_DAY = timedelta(days=1)


def backwards(placement: Placement) -> bool:
    """Whether it ends before it begins."""
    starts, ends = placement.starts, placement.ends
    return starts is not None and ends is not None and ends < starts


def named_on(placements: Sequence[Placement], on: date) -> tuple[Placement, ...]:
    """Return the placements that hold on a day, first the one that has the person on its register.

    On a day on which none holds: the next to begin, or, if all are over, the last to end. What
    comes after that is for a later plan.
    """
    holding = [p for p in placements if _first(p) <= on <= _last(p)]
    if holding:
        return tuple(sorted(holding, key=lambda p: (p.main is not True, p.main is False)))
    ahead = [p for p in placements if _first(p) > on]
    if ahead:
        return (min(ahead, key=_first),)
    return (max(placements, key=_last),) if placements else ()


def turns(placements: Sequence[Placement]) -> Iterator[date]:
    """Yield the days on which another placement holds than on the day before."""
    for placement in placements:
        if placement.starts is not None:
            yield placement.starts
        if placement.ends is not None and placement.ends < date.max:
            yield placement.ends + ONE_DAY


def at_once(placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each two institutions that are named for the same days."""
    named = [placement for placement in placements if placement.institution]
    return (pair for pair in combinations(named, 2) if _overlap(*pair))


def unnamed_from(placements: Sequence[Placement], on: date) -> date | None:
    """Return the first day, from `on`, on which nothing is named although something is later.

    The end of the last placement is no gap: what comes then is for a later plan.
    """
    covered = on
    for placement in sorted(placements, key=_first):
        if _first(placement) > covered:
            return covered
        if placement.ends is None:
            return None
        covered = max(covered, placement.ends + ONE_DAY)
    return None


def _overlap(one: Placement, other: Placement) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(placement: Placement) -> date:
    return placement.starts or date.min


def _last(placement: Placement) -> date:
    return placement.ends or date.max
