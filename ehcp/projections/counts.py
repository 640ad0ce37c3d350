"""The counts read model: an authority's cases by stage and officer, its open duties by their days.

The one read model that is of no single case. What a batch changes in it is the difference between
what its cases came to before and after, in the batch's own transaction; a rebuild counts anew.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import LiteralString

from psycopg import sql

from ehcp.projections.tables import Into, Key
from ehcp.store.pools import Pooled

Tally = Counter[tuple[str, ...]]
"""How many there are, by what the key columns of a table say."""


@dataclass(frozen=True)
class Counted:
    """A table of counts: its key columns with their types, and what of a row of a case is counted.

    `where` narrows the rows `t` of the table `of`.
    """

    table: LiteralString
    number: LiteralString
    columns: tuple[LiteralString, ...]
    types: tuple[LiteralString, ...]
    of: LiteralString
    values: LiteralString
    where: LiteralString = "true"


CASES = Counted(
    table="case_counts",
    number="cases",
    columns=("authority", "stage", "officer", "officer_subject"),
    types=("text", "text", "text", "text"),
    of="caseload",
    values="t.authority, t.stage, coalesce(t.officer, ''), coalesce(t.officer_subject, '')",
)
DUTIES = Counted(
    table="duty_counts",
    number="duties",
    columns=("authority", "due_last", "due_first", "when_over"),
    types=("text", "date", "date", "text"),
    of="deadlines",
    values="t.authority, coalesce(t.due_last, 'infinity'), coalesce(t.due_first, '-infinity'),"
    " coalesce(t.settled, t.when_over)",
    where="t.open and t.drives and t.binds",
)
COUNTED = (CASES, DUTIES)
TABLES: list[str] = [counted.table for counted in COUNTED]

OF_SOME = """
    select {as_text}, count(*)
    from unnest(%s::text[], %s::uuid[]) k (authority, stream)
    join ehcp.{of} t on t.authority = k.authority collate "C" and t.case_id = k.stream
    cross join lateral (select {values}) v ({columns})
    where {where} group by {columns_of_v}
"""
OF_ALL = """
    insert into ehcp.{table}
    select {values}, count(*) from ehcp.{of} t where {where} group by 1, 2, 3, 4
"""
ADD = """
    insert into ehcp.{table} as t ({columns}, {number})
    select * from unnest({given}, %s::bigint[])
    on conflict ({columns}) do update set {number} = t.{number} + excluded.{number}
"""
NONE_LEFT = """
    delete from ehcp.{table} t using unnest({given}) k ({columns})
    where ({columns_of_t}) = ({columns_of_k}) and t.{number} = 0
"""


def tallied(connection: Pooled, keys: Iterable[Key], into: Into) -> list[Tally]:
    """Return what these cases come to now, one tally for each table of counts."""
    keys = list(keys)
    given = [key[0] for key in keys], [key[1] for key in keys]
    found = []
    for counted in COUNTED:
        query = _query(OF_SOME, counted, into)
        rows = connection.execute(query, given).fetchall()
        found.append(Tally({row[:-1]: row[-1] for row in rows}))
    return found


def add(connection: Pooled, before: Sequence[Tally], after: Sequence[Tally], into: Into) -> None:
    """Add what some cases come to after a change, and take away what they came to before."""
    for counted, then, now in zip(COUNTED, before, after, strict=True):
        now.subtract(then)
        changed = [(*key, by) for key, by in now.items() if by]
        if not changed:
            continue
        *keys, numbers = map(list, zip(*changed, strict=True))
        connection.execute(_query(ADD, counted, into), (*keys, numbers))
        connection.execute(_query(NONE_LEFT, counted, into), keys)


def count(connection: Pooled) -> None:
    """Count all cases beside, where nothing has been counted yet."""
    for counted in COUNTED:
        connection.execute(_query(OF_ALL, counted, Into.BESIDE))


def _query(text: LiteralString, counted: Counted, into: Into) -> sql.Composed:
    def columns(prefix: LiteralString = "") -> sql.Composed:
        return sql.SQL(", ").join(sql.SQL(prefix) + sql.SQL(name) for name in counted.columns)

    return sql.SQL(text).format(
        table=sql.Identifier(into.name_of(counted.table)),
        of=sql.Identifier(into.name_of(counted.of)),
        number=sql.SQL(counted.number),
        columns=columns(),
        columns_of_t=columns("t."),
        columns_of_k=columns("k."),
        columns_of_v=columns("v."),
        # a date may be infinity, which is none in Python
        as_text=sql.SQL(", ").join(sql.SQL("v." + name + "::text") for name in counted.columns),
        given=sql.SQL(", ").join(sql.SQL("%s::" + kind + "[]") for kind in counted.types),
        values=sql.SQL(counted.values),
        where=sql.SQL(counted.where),
    )
