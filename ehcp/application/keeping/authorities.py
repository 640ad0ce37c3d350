"""Authorities: that one is there, and how it works. Each has a stream of its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

import msgspec

from ehcp.application.cases import Asked
from ehcp.domain.authority import OFFICER, AuthoritySettings, settings_of, stream_of
from ehcp.domain.event import Event
from ehcp.domain.events.authority import (
    AlertRecipients,
    AlertsOf,
    AuthorityAdded,
    AuthoritySettingsChanged,
    FollowedReading,
    Team,
)
from ehcp.domain.events.users import Role
from ehcp.law.choices import CHOICES
from ehcp.store.cases import Appended, Store
from ehcp.store.errors import ChangedMeanwhile, CommandReused

A_CODE = re.compile(r"E\d{8}\Z")
A_NAME = re.compile(r"\S(.{0,98}\S)?\Z")
A_PERSON = re.compile(r"person:\S{1,200}\Z")
FARTHEST = 365
MOST_DAYS = 20


@dataclass(frozen=True)
class BadSetting(ValueError):  # noqa: N818 - a finding about what was asked
    """A setting that cannot be: which, and why."""

    field: str
    reason: str

    def __str__(self) -> str:
        return self.reason


class NoSuchAuthority(LookupError):  # noqa: N818 - named for what it says
    """Nobody has added an authority of that code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No authority {code} has been added; see: ehcp authority add --help.")


class NothingChanged(Exception):  # noqa: N818 - an answer, not an error
    """What was asked for is how it is already."""

    def __init__(self) -> None:
        super().__init__("Nothing would change: that is how it is already.")


@dataclass(frozen=True, kw_only=True)
class SettingsChange:
    """Have the authority work in another way. What is left out stays as it is.

    `readings` are all that are followed from now on; on any other point the reading with the
    earlier due day counts. `teams` are all the teams there are from now on.
    """

    name: str | None = None
    readings: tuple[FollowedReading, ...] | None = None
    days_before: tuple[int, ...] | None = None
    recipients: tuple[AlertRecipients, ...] | None = None
    teams: tuple[Team, ...] | None = None


