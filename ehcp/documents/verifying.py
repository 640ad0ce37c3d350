"""Whether every document is there that an event or the record names, as it was sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from psycopg import sql

from ehcp.documents.place import Place
from ehcp.domain.entry import Entry
from ehcp.store.cases import Store
from ehcp.store.mapper import Row, entries

EVENTS = """
    select authority, stream, version, name, form, state, recorded_at, position from ehcp.events
    where position('"documents":['::bytea in state) > 0 {more} order by authority, stream, version
"""
RECORDED = """
    select authority, case_id, id, sha256 from ehcp.documents {where} order by authority, case_id
"""


@dataclass(frozen=True, kw_only=True)
class LostDocument:
    """A document that is not as it should be.

    `missing`: its bytes are not there; `altered`: they are not those that were sent;
    `unrecorded`: an event names it, and no document of the case has that hash.
    """

    kind: str
    authority: str
    case: UUID
    sha256: str
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class VerifiedFiles:
    """How many documents and how many events that name some were looked at, and what is wrong."""

    documents: int
    events: int
    lost: tuple[LostDocument, ...]


def verify_files(store: Store, place: Place, authority: str | None = None) -> VerifiedFiles:
    """Read every file and hold it against its sha-256. Raises CannotTake, StoreError."""
    only = {} if authority is None else {"authority": authority}
    recorded = _rows(store, RECORDED.replace("{where}", "where {one}" if only else ""), **only)
    lost: list[LostDocument] = []
    looked_at: dict[tuple[str, bytes], str | None] = {}
    of_cases: set[tuple[str, UUID, str]] = set()
    for code, case, _, digest in recorded:
        of_cases.add((code, case, digest.hex()))
        key = (code, digest)
        if key not in looked_at:
            looked_at[key] = _wrong(place, code, digest)
        wrong = looked_at[key]
        if wrong is not None:
            lost.append(LostDocument(kind=wrong, authority=code, case=case, sha256=digest.hex()))
    events = 0
    named = _rows(store, EVENTS.replace("{more}", "and {one}" if only else ""), **only)
    for code, entry, case in _entries(named):
        events += bool(entry.documents)
        lost += [
            LostDocument(
                kind="unrecorded", authority=code, case=case, sha256=digest, version=entry.place
            )
            for digest in entry.documents
            if (code, case, digest) not in of_cases
        ]
    return VerifiedFiles(documents=len(recorded), events=events, lost=tuple(lost))


def _rows(
    store: Store, query: LiteralString, authority: str | None = None
) -> list[tuple[Any, ...]]:
    one = sql.SQL("authority = {}").format(sql.Literal(authority))
    with store.auditing() as connection:
        connection.execute("set local statement_timeout = 0")
        return connection.execute(sql.SQL(query).format(one=one)).fetchall()


def _entries(rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, Entry, UUID]]:
    for authority, stream, *row in rows:
        (entry,) = entries(stream, [Row(*row)])
        yield authority, entry, stream


def _wrong(place: Place, authority: str, digest: bytes) -> str | None:
    found = place.digest(Place.of_file(authority, digest))
    if found is None:
        return "missing"
    return None if found == digest else "altered"
