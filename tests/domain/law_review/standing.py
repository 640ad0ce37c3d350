"""How a limit stands in a case recorded here, with the bank holidays of 2025."""

from datetime import date

from ehcp.domain.deadlines import deadlines
from ehcp.law.calendar import Calendar
from tests.domain.scenario import recorded

HOLIDAYS = Calendar(
    frozenset(
        {
            date(2025, 1, 1),
            date(2025, 4, 18),  # Good Friday
            date(2025, 4, 21),  # Easter Monday
            date(2025, 5, 5),
            date(2025, 5, 26),
            date(2025, 8, 25),
            date(2025, 12, 25),
            date(2025, 12, 26),
            date(2026, 1, 1),
        }
    )
)


def found(limit, given, on):
    """Return the runnings of a limit, in order."""
    every = deadlines(recorded(*given), HOLIDAYS, on)
    return [deadline for deadline in every if deadline.limit.id == limit]


def standing(limit, given, on):
    """Return of each running the place of its start, its last day, and how it stands."""
    return [
        (d.started_by.place, d.due.exact if d.due else None, str(d.status))
        for d in found(limit, given, on)
    ]
