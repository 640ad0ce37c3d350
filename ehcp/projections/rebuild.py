"""All read models made again from the events, beside the live ones, and put in their place.

Readers and the projector go on meanwhile. The tables change names in one transaction, with
the projector held for that moment; the old ones stay beside until the next rebuild.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from ehcp.projections import counts, positions
from ehcp.projections.day import Day
from ehcp.projections.parking import PARKED
from ehcp.projections.positions import APPLICATION, READ, READER, move
from ehcp.projections.restate import PROJECTIONS
from ehcp.projections.sharing import Sharing
from ehcp.projections.tables import Into, Key
from ehcp.projections.writing import Written, write
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.pools import Pooled, translated
from ehcp.store.tail import wait_for_horizon

SHARE = 50  # streams in one transaction, which one process takes at a time
LISTED = 2000  # streams looked up at a time
NEAR = 500  # events behind, at which the projector may be held for the rest
BATCH = 5000
TRIES = 50  # for the moment in which no reader holds a table
AGAIN = 0.2  # seconds between them

# A reader that holds one table may come to wait for another that is being changed: a deadlock, of
# which PostgreSQL ends whoever looks first, after a second. The change gives way before that.
GIVES_WAY = "set local statement_timeout = '800ms'"

TABLES = [
    *(table for projection in PROJECTIONS for table in projection.tables),
    *counts.TABLES,
    PARKED,
]

ALONE = "select pg_try_advisory_lock(hashtextextended('ehcp rebuild', 0))"
STREAMS = """
    select authority, stream from ehcp.events
    where version = 1 and (authority, stream) > (%s, %s)
    order by authority, stream limit %s
"""
TOUCHED = "select distinct authority, stream from ehcp.events where position > %s"
STILL_DUE = """
    insert into ehcp.alerts_due_beside
    select d.* from ehcp.alerts_due d join ehcp.parked_beside p
        on p.authority = d.authority and p.stream = d.case_id and p.projection = 'cases'
    on conflict do nothing
"""
NIL = "00000000-0000-0000-0000-000000000000"


class AlreadyRebuilding(Exception):  # noqa: N818 - named for what it says
    """Another process rebuilds these read models now."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """What a rebuild did: the streams restated, with their events, and up to where.

    `parked` are the streams that could not be restated.
    """

    streams: int
    events: int
    parked: int
    position: int


def rebuild(
    store: Store,
    day: Day,
    *,
    url: str | None = None,
    processes: int = 1,
    told: Callable[[int, int], object] = lambda _done, _all: None,
) -> Rebuilt:
    """Make all read models again and put them in place of the live ones.

    With the database's `url` and several `processes` they share the work. `told` is told how
    many events are done, and of how many, near enough. Raises AlreadyRebuilding; Unavailable
    if the tables are never free for a moment.
    """
    with _alone(store):
        with store.working() as connection:
            for table in TABLES:
                connection.execute(f"truncate ehcp.{table}_beside")
            connection.execute("select ehcp.bare(%s)", (TABLES,))
        after, whole = _head(store), positions.head(store)
        streams = events = parked = 0
        for written in _all(store, url, day, processes):
            streams += len(written.versions)
            events += written.events
            parked += written.parked
            told(events, whole)
        with store.working() as connection:
            connection.execute("set local statement_timeout = 0")
            connection.execute("select ehcp.dress(%s)", (TABLES,))
            counts.count(connection)
        while len(noted := store.notifications(after, BATCH)) > NEAR:
            keys = dict.fromkeys((event.authority, event.stream) for event in noted)
            with store.working() as connection:
                write(connection, store, keys, day, into=Into.BESIDE)
            after = noted[-1].position
        with store.working() as connection:
            connection.execute("set local statement_timeout = 0")
            connection.execute("select ehcp.measure(%s)", ([f"{each}_beside" for each in TABLES],))
        position = _change(store, day, after)
        return Rebuilt(streams=streams, events=events, parked=parked, position=position)


def _all(store: Store, url: str | None, day: Day, processes: int) -> Iterator[Written]:
    """Restate every stream; yield what came of each share."""
    if url is None or processes == 1:
        for keys in _streams(store):
            yield restate_share(store, keys, day)
        return
    with closing(Sharing(url, processes)) as sharing:
        yield from sharing.each(restate_share, _streams(store), day)


def restate_share(store: Store, keys: Sequence[Key], day: Day) -> Written:
    """Restate some streams in the tables beside, in a transaction of their own."""
    with store.working() as connection:
        connection.execute("set local synchronous_commit = off")  # the last commit waits for all
        return write(connection, store, keys, day, into=Into.EMPTY)


def _streams(store: Store) -> Iterator[list[Key]]:
    """Yield every stream of every authority, a share at a time."""
    after: tuple[str, object] = ("", NIL)
    while True:
        with store.working() as connection:
            found = connection.execute(STREAMS, (*after, LISTED)).fetchall()
        if not found:
            return
        for first in range(0, len(found), SHARE):
            yield [(authority, stream) for authority, stream in found[first : first + SHARE]]
        after = found[-1]


def _head(store: Store) -> int:
    """Return a position up to which everything that will ever be there is there."""
    with store.working() as connection:
        row = connection.execute("select max(position) from ehcp.events").fetchone()
    if wait_for_horizon(store.pools.worker):
        return row[0] or 0 if row else 0
    return positions.reached(store)


def _change(store: Store, day: Day, after: int) -> int:
    """Take in the rest with the projector held, and let the tables change names."""
    positions.begin(store)
    for tried in range(1, TRIES + 1):
        try:
            with store.working() as connection:
                connection.execute(READ + " for update", (READER, APPLICATION))
                touched = connection.execute(TOUCHED, (after,)).fetchall()
                write(connection, store, [(a, s) for a, s in touched], day, into=Into.BESIDE)
                connection.execute(STILL_DUE)
                connection.execute(GIVES_WAY)
                connection.execute("select ehcp.swap(%s)", (TABLES,))
                connection.execute("set local statement_timeout to default")
                move(connection, after)
            break
        except Unavailable:
            if tried == TRIES:
                raise
            time.sleep(AGAIN)
    return positions.reached(store)


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Keep other rebuilds away for as long as this one takes."""
    pool = store.pools.worker
    with translated():
        connection: Pooled = pool.getconn()
    try:
        if connection.execute(ALONE).fetchone() != (True,):
            raise AlreadyRebuilding
        yield
    finally:
        if not connection.closed:
            connection.execute("select pg_advisory_unlock_all()")
        pool.putconn(connection)
