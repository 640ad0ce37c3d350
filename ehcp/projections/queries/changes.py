"""What was recorded after a place in the log, in order, for those who follow it.

Nothing is told before the read models hold it. They are kept by a reader that passes over no
event, so below the position that they have reached nothing can still appear; and who is told of a
change finds it in the lists.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg import sql
from psycopg.rows import class_row

from ehcp.application.rights import Access
from ehcp.application.rights.following import OWN_ADVICE, Told, told
from ehcp.projections.positions import APPLICATION, READER
from ehcp.store.cases import Store
from ehcp.store.pools import Pooled

CHUNK = 20_000  # positions looked at in one question: most may be other authorities'

REACHED = """
    select coalesce(max(position), 0), concat_ws(
        '/', pg_postmaster_start_time(), 'ehcp.events'::regclass::oid,
        (select oid from pg_database where datname = current_database())
    )
    from ehcp.tracking where reader = %s and application = %s
"""
# A stream that is no case is on no caseload, and so is not told of.
CHANGES: LiteralString = """
    select e.position, e.stream as case_id, e.version, e.name, e.recorded_at, e.hash
    from ehcp.events e
    join ehcp.caseload c on c.authority = e.authority and c.case_id = e.stream
    where e.position > %(after)s and e.position <= %(upto)s and e.authority = %(authority)s
        and e.name <> all(%(withheld)s::text[])
        and (%(names)s::text[] is null or e.name = any(%(names)s))
        and {open}
    order by e.position limit %(size)s
"""
# It is open by a relation that holds today, whose part in a case has such entries, of a body's
# own advice alone; and it was not found wrong.
OPEN: LiteralString = """
    exists (
        select from ehcp.relations rel
        join unnest(%(tied_by)s::text[], %(tied_to)s::text[]) tie (kind, party)
            on rel.kind = tie.kind and rel.party = tie.party
        join unnest(%(part_of)s::text[], %(part)s::text[]) part (kind, name)
            on part.kind = rel.kind and part.name = e.name
        where rel.authority = e.authority and rel.case_id = e.stream
            and rel.since <= %(tied_on)s and (rel.until is null or %(tied_on)s <= rel.until)
            and (e.name <> all(%(own)s::text[]) or exists (
                select from ehcp.advice a
                where a.authority = e.authority and a.case_id = e.stream
                    and a.party = rel.kind || '/' || rel.party and (
                        (a.shown -> 'place')::bigint = e.version
                        or a.shown -> 'received' @> jsonb_build_array(
                            jsonb_build_object('place', e.version)
                        )
                    )
            ))
    ) and not exists (
        select from ehcp.timeline t
        where t.authority = e.authority and t.case_id = e.stream and t.place = e.version
            and t.corrected_by is not null
    )
"""
LAST = """
    select position, hash from ehcp.events
    where position > %s and position <= %s and authority = %s
    order by position desc limit 1
"""
HASH = "select hash from ehcp.events where authority = %s and position = %s"


@dataclass(frozen=True)
class Mark:
    """An event of the authority, by which its history is known again: no event can be changed."""

    position: int
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class Log:
    """How far it may be read, and which table of which database it is, of a server since when."""

    reached: int
    server: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """That something was recorded of a case: its `version` since then, and of what kind."""

    position: int
    case_id: UUID
    version: int
    kind: str
    recorded_at: datetime
    hash: bytes

    @property
    def mark(self) -> Mark:
        """The event by which the place after it is known again."""
        return Mark(self.position, self.hash)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found, and `upto` which position was looked. `more`: there is more to look at.

    `last` is the last event of the authority that was looked at, told of or not.
    """

    items: tuple[Change, ...]
    upto: int
    last: Mark | None
    log: Log

    @property
    def more(self) -> bool:
        """Whether there is more that may be read already."""
        return self.upto < self.log.reached


