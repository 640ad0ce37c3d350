"""What is kept from a reader: a restricted address, wherever it stands.

Whoever has no right to it reads "withheld" in the place of every text that holds it: in the
entry that restricted it, in the details of earlier days, in a note or in a plan. That follows
from the whole history, also where the reader asks about an earlier day or moment. It is taken
out of the case itself, before anything is made of it, so that no view can forget to.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from ehcp.domain.case import Case
from ehcp.domain.entry import Entry
from ehcp.domain.event import Event
from ehcp.domain.events.people import AddressRestricted, AddressRestrictionLifted
from ehcp.domain.standing.people import holds, secrets

WITHHELD = "withheld"
KEPT_FIELDS: dict[type[Event], tuple[str, ...]] = {
    AddressRestricted: ("address", "reasons", "note", "party"),
    AddressRestrictionLifted: ("reasons", "note", "party"),
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

    def seen(self, case: Case) -> Case:
        """Return a case as the reader may see it."""
        if self.sees_all or not self._touches(case):
            return case
        return replace(case, entries=tuple(map(self._entry, case.entries)))

    def _touches(self, case: Case) -> bool:
        kinds = tuple(KEPT_FIELDS)
        return bool(self.hidden) or any(isinstance(e.event, kinds) for e in case.entries)

    def _entry(self, entry: Entry) -> Entry:
        event = entry.event
        kept = {
            name: WITHHELD
            for name in KEPT_FIELDS.get(type(event), ())
            if getattr(event, name) is not None
        }
        if not kept and not self.hidden:
            return entry
        return replace(entry, event=replace(self.shown(event), **kept))

    def shown(self, value: Any) -> Any:
        """Return a value, as of an event, with every text in it as the reader may see it."""
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return WITHHELD if holds(value, self.hidden) else value
        if is_dataclass(value) and not isinstance(value, type):
            found = {field.name: getattr(value, field.name) for field in fields(value)}
            changed = {k: new for k, v in found.items() if (new := self.shown(v)) is not v}
            return replace(value, **changed) if changed else value
        if type(value) is tuple:
            return tuple(map(self.shown, value))
        return value


def for_everybody(case: Case) -> Case:
    """Return a case as somebody sees it who has no right to a restricted address.

    It must have all its entries: what is kept follows from the latest of them too.
    """
    return Withholding.of(case).seen(case)
