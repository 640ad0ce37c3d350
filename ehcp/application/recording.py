"""One event, recorded in its stream as somebody asked for it."""

from uuid import UUID

from ehcp.application.cases import Asked
from ehcp.domain.event import Event
from ehcp.store.cases import Appended, Store


def record(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
    store: Store,
    authority: str,
    stream: UUID,
    expected: int | None,
    event: Event,
    asked: Asked,
    fingerprint: bytes,
) -> Appended:
    """Record an event at the version `expected`; None: wherever its stream is.

    `fingerprint` is that of the wish: it tells the same one, sent again, from another. Raises
    ChangedMeanwhile, CommandReused.
    """
    return store.append(
        authority,
        stream,
        expected,
        [event],
        by=asked.by,
        source=asked.source,
        documents=asked.documents,
        command_id=asked.command_id,
        body_hash=fingerprint,
    )
