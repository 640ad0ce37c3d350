"""A synthetic England into the database: on all cores, chunk by chunk, once.

A case follows from the seed, its authority and its number, whichever process makes it and
whenever. Each is stored whole or not at all, and what is there is not made again: a run that was
killed is started again, and goes on.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

from ehcp.application.cases import CASES, Asked
from ehcp.application.keeping.authorities import Authorities
from ehcp.cli.asking.database import DEFAULT
from ehcp.cli.generate.authorities import Authority
from ehcp.cli.generate.figures import published
from ehcp.cli.generate.life import life
from ehcp.cli.generate.living import Lived, lived
from ehcp.cli.generate.population import Population
from ehcp.domain.entry import Entry, Recorder
from ehcp.store.bulk import Bulk, Fact, History
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.mapper import Recorded, encode

SHARE = 100
"""Cases in one task, about 10,000 events: stored in one transaction."""

THERE = """
    select stream from ehcp.events
    where authority = %s and version = 1 and stream = any(%s)
"""
GENERATOR = Recorder(subject="generator", role="system", organisation="ehcp")


@dataclass(frozen=True, kw_only=True)
class World:
    """What a synthetic England follows from, beside its size."""

    seed: int
    until: date
    years: int


@dataclass(frozen=True)
class Task:
    """Some cases of one authority: from the first number up to, not including, the last."""

    authority: Authority
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Made:
    """What became of a task. `again` were there already, `refused` are acts without effect."""

    cases: int = 0
    events: int = 0
    bytes: int = 0
    again: int = 0
    refused: int = 0

    def __add__(self, other: "Made") -> "Made":
        return Made(
            cases=self.cases + other.cases,
            events=self.events + other.events,
            bytes=self.bytes + other.bytes,
            again=self.again + other.again,
            refused=self.refused + other.refused,
        )


class Maker:
    """Makes cases of a world and stores them, over connections of its own."""

    def __init__(self, url: str, world: World) -> None:
        self.world = world
        self.population = Population(published(), world.until, world.years)
        self.store = Store(url, web=1, worker=1)
        self.bulk = Bulk(url, invented=True)

    def close(self) -> None:
        """Close the connections."""
        self.bulk.close()
        self.store.close()

    def make(self, task: Task) -> Made:
        """Make the cases of a task that are not there yet."""
        code = task.authority.code
        ids = {case_id(self.world, code, n): n for n in range(task.first, task.last)}
        there = self._there(code, list(ids))
        histories, refused = [], 0
        for id_, n in ids.items():
            if id_ not in there:
                found = case(self.population, self.world, task.authority, n)
                refused += len(found.refused)
                histories.append(history(code, id_, found.entries))
        taken = list(self.bulk.store(histories))
        return Made(
            cases=sum(chunk.streams for chunk in taken),
            events=sum(chunk.events for chunk in taken),
            bytes=sum(len(fact.state) for each in histories for fact in each.facts),
            again=len(there) + sum(len(chunk.again) for chunk in taken),
            refused=refused,
        )

    def _there(self, authority: str, ids: list[UUID]) -> set[UUID]:
        with self.store.working() as connection:
            rows = connection.execute(THERE, (authority, ids), binary=True).fetchall()
        return {stream for (stream,) in rows}


def case_id(world: World, authority: str, n: int) -> UUID:
    """Return the id of the nth case of an authority: the same whenever it is made."""
    return uuid5(CASES, f"generated/{world.seed}/{authority}/{n}")


def case(population: Population, world: World, authority: Authority, n: int) -> Lived:
    """Return the nth case of an authority."""
    seeds = (world.seed, authority.code, n)
    script = life(population, authority.name, *seeds)
    found = lived(script, *seeds)
    script.acts.clear()  # they hold each other: nothing is left for a collector to find
    return found


def history(authority: str, stream: UUID, entries: Sequence[Entry]) -> History:
    """Return the entries of a case as they are stored."""
    return History(
        authority=authority,
        stream=stream,
        facts=[_fact(stream, entry) for entry in entries],
        command_id=uuid5(stream, "generate"),
        body_hash=sha256(b"generated\0" + stream.bytes).digest(),
    )


def _fact(stream: UUID, entry: Entry) -> Fact:
    recorded = Recorded(
        originator_id=stream,
        originator_version=entry.place,
        event=entry.event,
        by=entry.recorded_by or GENERATOR,
        source=entry.source,
    )
    kind = type(entry.event)
    return Fact(kind.__name__, kind.form, encode(recorded), entry.recorded_at)


def tasks(authorities: Sequence[Authority]) -> Iterator[Task]:
    """Yield the tasks, of every authority in its turn."""
    for authority in authorities:
        for first in range(0, authority.cases, SHARE):
            yield Task(authority, first, min(first + SHARE, authority.cases))


def begin(url: str, world: World, authorities: Sequence[Authority]) -> None:
    """Mark an empty database as an invented world, and add its authorities.

    Raises StoreError where the database holds a record.
    """
    with Bulk(url, invented=True) as bulk:
        bulk.invent()
    with Store(url, web=1, worker=1) as store:
        register = Authorities(store, lambda: world.until)
        for each in authorities:
            asked = Asked(by=GENERATOR, command_id=uuid5(CASES, each.code))
            register.add(each.code, each.name, DEFAULT, asked)


def make(
    url: str, world: World, authorities: Sequence[Authority], processes: int
) -> Iterator[Made]:
    """Make every case that is not there yet; yield what each task came to, as it ends."""
    if processes == 1:
        maker = Maker(url, world)
        try:
            yield from map(maker.make, tasks(authorities))
        finally:
            maker.close()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_open, initargs=(url, world)
    ) as pool:
        running = [pool.submit(_make, task) for task in tasks(authorities)]
        try:
            for future in as_completed(running):
                yield future.result()
        except BrokenProcessPool:
            raise Unavailable("a process of the generator was killed; start again") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_maker: list[Maker] = []


def _open(url: str, world: World) -> None:
    """Make this process ready, and have it end with the one that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker[:] = [Maker(url, world)]
    gc.freeze()
    gc.disable()  # to look through all that a case holds, again and again, costs much time


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(task: Task) -> Made:
    made = _maker[0].make(task)
    gc.collect()
    return made
