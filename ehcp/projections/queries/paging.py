"""A page of rows, and all rows of a query: one authority's, and no other's, in each answer."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, LiteralString, TypeVar

from psycopg import sql
from psycopg.rows import class_row, dict_row

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.page import Page, page, place
from ehcp.projections.relations import opened, ties
from ehcp.store.cases import Store

T = TypeVar("T")
Row = Mapping[str, Any]
SIZE = 50
LARGEST = 500


def until(today: date, within: int | None) -> date | None:
    """Return the last of so many days from today on."""
    return None if within is None else today + timedelta(days=within)


def every(
    store: Store, authority: str, query: str | sql.Composed, kind: type[T], given: dict[str, Any]
) -> tuple[T, ...]:
    """Return all rows of a query."""
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(kind)) as cursor,
    ):
        return tuple(cursor.execute(query, {"authority": authority, **given}))


def of(kind: type[T]) -> Callable[[Row], T]:
    """Return what makes a dataclass of a row that has a column for each of its fields."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return lambda row: kind(**{name: row[name] for name in names})


def paged(  # noqa: PLR0913, PLR0917 - the parts of every list
    store: Store,
    authority: str,
    query: LiteralString,
    make: Callable[[Row], T],
    after: str | None,
    size: int,
    given: dict[str, Any],
    access: Access | EveryCase,
    **parts: sql.Composable,
) -> Page[T]:
    """Return a page of a query that gives `sort_day` and `sort_id`. Raises BadCursor.

    `{opened}` in the query stands for the condition that its case `c` is open to `access`;
    `parts` are what else is put into it.
    """
    size = max(1, min(size, LARGEST))
    after_day, after_id = place(after) if after is not None else (None, None)
    asked = {
        **given,
        **ties(access),
        "authority": authority,
        "after_day": after_day,
        "after_id": after_id,
        "size": size + 1,
    }
    whole = sql.SQL(query).format(opened=opened(access, "c"), **parts)
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        found = cursor.execute(whole, asked).fetchall()
    return page([(row["sort_day"], row["sort_id"], make(row)) for row in found], size)
