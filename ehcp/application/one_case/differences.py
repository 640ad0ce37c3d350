"""What differs in a case between two points on the two time axes, as a reader is shown."""

from collections.abc import Iterator
from typing import Any

from ehcp.application.in_json import span_json
from ehcp.application.one_case.views import resting_on
from ehcp.domain.case import Case
from ehcp.domain.deadlines.changed import Changed, Standing, changed
from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.entry import Entry


def entries_json(before: Case, after: Case) -> dict[str, Any]:
    """Return the entries that came, those that went, and those since found to be wrong.

    What went had not happened yet by the later point, or was found wrong: then it is there too.
    """
    old = {step.place for step in before.steps}
    new = {step.place for step in after.steps}
    wrong = [p for p in after.corrected if p not in before.corrected]
    return {
        "came": [resting_on(s.entry, s.span) for s in after.steps if s.place not in old],
        "went": [resting_on(s.entry, s.span) for s in before.steps if s.place not in new],
        "found_wrong": [resting_on(entry) for entry in _at(after, wrong)],
    }


def _at(case: Case, places: list[int]) -> Iterator[Entry]:
    yield from (entry for entry in case.known if entry.place in places)


def deadlines_json(before: Standing, after: Standing) -> list[tuple[Deadline, dict[str, Any]]]:
    """Return the deadlines that differ, each as it is after, or was, with what is shown of it."""
    return [(_either(found), _changed(found)) for found in changed(before, after)]


def _either(found: Changed) -> Deadline:
    either = found.after or found.before
    if either is None:
        raise ValueError("a deadline that differs is on one side at least")
    return either


def _changed(found: Changed) -> dict[str, Any]:
    limit = _either(found).limit
    return {
        "limit": limit.id,
        "duty": limit.duty,
        "changes": [str(change) for change in found.changes],
        "before": found.before and _standing(found.before),
        "after": found.after and _standing(found.after),
    }


def _standing(deadline: Deadline) -> dict[str, Any]:
    return {
        "due": span_json(deadline.due),
        "status": str(deadline.status),
        "done": span_json(deadline.done),
    }
