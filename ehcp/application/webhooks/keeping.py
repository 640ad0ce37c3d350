"""Keeping webhooks: adding, rotating, switching, removing, and sending again what was given up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID, uuid5

from psycopg.rows import class_row

from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.rights import Reading, access
from ehcp.application.rights.following import NoSuchKind, require_kinds
from ehcp.application.webhooks.addresses import Addresses, BadAddress
from ehcp.application.webhooks.secrets import Secrets
from ehcp.application.webhooks.system import stream_of_system
from ehcp.application.webhooks.webhook import (
    OFF,
    ON,
    REMOVED,
    SWITCHED_OFF,
    Notice,
    Seed,
    Webhook,
)
from ehcp.domain.command import Refusal, Refused, require
from ehcp.domain.users import user_of
from ehcp.store.cases import Store
from ehcp.store.errors import CommandReused
from ehcp.store.pools import Pooled

WEBHOOKS = UUID("5d0e8a3c-2f14-5c7b-9a61-7be0c2d4f918")
"""The namespace of webhooks: an id follows from what was asked, so adding is repeatable."""
MOST = 50
"""Webhooks of one authority."""
LONGEST_KEEP = 168  # hours that a secret stays valid beside its successor
KEEP = 24

NO_KEY = Refusal(
    "no-webhook-key",
    "This installation sends no webhooks: it has no key to sign with.",
    instead="Follow GET /v1/changes, or have whoever runs the service set EHCP_WEBHOOK_KEY.",
)
TOO_MANY = Refusal(
    "too-many-webhooks",
    f"An authority has at most {MOST} webhooks.",
    instead="Remove one that is not needed any more.",
)
ROTATED = Refusal(
    "secret-rotated-already",
    "The secret is of another generation by now.",
    instead="Read the webhook, and say the generation that it has.",
)

COLUMNS: LiteralString = """authority, id, subject, url, kinds, state, off_because, salt,
    fingerprint, generation, before_until, position, failing_since, made_at, made_by, changed_at,
    changed_by"""
ALL = f"""
    select {COLUMNS} from ehcp.webhooks where authority = %s and state <> 'removed'
    order by made_at, id
"""  # noqa: S608 - the names of our own columns
ONE = f"""
    select {COLUMNS} from ehcp.webhooks where authority = %s and id = %s and state <> 'removed'
"""  # noqa: S608
INSERT = """
    insert into ehcp.webhooks (authority, id, subject, url, kinds, salt, fingerprint, position,
        made_by, changed_by)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    on conflict do nothing
"""
ROTATE = """
    update ehcp.webhooks set generation = generation + 1, fingerprint = %s, before_until = %s,
        changed_at = clock_timestamp(), changed_by = %s
    where authority = %s and id = %s and generation = %s and state <> 'removed'
"""
SWITCH = """
    update ehcp.webhooks set state = %s, off_because = %s, failing_since = null,
        changed_at = clock_timestamp(), changed_by = %s
    where authority = %s and id = %s and state <> 'removed'
"""
AGAIN = """
    update ehcp.notices
    set state = 'waiting', tries = 0, next_at = clock_timestamp(), ended_at = null
    where authority = %s and recipient = %s and state = 'dead'
        and (%s::uuid[] is null or id = any(%s))
    returning id
"""
WITHDRAW = """
    update ehcp.notices set state = 'withdrawn', ended_at = clock_timestamp()
    where authority = %s and recipient = %s and state = 'waiting'
"""
COUNTS = """
    select recipient, count(*) filter (where state = 'waiting'),
        count(*) filter (where state = 'dead')
    from ehcp.notices where authority = %s and state in ('waiting', 'dead') group by recipient
"""
NOTICES = """
    select id, position, recorded_at, state, tries,
        case when state = 'waiting' then next_at end as next_at, ended_at, reason
    from ehcp.notices
    where authority = %(authority)s and recipient = %(webhook)s
        and (%(state)s::text is null or state = %(state)s)
        and (%(before)s::bigint is null or position < %(before)s)
    order by position desc limit %(size)s
"""


class NoSuchWebhook(LookupError):  # noqa: N818 - named for what it says
    """The authority has no webhook of that id."""


@dataclass(frozen=True, kw_only=True)
class NewWebhook:
    """A system that is to be told of changes at `url`, by https.

    `subject` is the sign-in of the system: it is told of what that may follow, as long as it
    may. `kinds`: of these alone; left out, of all.
    """

    url: str
    subject: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """Put a new secret in the place of that of a `generation`, which it is not before this.

    Both are signed with for `keep_hours`; none: the old one ends at once.
    """

    generation: int
    keep_hours: int = KEEP


@dataclass(frozen=True, kw_only=True)
class Made:
    """A webhook with its secret, which is not shown again."""

    webhook: Webhook
    secret: str

    def __repr__(self) -> str:
        return f"Made({self.webhook.id})"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many notices of a webhook wait, and how many were given up."""

    waiting: int = 0
    dead: int = 0


