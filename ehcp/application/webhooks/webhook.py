"""One webhook, and one change that it is told of, as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

ON, OFF, REMOVED = "on", "off", "removed"
FAILING, GONE, SWITCHED_OFF = "failing", "gone", "switched-off"


class Seed(NamedTuple):
    """What the secrets of a webhook follow from, beside the key and the generation."""

    authority: str
    id: UUID
    salt: bytes


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Where another system is told of changes that `subject` has a right to.

    `kinds`: of these alone; none: of all. `state` is on, off or removed; `off_because` it failed
    for days, said that it is gone, or was switched off. `position` is how far the log was looked
    at for it. The secret of the generation before is valid until `before_until`.
    """

    authority: str
    id: UUID
    subject: str
    url: str
    kinds: tuple[str, ...]
    state: str
    off_because: str | None
    salt: bytes
    fingerprint: bytes
    generation: int
    before_until: datetime | None
    position: int
    failing_since: datetime | None
    made_at: datetime
    made_by: str
    changed_at: datetime
    changed_by: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", tuple(self.kinds))

    def __repr__(self) -> str:
        return f"Webhook({self.id})"

    @property
    def seed(self) -> Seed:
        """What its secrets follow from."""
        return Seed(self.authority, self.id, self.salt)

    def both(self, now: datetime) -> bool:
        """Whether the secret before is valid still."""
        return self.before_until is not None and now < self.before_until


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What became of one change that a webhook is told of. Of which case is not said here."""

    id: UUID
    position: int
    recorded_at: datetime
    state: str
    tries: int
    next_at: datetime | None
    ended_at: datetime | None
    reason: str | None
