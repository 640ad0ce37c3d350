"""The authorities read model: one row for each authority that lives in this database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from ehcp.domain.authority import KINDS, ORDINARY, AuthoritySettings, settings_of, stream_of
from ehcp.domain.entry import Entry
from ehcp.projections.day import Day
from ehcp.store.cases import Store
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import Row, entries
from ehcp.store.pools import Pooled
from ehcp.store.typed import typed

TABLE = "authorities"
NAMES = frozenset(kind.__name__ for kind in KINDS)
"""The names of the events that only a stream of an authority has."""

ALL = """
    select authority, id, name, database, readings, days_before, days_since, recipients, version
    from ehcp.authorities order by authority
"""
RESTATE = "update ehcp.caseload set restate_on = %s, digest = 0 where authority = %s"
SOME = """
    select authority, id, name, database, readings, days_before, days_since, recipients, version
    from ehcp.authorities where authority = any(%s)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorityRow:
    """One authority and its settings."""

    authority: str
    id: UUID
    name: str | None
    database: str | None
    readings: Sequence[Mapping[str, Any]]
    days_before: Sequence[int]
    days_since: date
    recipients: Sequence[Mapping[str, Any]]
    version: int

    @property
    def settings(self) -> AuthoritySettings:
        """The settings as the domain has them."""
        return typed(
            {
                "name": self.name,
                "database": self.database,
                "readings": self.readings,
                "days_before": self.days_before,
                "days_since": self.days_since,
                "recipients": self.recipients,
                "version": self.version,
            },
            AuthoritySettings,
        )


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> AuthorityRow:
    """Return the row of one authority."""
    found = settings_of(history)
    return AuthorityRow(
        authority=authority,
        id=stream,
        name=found.name,
        database=found.database,
        readings=[msgspec.to_builtins(chosen) for chosen in found.readings],
        days_before=list(found.days_before),
        days_since=found.days_since,
        recipients=[msgspec.to_builtins(each) for each in found.recipients],
        version=found.version,
    )


def settings_in(code: str, stored: Sequence[Row]) -> AuthoritySettings:
    """Return how an authority works; as most do, where its record is not there or unreadable."""
    try:
        return settings_of(entries(stream_of(code), stored))
    except Unreadable:
        return ORDINARY


def restate_cases(connection: Pooled, settings: Mapping[str, AuthoritySettings], day: Day) -> None:
    """Have the cases of authorities stated anew that are about to count in another way.

    The worker does it in their turn, as with those whose day has come, before it sweeps.
    """
    before = of(connection, list(settings))
    for code, found in settings.items():
        then = before.get(code, ORDINARY)
        if (then.follows, then.days_before) != (found.follows, found.days_before):
            connection.execute(RESTATE, (day.on - timedelta(days=1), code))


def everyone(store: Store) -> tuple[AuthorityRow, ...]:
    """Return every authority of a database, by code."""
    with (
        store.working() as connection,
        connection.cursor(row_factory=class_row(AuthorityRow)) as cursor,
    ):
        return tuple(cursor.execute(ALL))


def of(connection: Pooled, codes: Sequence[str]) -> dict[str, AuthoritySettings]:
    """Return the settings of some authorities, as the read model has them."""
    with connection.cursor(row_factory=class_row(AuthorityRow)) as cursor:
        return {row.authority: row.settings for row in cursor.execute(SOME, (list(codes),))}
