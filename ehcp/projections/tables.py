"""Writing rows: of streams stated anew, those that say something else than what is stored.

A row's digest tells whether it does. So a case to which one entry came costs the few rows that
changed by it, and not the hundred that it has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

import msgspec
from psycopg import sql

from ehcp.projections.alerts import AlertRow
from ehcp.projections.alerts_due import AlertDueRow
from ehcp.projections.authorities import AuthorityRow
from ehcp.projections.budgets import BudgetRow
from ehcp.projections.caseload import CaseloadRow
from ehcp.projections.deadlines import DeadlineRow
from ehcp.projections.emergencies import EmergencyRow
from ehcp.projections.listed import LISTINGS
from ehcp.projections.looks_sealed import LooksSealedRow
from ehcp.projections.outcomes import OutcomeRow
from ehcp.projections.plans import PlanRow
from ehcp.projections.proposals import ProposalRow
from ehcp.projections.relations import RelationRow
from ehcp.projections.restate import Projection, Rows
from ehcp.projections.search import SearchRow
from ehcp.projections.timeline import TimelineRow
from ehcp.projections.unusual_readings import UnusualReadingRow
from ehcp.projections.users import UserRow
from ehcp.store.pools import Pooled

Key = tuple[str, UUID]
"""An authority and a stream."""

Encoded = Mapping[str, Mapping[int, bytes]]
"""The rows of one stream by table and digest, each as a JSON object."""


@dataclass(frozen=True)
class Table:
    """What is written to a table, and the columns that tell its rows within a stream."""

    row: type
    within: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are written."""
        return *(field.name for field in fields(self.row)), DIGEST


DIGEST = "digest"
TABLES: dict[str, Table] = {
    "deadlines": Table(DeadlineRow, ("id",)),
    "caseload": Table(CaseloadRow),
    "timeline": Table(TimelineRow, ("place",)),
    "plans": Table(PlanRow, ("place",)),
    "outcomes": Table(OutcomeRow, ("id",)),
    "budgets": Table(BudgetRow, ("number",)),
    **{listing.table: Table(listing.row, ("id",)) for listing in LISTINGS},
    "alerts_due": Table(AlertDueRow, ("limit_id", "started_by", "due")),
    "alerts": Table(AlertRow),
    "authorities": Table(AuthorityRow),
    "relations": Table(RelationRow, ("kind", "party", "since")),
    "search": Table(SearchRow, ("field", "number")),
    "users": Table(UserRow),
    "proposals": Table(ProposalRow),
    "emergencies": Table(EmergencyRow),
    "looks_sealed": Table(LooksSealedRow),
    "unusual_readings": Table(UnusualReadingRow),
}
BESIDE = "_beside"

Stored = dict[str, dict[Key, set[int]]]
"""The digests of the rows that are stored, by table and stream."""


class Into(Enum):
    """Where rows are put: into the live tables or those beside; EMPTY has nothing of a stream."""

    LIVE = "live"
    BESIDE = "beside"
    EMPTY = "empty"

    @property
    def suffix(self) -> str:
        """What such a table's name ends with."""
        return "" if self is Into.LIVE else BESIDE

    def name_of(self, table: str) -> str:
        """Return the name of such a table."""
        return table + self.suffix


_ENCODER = msgspec.json.Encoder()
NUL, REPLACED = rb"\u0000", rb"\ufffd"  # the one character that PostgreSQL's text cannot hold


def encoded(rows: Rows) -> Encoded:
    """Return the rows of one stream as the database takes them."""
    encode = _ENCODER.encode
    return {table: {_digest(json): json for json in map(encode, of)} for table, of in rows.items()}


def _digest(row: bytes) -> int:
    return int.from_bytes(blake2b(row, digest_size=8).digest(), "big", signed=True)


