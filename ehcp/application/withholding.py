"""What is kept from a reader: a restricted address, wherever it stands.

Whoever has no right to it reads "withheld" in the place of every text that holds it: in the
entry that restricted it, in the details of earlier days, in a note or in a plan. That follows
from the whole history, also where the reader asks about an earlier day or moment.
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.people import AddressRestricted, AddressRestrictionLifted
from ehcp.domain.people import holds, secrets

WITHHELD = "withheld"
KEPT_FIELDS: dict[type[Event], tuple[str, ...]] = {
    AddressRestricted: ("address", "reasons", "note"),
    AddressRestrictionLifted: ("reasons", "note"),
}
"""What of an event is for those with the right alone, whether or not it is still restricted."""


@dataclass(frozen=True)
class Withholding:
    """What is kept from one reader of one case. `sees_all`: nothing is."""

    hidden: frozenset[str] = frozenset()
    sees_all: bool = False

    @classmethod
    def of(cls, case: Case, *, sees_all: bool = False) -> "Withholding":
        """Return what is kept of a case. It must have all its entries."""
        return cls(frozenset() if sees_all else secrets(case), sees_all)

    def shown(self, value: Any) -> Any:
        """Return a JSON value as the reader may see it."""
        if self.sees_all or not self.hidden:
            return value
        if isinstance(value, str):
            return WITHHELD if holds(value, self.hidden) else value
        if isinstance(value, dict):
            return {key: self.shown(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.shown(item) for item in value]
        return value

    def details(self, event: Event) -> dict[str, Any]:
        """Return the fields of an event as the reader may see them."""
        found = msgspec.to_builtins(event, enc_hook=str)
        kept = () if self.sees_all else KEPT_FIELDS.get(type(event), ())
        whole = {k: WITHHELD if k in kept and v else v for k, v in found.items()}
        shown: dict[str, Any] = self.shown(whole)
        return shown

    def text(self, event: Event, text: str | None) -> str | None:
        """Return the note or the party of an event as the reader may see it."""
        if text and not self.sees_all and type(event) in KEPT_FIELDS:
            return WITHHELD
        shown: str | None = self.shown(text)
        return shown


SEES_ALL = Withholding(sees_all=True)
