"""The unusual readings read model: one row for each, without a word of a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row

from ehcp.domain.entry import Entry
from ehcp.domain.events.reading import UnusualReadingFound
from ehcp.domain.reading import found_in
from ehcp.store.cases import Store

TABLE = "unusual_readings"
NAMES = frozenset({UnusualReadingFound.__name__})
"""The name of the event that only a stream of an unusual reading has."""

SOME = """
    select authority, id, subject, at_machine, since, until, children, version
    from ehcp.unusual_readings
    where authority = %(authority)s
        and (%(until)s::timestamptz is null
            or (until, id) < (%(until)s::timestamptz, %(id)s::uuid))
    order by until desc, id desc limit %(size)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnusualReadingRow:
    """One time that somebody looked at more children than their work explains."""

    authority: str
    id: UUID
    subject: str
    at_machine: bool
    since: datetime
    until: datetime
    children: int
    version: int


class NotUnusual(ValueError):  # noqa: N818 - named for what it says
    """The stream is about something else."""


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> UnusualReadingRow:
    """Return the row of one. Raises NotUnusual if its stream is about something else."""
    found = found_in(history)
    if found is None:
        raise NotUnusual
    return UnusualReadingRow(
        authority=authority,
        id=stream,
        subject=found.subject,
        at_machine=found.at_machine,
        since=found.since,
        until=found.until,
        children=found.children,
        version=history[-1].place,
    )


def unusual_readings(
    store: Store, authority: str, *, after: Sequence[Any] | None = None, size: int = 50
) -> tuple[tuple[UnusualReadingRow, ...], tuple[str, str] | None]:
    """Return them, the latest first, and where the next page begins; None after the last."""
    until, id_ = after or (None, None)
    asked = {"authority": authority, "until": until, "id": id_, "size": size + 1}
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(UnusualReadingRow)) as cursor,
    ):
        rows = tuple(cursor.execute(SOME, asked))
    if len(rows) <= size:
        return rows, None
    last = rows[size - 1]
    return rows[:size], (last.until.isoformat(), str(last.id))
