"""All read models made again from the events, beside the live ones, and put in their place.

Readers and the projector go on meanwhile. The tables change names in one transaction, with
the projector held for that moment; the old ones stay beside until the next rebuild.
"""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from ehcp.projections import positions
from ehcp.projections.parking import PARKED
from ehcp.projections.positions import APPLICATION, READ, READER, move
from ehcp.projections.restate import PROJECTIONS, Day
from ehcp.projections.tables import Key
from ehcp.projections.writing import write
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.pools import Pooled, translated
from ehcp.store.tail import wait_for_horizon

SHARE = 1000  # streams that one process takes at a time
NEAR = 500  # events behind, at which the projector may be held for the rest
BATCH = 5000
TRIES = 20  # for the moment in which no reader holds a table
AGAIN = 0.2  # seconds between them

TABLES = [*(table for projection in PROJECTIONS for table in projection.tables), PARKED]

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
    """What a rebuild did: the streams restated, how many had to be parked, and up to where."""

    streams: int
    parked: int
    position: int


def rebuild(store: Store, day: Day, *, url: str | None = None, processes: int = 1) -> Rebuilt:
    """Make all read models again and put them in place of the live ones.

    With the database's `url` and several `processes` they share the work. Raises
    AlreadyRebuilding; Unavailable if the tables are never free for a moment.
    """
    with _alone(store):
        with store.working() as connection:
            for table in TABLES:
                connection.execute(f"truncate ehcp.{table}_beside")
        after = _head(store)
        if url is None or processes == 1:
            streams, parked = _in_turn(store, day)
        else:
            streams, parked = _shared(store, url, day, processes)
        while len(noted := store.notifications(after, BATCH)) > NEAR:
            keys = dict.fromkeys((event.authority, event.stream) for event in noted)
            with store.working() as connection:
                write(connection, store, keys, day, beside=True)
            after = noted[-1].position
        with store.working() as connection:
            connection.execute("select ehcp.measure(%s)", ([f"{each}_beside" for each in TABLES],))
        return Rebuilt(streams=streams, parked=parked, position=_change(store, day, after))


def _in_turn(store: Store, day: Day) -> tuple[int, int]:
    streams = parked = 0
    for keys in _streams(store):
        with store.working() as connection:
            parked += write(connection, store, keys, day, beside=True)
        streams += len(keys)
    return streams, parked


def _shared(store: Store, url: str, day: Day, processes: int) -> tuple[int, int]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_open, initargs=(url, day)
    ) as pool:
        shares = list(_submitted(pool, store))
        return sum(size for size, _ in shares), sum(share.result() for _, share in shares)


def _submitted(pool: Executor, store: Store) -> Iterator[tuple[int, Future[int]]]:
    for keys in _streams(store):
        yield len(keys), pool.submit(_share, keys)


def _streams(store: Store) -> Iterator[list[Key]]:
    """Yield every stream of every authority, so many at a time."""
    after: tuple[str, object] = ("", NIL)
    while True:
        with store.working() as connection:
            found = connection.execute(STREAMS, (*after, SHARE)).fetchall()
        if not found:
            return
        yield [(authority, stream) for authority, stream in found]
        after = found[-1]


_ours: tuple[Store, Day] | None = None  # of a process that rebuilds a share


def _open(url: str, day: Day) -> None:
    global _ours  # noqa: PLW0603 - what an initializer is for
    _ours = Store(url, worker=2), day


def _share(keys: list[Key]) -> int:
    """Rebuild some streams in a process of its own; return how many were parked."""
    if _ours is None:
        raise RuntimeError("The process has not been opened.")
    store, day = _ours
    with store.working() as connection:
        return write(connection, store, keys, day, beside=True)


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
                write(connection, store, [(a, s) for a, s in touched], day, beside=True)
                connection.execute(STILL_DUE)
                connection.execute("select ehcp.swap(%s)", (TABLES,))
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
