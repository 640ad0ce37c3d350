"""An authority and how it works: a stream of its own for each, beside its cases."""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.event import Event


class AlertsOf(StrEnum):
    """Which alerts somebody is told of, by where their stage lies."""

    BEFORE = "before"
    OVERDUE = "overdue"
    EXCUSED = "excused"


@dataclass(frozen=True, kw_only=True)
class FollowedReading:
    """The reading of the law that the authority follows on one point."""

    point: str
    reading: str


@dataclass(frozen=True, kw_only=True)
class AlertRecipients:
    """Who is told of alerts: `officer` (whose case it is), a role, or `person:SIGN-IN`."""

    of: AlertsOf
    to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Team:
    """Officers who work together, each by name or sign-in, as their cases name them."""

    name: str
    officers: tuple[str, ...]


class AuthorityAdded(Event, under=None):
    """The authority's record began. `on` is that day, `database` the name of where it lives."""

    name: str | None = None
    database: str | None = None


class AuthoritySettingsChanged(Event, under=None):
    """The authority works in another way from now on. What is None stays as it was.

    `days_before` are the days before a due day on which somebody is told.
    """

    name: str | None = None
    readings: tuple[FollowedReading, ...] | None = None
    days_before: tuple[int, ...] | None = None
    recipients: tuple[AlertRecipients, ...] | None = None
    teams: tuple[Team, ...] | None = None
