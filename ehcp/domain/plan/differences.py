"""What changed between two versions of a plan, element by element."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.plan.sections import Element, Plan, Section


class Difference(StrEnum):
    """How an element differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One element that differs between two versions, by its id."""

    section: Section
    element: str
    difference: Difference


def changes(before: Plan, after: Plan) -> Iterator[Change]:
    """Yield what differs, first what was there before, in the order of the sections."""
    old, new = _by_id(before), _by_id(after)
    for section, id_ in old:
        if (section, id_) not in new:
            yield Change(section=section, element=id_, difference=Difference.REMOVED)
        elif new[section, id_] != old[section, id_]:
            yield Change(section=section, element=id_, difference=Difference.CHANGED)
    for section, id_ in new:
        if (section, id_) not in old:
            yield Change(section=section, element=id_, difference=Difference.ADDED)


def _by_id(plan: Plan) -> dict[tuple[Section, str], Element]:
    return {(section, element.id): element for section, element in plan.elements()}
