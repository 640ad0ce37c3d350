"""What the settings say of systems that follow: what signs webhooks, and where one may lead."""

import secrets
from pathlib import Path

from ehcp.api.identity import BadKey, signing_key
from ehcp.application.webhooks import Addresses, Secrets
from ehcp.config import BadSettings, Settings

SETTING = "EHCP_WEBHOOK_KEY"
LOCAL = "EHCP_WEBHOOKS_LOCAL"
KEY_OF_DEMO = "webhooks.key"
"""The file in the data folder in which a demo keeps the key of its webhooks."""


def secrets_of(found: Settings) -> Secrets | None:
    """Return what webhooks are signed with; None where there are none. Raises BadSettings."""
    key = found.webhook_key
    if key is None and found.database_url is None and not found.databases:
        key = _key_of_demo(found.data)
    if key is None:
        return None
    try:
        return Secrets(signing_key(key, SETTING))
    except BadKey as error:
        raise BadSettings(str(error)) from None


def addresses_of(found: Settings) -> Addresses:
    """Return what says where a webhook may lead."""
    return Addresses(local=found.webhooks_local)


def environment_of_demo(folder: Path) -> dict[str, str]:
    """Return the settings of a demo: its key stays, so that its webhooks do."""
    key = _key_of_demo(folder)
    if key is None:
        key, file = secrets.token_urlsafe(48), folder / KEY_OF_DEMO
        file.touch(mode=0o600)
        file.write_text(key)
    return {SETTING: key, LOCAL: "true"}


def _key_of_demo(folder: Path) -> str | None:
    try:
        return (folder / KEY_OF_DEMO).read_text() or None
    except OSError:
        return None
