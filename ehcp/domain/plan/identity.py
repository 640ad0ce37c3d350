"""An element's id: it stays with what it was given to, through every version of a case's plans.

An element may be re-worded under its id without limit, and a provision or a need may move to
another section of its kind. An id that was given up is not given to something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ehcp.domain.plan.sections import Element, Placement, Plan, Section

KINDS = (
    frozenset({Section.A}),
    frozenset({Section.B, Section.C, Section.D}),
    frozenset({Section.E}),
    frozenset({Section.F, Section.G, Section.H1, Section.H2}),
    frozenset({Section.I}),
    frozenset({Section.J}),
    frozenset({Section.K}),
)
"""The sections between which an element can move and be the same."""


@dataclass(frozen=True)
class Earlier:
    """An earlier version. A draft names no setting, so that it gives up none."""

    plan: Plan
    draft: bool


def used_for_something_else(earlier: Sequence[Earlier], plan: Plan) -> tuple[str, ...]:
    """Return the ids that stood for something else in this case.

    Either the id stood for something of another kind; or it was given up, and what has it now
    is not what had it last.
    """
    last = {e.id: (letter, e) for version in earlier for letter, e in version.plan.elements()}
    in_use = _in_use(earlier)
    return tuple(
        element.id
        for letter, element in plan.elements()
        if element.id in last
        and not _is_still(letter, element, *last[element.id], in_use=element.id in in_use)
    )


def replacing_nothing(earlier: Sequence[Earlier], plan: Plan) -> tuple[str, ...]:
    """Return the ids that are said to be replaced, and that no earlier version had."""
    had = {element.id for version in earlier for _, element in version.plan.elements()}
    return tuple(dict.fromkeys(id_ for id_ in _replaced(plan) if id_ not in had))


def replaced_and_there(plan: Plan) -> tuple[str, ...]:
    """Return the ids that are said to be replaced, and that still stand in the plan."""
    there = {element.id for _, element in plan.elements()}
    return tuple(dict.fromkeys(id_ for id_ in _replaced(plan) if id_ in there))


def _replaced(plan: Plan) -> list[str]:
    return [id_ for _, element in plan.elements() for id_ in element.replaces]


def _in_use(earlier: Sequence[Earlier]) -> frozenset[str]:
    """Return the ids of the latest version, and of the latest one that is no draft."""
    final = [version for version in earlier if not version.draft]
    versions = (*earlier[-1:], *final[-1:])
    return frozenset(e.id for version in versions for _, e in version.plan.elements())


def _is_still(now: Section, element: Element, was: Section, had: Element, *, in_use: bool) -> bool:
    of_one_kind = any(now in kind and was in kind for kind in KINDS)
    return of_one_kind and (in_use or _same(element, had))


def _same(one: Element, other: Element) -> bool:
    """Whether two elements say the same: the same setting, or the same words."""
    if isinstance(one, Placement) or isinstance(other, Placement):
        return _setting(one) == _setting(other)
    return one.text.split() == other.text.split()


def _setting(element: Element) -> tuple[object, object]:
    institution = getattr(element, "institution", None)
    named = institution and (institution.urn or institution.name)
    return named, getattr(element, "type", None)
