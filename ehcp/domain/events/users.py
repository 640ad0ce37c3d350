"""Somebody who signs in, and the roles they are given: a stream of its own for each of them.

Another system signs in with a service account, which is somebody too, and has keys.
"""

from datetime import date
from enum import StrEnum

from ehcp.domain.event import Event


class Role(StrEnum):
    """What somebody is to the authority."""

    CASEWORKER = "caseworker"
    SEND_MANAGER = "send-manager"
    PANEL_MEMBER = "panel-member"
    SCHOOL_CONTRIBUTOR = "school-contributor"
    HEALTH_ADVISER = "health-adviser"
    SOCIAL_CARE_ADVISER = "social-care-adviser"
    PSYCHOLOGY_ADVISER = "psychology-adviser"
    TRIBUNAL_PREPARER = "tribunal-preparer"
    AUTHORITY_ADMINISTRATOR = "authority-administrator"
    AUDITOR = "auditor"
    SUPPORT = "support"


class UserAdded(Event, under=None):
    """Somebody can sign in from the day `on`. `subject` is who that is when signed in."""

    subject: str
    name: str
    organisation: str


class RoleGiven(Event, under=None):
    """Somebody has a role from the day `since` to `until`, both inclusive; None: until it ends.

    `school` is the number in the national register of the school that they contribute for,
    `body` the name of the body for which they give advice, as requests for advice name it.
    """

    role: Role
    since: date
    until: date | None = None
    school: str | None = None
    body: str | None = None


class RoleEnded(Event, under=None):
    """A role ends. `of` is where it was given, `last_day` its last day; None: it ends at once."""

    last_day: date | None = None


class ServiceAccountAdded(Event, under=None):
    """Another system can sign in from the day `on`, once it has a key. `subject` names it."""

    subject: str
    name: str
    organisation: str


class ServiceAccountKeyMade(Event, under=None):
    """A service account has a key, to the day `until`, inclusive.

    `hash` is the SHA-256 of the key in hex: the key itself is nowhere. `scope` are the actions
    that it is for, of those that the account has a right to; none: all of them.
    """

    hash: str
    until: date
    scope: tuple[str, ...] = ()


class ServiceAccountKeyUsed(Event, under=None):
    """The key that was made at `of` was used on the day `on`: recorded once a day."""


class ServiceAccountKeyRevoked(Event, under=None):
    """The key that was made at `of` opens nothing any more."""
