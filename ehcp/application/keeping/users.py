"""Users: who signs in to an authority, and which roles they have. Each has a stream of its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehcp.application.cases import Asked, body_hash
from ehcp.application.keeping.authorities import BadSetting
from ehcp.application.recording import record
from ehcp.application.rights import POLICY
from ehcp.domain.command import Refusal, Refused, require
from ehcp.domain.events.users import Role, RoleEnded, RoleGiven, UserAdded
from ehcp.domain.standing.relations import RelationKind, named
from ehcp.domain.users import KINDS, SERVICE_ACCOUNT, HeldRole, User, stream_of, user_of
from ehcp.store.cases import Appended, Store
from ehcp.store.errors import ChangedMeanwhile

A_SUBJECT = re.compile(r"[!-~]{1,200}\Z")
A_NAME = re.compile(r"\S(.{0,198}\S)?\Z")
A_URN = re.compile(r"\d{6}\Z")

ADDED_ALREADY = Refusal(
    "person-added-already",
    "Somebody with this sign-in has been added already.",
    instead="Give them the role that they need.",
)
NOT_TO_ONESELF = Refusal(
    "role-of-ones-own",
    "Nobody gives a role to themselves, or ends one of their own.",
    instead="Have another administrator do it, or whoever runs the service.",
)
HAS_IT = Refusal(
    "role-held-already",
    "They have this role already in that time.",
    instead="End the role first, or leave it as it is.",
)
NOT_HELD = Refusal(
    "role-not-held",
    "They have no such role, or it is over.",
    instead="Read which roles they have, with the place at which each was given.",
)


class NoSuchUser(LookupError):  # noqa: N818 - named for what it says
    """The authority has nobody of that id."""


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """Somebody who is to sign in. `subject` is who that is when signed in."""

    subject: str
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class NewRole:
    """A role from `since` (None: today) to `until`, both inclusive; None: until it is ended.

    A school contributor's is tied to a `school` (its number in the national register), an
    adviser's to a `body` (its name, as requests for advice give it); another to neither.
    """

    role: Role
    since: date | None = None
    until: date | None = None
    school: str | None = None
    body: str | None = None


@dataclass(frozen=True, kw_only=True)
class RoleOver:
    """The role that was given at `place` ends: after `last_day`, or at once."""

    place: int
    last_day: date | None = None


class Users:
    """Who signs in to the authorities of one database. `today` is the day it is in London."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self.store = store
        self.today = today

    def user(self, authority: str, subject: str) -> User:
        """Return somebody by their sign-in; NOBODY whom nobody has added.

        Read from their own history, in one question: a role that was ended is gone at once.
        """
        return user_of(self.store.history(authority, stream_of(authority, subject)))

    def of_id(self, authority: str, user: UUID) -> User:
        """Return somebody by their id. Raises NoSuchUser."""
        entries = self.store.history(authority, user)
        if not entries or not isinstance(entries[0].event, KINDS):
            raise NoSuchUser
        return user_of(entries)

    def add(self, authority: str, new: NewUser, asked: Asked) -> Appended:
        """Add somebody. Raises BadSetting; Refused where they are there already."""
        for wrong in _wrong_user(new):
            raise wrong
        user = stream_of(authority, new.subject)
        added = UserAdded(
            on=self.today(), subject=new.subject, name=new.name, organisation=new.organisation
        )
        try:
            return record(self.store, authority, user, 0, added, asked, body_hash(new))
        except ChangedMeanwhile:
            raise Refused(ADDED_ALREADY) from None

    def give(self, authority: str, user: UUID, new: NewRole, asked: Asked) -> Appended:
        """Give somebody a role. Raises NoSuchUser, BadSetting, Refused, ChangedMeanwhile."""
        found = self.of_id(authority, user)
        since = new.since or self.today()
        for wrong in _wrong_role(new, since):
            raise wrong
        given = RoleGiven(
            on=self.today(),
            role=new.role,
            since=since,
            until=new.until,
            school=new.school,
            body=new.body,
        )
        return self._change(authority, user, found, asked, given, new)

    def end(self, authority: str, user: UUID, over: RoleOver, asked: Asked) -> Appended:
        """End a role of somebody. Raises NoSuchUser, Refused, ChangedMeanwhile."""
        found = self.of_id(authority, user)
        ended = RoleEnded(on=self.today(), of=over.place, last_day=over.last_day)
        return self._change(authority, user, found, asked, ended, over)

    def _change(  # noqa: PLR0913, PLR0917 - each is part of what is recorded
        self,
        authority: str,
        user: UUID,
        found: User,
        asked: Asked,
        event: RoleGiven | RoleEnded,
        body: object,
    ) -> Appended:
        expected = found.version if asked.expected is None else asked.expected
        try:
            require(found.subject != asked.by.subject, NOT_TO_ONESELF)
            _require_unchanged(found, expected)
            self._require_sense(found, event)
        except (Refused, ChangedMeanwhile):
            # it may be the first answer's own effect that stands in the way
            before = self.store.repeated(authority, user, asked.command_id, body_hash(body))
            if before is None:
                raise
            return before
        return record(self.store, authority, user, expected, event, asked, body_hash(body))

    def _require_sense(self, found: User, event: RoleGiven | RoleEnded) -> None:
        if isinstance(event, RoleGiven):
            require(not any(_same(held, event) for held in found.roles), HAS_IT)
            return
        held = next((held for held in found.roles if held.place == event.of), None)
        require(held is not None and not held.over(self.today()), NOT_HELD)


def _require_unchanged(found: User, expected: int) -> None:
    if expected != found.version:
        raise ChangedMeanwhile(found.version)


def _same(held: HeldRole, new: RoleGiven) -> bool:
    """Whether a role was given already, for some of the same days."""
    if held.ended or (held.role, held.school) != (new.role, new.school):
        return False
    if named(held.body or "") != named(new.body or ""):
        return False
    first, last = new.since, new.until or date.max
    return held.since <= last and first <= (held.until or date.max)


def _wrong_user(new: NewUser) -> Iterator[BadSetting]:
    if A_SUBJECT.match(new.subject) is None:
        yield BadSetting("subject", "A sign-in has 1 to 200 visible ASCII characters, no blank.")
    if new.subject.startswith(SERVICE_ACCOUNT):
        yield BadSetting(
            "subject", f"{SERVICE_ACCOUNT} is for other systems: see /service-accounts."
        )
    yield from wrong_names(new.name, new.organisation)


def wrong_names(name: str, organisation: str) -> Iterator[BadSetting]:
    """Yield what is wrong with the names of a user, a person's or another system's."""
    for field, value in (("name", name), ("organisation", organisation)):
        if A_NAME.match(value) is None:
            yield BadSetting(field, "Write 1 to 200 characters.")


def _wrong_role(new: NewRole, since: date) -> Iterator[BadSetting]:
    through = POLICY[new.role].through
    of_school = through is RelationKind.ON_ROLL
    of_body = through is not None and not of_school
    if new.until is not None and new.until < since:
        yield BadSetting("until", "The last day lies before the first.")
    if of_school and A_URN.match(new.school or "") is None:
        reason = "Give the school's number in the national register: six digits."
        yield BadSetting("school", reason)
    if not of_school and new.school is not None:
        yield BadSetting("school", "Only a school contributor's role is tied to a school.")
    if of_body and A_NAME.match(new.body or "") is None:
        yield BadSetting("body", "Give the body's name, as requests for advice give it.")
    if not of_body and new.body is not None:
        yield BadSetting("body", "Only an adviser's role is tied to a body.")
