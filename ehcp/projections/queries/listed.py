"""One page of a list as it stands today."""

from datetime import date
from typing import Any, TypeVar

from psycopg import sql

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.listed import Listing, OfCase
from ehcp.projections.page import Page
from ehcp.projections.queries.paging import SIZE, paged
from ehcp.store.cases import Store

L = TypeVar("L", bound=OfCase)

LINES = """
    select r.sort_due::text as sort_day, r.id as sort_id,
        r.id, r.case_id, c.child_name, c.officer, r.shown,
        coalesce(r.due_last < %(today)s, false) as overdue
    from ehcp.{table} r
    join ehcp.caseload c using (authority, case_id)
    where r.authority = %(authority)s and {opened} {narrowed}
        and (%(after_day)s::date is null
            or (r.sort_due, r.id) > (%(after_day)s::date, %(after_id)s::uuid))
    order by r.sort_due, r.id limit %(size)s
"""


def listed(  # noqa: PLR0913 - the parts of every list
    listing: Listing[L],
    store: Store,
    authority: str,
    today: date,
    *,
    after: str | None = None,
    size: int = SIZE,
    access: Access | EveryCase,
    **filters: Any,
) -> Page[L]:
    """Return lines in the order of what is due next, those that await nothing last.

    Each filter is one of the listing's; None asks nothing. Raises BadCursor for `after`.
    """
    asked = {name: value for name, value in filters.items() if value is not None}
    narrowed = [sql.SQL("and ") + sql.SQL(listing.filters[name].sql) for name in asked]
    theirs = listing.theirs(access)
    if theirs is not None:
        asked["theirs"] = theirs
        narrowed.append(sql.SQL("and ") + sql.SQL("r.party = any(%(theirs)s)"))
    return paged(
        store,
        authority,
        LINES,
        listing.read,
        after,
        size,
        {"today": today, **asked},
        access,
        table=sql.Identifier(listing.table),
        narrowed=sql.SQL(" ").join(narrowed),
    )
