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


def at_once(placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each two institutions that are named for the same days."""
    named = [placement for placement in placements if placement.institution]
    return (pair for pair in combinations(named, 2) if _overlap(*pair))


def unnamed_from(placements: Sequence[Placement], on: date) -> date | None:
    """Return the first day, from `on`, on which nothing is named although something is later.

    The end of the last placement is no gap: what comes then is for a later plan.
    """
    covered = on
    for placement in sorted(placements, key=lambda p: p.starts or date.min):
        if (placement.starts or date.min) > covered:
            return covered
        if placement.ends is None:
            return None
        covered = max(covered, placement.ends + ONE_DAY)
    return None


def _overlap(one: Placement, other: Placement) -> bool:
    return (one.starts or date.min) <= (other.ends or date.max) and (other.starts or date.min) <= (
        one.ends or date.max
    )
