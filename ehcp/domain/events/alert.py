"""Alerts about days that fall due: each a stream of its own, beside the case it is about."""

from datetime import date
from uuid import UUID

from ehcp.domain.event import Event


class AlertRaised(Event, under=None):
    """A stage before or after a due day came. `on` is the day it was raised.

    `case`, `limit`, `started_by` (the place of the entry that started the limit), `due` and
    `stage` are what it is about, and there is one alert for them. `stage_on` is the day on
    which the stage fell, `law_since` the day from which the version of the law holds that
    gave the due day. `to` is who was to be told, as the authority's settings said then.
    """

    case: UUID
    limit: str
    started_by: int
    due: date
    stage: str
    stage_on: date
    law_since: date
    source: str
    owed_by: str
    to: tuple[str, ...] = ()


class AlertAcknowledged(Event, under=None):
    """Somebody has seen the alert."""


class AlertAssigned(Event, under=None):
    """Somebody is to deal with the alert: `to` is who that is when signed in."""

    to: str


class AlertEscalated(Event, under=None):
    """The alert went to a manager: `to` is who that is when signed in."""

    to: str
    reasons: str | None = None
