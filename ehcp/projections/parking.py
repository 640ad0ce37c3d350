"""Streams that cannot be projected: set aside and reported, so that the others go on."""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog

from ehcp.domain.entry import Entry
from ehcp.projections.restate import Projection
from ehcp.projections.tables import Into, Key
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import Row, entries
from ehcp.store.pools import Pooled

PARKED = "parked"
TRIES = 3

LOG = structlog.get_logger(__name__)

PARK = """
    insert into ehcp.parked{beside} (authority, projection, stream, position, tries, reason)
    values (%s, %s, %s, %s, %s, %s)
    on conflict (authority, projection, stream) do update
    set position = excluded.position, reason = excluded.reason,
        tries = parked{beside}.tries + excluded.tries, parked_at = excluded.parked_at
"""
FREE = """
    delete from ehcp.parked{beside} p using unnest(%s::text[], %s::uuid[]) k (authority, stream)
    where p.projection = %s and p.authority = k.authority collate "C" and p.stream = k.stream
"""


@dataclass(frozen=True, kw_only=True)
class Poisoned:
    """A stream that could not be projected, and why. The reason says nothing of the case."""

    key: Key
    projection: Projection
    position: int
    version: int
    readable: tuple[Entry, ...]
    reason: str


def reason(error: Exception) -> str:
    """Say what went wrong without a word of the error's own: it may quote the case."""
    if isinstance(error, Unreadable):
        return str(error)
    where = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(where[-1].filename).name}:{where[-1].lineno}" if where else ""
    return f"{type(error).__name__}{place}"


def readable(stream: UUID, rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Return the entries of a stream that can be read."""
    found: list[Entry] = []
    for row in rows:
        try:
            found += entries(stream, [row])
        except Unreadable:
            continue
    return tuple(found)


def park(connection: Pooled, poisoned: Poisoned, into: Into) -> None:
    """Set a stream aside, and report it."""
    authority, stream = poisoned.key
    name = poisoned.projection.name
    connection.execute(
        PARK.format(beside=into.suffix),
        (authority, name, stream, poisoned.position, TRIES, poisoned.reason),
    )
    LOG.error(
        "parked",
        projection=name,
        authority=authority,
        stream=str(stream),
        position=poisoned.position,
        reason=poisoned.reason,
    )


def free(connection: Pooled, projection: Projection, keys: Iterable[Key], into: Into) -> None:
    """Take streams back that can be projected again."""
    keys = list(keys)
    connection.execute(
        FREE.format(beside=into.suffix),
        ([key[0] for key in keys], [key[1] for key in keys], projection.name),
    )
