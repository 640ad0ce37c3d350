"""A whole life of a case: what is asked of it, in order, and how its days then stand."""

from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.law.calendar import Calendar

NO_HOLIDAYS = Calendar(frozenset())
"""None of the limits from request to final plan looks at bank holidays."""


def standing(case: Case, on: date) -> list[Deadline]:
    """Return every deadline as it stands at the end of a day."""
    return list(deadlines(case, NO_HOLIDAYS, on))


def days(case: Case, on: date, *limits: str) -> list[tuple[str, date | None, str]]:
    """Return (limit, due, status) of these limits, in the order in which they were started."""
    return [
        (found.limit.id, found.due.exact if found.due else None, str(found.status))
        for found in standing(case, on)
        if found.limit.id in limits
    ]


def warnings(case: Case) -> list[str]:
    """Return what the record was warned of, in order."""
    return [
        warning
        for step in case.steps
        if (warning := getattr(step.event, "warning", None)) is not None
    ]
