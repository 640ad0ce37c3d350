"""What was recorded, as places and days, and what it belongs to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(eq=False)
class Fact:
    """Something that was recorded. `first` is its turn among those of a day, `place` where it is.

    The two differ once its day was corrected: another entry stands for it then.
    """

    place: int
    first: int
    day: date
    act: str
    of: "Fact | None" = None
    said: dict[str, Any] = field(default_factory=dict)

    def root(self, *acts: str) -> "Fact | None":
        """Return what `of` leads to, from one to the next, that one of these acts recorded."""
        found: Fact | None = self
        while found is not None and found.act not in acts:
            found = found.of
        return found


@dataclass(eq=False)
class Review:
    """One review, as far as it has come."""

    begun: Fact
    meeting_day: date | None = None
    told: dict[date, set[str]] = field(default_factory=dict)
    held: Fact | None = None
    reported: Fact | None = None
    decided: Fact | None = None
    notices: list[Fact] = field(default_factory=list)
    finished: Fact | None = None
    ended: str | None = None
    dropped: bool = False

    @property
    def amends(self) -> bool:
        return bool(self.notices) or (
            self.decided is not None and self.decided.said["decision"] == "amend"
        )

    @property
    def over(self) -> bool:
        if self.ended or self.finished:
            return True
        return self.decided is not None and not self.amends

    @property
    def stands(self) -> str:
        if self.ended:
            return self.ended
        if self.over:
            return "finished"
        if self.decided:
            return "decided"
        if self.reported:
            return "reported"
        if self.held:
            return "held"
        told = self.told.get(self.meeting_day) if self.meeting_day else None
        return "invited" if told else "planned"

    @property
    def open_to_amend(self) -> Fact | None:
        """The decision or the meeting that a notice of amendments may follow."""
        if self.held is None or self.over or self.dropped:
            return None
        if self.decided is None:
            return self.held
        return self.decided if self.decided.said["decision"] == "amend" else None


@dataclass(eq=False)
class Served:
    """A draft or a notice before the family, until when, and what it has said."""

    fact: Fact
    until: date
    asked_from: int = 0
    complete: list[Fact] = field(default_factory=list)

    def heard(self, on: date) -> bool:
        return on > self.until or any(fact.day <= on for fact in self.complete)
