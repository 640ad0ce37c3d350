"""Service accounts: how other systems sign in. Each is a stream, as somebody is, with its keys.

A key is `ehcp_`, the authority, the account and 256 random bits. It is shown once; what is kept
is its hash, from which nobody finds it.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple
from uuid import UUID, uuid5

from ehcp.application.cases import Asked, body_hash
from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.keeping.users import NoSuchUser, wrong_names
from ehcp.application.recording import record
from ehcp.application.rights import Role, any_may
from ehcp.application.rights.access import OF_PERSONS, READS
from ehcp.domain.command import Refusal, Refused, require
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.users import (
    ServiceAccountAdded,
    ServiceAccountKeyMade,
    ServiceAccountKeyRevoked,
    ServiceAccountKeyUsed,
)
from ehcp.domain.users import SERVICE_ACCOUNT, HeldKey, User, stream_of_account, user_of
from ehcp.store.cases import Appended, Store
from ehcp.store.errors import ChangedMeanwhile, StoreError
from ehcp.store.mapper import entries

AN_ACCOUNT = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
A_KEY = re.compile(r"ehcp_(E\d{8})_([0-9a-f]{32})_[0-9a-f]{64}\Z")
KEY = "ehcp_"
"""What every key begins with, so that whoever finds one knows what it is."""

FOR_A_QUARTER = timedelta(days=90)
LONGEST = timedelta(days=366)
MOST_ACTIONS = 100
ITSELF = Recorder(subject="sign-in", role="system", organisation="ehcp")

ACCOUNT_ADDED_ALREADY = Refusal(
    "service-account-added-already",
    "There is a service account of this name already.",
    instead="Make a key for it, or take another name.",
)
NO_SUCH_KEY = Refusal(
    "no-such-key",
    "The account has no such key, or it is revoked already.",
    instead="Read which keys it has, with the place at which each was made.",
)


class NoSuchKey(LookupError):  # noqa: N818 - named for what it says
    """Nobody has this key, or not any more."""


@dataclass(frozen=True, kw_only=True)
class NewServiceAccount:
    """Another system that is to sign in. `account` names it for machines, `name` for people.

    It may do nothing before it is given a role, as a person is, and a key.
    """

    account: str
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """Make a key for a service account. It is in the answer, and nowhere else, ever.

    `until` is its last day; None: in 90 days. `scope` are the actions that it is for, of those
    that the account has a right to, `read` for every reading; none: all of them.
    """

    until: date | None = None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeyOver:
    """Revoke the key that was made at `place`: it opens nothing from the next request on."""

    place: int


class Made(NamedTuple):
    """What was recorded, and the key; None where the same wish was sent before."""

    appended: Appended
    key: str | None


class ServiceAccounts:
    """The service accounts of one database. `today` is the day it is in London."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self.store = store
        self.today = today

    def of_id(self, authority: str, account: UUID) -> User:
        """Return an account by its id. Raises NoSuchUser."""
        found = user_of(self.store.history(authority, account))
        if not found.is_service_account:
            raise NoSuchUser
        return found

    def of_ids(self, authority: str, accounts: Iterable[UUID]) -> Iterator[tuple[UUID, User]]:
        """Yield accounts by their ids, in this order."""
        wanted = list(accounts)
        rows = self.store.rows_of(authority, wanted)
        for account in wanted:
            yield account, user_of(entries(account, rows.get(account, [])))

    def signed_in(self, key: str) -> User:
        """Return whose a key is, with the scope of the key. Raises NoSuchKey."""
        authority, account = parts(key)
        hashed = _hash(key)
        try:
            found = self.of_id(authority, account)
        except NoSuchUser:
            raise NoSuchKey from None
        for held in found.keys:
            if compare_digest(held.hash, hashed) and held.holds(self.today()):
                self._note(authority, account, held)
                return replace(found, scope=held.scope)
        raise NoSuchKey

    def add(self, authority: str, new: NewServiceAccount, asked: Asked) -> Appended:
        """Add an account. Raises BadSetting; Refused where it is there already."""
        for wrong in _wrong_account(new):
            raise wrong
        added = ServiceAccountAdded(
            on=self.today(),
            subject=SERVICE_ACCOUNT + new.account,
            name=new.name,
            organisation=new.organisation,
        )
        account = stream_of_account(authority, new.account)
        try:
            return record(self.store, authority, account, 0, added, asked, body_hash(new))
        except ChangedMeanwhile:
            raise Refused(ACCOUNT_ADDED_ALREADY) from None

    def make_key(self, authority: str, account: UUID, new: NewKey, asked: Asked) -> Made:
        """Make a key. Raises NoSuchUser, BadSetting, ChangedMeanwhile."""
        self.of_id(authority, account)
        until = new.until or self.today() + FOR_A_QUARTER
        for wrong in _wrong_key(new, until, self.today()):
            raise wrong
        key = f"{KEY}{authority}_{account.hex}_{secrets.token_hex(32)}"
        made = ServiceAccountKeyMade(
            on=self.today(), hash=_hash(key), until=until, scope=new.scope
        )
        done = record(self.store, authority, account, asked.expected, made, asked, body_hash(new))
        return Made(done, None if done.replayed else key)

    def revoke_key(self, authority: str, account: UUID, over: KeyOver, asked: Asked) -> Appended:
        """Revoke a key. Raises NoSuchUser, Refused, ChangedMeanwhile."""
        found = self.of_id(authority, account)
        held = next((key for key in found.keys if key.place == over.place), None)
        try:
            require(held is not None and not held.revoked, NO_SUCH_KEY)
        except Refused:
            before = self.store.repeated(authority, account, asked.command_id, body_hash(over))
            if before is None:
                raise
            return before
        revoked = ServiceAccountKeyRevoked(on=self.today(), of=over.place)
        return record(
            self.store, authority, account, asked.expected, revoked, asked, body_hash(over)
        )

    def _note(self, authority: str, account: UUID, held: HeldKey) -> None:
        """Record that a key is used, once a day; where that cannot be, it is used all the same."""
        today = self.today()
        if held.used == today:
            return
        used = ServiceAccountKeyUsed(on=today, of=held.place)
        once = Asked(
            by=ITSELF,
            command_id=uuid5(account, f"{held.place}/{today}"),
            source=Source.SYSTEM,
        )
        wish = body_hash(KeyOver(place=held.place))
        with suppress(StoreError):
            record(self.store, authority, account, None, used, once, wish)


def parts(key: str) -> tuple[str, UUID]:
    """Return of which authority and which account a key says that it is. Raises NoSuchKey."""
    found = A_KEY.match(key)
    if found is None:
        raise NoSuchKey
    return found[1], UUID(found[2])


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()  # of 256 random bits: nothing is to be guessed


def _wrong_account(new: NewServiceAccount) -> Iterator[BadSetting]:
    if AN_ACCOUNT.match(new.account) is None:
        yield BadSetting("account", "Write 1 to 60 of a to z, 0 to 9 and -, as in school-system.")
    yield from wrong_names(new.name, new.organisation)


def _wrong_key(new: NewKey, until: date, today: date) -> Iterator[BadSetting]:
    if not today <= until <= today + LONGEST:
        yield BadSetting("until", "A key is good to a day between today and a year from now.")
    if len(new.scope) > MOST_ACTIONS:
        yield BadSetting("scope", f"Name at most {MOST_ACTIONS} actions.")
    for action in new.scope:
        if action != READS and (action in OF_PERSONS or not any_may(Role, action)):
            reason = f"{action[:60]!r} is nothing that another system does; or is it read?"
            yield BadSetting("scope", reason)
