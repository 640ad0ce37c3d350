"""Where events become bytes, and bytes events. Nothing else in the product does either.

The bytes are JSON: the event's fields, who recorded it, from what source, with what documents.
Its name, form, stream, version and moment of recording stand beside it in columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent
from msgspec import UNSET, Raw, Struct, UnsetType

import ehcp.domain.events  # noqa: F401 - so that each is known by its name
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.store.errors import Unreadable
from ehcp.store.typed import decoder, typed

E = TypeVar("E")

KnownFrom = datetime | None | UnsetType


class Row(NamedTuple):
    """A stored event, as the database gives it."""

    version: int
    name: str
    form: int
    state: bytes
    recorded_at: datetime
    position: int


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An event with its place in a stream: what the eventsourcing library saves and selects.

    `known_from` unset is the moment of recording; None is "always known".
    """

    originator_id: UUID
    originator_version: int
    event: Event
    by: Recorder
    source: Source
    documents: tuple[str, ...] = ()
    known_from: KnownFrom = UNSET


class _Kept(Struct, Generic[E], omit_defaults=True):
    """The stored bytes of one event."""

    event: E
    by: Recorder
    source: Source
    documents: tuple[str, ...] = ()
    known_from: KnownFrom = UNSET
    request: str | UnsetType = UNSET


_ENCODER = msgspec.json.Encoder()
_TODAYS: dict[tuple[str, int], Callable[[bytes], _Kept[Any]]] = {}  # what reads today's forms


def encode(recorded: Recorded) -> bytes:
    """Return the bytes to store."""
    return encode_with(
        recorded.event, recorded.by, recorded.source, recorded.documents, recorded.known_from
    )


def encode_with(  # noqa: PLR0913, PLR0917 - each is part of what is stored
    event: Event,
    by: Recorder,
    source: Source,
    documents: tuple[str, ...] = (),
    known_from: KnownFrom = UNSET,
    request: str | None = None,
) -> bytes:
    """Return the same of an event and what stands around it. `request` is what it was asked by."""
    asked_by = UNSET if request is None else request
    return _ENCODER.encode(_Kept(event, by, source, documents, known_from, asked_by))


def encode_events(events: Sequence[Event]) -> list[bytes]:
    """Return of each the part of the bytes that the event itself is."""
    return _ENCODER.encode_lines(events).splitlines()  # JSON has no line feed of its own


class Around:
    """The bytes to store, of events that are encoded already and come from one hand."""

    def __init__(self, by: Recorder, source: Source) -> None:
        self._by = by
        self._source = source
        self._tails: dict[KnownFrom, bytes] = {}

    def __call__(self, event: bytes, known_from: KnownFrom) -> bytes:
        """Return the bytes of one event."""
        tail = self._tails.get(known_from)
        if tail is None:
            whole = _ENCODER.encode(_Kept(Raw(b"0"), self._by, self._source, (), known_from))
            tail = self._tails[known_from] = whole.removeprefix(HEAD + b"0")
        return HEAD + event + tail


HEAD = b'{"event":'


RowAndHash = tuple[int, str, int, bytes, datetime, int, bytes]
"""A stored event with its hash, as the database gives it: a name for each costs too much."""


def entries(stream: UUID, rows: Sequence[Row] | Sequence[RowAndHash]) -> tuple[Entry, ...]:
    """Return the history that the rows hold; raise `Unreadable` at one that holds none."""
    found = []
    for version, name, form, state, recorded_at, position, *_ in rows:
        try:
            kept = _decode(name, form, state)
        except _Undecodable as error:
            raise Unreadable(stream, version, position, str(error)) from None
        entry = object.__new__(Entry)
        # a frozen dataclass sets its fields one by one through a wrapper: a third of the load
        object.__setattr__(
            entry,
            "__dict__",
            {
                "place": version,
                "event": kept.event,
                "recorded_at": recorded_at,
                "known_from": recorded_at if kept.known_from is UNSET else kept.known_from,
                "recorded_by": kept.by,
                "source": kept.source,
                "documents": kept.documents,
                "request": None if kept.request is UNSET else kept.request,
            },
        )
        found.append(entry)
    return tuple(found)


class _Undecodable(Exception):  # noqa: N818
    """Why the bytes are no event. The decoder's own words may quote them, these do not."""


def _decode(name: str, form: int, state: bytes) -> _Kept[Any]:
    try:
        decode = _TODAYS.get((name, form)) or _decoder(name, form)
        return decode(state)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
        raise _Undecodable(f"not a {name} of form {form}") from None


def _decoder(name: str, form: int) -> Callable[[bytes], _Kept[Any]]:
    """Return what reads the bytes of an event; that of today's form is kept."""
    kind = Event.named.get(name)
    if kind is None:
        raise _Undecodable(f"no event is named {name}")
    if form > kind.form:
        raise _Undecodable(f"{name} has no form {form} yet")
    if form < kind.form:
        return partial(_lift, kind, form)
    decode = decoder(_Kept[kind])  # type: ignore[valid-type]
    _TODAYS[name, form] = decode
    return decode


def _lift(kind: type[Event], form: int, state: bytes) -> _Kept[Any]:
    """Read an older form as today's."""
    fields = msgspec.json.decode(state, type=dict[str, Any])
    event: Mapping[str, object] = kind.upcast(form, fields["event"])
    return typed({**fields, "event": event}, _Kept[kind])  # type: ignore[valid-type]


class EventMapper(Mapper[UUID]):
    """The library's mapper: it knows our events, and leaves all others to the library.

    A topic is the stored name, with `@form` after it where that is not 1.
    """

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """Return what is stored of an event."""
        if not isinstance(domain_event, Recorded):
            return super().to_stored_event(domain_event)
        state = encode(domain_event)
        if self.compressor:
            state = self.compressor.compress(state)
        if self.cipher:
            state = self.cipher.encrypt(state)
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=topic(type(domain_event.event).__name__, domain_event.event.form),
            state=state,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """Return the event that was stored."""
        name, form = name_and_form(stored_event.topic)
        stream = stored_event.originator_id
        if name not in Event.named or not isinstance(stream, UUID):
            return super().to_domain_event(stored_event)
        state = stored_event.state
        if self.cipher:
            state = self.cipher.decrypt(state)
        if self.compressor:
            state = self.compressor.decompress(state)
        try:
            kept = _decode(name, form, state)
        except _Undecodable as error:
            raise Unreadable(stream, stored_event.originator_version, None, str(error)) from None
        return Recorded(
            originator_id=stream,
            originator_version=stored_event.originator_version,
            event=kept.event,
            by=kept.by,
            source=kept.source,
            documents=kept.documents,
            known_from=kept.known_from,
        )


def topic(name: str, form: int) -> str:
    """Return name and form in the library's one word: `PlanCeased`, later `PlanCeased@2`."""
    return name if form == 1 else f"{name}@{form}"


def name_and_form(topic: str) -> tuple[str, int]:
    """Return the two parts of a topic."""
    name, at, form = topic.rpartition("@")
    return (name, int(form)) if at and form.isdecimal() else (topic, 1)
