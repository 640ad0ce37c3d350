"""What the interface is put together from: everything it does not make itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, cast
from uuid import UUID, uuid4

from flask import current_app, g

from ehcp.api.answering.kept import Kept
from ehcp.api.callers.identity import SignedIn
from ehcp.api.callers.limits import Limits
from ehcp.api.callers.waiting import Places
from ehcp.application import clock
from ehcp.application.cases import Cases
from ehcp.application.rights import Access
from ehcp.application.webhooks import Addresses, Secrets
from ehcp.documents.filing import Filing
from ehcp.domain.entry import Recorder
from ehcp.domain.users import User
from ehcp.law.calendar import Calendar
from ehcp.law.choices import Followed
from ehcp.store.cases import Store

EXTENSION = "ehcp"
AT_HOME = "services"


class Homes(Protocol):
    """Several databases, and who lives where."""

    def cases(self, authority: str) -> Cases:
        """Return the cases of an authority. Raises UnknownAuthority, Unavailable."""

    def stores(self) -> Iterable[Store]:
        """Return the store on each database."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """What the interface works with.

    - `cases` reads and changes one case; its store also holds the read models, and its `today`
      is the day it is in London. Of several databases it is the one in which the authority of
      whoever asks lives.
    - `homes` says in which database an authority lives, where there are several; or raises
      UnknownAuthority.
    - `standby` reads what the primary has, a moment later, where there is one.
    - `identity` says whose a token is, or raises NotSignedIn.
    - `limits` say how often somebody may ask; without them as often as they like.
    - `page_key` signs the tokens of pages.
    - `draw_id` makes the id of a command that brings none.
    - `now` is the present instant, at which a case opened in an emergency is closed again.
    - `kept` are the answers that were made; `waiting` the places of those who wait for news.
    - `webhook_secrets` make what webhooks are signed with, `addresses` say where one may lead.
    - `filing` is what evidence files are kept with; without it none are.
    """

    cases: Cases
    identity: Callable[[str], SignedIn]
    calendar: Calendar
    page_key: str
    homes: Homes | None = None
    standby: Cases | None = None
    draw_id: Callable[[], UUID] = uuid4
    now: Callable[[], datetime] = clock.now
    kept: Kept = field(default_factory=Kept)
    limits: Limits = field(default_factory=Limits)
    waiting: Places = field(default_factory=Places)
    webhook_secrets: Secrets | None = None
    addresses: Addresses = field(default_factory=Addresses)
    filing: Filing | None = None

    def follows(self) -> Followed:
        """Return the readings of the law that the authority of whoever asks has chosen."""
        return self.cases.follows(person().authority)


def services() -> Services:
    """Return what this app was put together from, for the authority of whoever asks."""
    return cast("Services", g.get(AT_HOME) or current_app.extensions[EXTENSION])


def go_home(authority: str) -> None:
    """Serve the rest of this request from where an authority lives. Raises UnknownAuthority."""
    homes = services().homes
    if homes is not None:
        work_with(homes.cases(authority))


def work_with(cases: Cases) -> None:
    """Serve the rest of this request with these cases."""
    setattr(g, AT_HOME, replace(services(), cases=cases))


def person() -> SignedIn:
    """Return who is asking."""
    return cast("SignedIn", g.person)


def user() -> User:
    """Return who is asking as the authority's record has them, with every role."""
    return cast("User", g.user)


def right() -> Access:
    """Return the right by which this request is served."""
    return cast("Access", g.right)


def recorder() -> Recorder:
    """Return who is asking as the record names who recorded an entry."""
    return Recorder(subject=person().subject, role=right().role, organisation=user().organisation)