class Authorities:
    """The authorities of one database. `today` is the day it is in London."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self.store = store
        self.today = today

    def settings(self, code: str) -> AuthoritySettings:
        """Return how an authority works; of version 0 where nobody has added it."""
        return settings_of(self.store.history(code, stream_of(code)))

    def add(self, code: str, name: str, database: str, asked: Asked) -> bool:
        """Begin the record of an authority; False if it was here before. Raises BadSetting."""
        _require_code(code)
        _require_name(name)
        added = AuthorityAdded(on=self.today(), name=name, database=database)
        if self.settings(code).version:
            return False
        try:
            return not self._append(code, 0, added, asked, uuid5(stream_of(code), "add")).replayed
        except (ChangedMeanwhile, CommandReused):
            return False  # somebody else was quicker

    def change(self, code: str, change: SettingsChange, asked: Asked) -> Appended:
        """Change settings of an authority.

        Raises NoSuchAuthority, BadSetting, NothingChanged, and ChangedMeanwhile where they
        are no longer at the expected version.
        """
        found = self.settings(code)
        if not found.version:
            raise NoSuchAuthority(code)
        for wrong in wrong_with(change):
            raise wrong
        event = _event(change, found, self.today())
        expected = found.version if asked.expected is None else asked.expected
        if all(getattr(event, name) is None for name in CHANGEABLE):
            before = self.store.repeated(
                code, stream_of(code), asked.command_id, _body_hash(change)
            )
            if before is None and expected == found.version:
                raise NothingChanged
            if before is None:
                raise ChangedMeanwhile(found.version)
            return before
        return self._append(code, expected, event, asked, asked.command_id, change)

    def _append(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
        self,
        code: str,
        expected: int,
        event: Event,
        asked: Asked,
        command_id: UUID,
        change: SettingsChange | None = None,
    ) -> Appended:
        return self.store.append(
            code,
            stream_of(code),
            expected,
            [event],
            by=asked.by,
            source=asked.source,
            documents=asked.documents,
            command_id=command_id,
            body_hash=_body_hash(change) if change else b"add",
        )


CHANGEABLE = ("name", "readings", "days_before", "recipients", "teams")


def _event(
    change: SettingsChange, found: AuthoritySettings, today: date
) -> AuthoritySettingsChanged:
    """Return what changes: only that which is not so already."""
    asked = {name: getattr(change, name) for name in CHANGEABLE}
    if change.days_before is not None:
        asked["days_before"] = tuple(sorted(set(change.days_before), reverse=True))
    if change.readings is not None:
        asked["readings"] = tuple(sorted(change.readings, key=lambda chosen: chosen.point))
    changed = {
        name: value
        for name, value in asked.items()
        if value is not None and value != getattr(found, name)
    }
    return AuthoritySettingsChanged(on=today, **changed)


def wrong_with(change: SettingsChange) -> Iterator[BadSetting]:
    """Yield what is wrong with a change."""
    if change.name is not None and A_NAME.match(change.name) is None:
        yield _bad_name()
    yield from _wrong_readings(change.readings or ())
    yield from _wrong_days(change.days_before)
    yield from _wrong_recipients(change.recipients or ())
    yield from _wrong_teams(change.teams or ())


def _wrong_readings(readings: tuple[FollowedReading, ...]) -> Iterator[BadSetting]:
    for chosen in readings:
        names = CHOICES.get(chosen.point)
        if names is None:
            known = ", ".join(CHOICES)
            reason = f"There is no choice of readings on {chosen.point!r}; there is on: {known}."
            yield BadSetting("readings", reason)
        elif chosen.reading not in names:
            reason = f"The readings of {chosen.point} are: {', '.join(names)}."
            yield BadSetting("readings", reason)
    if len({chosen.point for chosen in readings}) < len(readings):
        yield BadSetting("readings", "Only one reading can be followed on each point.")


def _wrong_days(days: tuple[int, ...] | None) -> Iterator[BadSetting]:
    if days is None:
        return
    if not 0 < len(days) <= MOST_DAYS:
        yield BadSetting("days_before", f"Give 1 to {MOST_DAYS} days before a due day.")
    if any(not 0 <= day <= FARTHEST for day in days):
        reason = f"An alert comes 0 to {FARTHEST} days before a due day."
        yield BadSetting("days_before", reason)


def _wrong_recipients(recipients: tuple[AlertRecipients, ...]) -> Iterator[BadSetting]:
    roles = [str(role) for role in Role]
    for each in recipients:
        for to in each.to:
            if to != OFFICER and to not in roles and A_PERSON.match(to) is None:
                reason = f"Told are: {OFFICER}, person:SIGN-IN, or a role: {', '.join(roles)}."
                yield BadSetting("recipients", reason)
        if not each.to:
            yield BadSetting("recipients", "Somebody must be told: name at least one.")
    said = [each.of for each in recipients]
    if said and sorted(said) != sorted(AlertsOf):
        reason = f"Say of each kind of alerts once who is told: {', '.join(AlertsOf)}."
        yield BadSetting("recipients", reason)


def _wrong_teams(teams: tuple[Team, ...]) -> Iterator[BadSetting]:
    names = [team.name for team in teams]
    officers = [officer for team in teams for officer in team.officers]
    if any(A_NAME.match(name) is None for name in (*names, *officers)):
        yield BadSetting("teams", "The name of a team or an officer has 1 to 100 characters.")
    if len(set(names)) < len(names):
        yield BadSetting("teams", "Two teams have the same name.")
    if len(set(officers)) < len(officers):
        yield BadSetting("teams", "Each officer is in one team.")


def _require_code(code: str) -> None:
    if A_CODE.match(code) is None:
        reason = "The code of an authority in England is E and eight digits, as in E10000014."
        raise BadSetting("code", reason)


def _require_name(name: str) -> None:
    if A_NAME.match(name) is None:
        raise _bad_name()


def _bad_name() -> BadSetting:
    return BadSetting("name", "The name of an authority has 1 to 100 characters.")


def _body_hash(change: SettingsChange) -> bytes:
    return sha256(b"change-authority-settings\0" + msgspec.json.encode(change)).digest()
