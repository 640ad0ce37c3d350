"""Whether the looks on record are still those that were written.

Each hash is worked out again here, from the bytes of the row, in the encoding that docs/adr/0022
writes down. Where a chain ends is held against what is kept of that, and against the seals in the
log of events: so it is also found that the end of a chain was taken away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from psycopg import sql

from ehcp.store.cases import Store
from ehcp.store.pools import Pooled

START = bytes(32)  # what the first look of a chain is bound to
NOTHING_SAID = bytes(4)  # a text that is not there

ROWS = """
    copy (
        select authority, chain, sequence, looked_at, case_id, at_machine, tied, subject, roles,
            action, outcome, sees, purpose, request_id, hash
        from ehcp.looks {where} order by authority, chain, sequence
    ) to stdout (format binary)
"""
ENDS = "select authority, chain, last, hash from ehcp.look_chains {where}"

Raw = tuple[bytes | None, ...]
Chain = tuple[str, UUID]


class End(NamedTuple):
    """How far a chain is known to have gone: its look of this number has this hash."""

    last: int
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class LookDamage:
    """One thing that is not as it was written.

    `altered`: the look, or its link to the one before, is not what its hash was made of.
    `missing`: the chain has no look of this number.
    """

    kind: str
    authority: str
    chain: UUID
    sequence: int


class LooksVerified(NamedTuple):
    """What a verification found, and how much it looked at."""

    looks: int
    damage: tuple[LookDamage, ...]


Seals = Mapping[Chain, Iterable[End]]
NONE: Seals = {}


def verify_looks(store: Store, authority: str | None = None, seals: Seals = NONE) -> LooksVerified:
    """Check every look, or those of one authority, as they stand at this moment.

    `seals` are the ends of chains that were written down elsewhere.
    """
    where: sql.Composable = sql.SQL("")
    if authority is not None:
        where = sql.SQL("where authority = {}").format(sql.Literal(authority))
    with store.auditing() as connection:
        # rows and ends are those of one moment
        connection.execute("set transaction isolation level repeatable read")
        connection.execute("set local statement_timeout = 0")
        ends = _ends(connection, where, seals)
        checked = _Checked(ends)
        with connection.cursor() as cursor, cursor.copy(sql.SQL(ROWS).format(where=where)) as copy:
            damage = [*checked.of(copy.rows())]
    damage += checked.gone()
    return LooksVerified(checked.looks, tuple(damage))


def _ends(
    connection: Pooled, where: sql.Composable, seals: Seals
) -> dict[Chain, dict[int, bytes]]:
    """Return for each chain the hashes that its looks must have, by their number."""
    found: dict[Chain, dict[int, bytes]] = {}
    for chain, ends in seals.items():
        found[chain] = {end.last: end.hash for end in ends}
    for authority, chain, last, hashed in connection.execute(sql.SQL(ENDS).format(where=where)):
        known = found.setdefault((authority, chain), {})
        known.setdefault(last, hashed)
    return found


class _Checked:
    """Chains as they are gone through: what is expected of each, and how far it went."""

    def __init__(self, ends: Mapping[Chain, Mapping[int, bytes]]) -> None:
        self._ends = ends
        self._seen: dict[Chain, int] = {}
        self.looks = 0

    def of(self, rows: Iterable[Raw]) -> Iterator[LookDamage]:
        """Yield what is wrong in rows that come in order of chain and number."""
        for (authority, chain), looks in groupby(rows, key=itemgetter(0, 1)):
            key = authority.decode(), UUID(bytes=chain)
            yield from self._one(key, looks)

    def gone(self) -> Iterator[LookDamage]:
        """Yield the looks at the ends of chains that are not there any more."""
        for key, ends in self._ends.items():
            seen = self._seen.get(key, 0)
            if max(ends, default=0) > seen:
                yield _damage("missing", key, seen + 1)

    def _one(self, key: Chain, looks: Iterable[Raw]) -> Iterator[LookDamage]:
        before, last, expected = START, 0, self._ends.get(key, {})
        for look in looks:
            self.looks += 1
            number = int.from_bytes(look[2] or b"")
            whole = number == last + 1
            if not whole:
                yield _damage("missing", key, last + 1)
            has = look[-1] or b""
            linked = sha256(b"\x02" + before + digest(look)).digest() == has
            # what a look after a gap is bound to is gone: its hash is taken at its word
            if (whole and not linked) or expected.get(number, has) != has:
                yield _damage("altered", key, number)
            before, last = has, number
        self._seen[key] = last


def digest(look: Raw) -> bytes:
    """Return the digest of one look, from the bytes of its columns."""
    authority, chain, sequence, looked_at, case, at_machine, tied, *texts, _ = look
    parts = [_sized(authority), chain, sequence, looked_at]
    parts += [b"\0" if case is None else b"\x01" + case, at_machine, tied]
    parts += [_sized(text) for text in texts]
    return sha256(b"".join(part or b"" for part in parts)).digest()


def _sized(text: bytes | None) -> bytes:
    return NOTHING_SAID if text is None else len(text).to_bytes(4) + text


def _damage(kind: str, chain: Chain, sequence: int) -> LookDamage:
    return LookDamage(kind=kind, authority=chain[0], chain=chain[1], sequence=sequence)