def replace(
    connection: Pooled, projection: Projection, rows: Mapping[Key, Encoded], into: Into
) -> None:
    """Put the rows of these streams in the place of what their tables had; others are left."""
    tables = list(dict.fromkeys(table for of in rows.values() for table in of))
    stored: Stored = {table: defaultdict(set) for table in tables}
    if tables and into is not Into.EMPTY:
        _look(connection, projection, rows, into, stored)
    with connection.pipeline():
        for table in tables:
            fresh, stale = _changes(table, rows, stored[table])
            if fresh:
                write = _upsert(projection, table, into) if stale else _insert(table, into)
                json = b"[" + b",".join(fresh) + b"]"
                connection.execute(write, (json.decode(),))
            if stale:
                connection.execute(_delete(projection, table, into), _columns(stale))


def _changes(
    table: str, rows: Mapping[Key, Encoded], stored: Mapping[Key, set[int]]
) -> tuple[list[bytes], list[tuple[str, UUID, int]]]:
    """Return the rows that are not stored yet, and the digests that no row has any more."""
    fresh, stale = [], []
    for key, of in rows.items():
        if table not in of:
            continue
        had, has = stored[key], of[table]
        fresh += [_with_digest(digest, row) for digest, row in has.items() if digest not in had]
        stale += [(*key, digest) for digest in had.difference(has)]
    return fresh, stale


def _with_digest(digest: int, row: bytes) -> bytes:
    return b'%b,"digest":%d}' % (row[:-1].replace(NUL, REPLACED), digest)


def _look(
    connection: Pooled, projection: Projection, keys: Iterable[Key], into: Into, stored: Stored
) -> None:
    """Add to `stored` what its tables have of these streams."""
    query = _digests(projection, tuple(stored), into)
    given = {"authorities": [key[0] for key in keys], "streams": [key[1] for key in keys]}
    for table, authority, stream, digests in connection.execute(query, given):
        stored[table][authority, stream].update(digests)


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True)))


@cache
def _digests(projection: Projection, tables: Sequence[str], into: Into) -> sql.Composed:
    each = sql.SQL(
        "select {name}, k.authority, k.stream, array_agg(t.digest) from k join ehcp.{table} t"
        ' on t.authority = k.authority collate "C" and t.{key} = k.stream'
        " group by k.authority, k.stream"
    )
    return sql.SQL(
        "with k (authority, stream) as materialized"
        " (select * from unnest(%(authorities)s::text[], %(streams)s::uuid[])) {each}"
    ).format(
        each=sql.SQL(" union all ").join(
            each.format(
                name=sql.Literal(table),
                table=sql.Identifier(into.name_of(table)),
                key=sql.Identifier(projection.key),
            )
            for table in tables
        )
    )


@cache
def _delete(projection: Projection, table: str, into: Into) -> sql.Composed:
    return sql.SQL(
        "delete from ehcp.{table} t"
        " using unnest(%s::text[], %s::uuid[], %s::bigint[]) k (authority, stream, digest)"
        ' where t.authority = k.authority collate "C" and t.{key} = k.stream'
        " and t.digest = k.digest"
    ).format(table=sql.Identifier(into.name_of(table)), key=sql.Identifier(projection.key))


@cache
def _insert(table: str, into: Into) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, TABLES[table].columns))
    return sql.SQL(
        "insert into ehcp.{table} ({columns})"
        " select {columns} from json_populate_recordset(null::ehcp.{table}, %s::json)"
    ).format(table=sql.Identifier(into.name_of(table)), columns=columns)


@cache
def _upsert(projection: Projection, table: str, into: Into) -> sql.Composed:
    key = ("authority", projection.key, *TABLES[table].within)
    changed = [column for column in TABLES[table].columns if column not in key]
    return sql.SQL("{insert} on conflict ({key}) do update set {changed}").format(
        insert=_insert(table, into),
        key=sql.SQL(", ").join(map(sql.Identifier, key)),
        changed=sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in changed
        ),
    )
