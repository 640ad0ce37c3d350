"""A copy of a history with its proof: some entries byte for byte, of the others the digest.

The hash chain of the whole history can be worked out again by whoever has the copy, without a
word of what was kept from them. docs/adr/0007 says how the chain is made.
"""

from base64 import b64decode, b64encode
from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import msgspec

from ehcp.application.proof.checker import faults
from ehcp.domain.entry import Entry
from ehcp.store.cases import Store
from ehcp.store.mapper import Row, entries

ROWS = """
    select version, name, form, state, recorded_at, position, hash from ehcp.events
    where authority = %s and stream = %s order by version
"""
HASH = "select hash from ehcp.events where authority = %s and stream = %s and version = %s"


class NotWhole(Exception):  # noqa: N818 - an answer in words
    """Why a file is no copy, or is not as it was made."""


class Copied(msgspec.Struct, kw_only=True):
    """One entry of a copy: its bytes if they are given, else their digest alone.

    `says` is what the bytes say, for whoever reads the copy; the checker compares the two.
    """

    version: int
    name: str
    form: int
    recorded_at: datetime
    hash: str
    state: str | None = None
    digest: str | None = None
    says: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class Copy(msgspec.Struct, kw_only=True):
    """A copy of a history with its proof, as it is kept in a file."""

    authority: str
    case: UUID
    entries: list[Copied]

    @property
    def history_hash(self) -> str:
        """The last hash: it stands for the whole history."""
        return self.entries[-1].hash


class Hashed(NamedTuple):
    """A stored event with its hash."""

    row: Row
    hash: bytes


def stored(store: Store, authority: str, case: UUID) -> list[Hashed]:
    """Return a history as it is stored, read behind the authority's own wall."""
    with store.reading(authority) as connection:
        found = connection.execute(ROWS, (authority, case)).fetchall()
    return [Hashed(Row(*row[:-1]), row[-1]) for row in found]


def copied(each: Hashed, given: Container[int], *, readable: bool = False) -> Copied:
    """Return an entry of a copy: whole if its place is among those `given`."""
    row = each.row
    whole = row.version in given
    return Copied(
        version=row.version,
        name=row.name,
        form=row.form,
        recorded_at=row.recorded_at,
        hash=each.hash.hex(),
        state=b64encode(row.state).decode() if whole else None,
        digest=None if whole else sha256(row.state).hexdigest(),
        says=msgspec.Raw(bytes(row.state)) if whole and readable else msgspec.UNSET,
    )


def written(copy: msgspec.Struct) -> bytes:
    """Return a copy as it is kept in a file."""
    return msgspec.json.format(msgspec.json.encode(copy), indent=1)


def read(content: bytes) -> Copy:
    """Return the copy that a file holds, its chain whole. Raises NotWhole."""
    try:
        copy = msgspec.json.decode(content, type=Copy)
        plain = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise NotWhole("This is no copy of a case.") from None
    for fault in faults(plain):
        raise NotWhole(f"{fault} Ask for another copy.")
    return copy


def confirmed(store: Store, copy: Copy) -> bool:
    """Whether the authority's own record ends, or once ended, as the copy says.

    An auditor asks: nobody who works for one authority reads another one's record.
    """
    asked = (copy.authority, copy.case, copy.entries[-1].version)
    with store.auditing() as connection:
        row = connection.execute(HASH, asked).fetchone()
    return row is not None and row[0].hex() == copy.history_hash


def known(copy: Copy) -> Iterator[Entry]:
    """Yield the entries that were given whole. Raises Unreadable at one that cannot be read."""
    rows: Sequence[Row] = [
        Row(e.version, e.name, e.form, b64decode(e.state), e.recorded_at, 0)
        for e in copy.entries
        if e.state is not None
    ]
    yield from entries(copy.case, rows)
