"""Fill an empty database with millions of events that are really chained, for what is measured.

    EHCP_DATABASE_URL=postgresql://... python -m benchmarks.fill --events 1000000

Some cases are generated through the domain. Copies of them, in streams of their own, are stored
through the bulk path: hashed here, checked by the database, each event with its moment. So that
`ehcp verify` passes, as it does not over the copies of `benchmarks.filling`. The children have
the names that they had. Started again it goes on.
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from uuid import UUID, uuid5

import psycopg

from ehcp.config import settings
from ehcp.store.bulk import Bulk, Fact, History

UNTIL = "2026-11-20"
COPY_OF = UUID("6b1f6f0e-6d0b-4c53-9f6e-0d4f5a7c1e2b")
AT_ONCE = 500  # histories in one task, some 50,000 events

GENERATED = """
    select authority, stream, name, form, state, recorded_at from ehcp.events
    where (authority, stream) in (
        select authority, stream from ehcp.events where name = 'CaseOpened'
        order by position limit %s
    )
    order by authority, stream, version
"""


def generate(cases: int) -> None:
    """Bring the database to the schema and generate cases, with the commands of the product."""
    authorities = str(min(cases, 20))
    told = ["--cases", str(cases), "--authorities", authorities, "--years", "8", "--until", UNTIL]
    for arguments in (["migrate"], ["generate", *told]):
        subprocess.run([Path(sys.executable).with_name("ehcp"), *arguments], check=True)  # noqa: S603 - ours


def generated(url: str, most: int) -> list[History]:
    """Return the histories to copy, as they are stored."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(GENERATED, (most,), binary=True)
        return [
            History(authority, stream, [Fact(*row[2:]) for row in found])
            for (authority, stream), found in groupby(rows, key=itemgetter(0, 1))
        ]


def copied(histories: list[History], number: int) -> Iterator[History]:
    """Yield the copies of that number: each its own stream, by a command of its own."""
    for each in histories:
        stream = uuid5(COPY_OF, f"{number}/{each.stream}")
        body = sha256(b"copied\0" + stream.bytes).digest()
        yield each._replace(stream=stream, command_id=uuid5(stream, "copy"), body_hash=body)


_ours: list[tuple[Bulk, list[History]]] = []


def begin(url: str, most: int) -> None:
    """Make a process ready."""
    _ours[:] = [(Bulk(url, invented=True), generated(url, most))]


def store(number: int, first: int) -> int:
    """Store some of the copies of a number; return how many events came in."""
    bulk, histories = _ours[0]
    return sum(t.events for t in bulk.store(copied(histories[first : first + AT_ONCE], number)))


def copy(url: str, cases: int, events: int, processes: int) -> int:
    """Copy what is there until there are so many events; return how many came in."""
    there = sum(len(each.facts) for each in generated(url, cases))
    with ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin,
        initargs=(url, cases),
    ) as pool:
        running = [
            pool.submit(store, number, first)
            for number in range(1, -(-events // max(1, there)))
            for first in range(0, cases, AT_ONCE)
        ]
        return sum(each.result() for each in running)


def main() -> None:
    """Generate, copy, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--cases", type=int, default=1000, help="generated through the domain")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    url = settings().database_url
    if url is None:
        raise SystemExit("Set EHCP_DATABASE_URL to an empty database.")
    begun = time.perf_counter()
    generate(given.cases)
    made = time.perf_counter() - begun
    stored = copy(url, given.cases, given.events, given.processes)
    took = time.perf_counter() - begun - made
    print(f"generated in {made:,.0f} s; {stored:,} events copied in {took:,.0f} s,"
          f" {stored / took:,.0f} a second")  # fmt: skip


if __name__ == "__main__":
    main()
