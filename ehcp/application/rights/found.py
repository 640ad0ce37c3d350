"""What somebody finds a case by: never by what no answer would show them of it.

What finds a case is a class of fields, and of what is written in plans and notes the class in that
place: an adviser who sees a child's NHS number reads no plan, and finds nobody by one.
"""

from ehcp.application.rights.access import EVERY_CASE, Access, EveryCase, Grant
from ehcp.application.rights.actions import Reading
from ehcp.application.rights.fields import ALL, FieldClass
from ehcp.application.rights.policy import POLICY

Held = str
"""What one must have a right to, to find a case by something."""

NOTE: Held = f"{FieldClass.FREE_TEXT}-in-note"
NO_ADDRESS = ALL - {FieldClass.ADDRESS, FieldClass.RESTRICTED_ADDRESS}


def in_plan(held: FieldClass) -> Held:
    """Return what a section of a plan is that holds this class."""
    return f"{held}-in-plan"


EVERYTHING: frozenset[Held] = frozenset({*NO_ADDRESS, *map(in_plan, NO_ADDRESS), NOTE})
"""What whoever runs the service finds by."""


def finds(grant: Grant) -> frozenset[Held]:
    """Return by what a grant finds the cases that it opens.

    Whoever is concerned with some cases alone finds none of them by the name of a parent or of
    anybody else about the child.
    """
    may, sees = POLICY[grant.role].may, grant.sees & NO_ADDRESS
    found: set[Held] = set(sees if grant.tie is None else sees - {FieldClass.THIRD_PARTY})
    if may(Reading.PLAN):
        found |= set(map(in_plan, sees))
    if may(Reading.TIMELINE) and FieldClass.FREE_TEXT in sees:
        found.add(NOTE)
    return frozenset(found)


def finds_in_every_case(access: Access | EveryCase) -> frozenset[Held]:
    """Return by what a right finds any case."""
    if access is EVERY_CASE:
        return EVERYTHING
    every = (finds(grant) for grant in access.grants if grant.tie is None)
    return frozenset[Held]().union(*every)
