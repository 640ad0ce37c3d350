"""Where two readings of the law are in use: what an authority may choose between.

A point is the id of a limit that has more than one reading to count by, or one of the few that
lie between two limits. Unless an authority chooses, the reading with the earlier due day counts.
"""

from collections.abc import Mapping

from ehcp.law.time_limits import CATALOGUE

DROPPED_REFUSAL = "dropped-refusal"
"""From where the time runs once the authority drops its refusal to assess by itself."""
OMBUDSMAN = "ombudsman"
HIGH_COURT = "high-court"

EARLIER = "earlier"
"""What stands for no choice: the reading with the earlier due day."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    **{
        limit.id: tuple(reading.name for reading in limit.readings)
        for limit in CATALOGUE.values()
        if limit.readings and limit.fallback is None
    },
    DROPPED_REFUSAL: (HIGH_COURT, OMBUDSMAN),
}
"""The readings of each point, by name."""

Followed = frozenset[tuple[str, str]]
"""The reading that an authority follows, for each point on which it has chosen one."""

NO_CHOICE: Followed = frozenset()
