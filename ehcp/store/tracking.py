"""How far a reader of the library's kind has come, kept in one transaction with what it writes."""

from collections.abc import Sequence
from typing import Any

from eventsourcing.persistence import (
    IntegrityError,
    ProcessRecorder,
    StoredEvent,
    Tracking,
    TrackingRecorder,
)

from ehcp.store.pools import Pooled, Pools, translated
from ehcp.store.recorder import CaseRecorder

ADVANCE = """
    insert into ehcp.tracking as t (reader, application, position) values (%s, %s, %s)
    on conflict (reader, application) do update set position = excluded.position
    where t.position < excluded.position
    returning position
"""


class CaseTrackingRecorder(TrackingRecorder):
    """Keeps the positions of one reader."""

    def __init__(self, pools: Pools, reader: str) -> None:
        self.pools = pools
        self.reader = reader

    def insert_tracking(self, tracking: Tracking) -> None:
        with (
            translated(),
            self.pools.library.connection() as connection,
            connection.transaction(),
        ):
            self.advance(connection, tracking)

    def advance(self, connection: Pooled, tracking: Tracking) -> None:
        """Move the reader on; raise `IntegrityError` if it has been there."""
        moved = connection.execute(
            ADVANCE,
            (self.reader, tracking.application_name, tracking.notification_id),
            prepare=True,
        ).fetchone()
        if moved is None:
            raise IntegrityError(
                f"{self.reader} has passed position {tracking.notification_id}"
                f" of {tracking.application_name}."
            )

    def max_tracking_id(self, application_name: str) -> int | None:
        with translated(), self.pools.library.connection() as connection:
            row = connection.execute(
                "select position from ehcp.tracking where reader = %s and application = %s",
                (self.reader, application_name),
            ).fetchone()
        return row[0] if row else None


class CaseProcessRecorder(CaseTrackingRecorder, CaseRecorder, ProcessRecorder):
    """Inserts events and a position in one transaction."""

    def __init__(self, pools: Pools, authority: str, reader: str) -> None:
        CaseRecorder.__init__(self, pools, authority)
        self.reader = reader

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        tracking: Tracking | None = kwargs.get("tracking")
        with self._connection() as connection, connection.transaction():
            if tracking is not None:
                self.advance(connection, tracking)
            return self._insert(connection, stored_events, kwargs.get("authority"))
