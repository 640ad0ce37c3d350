"""The outbox: each alert that was raised becomes a row for everyone who is to have it.

A reader of the log with a position of its own, which moves in one transaction with the rows. It
begins at the end of the log: who sets up delivery is told of what is raised from then on.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from ehcp.domain.events.alert import AlertRaised
from ehcp.scheduler.delivery.message import message_id
from ehcp.scheduler.delivery.targets import Targets
from ehcp.store.cases import Noted, Store
from ehcp.store.errors import Unreadable
from ehcp.store.mapper import entries
from ehcp.store.pools import Pooled

READER, APPLICATION = "deliveries", "ehcp"
BATCH = 5000  # events looked at in one transaction

BEGIN = """
    insert into ehcp.tracking (reader, application, position)
    select %s, %s, coalesce(max(position), 0) from ehcp.events
    on conflict do nothing
"""
REACHED = "select position from ehcp.tracking where reader = %s and application = %s"
HOLD = REACHED + " for update skip locked"
MOVE = "update ehcp.tracking set position = %s where reader = %s and application = %s"
PUT = """
    insert into ehcp.deliveries
        (authority, id, channel, recipient, alert_id, case_id, limit_id, due, stage, raised_at)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    on conflict do nothing
"""
LOG = structlog.get_logger(__name__)


class Outbox:
    """What puts messages into the outbox of one store."""

    def __init__(self, store: Store, targets: Targets, *, batch: int = BATCH) -> None:
        """Take who is to be told, and how many events to look at in one transaction."""
        self.store = store
        self.targets = targets
        self.batch = batch
        self._after: int | None = None

    def step(self) -> bool:
        """Take in what was stored next; False if there is nothing, or another does it."""
        if self._after is None:
            self._after = self._begin()
        noted = self.store.notifications(self._after, self.batch)
        if not noted:
            return False
        rows = list(self._rows(noted))
        with self.store.working() as connection:
            held = connection.execute(HOLD, (READER, APPLICATION)).fetchone()
            if held != (self._after,):
                self._after = None  # another reader is here, or has been
                return held is not None
            _put(connection, rows)
            connection.execute(MOVE, (noted[-1].position, READER, APPLICATION))
        self._after = noted[-1].position
        return True

    def _begin(self) -> int:
        """Make the position where there is none, and return it."""
        with self.store.working() as connection:
            row = connection.execute(REACHED, (READER, APPLICATION)).fetchone()
            if row is None:
                connection.execute(BEGIN, (READER, APPLICATION))
                row = connection.execute(REACHED, (READER, APPLICATION)).fetchone()
        return row[0] if row else 0

    def _rows(self, noted: Sequence[Noted]) -> Iterator[tuple[Any, ...]]:
        wanted = [
            (event.authority, event.stream)
            for event in noted
            if event.name == AlertRaised.__name__ and event.authority in self.targets.authorities
        ]
        for (authority, alert), found in (self.store.rows(wanted) if wanted else {}).items():
            try:
                (first,) = entries(alert, found[:1])
            except Unreadable as error:  # the others go out; this one is on no list either
                LOG.error("alert not delivered", reason=str(error))  # noqa: TRY400 - no traceback
                continue
            if isinstance(first.event, AlertRaised):
                yield from self._of(authority, alert, first.event, found[0].recorded_at)

    def _of(
        self, authority: str, alert: UUID, raised: AlertRaised, at: datetime
    ) -> Iterator[tuple[Any, ...]]:
        for target in self.targets.told(authority, raised.to):
            yield (
                authority,
                message_id(alert, target.channel, target.recipient),
                target.channel,
                target.recipient,
                alert,
                raised.case,
                raised.limit,
                raised.due,
                raised.stage,
                at,
            )


def _put(connection: Pooled, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(PUT, rows)
