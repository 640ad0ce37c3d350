"""What is added to several streams at once: to all of them, or to none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import psycopg

from ehcp.domain.entry import Recorder, Source
from ehcp.domain.event import Event
from ehcp.store.cases import ANSWER, APPEND, EPOCH, Appended, Store
from ehcp.store.errors import ChangedMeanwhile, StoreError, Unavailable
from ehcp.store.mapper import encode_with
from ehcp.store.pools import Bytes, lost, outage, reason, words


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is added to one stream. `expected` as for `Store.append`."""

    stream: UUID
    expected: int | None
    events: Sequence[Event]
    command_id: UUID
    body_hash: bytes
    documents: tuple[str, ...] = ()


def append_together(
    store: Store, authority: str, parts: Sequence[Part], *, by: Recorder, source: Source
) -> tuple[Appended, ...]:
    """Add every part in one transaction; return what was stored, in the same order.

    Raises ChangedMeanwhile where a stream is elsewhere, or where a part is there already:
    `Store.repeated` tells which. Nothing is added then.
    """
    try:
        with store.pools.adding() as connection:
            return tuple(
                _appended(
                    part,
                    connection.execute(
                        APPEND, _sent(authority, part, by, source), binary=True
                    ).fetchone(),
                )
                for part in parts
            )
    except _Elsewhere as error:
        raise ChangedMeanwhile(len(store.history(authority, error.stream))) from None
    except psycopg.errors.UniqueViolation:
        # the first stream is the one that whoever asks has in view
        raise ChangedMeanwhile(len(store.history(authority, parts[0].stream))) from None
    except psycopg.Error as error:
        if outage(error):
            raise Unavailable(reason(error), unknown=lost(error)) from None
        raise StoreError(f"The database refused the append ({reason(error)}).") from None


class _Elsewhere(Exception):  # noqa: N818 - the answer, not an error
    """A stream is not at the version that was decided on."""

    def __init__(self, stream: UUID) -> None:
        super().__init__()
        self.stream = stream


def _sent(authority: str, part: Part, by: Recorder, source: Source) -> tuple[object, ...]:
    states = Bytes(encode_with(event, by, source, part.documents) for event in part.events)
    names = words(*(type(event).__name__ for event in part.events))
    forms = words(*(event.form for event in part.events))
    decided = part.command_id, part.body_hash, None
    return authority, part.stream, part.expected, names, forms, states, *decided


def _appended(part: Part, row: tuple[bytes | None] | None) -> Appended:
    if row is None or row[0] is None:
        raise _Elsewhere(part.stream)
    hashed, version, position, moment = ANSWER.unpack(row[0])
    return Appended(
        case=part.stream,
        version=version,
        position=position,
        recorded_at=EPOCH + timedelta(microseconds=moment),
        replayed=False,
        hash=hashed,
    )
