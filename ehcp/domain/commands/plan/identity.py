"""An element of a plan keeps its id, and no id is given to something else, within a case."""

from ehcp.domain.case import Case
from ehcp.domain.command import Refusal, require
from ehcp.domain.plan.identity import (
    Earlier,
    replaced_and_there,
    replacing_nothing,
    used_for_something_else,
)
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.versions import versions

ID_USED_FOR_SOMETHING_ELSE = Refusal(
    "id-used-for-something-else",
    "An id in this plan stood for something else in an earlier version of this case's plans.",
    instead="Give what is new an id that this case has not used. An id that was given up may come"
    " back with the words that it had.",
)
REPLACES_NOTHING = Refusal(
    "replaces-nothing",
    "An element is said to replace one that no earlier version of this case's plans had.",
    instead="Name the ids of an earlier version, or none.",
)
REPLACED_AND_THERE = Refusal(
    "replaced-and-there",
    "An element that is said to be replaced still stands in the plan.",
    instead="Leave out what is replaced, or do not say that it is.",
)


def require_identity(case: Case, plan: Plan) -> None:
    """Refuse a plan in which an id stands for something else than before in this case.

    Where the record has only the fact of an earlier plan, what that one had cannot be told.
    """
    issued = versions(case)
    known = [Earlier(v.plan, draft=v.is_draft) for v in issued if v.plan is not None]
    require(not used_for_something_else(known, plan), ID_USED_FOR_SOMETHING_ELSE)
    if len(known) == len(issued):
        require(not replacing_nothing(known, plan), REPLACES_NOTHING)
    require(not replaced_and_there(plan), REPLACED_AND_THERE)
