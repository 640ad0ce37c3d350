"""Drafts of forms as the database keeps them: part by part, behind the wall of the body's own.

No event is one of them. What is sent becomes events and leaves the draft, in one transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

import psycopg
from psycopg.rows import class_row

from ehcp.store.cases import Appended, Sent, Store
from ehcp.store.errors import ChangedMeanwhile, Unavailable
from ehcp.store.pools import Pooled, lost, outage, reason

DRAFTS = UUID("e1f5a1f4-0b6e-5d0c-9b50-7a3f0f2f7f6e")
"""The namespace of the ids of drafts: one follows from whose it is and what it is of."""

ENTER = "select ehcp.enter(%s), set_config('ehcp.party', %s, true)"
PARTS = """
    select p.part, p.version, p.content, p.saved_by, p.saved_at
    from ehcp.draft_parts p where p.authority = %s and p.draft_id = %s order by p.part
"""
HEAD = "select expires_on from ehcp.drafts where authority = %s and id = %s"
KEEP = """
    insert into ehcp.drafts (authority, id, party, case_id, form, about, expires_on)
    values (%s, %s, %s, %s, %s, %s, %s)
    on conflict (authority, id) do update set expires_on = excluded.expires_on, told_on = null
"""
BEGIN = """
    insert into ehcp.draft_parts
        (authority, draft_id, part, party, version, content, saved_by, saved_at)
    values (%(authority)s, %(id)s, %(part)s, %(party)s, 1, %(content)s, %(by)s, clock_timestamp())
    on conflict do nothing returning version
"""
GO_ON = """
    update ehcp.draft_parts
    set version = version + 1, content = %(content)s, saved_by = %(by)s,
        saved_at = clock_timestamp()
    where authority = %(authority)s and draft_id = %(id)s and part = %(part)s
        and version = %(expected)s
    returning version
"""
STANDS = """
    select version, content = %(content)s and saved_by = %(by)s from ehcp.draft_parts
    where authority = %(authority)s and draft_id = %(id)s and part = %(part)s
"""
SEND = """
    delete from ehcp.draft_parts p
    using unnest(%s::text[], %s::bigint[]) sent (part, version)
    where p.authority = %s and p.draft_id = %s
        and p.part = sent.part collate "C" and p.version = sent.version
"""
DISCARD = "delete from ehcp.draft_parts where authority = %s and draft_id = %s and part = %s"
EMPTY = """
    delete from ehcp.drafts d where d.authority = %s and d.id = %s
        and not exists (
            select from ehcp.draft_parts p where p.authority = d.authority and p.draft_id = d.id
        )
"""
OF_BODY = """
    select d.id, d.case_id, d.form, d.about, d.expires_on,
        array_agg(p.part order by p.part) as parts
    from ehcp.drafts d
    join ehcp.draft_parts p on p.authority = d.authority and p.draft_id = d.id
    where d.authority = %s
    group by d.id, d.case_id, d.form, d.about, d.expires_on
    order by d.expires_on, d.id
"""
HEADS = """
    select id, case_id, party, form, about, expires_on, told_on from ehcp.drafts
    where authority = %s and (%s::date is null or expires_on <= %s) order by expires_on, id
"""


class Whose(NamedTuple):
    """Which draft: of which body, about what. `about` is the place of an entry of the case."""

    authority: str
    party: str
    case: UUID
    form: str
    about: int

    @property
    def id(self) -> UUID:
        """Its id."""
        return uuid5(DRAFTS, "\0".join(map(str, self)))


@dataclass(frozen=True, kw_only=True)
class DraftPart:
    """One part as it was saved last. `content` is JSON, `saved_by` who signs in as."""

    part: str
    version: int
    content: bytes
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is written of a form. Nothing is: no parts, and no day on which it goes."""

    parts: Mapping[str, DraftPart]
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DraftOfBody:
    """One draft among those of a body."""

    id: UUID
    case_id: UUID
    form: str
    about: int
    expires_on: date
    parts: tuple[str, ...]


class DraftChanged(ChangedMeanwhile):
    """A part of a draft is at another version: somebody of the same body has saved it."""


