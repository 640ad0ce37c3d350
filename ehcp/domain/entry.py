"""An event as it stands in a case's history: the fact, and who recorded it when."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache

from ehcp.domain.event import Event
from ehcp.domain.when import LONDON


class Source(StrEnum):
    """How an entry reached the record."""

    PORTAL = "portal"
    LETTER = "letter"
    EMAIL = "e-mail"
    TELEPHONE = "telephone"
    IMPORT = "import"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """Who recorded an entry."""

    subject: str
    role: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event in a case's history.

    `place` counts from 1 in the order of recording. `recorded_at` is the store's own clock
    (UTC); None in a file that was never stored. `known_from` is the moment from which the
    authority knew it, for the second time axis: None means always (an imported history
    that does not say), otherwise usually `recorded_at`. `documents` are sha-256 in hex.
    `request` is the id of the request that it was recorded by, which the log has too.
    """

    place: int
    event: Event
    recorded_at: datetime | None = None
    known_from: datetime | None = None
    recorded_by: Recorder | None = None
    source: Source = Source.IMPORT
    documents: tuple[str, ...] = ()
    request: str | None = field(default=None, compare=False)

    @property
    def came_to_be_known(self) -> datetime | None:
        """The moment it was recorded: as a history that was taken over says, else the store's."""
        return self.known_from or self.recorded_at

    @property
    def recorded_on(self) -> date | None:
        """The day in London on which it was recorded."""
        return self.recorded_at and _day_in_london(self.recorded_at)


@lru_cache(maxsize=4096)  # the entry that starts several limits is asked by each of them
def _day_in_london(at: datetime) -> date:
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(LONDON).date()
