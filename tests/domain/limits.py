"""How the limits of a case stand on a day, in a case recorded here."""

from ehcp.domain.deadlines import deadlines
from ehcp.law.calendar import Calendar
from tests.domain.scenario import recorded

NO_HOLIDAYS = Calendar(frozenset())


def running(limit, given, on):
    """Return the runs of a limit on a day, in order."""
    found = deadlines(recorded(*given), NO_HOLIDAYS, on)
    return [deadline for deadline in found if deadline.limit.id == limit]


def statuses(limit, given, on):
    """Return how each running of a limit stands on a day."""
    return [str(deadline.status) for deadline in running(limit, given, on)]


def due(limit, given, on):
    """Return the day on which the only running of a limit falls due."""
    (deadline,) = running(limit, given, on)
    return deadline.due and deadline.due.exact
