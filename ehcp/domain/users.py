"""Who signs in, and as what: what the history of each of them says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from ehcp.domain.entry import Entry
from ehcp.domain.events.emergency import CaseOpenedInEmergency
from ehcp.domain.events.users import Role, RoleEnded, RoleGiven, UserAdded

USERS = UUID("8d0f6b42-5a0e-5f5c-9d13-4a7c1e90b3f6")
"""The namespace of the streams of users."""

OPEN_FOR = timedelta(hours=4)
"""How long a case stays open that somebody opened to themselves in an emergency."""

KINDS = (UserAdded, RoleGiven, RoleEnded, CaseOpenedInEmergency)
"""The events that only the stream of a user has."""


def stream_of(authority: str, subject: str) -> UUID:
    """Return the stream of a user, which is also their id."""
    return uuid5(USERS, f"{authority}/{subject}")


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role that was given, at `place` in the user's history.

    It holds from `since` to `until`, both inclusive, unless it was ended at once.
    """

    place: int
    role: Role
    since: date
    until: date | None = None
    school: str | None = None
    body: str | None = None
    ended: bool = False

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return not self.ended and self.since <= on and (self.until is None or on <= self.until)

    def over(self, on: date) -> bool:
        """Whether it has ended by a day, and does not come again."""
        return self.ended or (self.until is not None and self.until < on)


@dataclass(frozen=True, kw_only=True)
class OpenedCase:
    """A case that somebody opened to themselves in an emergency, until a moment, exclusive."""

    case: UUID
    break_glass: UUID
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it is open at a moment."""
        return at < self.until


@dataclass(frozen=True, kw_only=True)
class User:
    """Somebody who signs in. `version` counts the entries; 0: nobody has added them."""

    subject: str = ""
    name: str = ""
    organisation: str = ""
    roles: tuple[HeldRole, ...] = ()
    opened: tuple[OpenedCase, ...] = ()
    version: int = 0

    def on(self, day: date) -> frozenset[Role]:
        """Return what they are on a day."""
        return frozenset(held.role for held in self.roles if held.holds(day))


NOBODY = User()
"""Somebody whom nobody has added: they may do nothing."""


def user_of(entries: Sequence[Entry]) -> User:
    """Return what the history of a user comes to."""
    found = NOBODY
    for entry in entries:
        found = replace(_after(found, entry), version=entry.place)
    return found


def _after(found: User, entry: Entry) -> User:
    event = entry.event
    if isinstance(event, UserAdded):
        return replace(
            found, subject=event.subject, name=event.name, organisation=event.organisation
        )
    if isinstance(event, RoleGiven):
        given = HeldRole(
            place=entry.place,
            role=event.role,
            since=event.since,
            until=event.until,
            school=event.school,
            body=event.body,
        )
        return replace(found, roles=(*found.roles, given))
    if isinstance(event, RoleEnded):
        return replace(found, roles=tuple(_ended(held, event) for held in found.roles))
    if isinstance(event, CaseOpenedInEmergency) and entry.recorded_at is not None:
        opened = OpenedCase(
            case=event.case, break_glass=event.break_glass, until=entry.recorded_at + OPEN_FOR
        )
        return replace(found, opened=(*found.opened, opened))
    return found


def _ended(held: HeldRole, event: RoleEnded) -> HeldRole:
    if held.place != event.of:
        return held
    if event.last_day is None:
        return replace(held, ended=True)
    return replace(held, until=min(event.last_day, held.until or date.max))
