"""The recorder for the eventsourcing library: its contracts, on the product's own table.

What the library itself saves and selects belongs to one authority, the recorder's own. The
product's own path names the authority each time: `Store` in cases.py.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event as Flag
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    Notification,
    OperationalError,
    StoredEvent,
    Subscription,
)
from psycopg.rows import class_row

from ehcp.store.mapper import name_and_form, topic
from ehcp.store.pools import Bytes, Pooled, Pools, outage, reason
from ehcp.store.tail import gap_free

POLL = 0.05  # seconds between two looks for new events

SELECT = """
    select stream, version, name, form, state from ehcp.events
    where authority = %s and stream = %s
        and version > coalesce(%s, -1) and version <= coalesce(%s, 9223372036854775807)
    order by version limit %s
"""
SELECT_LATEST_FIRST = SELECT.replace("order by version", "order by version desc")
NOTIFICATIONS = """
    select position, stream, version, name, form, state from ehcp.events
    where position > %s and position <= coalesce(%s, 9223372036854775807)
        and (%s::text[] is null or name = any(%s))
    order by position limit %s
"""
RECORD = "select ehcp.record(%s, %s, %s, %s, %s::smallint[], %s)"


class _Noted(NamedTuple):
    """A row as the notification log reads it."""

    position: int
    stream: UUID
    version: int
    name: str
    form: int
    state: bytes


class EventRecorder(AggregateRecorder):
    """Inserts and selects the events of one authority's streams."""

    def __init__(self, pools: Pools, authority: str) -> None:
        self.pools = pools
        self.authority = authority

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        with self._connection() as connection:
            self._insert(connection, stored_events, kwargs.get("authority"))
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        with self._connection() as connection:
            rows = connection.execute(
                SELECT_LATEST_FIRST if desc else SELECT,
                (self.authority, originator_id, gt, lte, limit),
            ).fetchall()
        return [
            StoredEvent(stream, version, topic(name, form), state)
            for stream, version, name, form, state in rows
        ]

    def _insert(
        self, connection: Pooled, stored: Sequence[StoredEvent], authority: str | None
    ) -> list[int]:
        if not stored:
            return []
        names, forms = zip(*(name_and_form(event.topic) for event in stored), strict=True)
        row = connection.execute(
            RECORD,
            (
                authority or self.authority,
                [event.originator_id for event in stored],
                [event.originator_version for event in stored],
                list(names),
                list(forms),
                Bytes(event.state for event in stored),
            ),
            prepare=True,
            binary=True,
        ).fetchone()
        positions: list[int] = row[0] if row else []
        return positions

    @contextmanager
    def _connection(self) -> Iterator[Pooled]:
        """A connection of the library's role, with the library's own errors."""
        try:
            with self.pools.library.connection() as connection:
                yield connection
        except psycopg.Error as error:
            if error.sqlstate in {"23505", "40001"}:
                raise IntegrityError("The stream has changed.") from None
            if outage(error):
                raise OperationalError(reason(error)) from None
            raise


class CaseRecorder(EventRecorder, ApplicationRecorder):
    """Also reads all events of every authority, in order and without a gap."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        with self._connection() as connection:
            return self._insert(connection, stored_events, kwargs.get("authority"))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = 0 if start is None else start - 1 if inclusive_of_start else start
        names = [name_and_form(each)[0] for each in topics] or None

        def read(last: int | None) -> Sequence[_Noted]:
            with (
                self._connection() as connection,
                connection.cursor(row_factory=class_row(_Noted)) as cursor,
            ):
                last_wanted = last if last is not None else stop
                return cursor.execute(
                    NOTIFICATIONS, (after, last_wanted, names, names, limit)
                ).fetchall()

        return [
            Notification(
                row.stream, row.version, topic(row.name, row.form), row.state, row.position
            )
            for row in gap_free(self.pools.library, read, after, complete=not names)
        ]

    def max_notification_id(self) -> int | None:
        with self._connection() as connection:
            row = connection.execute("select max(position) from ehcp.events").fetchone()
        return row[0] if row else None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        return PollingSubscription(self, gt, topics)


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Looks for new events by itself: a NOTIFY would make every commit wait for the one before."""

    BATCH = 500

    def __init__(
        self, recorder: ApplicationRecorder, gt: int | None = None, topics: Sequence[str] = ()
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._stopped = Flag()
        self._waiting: list[Notification] = []  # the next one last

    def stop(self) -> None:
        super().stop()
        self._stopped.set()

    def __next__(self) -> Notification:
        while not self._stopped.is_set():
            if self._waiting:
                notification = self._waiting.pop()
                self._last_notification_id = notification.id
                return notification
            found = self._recorder.select_notifications(
                self._last_notification_id or 0,
                self.BATCH,
                topics=self._topics,
                inclusive_of_start=False,
            )
            self._waiting = list(reversed(found))
            if not found:
                self._stopped.wait(POLL)
        raise StopIteration
