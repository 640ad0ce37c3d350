"""What is told of looks at children's records: streams of their own, with no word of a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehcp.domain.event import Event


@dataclass(frozen=True, kw_only=True)
class ChainEnd:
    """How far a chain of looks went: its look of this number has this hash, in hexadecimals."""

    chain: UUID
    last: int
    hash: str


class LooksSealed(Event, under=None):
    """Where the chains of looks of an authority ended. `until` is the moment, `on` its day.

    `ends` are those of the chains that went on since the seal before.
    """

    until: datetime
    ends: tuple[ChainEnd, ...]


class UnusualReadingFound(Event, under=None):
    """Somebody looked at more children than their work explains. `on` is the day in London.

    `subject` is who that is when signed in, or `at_machine` their name on it. So many different
    `children` outside their own cases from the moment `since` to the moment `until`.
    """

    subject: str
    at_machine: bool
    since: datetime
    until: datetime
    children: int
