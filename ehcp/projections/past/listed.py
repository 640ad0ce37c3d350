"""A list of what is awaited, as it stood then."""

from collections.abc import Iterator
from typing import Any, TypeVar

from ehcp.application.rights import Access, EveryCase
from ehcp.projections.listed import Listing, OfCase
from ehcp.projections.page import Page
from ehcp.projections.past.paging import paged
from ehcp.projections.past.stood import Stood, Then
from ehcp.store.cases import Store

L = TypeVar("L", bound=OfCase)


def listed_then(  # noqa: PLR0913 - the parts of every list
    listing: Listing[L],
    store: Store,
    authority: str,
    then: Then,
    *,
    after: str | None = None,
    size: int,
    access: Access | EveryCase,
    **filters: Any,
) -> Page[L]:
    """Return lines of all cases as they stood then, case by case. Raises BadCursor for `after`.

    A case that cannot be read has none: it is asked for by itself, and shown beside the list.
    """
    theirs = listing.theirs(access)

    def lines(stood: Stood) -> Iterator[L]:
        if stood.case is None:
            return
        for row in listing.rows(authority, stood.case_id, stood.case, stood.found):
            own = theirs is None or getattr(row, "party", None) in theirs
            if own and listing.wants(row, stood.row, filters, then.on):
                yield listing.made(row, stood.row, then.on)

    return paged(store, authority, then, lines, after, size, access)
