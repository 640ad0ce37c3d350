"""A page of lines that are made of one case after the other, in the order of their ids."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar
from uuid import UUID

from psycopg import sql

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.page import BadCursor, Page
from ehcp.projections.past.stood import Stood, Then, folded
from ehcp.projections.relations import opened, ties
from ehcp.store.cases import Store

T = TypeVar("T")

AT_ONCE = 50  # cases read together
WHOLE = "all"  # in a cursor: every line of its case was shown
SECONDS = 2.0  # what folding may take before a page is given as it is

CASES = """
    select c.case_id from ehcp.caseload c
    where c.authority = %(authority)s and {opened}
        and (%(last)s::uuid is null or c.case_id > %(last)s)
    order by c.case_id limit %(size)s
"""


def paged(  # noqa: PLR0913, PLR0917 - the parts of every list
    store: Store,
    authority: str,
    then: Then,
    lines: Callable[[Stood], Iterator[T]],
    after: str | None,
    size: int,
    access: Access | EveryCase,
) -> Page[T]:
    """Return lines until there are `size`, no case is left, or it has taken long enough."""
    last, seen = _place(after)
    found: list[T] = []
    enough = time.monotonic() + SECONDS
    for stood in _stood(store, authority, then, access, last, again=seen is not None):
        skip = seen or 0 if stood.case_id == last else 0
        for number, line in enumerate(lines(stood), start=1):
            if number <= skip:
                continue
            if len(found) == size:
                return Page(tuple(found), f"{stood.case_id}_{number - 1}")
            found.append(line)
        if time.monotonic() > enough:
            return Page(tuple(found), f"{stood.case_id}_{WHOLE}")
    return Page(tuple(found))


def _place(after: str | None) -> tuple[UUID | None, int | None]:
    """Return the case that a page ended with, and how many of its lines it showed; None: all."""
    if after is None:
        return None, None
    case, _, seen = after.partition("_")
    try:
        return UUID(case), None if seen == WHOLE else int(seen)
    except ValueError:
        raise BadCursor from None


def _stood(  # noqa: PLR0913 - what is looked at, for whom
    store: Store,
    authority: str,
    then: Then,
    access: Access | EveryCase,
    last: UUID | None,
    *,
    again: bool,
) -> Iterator[Stood]:
    """Yield the cases after `last`, itself included if it is to be looked at again."""
    query = sql.SQL(CASES).format(opened=opened(access, "c"))
    asked = {**ties(access), "authority": authority, "size": AT_ONCE}
    # the case before it in the order of the ids: what was open a page ago is asked again
    if last is not None and again:
        last = UUID(int=last.int - 1) if last.int else None
    while True:
        with store.reading(authority) as connection:
            rows_ = connection.execute(query, {**asked, "last": last}).fetchall()
        if not rows_:
            return
        ids = [row[0] for row in rows_]
        yield from folded(store, authority, then, ids)
        last = ids[-1]
