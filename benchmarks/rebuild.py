"""A rebuild of every read model beside the live ones, against reading the stored rows.

    BENCH_EVENTS=1000000 python -m benchmarks.rebuild
    BENCH_EVENTS=10000000 BENCH_PROCESSES=2 BENCH_ROUNDS=1 python -m benchmarks.rebuild

Once by each number of processes that is asked for. The limit is COPY of every stored row out of
the database in the order of the streams: no event decoded, no law applied, nothing written.
"""

import os
import time
from datetime import date

import psycopg

from benchmarks.filling import ONE_AFTER_ANOTHER, filled, generate
from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.projections.collecting import collect_seldom
from ehcp.projections.day import Day
from ehcp.projections.rebuild import rebuild
from ehcp.store.cases import Store

EVENTS = int(os.environ.get("BENCH_EVENTS", "20000"))
PROCESSES = [int(n) for n in os.environ.get("BENCH_PROCESSES", f"1,{os.cpu_count()}").split(",")]
DAY = Day(date(2026, 11, 20), england_and_wales())
ENGLAND = 100_000_000  # events
READ = "copy (select * from ehcp.events order by authority, stream, version) to stdout"

LIMIT = "limit: read every stored row"
WAYS = {n: f"a rebuild in {n} processes, their start included" for n in PROCESSES}


def rebuilt(store: Store, url: str, processes: int) -> float:
    """Return the seconds that a rebuild takes."""
    begun = time.perf_counter()
    rebuild(store, DAY, url=url, processes=processes)
    return time.perf_counter() - begun


def read(url: str) -> float:
    """Return the seconds for reading what is stored."""
    begun = time.perf_counter()
    with psycopg.connect(url) as connection, connection.cursor().copy(READ) as copy:
        for _ in copy:
            pass
    return time.perf_counter() - begun


def main() -> None:
    """Run the rounds and print what they give."""
    collect_seldom()  # as the command does
    rows: dict[str, list[float]] = {LIMIT: [], **{way: [] for way in WAYS.values()}}
    with scratch_server() as url:
        generate(url)
        with filled(url, EVENTS, ONE_AFTER_ANOTHER) as (where, events), Store(where) as store:
            for _ in range(ROUNDS):
                rows[LIMIT].append(events / read(where))
                for processes, way in WAYS.items():
                    rows[way].append(events / rebuilt(store, where, processes))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"{events:,} events", rows, "events/s")
    most = rows[WAYS[PROCESSES[-1]]]
    hours = [ENGLAND / each / 3600 for each in most]
    named = f"rebuild of {events:,} events, {PROCESSES[-1]} processes"
    goal(named, most, "events/s", at_least=40_000)
    report("the hundred million events of England, reckoned from these", {named: hours}, "hours")
    for way in WAYS.values():
        ratio(f"{way} / limit", rows[way], rows[LIMIT])


if __name__ == "__main__":
    main()
