"""What the settings say of systems that follow: what signs webhooks, and where one may lead."""

import secrets
from pathlib import Path

from ehcp.api.callers.identity import BadKey, signing_key
from ehcp.application.webhooks import Addresses, Secrets
from ehcp.config import BadSettings, Settings

SETTING = "EHCP_WEBHOOK_KEY"
LOCAL = "EHCP_WEBHOOKS_LOCAL"
KEY_OF_DEMO = "webhooks.key"
"""The file in the data folder in which a demo keeps the key of its webhooks."""


def secrets_of(found: Settings) -> Secrets | None:
    """Return what webhooks are signed with; None where there are none. Raises BadSettings."""
    key = found.webhook_key or _key_of(found)
    if key is None:
        return None
    try:
        return Secrets(signing_key(key, SETTING))
    except BadKey as error:
        raise BadSettings(str(error)) from None


def addresses_of(found: Settings) -> Addresses:
    """Return what says where a webhook may lead; in a demo also to this machine."""
    return Addresses(local=found.webhooks_local or _key_of(found) is not None)


def environment_of_demo(folder: Path) -> dict[str, str]:
    """Return the settings of a demo: its key stays, so that its webhooks do."""
    key = _key_of_demo(folder)
    if key is None:
        key, file = secrets.token_urlsafe(48), folder / KEY_OF_DEMO
        file.touch(mode=0o600)
        file.write_text(key)
    return {SETTING: key, LOCAL: "true"}


def _key_of(found: Settings) -> str | None:
    """Return the key of the demo whose folder the settings name, where they name no database."""
    if found.database_url is not None or found.databases:
        return None
    return _key_of_demo(found.data)


def _key_of_demo(folder: Path) -> str | None:
    try:
        return (folder / KEY_OF_DEMO).read_text() or None
    except OSError:
        return None
