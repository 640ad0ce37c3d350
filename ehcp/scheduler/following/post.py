"""What a webhook is sent, and what becomes of a webhook that does not take it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import LiteralString
from uuid import UUID

import structlog
from psycopg.rows import class_row

from ehcp.application.webhooks import Addresses, BadAddress, Secrets, Webhook
from ehcp.application.webhooks.keeping import COLUMNS
from ehcp.application.webhooks.webhook import FAILING, GONE, ON
from ehcp.projections.queries.changes import changes
from ehcp.scheduler.delivery.claims import Table
from ehcp.scheduler.delivery.message import Gone, NotSent, NotWanted, Sent
from ehcp.scheduler.delivery.targets import Channel, Target
from ehcp.scheduler.delivery.webhook import post
from ehcp.scheduler.following.pinned import line
from ehcp.scheduler.following.right import right_of
from ehcp.store.cases import Store

SWITCHED_OFF_AFTER = timedelta(days=5)
"""How long a webhook may fail, each time, before nothing more is sent to it."""

ON_NOW: LiteralString = f"select {COLUMNS} from ehcp.webhooks where state = 'on'"  # noqa: S608
ONE: LiteralString = f"""
    select {COLUMNS} from ehcp.webhooks where authority = %s and id = %s
"""  # noqa: S608 - the names of our own columns
WELL = """
    update ehcp.webhooks set failing_since = null
    where authority = %s and id = %s and failing_since is not null
"""
FAILS = """
    update ehcp.webhooks
    set failing_since = coalesce(failing_since, clock_timestamp()),
        state = case when failing_since < clock_timestamp() - %(most)s or %(gone)s
            then 'off' else state end,
        off_because = case when failing_since < clock_timestamp() - %(most)s or %(gone)s
            then %(because)s else off_because end
    where authority = %(authority)s and id = %(id)s and state = 'on'
    returning state
"""

LOG = structlog.get_logger(__name__)


@dataclass(kw_only=True, slots=True)
class Told(Sent):
    """One change for one webhook."""

    position: int
    case_id: UUID
    version: int
    kind: str
    recorded_at: datetime


def body(message: Told) -> bytes:
    """Return what is posted: the same bytes at each try."""
    said = {
        "type": message.kind,
        "timestamp": message.recorded_at.astimezone(UTC).isoformat(),
        "data": {
            "authority": message.authority,
            "case": str(message.case_id),
            "version": message.version,
            "kind": message.kind,
            "position": message.position,
        },
    }
    return json.dumps(said, separators=(",", ":")).encode()


class OfFollowers:
    """Sends changes to the webhooks of one store."""

    table: Table[Told] = Table("notices", Told, ("delivered", "withdrawn"))
    threads: Mapping[Channel, int] = MappingProxyType({Channel.FOLLOWER: 16})

    def __init__(
        self, store: Store, today: Callable[[], date], secrets: Secrets, addresses: Addresses
    ) -> None:
        """Take what tells the day, what signs, and what says where a webhook may lead."""
        self.store = store
        self.today = today
        self.secrets = secrets
        self.addresses = addresses

    def every(self) -> Iterable[Target]:
        """Return the webhooks that are on, and whose secret is the one that was shown."""
        with (
            self.store.working() as connection,
            connection.cursor(row_factory=class_row(Webhook)) as cursor,
        ):
            found = cursor.execute(ON_NOW).fetchall()
        return [
            Target(webhook.authority, Channel.FOLLOWER, str(webhook.id))
            for webhook in found
            if self.secrets.good(webhook)
        ]

    def out(self, message: Told) -> None:
        """Send one, if it may still be told. Raises NotSent, NotWanted."""
        webhook = self._webhook(message)
        self._require_told(webhook, message)
        signing = self.secrets.signing(webhook, both=webhook.both(datetime.now(UTC)))
        try:
            to = self.addresses.checked(webhook.url)
        except BadAddress as error:
            raise NotSent(str(error)) from None
        post(line(to), to.path, message.id, body(message), signing)

    def ended(self, message: Told, failure: NotSent | None, *, given_up: bool) -> None:
        """Keep since when a webhook fails; switch off what is gone, or fails for days."""
        key = (message.authority, UUID(message.recipient))
        if given_up:
            LOG.warning("change not delivered", message=str(message.id), reason=str(failure))
        with self.store.working() as connection:
            if failure is None:
                connection.execute(WELL, key)
                return
            gone = isinstance(failure, Gone)
            asked = {
                "authority": key[0],
                "id": key[1],
                "gone": gone,
                "because": GONE if gone else FAILING,
                "most": SWITCHED_OFF_AFTER,
            }
            row = connection.execute(FAILS, asked).fetchone()
        if row is not None and row[0] != ON:
            LOG.error("webhook switched off", webhook=str(key[1]), reason=str(failure))

    def _webhook(self, message: Told) -> Webhook:
        with (
            self.store.working() as connection,
            connection.cursor(row_factory=class_row(Webhook)) as cursor,
        ):
            key = (message.authority, UUID(message.recipient))
            found = cursor.execute(ONE, key, prepare=True).fetchone()
        if found is None or found.state == "removed":
            raise NotWanted
        if found.state != ON:
            raise NotSent("the webhook is switched off")
        return found

    def _require_told(self, webhook: Webhook, message: Told) -> None:
        """Raise NotWanted unless the system may be told of this change now; NotSent: not yet."""
        right = right_of(self.store, webhook, self.today())
        if right is None:
            raise NotWanted
        at = message.position
        found = changes(self.store, webhook.authority, right, at - 1, size=1, upto=at, worker=True)
        if found.upto < at:
            raise NotSent("the lists do not hold it yet")
        if not found.items:
            raise NotWanted
