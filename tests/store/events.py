"""Events of the tests' own, so that the store is tested without the vocabulary."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from ehcp.domain.entry import Recorder, Source
from ehcp.domain.event import Event

A = "E10000014"
B = "E10000015"
OFFICER = Recorder(subject="officer-7", role="caseworker", organisation=A)
DAY = date(2026, 1, 12)


class ThingHappened(Event, under=None):
    """Something."""

    what: str = "a thing"


class ThingLifted(Event, under=None, form=3):
    """Something whose fields have changed twice."""

    words: str

    @classmethod
    def upcast(cls, form: int, fields: Mapping[str, object]) -> Mapping[str, object]:
        lifted = dict(fields)
        if form < 2:
            lifted["text"] = lifted.pop("txt")
        if form < 3:
            lifted["words"] = lifted.pop("text")
        return lifted


OURS = {kind.__name__: Event.named.pop(kind.__name__) for kind in (ThingHappened, ThingLifted)}


def append(store, case: UUID, expected, *events: Event, authority: str = A, command=None, **more):
    """Append with what every append needs."""
    return store.append(
        authority,
        case,
        expected,
        events or (ThingHappened(on=DAY),),
        by=OFFICER,
        source=Source.LETTER,
        command_id=command or uuid4(),
        body_hash=more.pop("body", sha256(b"body").digest()),
        **more,
    )