@contextmanager
def _of(store: Store, authority: str, party: str) -> Iterator[Pooled]:
    """Open a transaction that sees the drafts of one body, and no other's. Raises Unavailable."""
    try:
        with store.pools.adding() as connection:
            connection.execute(ENTER, (authority, party))
            yield connection
    except psycopg.Error as error:
        if outage(error):
            raise Unavailable(reason(error), unknown=lost(error)) from None
        raise


def read(store: Store, whose: Whose) -> Draft:
    """Return a draft."""
    key = whose.authority, whose.id
    with (
        _of(store, whose.authority, whose.party) as connection,
        connection.cursor(row_factory=class_row(DraftPart)) as cursor,
    ):
        head = connection.execute(HEAD, key).fetchone()
        parts = cursor.execute(PARTS, key, binary=True).fetchall()
    return Draft(parts={p.part: p for p in parts}, expires_on=head[0] if head else None)


def of_body(store: Store, authority: str, party: str) -> Sequence[DraftOfBody]:
    """Return the drafts of a body, the one that goes first before the others."""
    with (
        _of(store, authority, party) as connection,
        connection.cursor(row_factory=class_row(DraftOfBody)) as cursor,
    ):
        return cursor.execute(OF_BODY, (authority,)).fetchall()


def save(  # noqa: PLR0913 - the parts of what is saved
    store: Store,
    whose: Whose,
    part: str,
    content: bytes,
    *,
    by: str,
    expected: int,
    expires_on: date,
) -> int:
    """Save a part over the version that was read (0: none); return its new version.

    The same saved again by the same person is saved once. Raises DraftChanged, Unavailable.
    """
    asked = {
        "authority": whose.authority,
        "id": whose.id,
        "party": whose.party,
        "part": part,
        "content": content,
        "by": by,
        "expected": expected,
    }
    with _of(store, whose.authority, whose.party) as connection:
        head = (whose.authority, whose.id, *whose[1:], expires_on)
        connection.execute(KEEP, head)
        saved = connection.execute(GO_ON if expected else BEGIN, asked).fetchone()
        if saved is None:
            stands = connection.execute(STANDS, asked).fetchone() or (0, False)
            if stands != (expected + 1, True):
                raise DraftChanged(stands[0])
            saved = stands
    return int(saved[0])


def discard(store: Store, whose: Whose, part: str) -> bool:
    """Throw a part away; return whether there was one."""
    key = whose.authority, whose.id
    with _of(store, whose.authority, whose.party) as connection:
        gone = connection.execute(DISCARD, (*key, part)).rowcount
        connection.execute(EMPTY, key)
    return gone > 0


def send(store: Store, whose: Whose, versions: Mapping[str, int], sent: Sent) -> Appended | None:
    """Record what parts at these versions became, and take them out of the draft: both or neither.

    None where the case has moved on from the version that was decided on, or the command was
    done before. Raises DraftChanged, Unavailable.
    """
    key = whose.authority, whose.id
    try:
        with _of(store, whose.authority, whose.party) as connection:
            appended = sent.by(connection)
            parts = list(versions), list(versions.values())
            if connection.execute(SEND, (*parts, *key)).rowcount != len(versions):
                raise DraftChanged(0)
            connection.execute(EMPTY, key)
    except psycopg.errors.UniqueViolation:
        return None
    return appended


@dataclass(frozen=True, kw_only=True)
class DraftHead:
    """That there is a draft: whose, about what, and until when. Nothing of what it says."""

    id: UUID
    case_id: UUID
    party: str
    form: str
    about: int
    expires_on: date
    told_on: date | None


def heads(store: Store, authority: str, until: date | None = None) -> Sequence[DraftHead]:
    """Return which drafts there are in an authority, those that go by a day; None: all of them.

    For whoever runs the service: no word of one is read.
    """
    with (
        store.working() as connection,
        connection.cursor(row_factory=class_row(DraftHead)) as all_,
    ):
        return all_.execute(HEADS, (authority, until, until)).fetchall()
