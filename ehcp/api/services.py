"""What the interface is put together from: everything it does not make itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from flask import current_app, g

from ehcp.api.identity import SignedIn
from ehcp.application.cases import Cases
from ehcp.law.calendar import Calendar

EXTENSION = "ehcp"


@dataclass(frozen=True, kw_only=True)
class Services:
    """What the interface works with.

    - `cases` reads and changes one case; its store also holds the read models, and its `today`
      is the day it is in London.
    - `identity` says whose a token is, or raises NotSignedIn.
    - `page_key` signs the tokens of pages.
    - `draw_id` makes the id of a command that brings none.
    """

    cases: Cases
    identity: Callable[[str], SignedIn]
    calendar: Calendar
    page_key: str
    draw_id: Callable[[], UUID] = uuid4


def services() -> Services:
    """Return what this app was put together from."""
    return cast("Services", current_app.extensions[EXTENSION])


def person() -> SignedIn:
    """Return who is asking."""
    return cast("SignedIn", g.person)
