"""Who signs in, and as what: what the history of each of them says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from ehcp.domain.entry import Entry
from ehcp.domain.events.emergency import CaseOpenedInEmergency
from ehcp.domain.events.users import (
    Role,
    RoleEnded,
    RoleGiven,
    ServiceAccountAdded,
    ServiceAccountKeyMade,
    ServiceAccountKeyRevoked,
    ServiceAccountKeyUsed,
    UserAdded,
)

USERS = UUID("8d0f6b42-5a0e-5f5c-9d13-4a7c1e90b3f6")
"""The namespace of the streams of users."""

OPEN_FOR = timedelta(hours=4)
"""How long a case stays open that somebody opened to themselves in an emergency."""

SERVICE_ACCOUNTS = UUID("d2b7a1f0-6a1c-5c55-8a45-0f7d3c9be214")
"""The namespace of the streams of service accounts: no sign-in of a person leads there."""

SERVICE_ACCOUNT = "service-account:"
"""What the subject of a service account begins with, and that of no person."""

KINDS = (
    UserAdded,
    RoleGiven,
    RoleEnded,
    CaseOpenedInEmergency,
    ServiceAccountAdded,
    ServiceAccountKeyMade,
    ServiceAccountKeyUsed,
    ServiceAccountKeyRevoked,
)
"""The events that only the stream of a user has."""


def stream_of(authority: str, subject: str) -> UUID:
    """Return the stream of a user, which is also their id."""
    return uuid5(USERS, f"{authority}/{subject}")


def stream_of_account(authority: str, name: str) -> UUID:
    """Return the stream of a service account, which is also its id."""
    return uuid5(SERVICE_ACCOUNTS, f"{authority}/{SERVICE_ACCOUNT}{name}")


def id_of(authority: str, subject: str) -> UUID:
    """Return the id of whoever signs in so, a person or another system: it names nobody."""
    namespace = SERVICE_ACCOUNTS if subject.startswith(SERVICE_ACCOUNT) else USERS
    return uuid5(namespace, f"{authority}/{subject}")


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
class HeldKey:
    """A key of a service account, made at `place` in its history; `used` is when it last was."""

    place: int
    made: date | None
    hash: str
    until: date
    scope: tuple[str, ...] = ()
    used: date | None = None
    revoked: bool = False

    def holds(self, on: date) -> bool:
        """Whether it opens anything on a day."""
        return not self.revoked and on <= self.until


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
    """Somebody who signs in. `version` counts the entries; 0: nobody has added them.

    A service account has `keys`; signed in with one, `scope` are the actions that it is for.
    """

    subject: str = ""
    name: str = ""
    organisation: str = ""
    roles: tuple[HeldRole, ...] = ()
    opened: tuple[OpenedCase, ...] = ()
    keys: tuple[HeldKey, ...] = ()
    scope: tuple[str, ...] = ()
    version: int = 0

    @property
    def is_service_account(self) -> bool:
        """Whether another system signs in so, and no person."""
        return self.subject.startswith(SERVICE_ACCOUNT)

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
    if isinstance(event, UserAdded | ServiceAccountAdded):
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
    return replace(found, keys=tuple(_keys(found.keys, entry)))


def _keys(keys: Sequence[HeldKey], entry: Entry) -> Iterator[HeldKey]:
    event = entry.event
    day = event.on if isinstance(event.on, date) else None  # it always is: we record it ourselves
    for key in keys:
        if isinstance(event, ServiceAccountKeyUsed) and event.of == key.place:
            yield replace(key, used=day)
        elif isinstance(event, ServiceAccountKeyRevoked) and event.of == key.place:
            yield replace(key, revoked=True)
        else:
            yield key
    if isinstance(event, ServiceAccountKeyMade):
        yield HeldKey(
            place=entry.place,
            made=day,
            hash=event.hash,
            until=event.until,
            scope=event.scope,
        )


def _ended(held: HeldRole, event: RoleEnded) -> HeldRole:
    if held.place != event.of:
        return held
    if event.last_day is None:
        return replace(held, ended=True)
    return replace(held, until=min(event.last_day, held.until or date.max))