@dataclass(frozen=True, kw_only=True)
class _Row:
    position: int
    case_id: UUID
    version: int
    name: str
    recorded_at: datetime
    hash: bytes


def changes(  # noqa: PLR0913 - each narrows what is told
    store: Store,
    authority: str,
    access: Access,
    after: int,
    *,
    kinds: tuple[str, ...] = (),
    size: int,
    upto: int | None = None,
    worker: bool = False,
) -> Looked:
    """Return what was recorded after a position, as far as one question looks.

    `kinds`: of these alone. `upto`: no further than this position. `worker`: it is a worker that
    asks, whose role sees every authority.
    """
    seen = told(access)
    with store.working() if worker else store.reading(authority) as connection:
        log = _log(connection)
        end = min(log.reached, after + CHUNK, log.reached if upto is None else upto)
        if end <= after:
            return Looked(items=(), upto=after, last=None, log=log)
        found = _rows(connection, authority, access, seen, kinds, (after, end), size)
        if len(found) == size:  # there may be more of them before the end
            last = found[-1]
            mark = Mark(last.position, last.hash)
            return Looked(items=_told(seen, found), upto=last.position, last=mark, log=log)
        row = connection.execute(LAST, (after, end, authority), prepare=True).fetchone()
    return Looked(items=_told(seen, found), upto=end, last=Mark(*row) if row else None, log=log)


def log_of(store: Store, authority: str) -> Log:
    """Return how far the log may be read, and which server's it is."""
    with store.reading(authority) as connection:
        return _log(connection)


def hash_of(store: Store, authority: str, position: int) -> bytes | None:
    """Return the hash of an event of an authority; None where it has none at that position."""
    with store.reading(authority) as connection:
        row = connection.execute(HASH, (authority, position), prepare=True).fetchone()
    return row[0] if row else None


def last_before(store: Store, authority: str, position: int, *, looks: int) -> Mark | None:
    """Return the last event of an authority up to a position; None if there is none.

    Raises LookupError where so many looks have not found it.
    """
    with store.reading(authority) as connection:
        for _ in range(looks):
            start = max(position - CHUNK, 0)
            row = connection.execute(LAST, (start, position, authority), prepare=True).fetchone()
            if row is not None:
                return Mark(*row)
            if start == 0:
                return None
            position = start
    raise LookupError


def _log(connection: Pooled) -> Log:
    row = connection.execute(REACHED, (READER, APPLICATION), prepare=True).fetchone()
    reached, server = row or (0, "")
    return Log(reached=reached, server=server)


def _rows(  # noqa: PLR0913, PLR0917 - the parts of the question
    connection: Pooled,
    authority: str,
    access: Access,
    seen: Told,
    kinds: tuple[str, ...],
    between: tuple[int, int],
    size: int,
) -> list[_Row]:
    asked: dict[str, Any] = {
        "authority": authority,
        "after": between[0],
        "upto": between[1],
        "withheld": list(seen.withheld),
        "names": list(seen.names(kinds)) if kinds else None,
        "size": size,
    }
    if not seen.every_case:
        asked |= {
            "tied_by": [str(kind) for kind, _ in access.ties],
            "tied_to": [party for _, party in access.ties],
            "tied_on": access.on,
            "part_of": [str(kind) for kind, _ in seen.parts],
            "part": [name for _, name in seen.parts],
            "own": [kind.__name__ for kind in OWN_ADVICE],
        }
    condition = sql.SQL("true") if seen.every_case else sql.SQL(OPEN)
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return cursor.execute(sql.SQL(CHANGES).format(open=condition), asked).fetchall()


def _told(seen: Told, found: list[_Row]) -> tuple[Change, ...]:
    return tuple(
        Change(
            position=row.position,
            case_id=row.case_id,
            version=row.version,
            kind=seen.kind(row.name),
            recorded_at=row.recorded_at,
            hash=bytes(row.hash),
        )
        for row in found
    )
