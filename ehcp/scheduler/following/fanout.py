"""Each change becomes a row for every webhook that is to be told of it.

For each webhook the log is read on from its own place, with the right of the system that it is
for, by the very question that answers GET /v1/changes. The rows and the place move together.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID, uuid5

import structlog
from psycopg.rows import class_row

from ehcp.application.webhooks.keeping import COLUMNS
from ehcp.application.webhooks.webhook import Webhook
from ehcp.projections.parking import reason
from ehcp.projections.positions import reached
from ehcp.projections.queries.changes import Change, changes
from ehcp.scheduler.following.right import right_of
from ehcp.store.cases import Store
from ehcp.store.errors import StoreError

BATCH = 1_000
LONGEST_QUEUE = 10_000
"""What waits for one webhook at most: the rest stays in the log."""

BEHIND: LiteralString = f"""
    select {COLUMNS} from ehcp.webhooks w
    where w.state = 'on' and w.position < %s and (
        select count(*) from (
            select from ehcp.notices n
            where n.authority = w.authority and n.channel = 'follower'
                and n.recipient = w.id::text and n.state = 'waiting'
            limit %s
        ) waiting
    ) < %s
"""  # noqa: S608 - the names of our own columns
HOLD = """
    select position from ehcp.webhooks where authority = %s and id = %s and state = 'on'
    for update skip locked
"""
MOVE = "update ehcp.webhooks set position = %s where authority = %s and id = %s"
PUT = """
    insert into ehcp.notices (authority, id, recipient, position, case_id, version, kind,
        recorded_at)
    values (%s, %s, %s, %s, %s, %s, %s, %s)
    on conflict do nothing
"""

LOG = structlog.get_logger(__name__)


class Fanout:
    """What puts changes into the outbox of the webhooks of one store."""

    def __init__(
        self, store: Store, today: Callable[[], date], *, longest: int = LONGEST_QUEUE
    ) -> None:
        """Take what tells the day, and how much may wait for one webhook."""
        self.store = store
        self.today = today
        self.longest = longest

    def step(self) -> bool:
        """Look on for each webhook; False if there was nothing to look at."""
        moved = False
        for webhook in self._behind(reached(self.store)):
            try:
                moved |= self._fill(webhook)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - the others are told
                why = reason(error)
                LOG.error("not followed", webhook=str(webhook.id), reason=why)  # noqa: TRY400 - no traceback
        return moved

    def _behind(self, head: int) -> Sequence[Webhook]:
        with (
            self.store.working() as connection,
            connection.cursor(row_factory=class_row(Webhook)) as cursor,
        ):
            return cursor.execute(BEHIND, (head, self.longest, self.longest)).fetchall()

    def _fill(self, webhook: Webhook) -> bool:
        right = right_of(self.store, webhook, self.today())
        if right is None:
            return False  # it goes on from here should they be given a role again
        found = changes(
            self.store,
            webhook.authority,
            right,
            webhook.position,
            kinds=webhook.kinds,
            size=BATCH,
            worker=True,
        )
        if found.upto == webhook.position:
            return False
        key = (webhook.authority, webhook.id)
        with self.store.working() as connection:
            held = connection.execute(HOLD, key).fetchone()
            if held != (webhook.position,):
                return held is not None  # another worker is here, or has been
            with connection.cursor() as cursor:
                cursor.executemany(PUT, [_row(webhook, change) for change in found.items])
            connection.execute(MOVE, (found.upto, *key))
        return True


def notice_id(webhook: UUID, position: int, event: bytes) -> UUID:
    """Return the id of what a webhook is told: the same whenever it is sent.

    After a restore another event may have the position of one that is gone, whose message has
    arrived: by its hash it has another id, and is not taken for that one.
    """
    return uuid5(webhook, f"{position}/{event.hex()}")


def _row(webhook: Webhook, change: Change) -> tuple[Any, ...]:
    return (
        webhook.authority,
        notice_id(webhook.id, change.position, change.hash),
        str(webhook.id),
        change.position,
        change.case_id,
        change.version,
        change.kind,
        change.recorded_at,
    )
