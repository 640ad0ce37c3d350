"""A page of the rows of one read model, in the order of a day that each row has."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, LiteralString, Protocol, TypeVar
from uuid import UUID

from psycopg.rows import class_row

from ehcp.projections.page import Page, page, place
from ehcp.store.cases import Store


class Row(Protocol):
    """A row that has an id."""

    @property
    def id(self) -> UUID:
        """Which."""


R = TypeVar("R", bound=Row)


def page_by_day(  # noqa: PLR0913, PLR0917 - each is part of the question
    store: Store,
    authority: str,
    query: LiteralString,
    kind: type[R],
    day: Callable[[R], date],
    asked: Mapping[str, Any],
    after: str | None,
    size: int,
) -> Page[R]:
    """Return a page of what a query of one authority's rows gives. Raises BadCursor for `after`.

    `day` is what the query orders by, before the id. It asks for `size` rows that come after
    `day` and `id`, null where it begins, and for whatever it names in `asked`.
    """
    after_day, after_id = place(after) if after else (None, None)
    where = {"authority": authority, "day": after_day, "id": after_id, "size": size + 1}
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(kind)) as cursor,
    ):
        rows = cursor.execute(query, {**asked, **where}).fetchall()
    return page([(day(found).isoformat(), found.id, found) for found in rows], size)
