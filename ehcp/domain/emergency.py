"""A case that somebody opened to themselves in an emergency: for how long, and who looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from ehcp.domain.command import Refusal
from ehcp.domain.entry import Entry
from ehcp.domain.events.emergency import (
    Finding,
    GlassBroken,
    GlassReviewed,
    GlassReviewFellOverdue,
)
from ehcp.domain.users import OPEN_FOR
from ehcp.law.calendar import Calendar

EMERGENCIES = UUID("b7d1b8f4-2f4e-5d0a-9a53-1c7a6b8e4f20")
"""The namespace of the streams of cases opened in an emergency."""
SHORTEST_REASON = 20
"""Characters, blanks at the ends and doubled ones not counted."""
REVIEWED_WITHIN = 2
"""Working days after that on which it was opened."""
KINDS = (GlassBroken, GlassReviewed, GlassReviewFellOverdue)
"""The events that only the stream of a case opened in an emergency has."""

NO_REASON = Refusal(
    "break-glass-why",
    "Opening a case in an emergency needs a reason of at least 20 characters.",
    instead="Say what the emergency is.",
)
NOTHING_TO_OPEN = Refusal(
    "nothing-to-open",
    "All that an emergency would show of this case is open to you already.",
    instead="Read the case.",
)
OPEN_ALREADY = Refusal(
    "break-glass-open-already",
    "You have opened this case in an emergency already, and it is still open to you.",
    instead="Read it until that ends; open it again afterwards, if that is needed.",
)
REVIEWED_ALREADY = Refusal(
    "break-glass-reviewed-already",
    "A second person has looked at this already.",
    instead="Read what they found.",
)
REVIEWED_BY_ONESELF = Refusal(
    "break-glass-second-person",
    "A second person reviews it: not who opened the case, from no account of theirs.",
    instead="Have somebody else review it.",
)
NO_REMARKS = Refusal(
    "break-glass-remarks",
    "A review says what was found.",
    instead="Write what was found.",
)


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """One time that a case was opened. Its right ends at `until`, and not a moment later."""

    subject: str
    role: str
    case: UUID
    reason: str
    opened_on: date
    opened_at: datetime
    review_due: date
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    finding: Finding | None = None
    remarks: str | None = None
    told_overdue: bool = False
    version: int = 1

    @property
    def until(self) -> datetime:
        """The moment from which the case is closed again."""
        return self.opened_at + OPEN_FOR

    def overdue(self, today: date) -> bool:
        """Whether its last day for a review has gone by without one."""
        return self.finding is None and self.review_due < today


def stream_of(authority: str, command: UUID) -> UUID:
    """Return the stream of a case opened in an emergency, which is its id."""
    return uuid5(EMERGENCIES, f"{authority}/{command}")


def review_due(opened_on: date, calendar: Calendar) -> date:
    """Return the last day for the review: the second working day after that of the opening."""
    return calendar.working_day(opened_on, REVIEWED_WITHIN)


def stated(reason: str) -> bool:
    """Whether a reason is one."""
    return len(" ".join(reason.split())) >= SHORTEST_REASON


def emergency_of(entries: Sequence[Entry]) -> Emergency | None:
    """Return what a history comes to; None where it is not that of an emergency."""
    if not entries or not isinstance(first := entries[0].event, GlassBroken):
        return None
    at = entries[0].recorded_at
    if at is None or not isinstance(first.on, date):
        return None
    found = Emergency(
        subject=first.subject,
        role=first.role,
        case=first.case,
        reason=first.reason,
        opened_on=first.on,
        opened_at=at,
        review_due=first.review_due,
    )
    for entry in entries[1:]:
        found = replace(_after(found, entry), version=entry.place)
    return found


def _after(found: Emergency, entry: Entry) -> Emergency:
    event = entry.event
    if isinstance(event, GlassReviewFellOverdue):
        return replace(found, told_overdue=True)
    if not isinstance(event, GlassReviewed):
        return found
    return replace(
        found,
        reviewed_by=entry.recorded_by.subject if entry.recorded_by else None,
        reviewed_on=event.on if isinstance(event.on, date) else None,
        finding=event.finding,
        remarks=event.remarks,
    )
