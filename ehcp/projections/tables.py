"""Writing rows: whole streams replaced, many at once."""

from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

import msgspec
from psycopg import sql

from ehcp.projections.alerts import AlertRow
from ehcp.projections.alerts_due import AlertDueRow
from ehcp.projections.authorities import AuthorityRow
from ehcp.projections.budgets import BudgetRow
from ehcp.projections.caseload import CaseloadRow
from ehcp.projections.deadlines import DeadlineRow
from ehcp.projections.listed import LISTINGS
from ehcp.projections.outcomes import OutcomeRow
from ehcp.projections.plans import PlanRow
from ehcp.projections.restate import Projection, Rows
from ehcp.projections.timeline import TimelineRow
from ehcp.store.pools import Pooled

Key = tuple[str, UUID]
"""An authority and a stream."""

Encoded = dict[str, bytes]
"""Rows by table, those of one table as a JSON array."""

ROWS: dict[str, type] = {
    "deadlines": DeadlineRow,
    "caseload": CaseloadRow,
    "timeline": TimelineRow,
    "plans": PlanRow,
    "outcomes": OutcomeRow,
    "budgets": BudgetRow,
    **{listing.table: listing.row for listing in LISTINGS},
    "alerts_due": AlertDueRow,
    "alerts": AlertRow,
    "authorities": AuthorityRow,
}
COLUMNS = {table: tuple(field.name for field in fields(row)) for table, row in ROWS.items()}
BESIDE = "_beside"

_ENCODER = msgspec.json.Encoder()
NUL, REPLACED = rb"\u0000", rb"\ufffd"  # the one character that PostgreSQL's text cannot hold


def encoded(rows: Rows) -> Encoded:
    """Return rows as the database takes them, by table; nothing for a table to be left empty."""
    return {
        table: _ENCODER.encode(of).replace(NUL, REPLACED) if of else b""
        for table, of in rows.items()
    }


def replace(
    connection: Pooled,
    projection: Projection,
    keys: Sequence[Key],
    rows: Encoded,
    *,
    beside: bool = False,
) -> None:
    """Put the rows of these streams in the place of what their tables had; others are left."""
    if not keys:
        return
    suffix = BESIDE if beside else ""
    authorities, streams = [key[0] for key in keys], [key[1] for key in keys]
    for table, json in rows.items():
        connection.execute(_delete(table + suffix, projection.key), (authorities, streams))
        if json:
            connection.execute(_insert(table, table + suffix), (json.decode(),))


def _delete(table: str, key: str) -> sql.Composed:
    return sql.SQL(
        "delete from ehcp.{table} t using unnest(%s::text[], %s::uuid[]) k (authority, stream)"
        ' where t.authority = k.authority collate "C" and t.{key} = k.stream'
    ).format(table=sql.Identifier(table), key=sql.Identifier(key))


def _insert(rows: str, table: str) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[rows]))
    return sql.SQL(
        "insert into ehcp.{table} ({columns})"
        " select {columns} from json_populate_recordset(null::ehcp.{table}, %s::json)"
    ).format(table=sql.Identifier(table), columns=columns)
