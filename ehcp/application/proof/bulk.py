"""Everything that an authority has recorded, a history a line, and a last line that counts them.

Cases, alerts, people, what was proposed, the authority's own settings: each history is a copy
with its proof. What is kept of a case is kept of what stands beside it as well: why an alert went
to a manager, what was proposed, why it was opened in an emergency.

The last line has the hash over the hashes of all, so that a file that broke off, or from which a
line was taken, is found by the checker.
"""

from collections.abc import Container, Iterator
from hashlib import sha256
from uuid import UUID

import msgspec
from marshmallow import ValidationError

from ehcp.application.beside import NO_CASE
from ehcp.application.deciding.proposed import command_of
from ehcp.application.proof.checker import END
from ehcp.application.proof.copies import Copy, copied, stored
from ehcp.application.rights.withholding import Withholding
from ehcp.domain.case import Case
from ehcp.domain.entry import Entry
from ehcp.domain.events.people import AddressRestricted
from ehcp.domain.proposals import Proposal, proposal_of
from ehcp.domain.standing.two_persons import Effect
from ehcp.store.cases import Store
from ehcp.store.mapper import entries

BEGINNINGS = """
    select stream, name from ehcp.events where authority = %s and version = 1 order by stream
"""
RESTRICTED = """
    select distinct stream from ehcp.events where authority = %s and name = %s
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
    restricted = None if sees_all else _restricted(store, authority)
    for stream in streams:
        copy = _copy(store, authority, stream, restricted)
        over_all.update(bytes.fromhex(copy.history_hash))
        count += len(copy.entries)
        yield msgspec.json.encode(copy) + b"\n"
    end = End(
        authority=authority, histories=len(streams), entries=count, hash=over_all.hexdigest()
    )
    yield msgspec.json.encode(end) + b"\n"


def _restricted(store: Store, authority: str) -> frozenset[UUID]:
    """Return the cases of an authority in which an address was ever restricted."""
    with store.reading(authority) as connection:
        found = connection.execute(RESTRICTED, (authority, AddressRestricted.__name__)).fetchall()
    return frozenset(stream for (stream,) in found)


def _copy(store: Store, authority: str, stream: UUID, restricted: frozenset[UUID] | None) -> Copy:
    """Return a copy without what is kept; `restricted` None: nothing is."""
    found = stored(store, authority, stream)
    given: Container[int] = range(1, len(found) + 1)
    if restricted is not None:
        whole = case = entries(stream, [each.row for each in found])
        about: UUID | None = getattr(whole[0].event, "case", None)
        beside = about in restricted
        if about and beside:
            case = entries(about, [each.row for each in stored(store, authority, about)])
        given = _given(Withholding.of(Case(case)), whole, beside=beside)
    return Copy(
        authority=authority,
        case=stream,
        entries=[copied(each, given, readable=True) for each in found],
    )


def _given(kept: Withholding, whole: tuple[Entry, ...], *, beside: bool) -> set[int]:
    """Return the places of the entries that hold nothing that is kept.

    `beside`: they are about a case with such an address, and not of it.
    """
    shown = kept.seen(Case(whole)).entries
    given = {entry.place for entry, seen in zip(whole, shown, strict=True) if entry == seen}
    proposal = proposal_of(whole) if beside else None
    return given - _kept_of(proposal, kept, whole) if proposal else given


def _kept_of(proposal: Proposal, kept: Withholding, whole: tuple[Entry, ...]) -> set[int]:
    """Return the places of a proposal's entries that are kept for what is asked in it.

    That an address shows again is asked and decided for reasons that are kept as it is itself.
    """
    if proposal.action == Effect.ADDRESS_SHOWS:
        return {entry.place for entry in whole if hasattr(entry.event, "reasons")}
    try:
        command = command_of(proposal)
        said = kept.shown(command) == command
    except ValidationError:
        said = False  # nobody can say what it asks
    return set() if said else {whole[0].place}
