"""The users read model: one row for each person who signs in to an authority.

It is for lists alone. What somebody may do is read from their own history, which no worker that
is behind or away can hold back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from ehcp.domain.entry import Entry
from ehcp.domain.users import KINDS, HeldRole, User, user_of
from ehcp.store.cases import Store
from ehcp.store.typed import typed

TABLE = "users"
NAMES = frozenset(kind.__name__ for kind in KINDS)
"""The names of the events that only a stream of a user has."""

SOME = """
    select authority, id, subject, name, organisation, roles, version from ehcp.users
    where authority = %(authority)s and starts_with(subject, %(beginning)s)
        and (%(after)s::uuid is null or (subject, id) > (
            select subject, id from ehcp.users where authority = %(authority)s and id = %(after)s
        ))
    order by subject, id limit %(size)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class UserRow:
    """One person, with every role that they were ever given."""

    authority: str
    id: UUID
    subject: str
    name: str
    organisation: str
    roles: Sequence[Mapping[str, Any]]
    version: int

    @property
    def user(self) -> User:
        """The person as the domain has them."""
        return User(
            subject=self.subject,
            name=self.name,
            organisation=self.organisation,
            roles=typed(self.roles, tuple[HeldRole, ...]),
            version=self.version,
        )


def row(authority: str, stream: UUID, history: Sequence[Entry]) -> UserRow:
    """Return the row of one person."""
    found = user_of(history)
    return UserRow(
        authority=authority,
        id=stream,
        subject=found.subject,
        name=found.name,
        organisation=found.organisation,
        roles=[msgspec.to_builtins(held) for held in found.roles],
        version=found.version,
    )


def users(
    store: Store,
    authority: str,
    after: UUID | None = None,
    size: int = 200,
    *,
    beginning: str = "",
) -> tuple[UserRow, ...]:
    """Return those who sign in to an authority in the order of their sign-ins, after one.

    `beginning` is what their sign-ins begin with.
    """
    asked = {"authority": authority, "after": after, "size": size, "beginning": beginning}
    with (
        store.reading(authority) as connection,
        connection.cursor(row_factory=class_row(UserRow)) as cursor,
    ):
        return tuple(cursor.execute(SOME, asked))
