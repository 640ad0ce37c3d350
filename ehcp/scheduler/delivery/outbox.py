"""The outbox: each alert that was raised becomes a row for everyone who is to have it.

A reader of the log with a position of its own, which moves in one transaction with the rows. It
begins at the end of the log: who sets up delivery is told of what is raised from then on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

import structlog

from ehcp.domain.authority import MANAGER
from ehcp.domain.event import Event
from ehcp.domain.events.alert import AlertRaised
from ehcp.domain.events.emergency import GlassBroken, GlassReviewFellOverdue
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

BREAK_GLASS = "break-glass"
TOLD = (AlertRaised, GlassBroken, GlassReviewFellOverdue)
"""What goes out. That a case was opened in an emergency goes to the SEND managers, whatever the
authority has chosen."""
NAMES = frozenset(kind.__name__ for kind in TOLD)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What of an event goes out, and to whom. `id` makes its messages one each."""

    id: UUID
    case: UUID
    limit: str
    due: date
    stage: str
    to: tuple[str, ...]


def _told(stream: UUID, event: Event) -> _Told | None:
    if isinstance(event, AlertRaised):
        return _Told(
            id=stream,
            case=event.case,
            limit=event.limit,
            due=event.due,
            stage=event.stage,
            to=event.to,
        )
    if not isinstance(event, GlassBroken | GlassReviewFellOverdue):
        return None
    stage = "opened" if isinstance(event, GlassBroken) else "review-overdue"
    return _Told(
        id=uuid5(stream, stage),
        case=event.case,
        limit=BREAK_GLASS,
        due=event.review_due,
        stage=stage,
        to=(MANAGER,),
    )


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
            (event.authority, event.stream, event.version)
            for event in noted
            if event.name in NAMES and event.authority in self.targets.authorities
        ]
        keys = dict.fromkeys(key[:2] for key in wanted)
        stored = self.store.rows(keys) if keys else {}
        for authority, alert, version in wanted:
            row = stored[authority, alert][version - 1]
            try:
                (entry,) = entries(alert, [row])
            except Unreadable as error:  # the others go out; this one is on no list either
                LOG.error("alert not delivered", reason=str(error))  # noqa: TRY400 - no traceback
                continue
            if (told := _told(alert, entry.event)) is not None:
                yield from self._of(authority, alert, told, row.recorded_at)

    def _of(
        self, authority: str, alert: UUID, told: _Told, at: datetime
    ) -> Iterator[tuple[Any, ...]]:
        for target in self.targets.told(authority, told.to):
            yield (
                authority,
                message_id(told.id, target.channel, target.recipient),
                target.channel,
                target.recipient,
                alert,
                told.case,
                told.limit,
                told.due,
                told.stage,
                at,
            )


def _put(connection: Pooled, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(PUT, rows)
