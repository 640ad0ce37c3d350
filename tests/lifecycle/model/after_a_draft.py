"""A draft decides nothing: who then says that no plan is needed had to say so in time."""

from collections.abc import Iterable
from dataclasses import replace

from tests.lifecycle.model.facts import Fact, State
from tests.lifecycle.model.limit import Limit
from tests.lifecycle.model.orders import BINDS, DATED

CLOCKS_OF_THEIR_OWN = (*DATED, *BINDS, "agree-to-reassess", "receive-plan")
OTHER_ENDS = (
    "issue-final-plan",
    "issue-amended-plan",
    "refuse-to-assess",
    "withdraw-request",
    "pass-plan-on",
    "set-order-aside",
    "suspend-order",
)
"""What ends it in another way, or leaves the model unsure."""


def in_the_end(s: State, limit: Limit, after: Iterable[Fact]) -> Limit:
    """Return the limit, ended by the late decision that followed the draft that took it away.

    Not where something between the two began anew.
    """
    draft, later = limit.gone, list(after)
    if draft is None or draft.act != "issue-draft-plan" or limit.due is None:
        return limit
    if draft not in later:  # it came under an order that has been dated again since
        return limit
    for fact in later[later.index(draft) + 1 :]:
        if fact.act == "decide-no-plan":
            late = fact.day > limit.due
            return replace(limit, done=fact, gone=None) if late else limit
        if fact.act in (*CLOCKS_OF_THEIR_OWN, *OTHER_ENDS) or fact in s.governing:
            return limit
    return limit