class Webhooks:
    """The webhooks of the authorities of one database. `today` is the day it is in London."""

    def __init__(
        self,
        store: Store,
        today: Callable[[], date],
        secrets: Secrets | None,
        addresses: Addresses,
    ) -> None:
        self.store = store
        self.today = today
        self.secrets = secrets
        self.addresses = addresses

    def every(self, authority: str) -> tuple[Webhook, ...]:
        """Return the webhooks of an authority, in the order in which they were added."""
        with self.store.reading(authority) as connection:
            return tuple(_asked(connection, ALL, (authority,)))

    def one(self, authority: str, webhook: UUID) -> Webhook:
        """Return a webhook. Raises NoSuchWebhook."""
        with self.store.reading(authority) as connection:
            return _one(connection, authority, webhook)

    def add(self, authority: str, new: NewWebhook, position: int, by: str, command: UUID) -> Made:
        """Add a webhook, which is told of what is stored after a position.

        Sent again with the same command it is added once. Raises BadSetting, Refused,
        CommandReused.
        """
        secrets = self._secrets()
        self._require_sense(authority, new)
        id_ = uuid5(WEBHOOKS, f"{authority}/{command}")
        with self.store.changing(authority) as connection:
            there = {each.id: each for each in _asked(connection, ALL, (authority,))}
            if id_ not in there:
                require(len(there) < MOST, TOO_MANY)
                seed = Seed(authority, id_, secrets.salt())
                signed = (seed.salt, secrets.fingerprint(seed, 1))
                what = (authority, id_, new.subject, new.url, list(new.kinds))
                connection.execute(INSERT, (*what, *signed, position, by, by))
            found = _one(connection, authority, id_)
        if (found.url, found.subject, found.kinds) != (new.url, new.subject, new.kinds):
            raise CommandReused
        return Made(webhook=found, secret=secrets.secret(found.seed, found.generation))

    def rotate(self, authority: str, webhook: UUID, rotation: Rotation, by: str) -> Made:
        """Give a webhook a new secret. Sent again, it is the same one.

        Raises NoSuchWebhook, BadSetting, Refused where the generation is another by now.
        """
        secrets = self._secrets()
        if not 0 <= rotation.keep_hours <= LONGEST_KEEP:
            raise BadSetting("keep_hours", f"Write 0 to {LONGEST_KEEP}.")
        until = datetime.now(UTC) + timedelta(hours=rotation.keep_hours)
        with self.store.changing(authority) as connection:
            found = _one(connection, authority, webhook)
            if found.generation == rotation.generation:
                change = (secrets.fingerprint(found.seed, found.generation + 1), until, by)
                connection.execute(ROTATE, (*change, authority, webhook, rotation.generation))
                found = _one(connection, authority, webhook)
        require(found.generation == rotation.generation + 1, ROTATED)
        return Made(webhook=found, secret=secrets.secret(found.seed, found.generation))

    def switch(self, authority: str, webhook: UUID, by: str, *, on: bool) -> Webhook:
        """Switch a webhook on or off. What waits meanwhile is not lost. Raises NoSuchWebhook."""
        state = (ON, None) if on else (OFF, SWITCHED_OFF)
        with self.store.changing(authority) as connection:
            connection.execute(SWITCH, (*state, by, authority, webhook))
            return _one(connection, authority, webhook)

    def remove(self, authority: str, webhook: UUID, by: str) -> None:
        """Remove a webhook, and what waits for it. Raises NoSuchWebhook."""
        with self.store.changing(authority) as connection:
            _one(connection, authority, webhook)
            connection.execute(SWITCH, (REMOVED, None, by, authority, webhook))
            connection.execute(WITHDRAW, (authority, str(webhook)))

    def retry(
        self, authority: str, webhook: UUID, ids: Sequence[UUID] | None = None
    ) -> tuple[UUID, ...]:
        """Have what was given up sent again, all or some of it; return which."""
        wanted = None if ids is None else list(ids)
        with self.store.changing(authority) as connection:
            _one(connection, authority, webhook)
            asked = (authority, str(webhook), wanted, wanted)
            return tuple(row[0] for row in connection.execute(AGAIN, asked).fetchall())

    def waiting(self, authority: str) -> dict[UUID, Waiting]:
        """Return how many notices of each webhook wait or were given up."""
        with self.store.reading(authority) as connection:
            rows = connection.execute(COUNTS, (authority,)).fetchall()
        return {UUID(of): Waiting(waiting=waiting, dead=dead) for of, waiting, dead in rows}

    def notices(
        self,
        authority: str,
        webhook: UUID,
        *,
        state: str | None,
        before: int | None,
        size: int,
    ) -> tuple[Notice, ...]:
        """Return what a webhook is told of, the latest first. Raises NoSuchWebhook."""
        asked = {
            "authority": authority,
            "webhook": str(webhook),
            "state": state,
            "before": before,
            "size": size,
        }
        with self.store.reading(authority) as connection:
            _one(connection, authority, webhook)
            with connection.cursor(row_factory=class_row(Notice)) as cursor:
                return tuple(cursor.execute(NOTICES, asked).fetchall())

    def key_changed(self, webhook: Webhook) -> bool:
        """Whether the secret that was shown is not the one that would be signed with."""
        return self.secrets is not None and not self.secrets.good(webhook)

    def _secrets(self) -> Secrets:
        if self.secrets is None:
            raise Refused(NO_KEY)
        return self.secrets

    def _require_sense(self, authority: str, new: NewWebhook) -> None:
        try:
            require_kinds(new.kinds)
            self.addresses.checked(new.url)
        except NoSuchKind:
            raise BadSetting("kinds", "There is no kind of change of that name.") from None
        except BadAddress as wrong:
            raise BadSetting("url", f"Nothing is sent there: {wrong}.") from None
        history = self.store.history(authority, stream_of_system(authority, new.subject))
        if access(user_of(history), Reading.CHANGES, self.today()) is None:
            raise BadSetting(
                "subject", "Nobody of that sign-in may follow changes: add them, and give a role."
            )


def _one(connection: Pooled, authority: str, webhook: UUID) -> Webhook:
    for found in _asked(connection, ONE, (authority, webhook)):
        return found
    raise NoSuchWebhook


def _asked(connection: Pooled, query: Any, given: tuple[object, ...]) -> list[Webhook]:
    with connection.cursor(row_factory=class_row(Webhook)) as cursor:
        return cursor.execute(query, given).fetchall()
