"""A page of a list, as it stands or as it stood then: cut to what is seen, and put on record."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response

from ehcp.api.answering import answers
from ehcp.api.answering.pages import Pages
from ehcp.api.answering.problem import NotYet
from ehcp.api.asking import looking
from ehcp.api.services import person, right, services
from ehcp.application.rights import FieldClass, cut
from ehcp.projections import past, positions
from ehcp.projections.page import Page
from ehcp.schemas import dump

PATIENCE = 3.0
"""Seconds that a reader waits for the position asked for."""


def wait(query: dict[str, Any]) -> None:
    """Wait for the position that a list must have. Raises NotYet."""
    after = query.get("after")
    if after is not None and not positions.wait_for(services().cases.store, after, PATIENCE):
        raise NotYet


def listing_of(  # noqa: PLR0913 - the parts of every list
    name: str,
    query: dict[str, Any],
    filters: dict[str, Any],
    now: Callable[..., Page[Any]],
    then: Callable[..., Page[Any]],
    *,
    sees: frozenset[FieldClass] | None = None,
    **beside: Sequence[Any],
) -> Response:
    """Answer with a page of how things stand, or of how they stood then, as they were known.

    What stands `beside` the list is answered with it. `sees` is what is seen of each row, where
    that is more than of any case.
    """
    on, known = query.get("as_at"), query.get("as_known_on")
    pages = Pages(services().page_key, name, person().authority, on, known, *filters.values())
    store, authority, today = services().cases.store, person().authority, services().cases.today()
    asked_for = {
        **filters,
        "after": pages.after(query.get("page")),
        "size": query["limit"],
        "access": right(),
    }
    if on is None and known is None:
        found = now(store, authority, today, **asked_for)
    else:
        moment = past.Then(on or today, known, services().calendar)
        found = then(store, authority, moment, **asked_for)
    following = None if found.next is None else pages.token(found.next)
    lines = {"items": found.items, **beside}
    looking.at((row.case_id for rows in lines.values() for row in rows), sees)
    shown = {
        name: [dump(cut(row, right().in_lists if sees is None else sees)) for row in rows]
        for name, rows in lines.items()
    }
    return answers.read({**shown, "page": {"next": following}})


def truth(value: str | None) -> bool | None:
    """Return what a yes or no of a query asks for; None where it asks nothing."""
    return None if value is None else value == "true"
