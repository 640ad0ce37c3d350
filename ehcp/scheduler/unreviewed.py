"""Cases opened in an emergency whose review is overdue: told once, by an event of their own."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from ehcp.domain.entry import Source
from ehcp.domain.events.emergency import GlassReviewFellOverdue
from ehcp.scheduler.sweep import SCHEDULER
from ehcp.store.cases import Store
from ehcp.store.mapper import Recorded, encode

AT_ONCE = 500

WAITING = """
    select authority, id, case_id, review_due, version from ehcp.emergencies
    where finding is null and not told_overdue and review_due < %s
    order by review_due, id limit %s
"""
TELL = """
    select ehcp.add(%s, %s, %s, array['GlassReviewFellOverdue'], array[1::smallint],
        array[%s]::bytea[], %s, %s)
"""


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    """One that nobody has reviewed, and of which nobody has been told."""

    authority: str
    id: UUID
    case_id: UUID
    review_due: date
    version: int


def tell_unreviewed(store: Store, today: date) -> int:
    """Record of each review that it is overdue, once, whoever races; return of how many."""
    with (
        store.sweeping() as connection,
        connection.cursor(row_factory=class_row(_Waiting)) as cursor,
    ):
        found = cursor.execute(WAITING, (today, AT_ONCE)).fetchall()
    return sum(_tell(store, waiting, today) for waiting in found)


def _tell(store: Store, waiting: _Waiting, today: date) -> bool:
    event = GlassReviewFellOverdue(on=today, case=waiting.case_id, review_due=waiting.review_due)
    recorded = Recorded(
        originator_id=waiting.id,
        originator_version=waiting.version,
        event=event,
        by=SCHEDULER,
        source=Source.SYSTEM,
    )
    command = uuid5(waiting.id, "review-overdue")
    place = waiting.authority, waiting.id, waiting.version
    try:
        with store.sweeping() as connection:
            sent = (*place, encode(recorded), command, waiting.id.bytes)
            row = connection.execute(TELL, sent).fetchone()
    except UniqueViolation:
        return False  # another has told of it, or somebody has reviewed it just now
    return row is not None and row[0] is not None
