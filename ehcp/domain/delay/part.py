"""A part of the way to a plan, and what sorts there are."""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.delay.answerable import Answerable
from ehcp.domain.delay.stretch import Days, Stretch


class PartKind(StrEnum):
    """What a part of the way is. The first three are late against a limit, the others pass."""

    LATE_DUTY = "late-duty"
    LATE_ADVICE = "late-advice"
    LATE_REPLY = "late-reply"
    ASKING = "asking-for-advice"
    DRAFTING = "drafting"
    FAMILY_WINDOW = "family-window"
    FINISHING = "finishing"
    ADJOURNED = "adjourned"

    @property
    def late(self) -> bool:
        """Whether all its days are days after a last day in time."""
        return self in (PartKind.LATE_DUTY, PartKind.LATE_ADVICE, PartKind.LATE_REPLY)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the way. `place` is the entry that it is about, `limit` what was not kept.

    `overlap`, of late advice and replies: how many of their days fall in the authority's own
    time as well, so that it did not have to wait for them, or was late itself.
    """

    kind: PartKind
    lies_with: Answerable
    stretch: Stretch
    place: int
    limit: str | None = None
    overlap: Days | None = None
