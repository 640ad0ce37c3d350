"""The authority of whoever asks: how it works, and having it work in another way."""

from dataclasses import dataclass
from typing import Any

from flask import Response, json
from marshmallow import ValidationError

from ehcp.api.answering import answers
from ehcp.api.asking.body import expected_version, json_object
from ehcp.api.asking.query import Nothing, asked
from ehcp.api.deciding.commands import asking
from ehcp.api.routes import ETAG, Routes, acting, answer
from ehcp.api.services import person, services
from ehcp.application.keeping.authorities import (
    Authorities,
    BadSetting,
    NoSuchAuthority,
    NothingChanged,
    SettingsChange,
)
from ehcp.application.rights import Keeping, Reading
from ehcp.domain.authority import AuthoritySettings
from ehcp.domain.command import Refusal, Refused
from ehcp.domain.events.authority import AlertRecipients, Team
from ehcp.law.choices import CHOICES, EARLIER
from ehcp.schemas import dump, load, schema_for

NOT_ADDED = Refusal(
    "authority-not-added",
    "Nobody has added this authority to the installation yet.",
    instead="Have whoever runs the service add it: ehcp authority add.",
)
NOTHING_CHANGES = Refusal(
    "nothing-changes",
    "That is how the authority works already.",
    instead="Send what is to be otherwise, or nothing.",
)


@dataclass(frozen=True, kw_only=True)
class ReadingFollowed:
    """The reading of the law that counts on one point: `earlier` is the one that falls due first.

    `choices` are those there are.
    """

    point: str
    reading: str
    choices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AuthorityAnswer:
    """How an authority works. Version 0: nobody has added it, and it works as most do.

    `days_before` are the days before a due day on which somebody is told. `teams` are those by
    which timeliness is told apart.
    """

    authority: str
    name: str | None
    readings: tuple[ReadingFollowed, ...]
    days_before: tuple[int, ...]
    recipients: tuple[AlertRecipients, ...]
    teams: tuple[Team, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class AuthorityChangedAnswer:
    """That settings of an authority were changed."""

    authority: str
    version: int
    position: int


def routes() -> Routes:
    """Return the route of the authority, and the one that changes it."""
    found = Routes("authority", __name__, description="How your authority works")
    found.reads("/authority", Reading.AUTHORITY, AuthorityAnswer)(read_authority)
    action = Keeping.CHANGE_SETTINGS
    found.does("/authority/change-settings", action, change_settings, _changing())
    return found


def read_authority() -> Response:
    """Return how your authority works: its readings of the law, and its alerts."""
    asked(Nothing)
    found = _authorities().settings(person().authority)
    return answers.read(dump(_shown(person().authority, found)), version=found.version)


def change_settings() -> Response:
    """Have your authority work in another way. What is left out stays as it is.

    Its cases are stated anew where their days change. `readings` are all that are followed
    from now on; on any other point the reading with the earlier due day counts.
    """
    expected = expected_version(needed=True)
    change = load(SettingsChange, json_object())
    code = person().authority
    try:
        done = _authorities().change(code, change, asking(expected=expected))
    except BadSetting as wrong:
        raise ValidationError({wrong.field: [wrong.reason]}) from None
    except NoSuchAuthority:
        raise Refused(NOT_ADDED) from None
    except NothingChanged:
        raise Refused(NOTHING_CHANGES) from None
    body = {"authority": code, "version": done.version, "position": done.position}
    changed = Response(json.dumps(body), content_type="application/json")
    changed.set_etag(str(done.version))
    return changed


def _authorities() -> Authorities:
    return Authorities(services().cases.store, services().cases.today)


def _shown(code: str, found: AuthoritySettings) -> AuthorityAnswer:
    chosen = {each.point: each.reading for each in found.readings}
    return AuthorityAnswer(
        authority=code,
        name=found.name,
        readings=tuple(
            ReadingFollowed(point=point, reading=chosen.get(point, EARLIER), choices=names)
            for point, names in CHOICES.items()
        ),
        days_before=found.days_before,
        recipients=found.recipients,
        teams=found.teams,
        version=found.version,
    )


def _changing() -> dict[str, Any]:
    return acting(
        Keeping.CHANGE_SETTINGS,
        change_settings.__doc__,
        schema_for(SettingsChange),
        {"200": answer("Done.", AuthorityChangedAnswer, ETAG)},
        (409, 412, 428),
        version=True,
    )
