"""Everything that an authority has recorded, a history a line, and a last line that counts them.

Cases, alerts, people, what was proposed, the authority's own settings: each history is a copy
with its proof. The last line has the hash over the hashes of all, so that a file that broke off,
or from which a line was taken, is found by the checker.
"""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

import msgspec

from ehcp.application.cases import NO_CASE
from ehcp.application.proof.checker import END
from ehcp.application.proof.copies import Copy, copied, stored
from ehcp.application.rights.withholding import Withholding
from ehcp.domain.case import Case
from ehcp.store.cases import Store
from ehcp.store.mapper import entries

BEGINNINGS = """
    select stream, name from ehcp.events where authority = %s and version = 1 order by stream
"""
NOT_OF_A_CASE = frozenset(kind.__name__ for kind in NO_CASE)


class End(msgspec.Struct, kw_only=True):
    """The last line: how many histories and entries there are, and the hash over all."""

    kind: str = END
    authority: str
    histories: int
    entries: int
    hash: str


def histories(store: Store, authority: str) -> tuple[tuple[UUID, bool], ...]:
    """Return what an authority has histories of, in order; of each whether it is a case."""
    with store.reading(authority) as connection:
        found = connection.execute(BEGINNINGS, (authority,)).fetchall()
    return tuple((stream, name not in NOT_OF_A_CASE) for stream, name in found)


def lines(
    store: Store, authority: str, streams: tuple[UUID, ...], *, sees_all: bool
) -> Iterator[bytes]:
    """Yield each history as a line of JSON, then the end.

    `sees_all`: restricted addresses too. Else an entry that holds one is there by its digest.
    """
    over_all, count = sha256(), 0
    for stream in streams:
        copy = _copy(store, authority, stream, sees_all=sees_all)
        over_all.update(bytes.fromhex(copy.history_hash))
        count += len(copy.entries)
        yield msgspec.json.encode(copy) + b"\n"
    end = End(
        authority=authority, histories=len(streams), entries=count, hash=over_all.hexdigest()
    )
    yield msgspec.json.encode(end) + b"\n"


def _copy(store: Store, authority: str, stream: UUID, *, sees_all: bool) -> Copy:
    found = stored(store, authority, stream)
    whole = Case(entries(stream, [each.row for each in found]))
    shown = Withholding.of(whole, sees_all=sees_all).seen(whole)
    given = {
        entry.place
        for entry, seen in zip(whole.entries, shown.entries, strict=True)
        if entry is seen
    }
    return Copy(
        authority=authority,
        case=stream,
        entries=[copied(each, given, readable=True) for each in found],
    )
