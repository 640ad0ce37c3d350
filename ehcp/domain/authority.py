"""How an authority works, as its own history says. An authority that has none works as most do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from ehcp.domain.entry import Entry
from ehcp.domain.events.authority import (
    AlertRecipients,
    AlertsOf,
    AuthorityAdded,
    AuthoritySettingsChanged,
    FollowedReading,
    Team,
)
from ehcp.law.choices import Followed

AUTHORITIES = UUID("2c8b9a54-8c1e-5b0f-8a4d-6f0d6c2a7e91")
"""The namespace of the streams of authorities."""

DAYS_BEFORE = (28, 14, 7, 3, 1, 0)
OFFICER = "officer"
MANAGER = "send-manager"
RECIPIENTS = (
    AlertRecipients(of=AlertsOf.BEFORE, to=(OFFICER,)),
    AlertRecipients(of=AlertsOf.OVERDUE, to=(OFFICER, MANAGER)),
    AlertRecipients(of=AlertsOf.EXCUSED, to=(OFFICER,)),
)
KINDS = (AuthorityAdded, AuthoritySettingsChanged)
"""The events that only the stream of an authority has."""


def stream_of(code: str) -> UUID:
    """Return the stream of an authority."""
    return uuid5(AUTHORITIES, code)


@dataclass(frozen=True, kw_only=True)
class AuthoritySettings:
    """The settings of one authority.

    `database` is where it lives, by name. `days_since` is the day (London) on which the days
    before a due day were last changed. `version` counts the entries; 0: nobody added it.
    """

    name: str | None = None
    database: str | None = None
    readings: tuple[FollowedReading, ...] = ()
    days_before: tuple[int, ...] = DAYS_BEFORE
    days_since: date = date.min
    recipients: tuple[AlertRecipients, ...] = RECIPIENTS
    teams: tuple[Team, ...] = ()
    version: int = 0

    @property
    def follows(self) -> Followed:
        """The reading that the authority follows, for each point on which it has chosen one."""
        return frozenset((chosen.point, chosen.reading) for chosen in self.readings)

    def told_of(self, alerts: AlertsOf) -> tuple[str, ...]:
        """Return who is told of these alerts."""
        return next((each.to for each in self.recipients if each.of is alerts), ())


ORDINARY = AuthoritySettings()
"""How an authority works that has said nothing."""


def settings_of(entries: Sequence[Entry]) -> AuthoritySettings:
    """Return what the history of an authority comes to."""
    found = ORDINARY
    for entry in entries:
        found = replace(_after(found, entry), version=entry.place)
    return found


def _after(found: AuthoritySettings, entry: Entry) -> AuthoritySettings:
    event = entry.event
    if isinstance(event, AuthorityAdded):
        return replace(found, name=event.name, database=event.database)
    if not isinstance(event, AuthoritySettingsChanged):
        return found
    changed = {
        name: value
        for name in ("name", "readings", "days_before", "recipients", "teams")
        if (value := getattr(event, name)) is not None
    }
    if "days_before" in changed:
        changed["days_since"] = entry.recorded_on or date.min
    return replace(found, **changed)
