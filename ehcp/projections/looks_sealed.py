"""The read model of seals: up to when the looks of an authority have been sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehcp.domain.entry import Entry
from ehcp.domain.events.reading import LooksSealed
from ehcp.domain.reading import last_seal

TABLE = "looks_sealed"
NAMES = frozenset({LooksSealed.__name__})
"""The name of the event that only a stream of seals has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LooksSealedRow:
    """The last seal of an authority."""

    authority: str
    id: UUID
    until: datetime
    version: int


class NoSeal(ValueError):  # noqa: N818 - named for what it says
    """The stream has no seal in it."""


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> LooksSealedRow:
    """Return the row of one authority. Raises NoSeal."""
    found = last_seal(history)
    if found is None:
        raise NoSeal
    return LooksSealedRow(
        authority=authority, id=stream, until=found.until, version=history[-1].place
    )
