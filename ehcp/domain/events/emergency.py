"""Opening a case in an emergency (break-glass): a stream of its own for each time."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from ehcp.domain.event import Event


class Finding(StrEnum):
    """What a second person found of it."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not-justified"


class GlassBroken(Event, under=None):
    """Somebody opened a case to themselves in an emergency, and why. `on` is the day they did.

    `subject` is who that is when signed in, `role` the role that let them; `review_due` the last
    day for a second person to look at it.
    """

    subject: str
    role: str
    case: UUID
    reason: str
    review_due: date


class GlassReviewed(Event, under=None):
    """A second person looked at it."""

    finding: Finding
    remarks: str


class GlassReviewFellOverdue(Event, under=None):
    """Its last day for a review went by, and nobody had looked at it: told once."""

    case: UUID
    review_due: date


class CaseOpenedInEmergency(Event, under=None):
    """The right that results, in the history of who has it. `break_glass` is its own stream.

    It holds for some hours from the moment at which this was recorded.
    """

    case: UUID
    break_glass: UUID
