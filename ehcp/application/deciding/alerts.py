"""What people do about an alert: see it, give it to somebody, take it to a manager."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from uuid import UUID

import msgspec

from ehcp.application.cases import Asked
from ehcp.application.recording import record
from ehcp.domain.event import Event
from ehcp.domain.events.alert import (
    AlertAcknowledged,
    AlertAssigned,
    AlertEscalated,
    AlertRaised,
)
from ehcp.store.cases import Appended, Store


class NoSuchAlert(LookupError):  # noqa: N818 - named for what it says
    """The authority has no alert of that id."""


class Alerts:
    """Acts on alerts. Each act commutes with every other, and sent again has one effect."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        """Take the store, and what tells the day it is in London."""
        self.store = store
        self.today = today

    def acknowledge(self, authority: str, alert: UUID, asked: Asked) -> Appended:
        """Record that somebody has seen the alert. Raises NoSuchAlert."""
        return self._add(authority, alert, AlertAcknowledged(on=self.today()), asked)

    def assign(self, authority: str, alert: UUID, to: str, asked: Asked) -> Appended:
        """Give the alert to somebody, by their sign-in. Raises NoSuchAlert."""
        return self._add(authority, alert, AlertAssigned(on=self.today(), to=to), asked)

    def escalate(
        self, authority: str, alert: UUID, to: str, asked: Asked, reasons: str | None = None
    ) -> Appended:
        """Take the alert to a manager, by their sign-in. Raises NoSuchAlert."""
        event = AlertEscalated(on=self.today(), to=to, reasons=reasons)
        return self._add(authority, alert, event, asked)

    def _add(self, authority: str, alert: UUID, event: Event, asked: Asked) -> Appended:
        history = self.store.history(authority, alert)
        if not history or not isinstance(history[0].event, AlertRaised):
            raise NoSuchAlert
        wish = _body_hash(event)
        return record(self.store, authority, alert, asked.expected, event, asked, wish)


def _body_hash(event: Event) -> bytes:
    """Return the fingerprint of what was asked; on which day does not matter."""
    asked = {**msgspec.to_builtins(event), "on": None}
    return sha256(type(event).__name__.encode() + b"\0" + msgspec.json.encode(asked)).digest()
