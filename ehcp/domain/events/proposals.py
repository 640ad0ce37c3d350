"""What one person proposes and another decides: a stream of its own for each proposal."""

from datetime import date
from uuid import UUID

from ehcp.domain.event import Event


class ActionProposed(Event, under=None):
    """Somebody asked for what two persons must agree on. `on` is the day they did.

    `action` is its name; `case` the case that it is about, if it is about one; `wish` what was
    asked, as JSON; `last_day` the last day on which another person may approve it.
    """

    action: str
    wish: str
    last_day: date
    case: UUID | None = None
    reasons: str | None = None


class ProposalApproved(Event, under=None):
    """Another person agreed. What is asked of a case is done with it, or not at all."""

    reasons: str


class ProposalRejected(Event, under=None):
    """Another person did not agree: it is not done."""

    reasons: str


class ProposalWithdrawn(Event, under=None):
    """Whoever proposed it does not want it any more."""

    reasons: str | None = None


class ProposalCarriedOut(Event, under=None):
    """What was approved has been done, the one time that it may be."""
