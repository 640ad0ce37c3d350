"""The memory of each process while a database is projected from nothing, and read at a pace.

    BENCH_EVENTS=1000000 python -m benchmarks.memory

`ehcp work` restates every case while `ehcp serve` answers reads of cases; the resident memory of
every process of both is taken each second. Flat is what holds as much in the last third of the
time as in the middle one.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import psycopg

from benchmarks.filling import ONE_AFTER_ANOTHER, filled, generate
from benchmarks.http import CALLERS, Asking, add_caseworker, reading, served
from benchmarks.measuring import ROUNDS, goal, report, scratch_server
from ehcp.projections import positions
from ehcp.store.cases import Store

EVENTS = int(os.environ.get("BENCH_EVENTS", "20000"))
PACE = 50  # reads a second
AT_MOST = 300  # MB
GROWS = 1.1  # what is not flat any more
WORST = "whichever it was"
LARGEST = """
    select authority, array_agg(stream) from ehcp.events
    where version = 1 and name not like 'Authority%'
    group by authority order by count(*) desc limit 1
"""

Samples = dict[str, list[float]]


def main() -> None:
    """Run the rounds and print what they give."""
    most: dict[str, list[float]] = defaultdict(list)
    grown: dict[str, list[float]] = defaultdict(list)
    with scratch_server() as url:
        generate(url)
        for _ in range(ROUNDS):
            with filled(url, EVENTS, ONE_AFTER_ANOTHER) as (database, events):
                samples = lived_through(database)
            for name, taken in samples.items():
                most[name].append(max(taken))
                grown[name].append(_grown(taken))
            most[WORST].append(max(map(max, samples.values())))
            grown[WORST].append(max(map(_grown, samples.values())))
    report(f"{events:,} events projected, most that a process held", most, "MB")
    report("the last third of the time, by the middle one", grown, "times")
    goal("memory of each process", most[WORST], "MB", at_most=AT_MOST)
    goal("memory of each process, growth", grown[WORST], at_most=GROWS)


def lived_through(database: str) -> Samples:
    """Return what each process held, second by second, until all was projected."""
    samples: Samples = defaultdict(list)
    with (
        psycopg.connect(database) as connection,
        Store(database) as store,
        served(database) as (port, web),
        get_context("spawn").Pool(CALLERS) as callers,
        working(database) as worker,
    ):
        row = connection.execute(LARGEST).fetchone()
        if row is None:
            raise SystemExit("There is no case to read.")
        add_caseworker(store, row[0])
        upto = positions.head(store)  # the alerts that are raised come on top
        sent = reading(*row)
        over = threading.Event()

        def ask() -> None:
            turn = 0
            while not over.is_set():
                Asking(port, callers)(sent, turn, pace=PACE)
                turn += 1

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            while positions.position(store) < upto:
                for number, pid in enumerate(web, start=1):
                    samples[f"web {number}"].append(megabytes(pid))
                for number, pid in enumerate(_with_children(worker), start=1):
                    samples[f"worker {number}"].append(megabytes(pid))
                time.sleep(1)
        finally:
            over.set()
            asking.join()
    return samples


@contextmanager
def working(url: str) -> Iterator[int]:
    """Keep the read models of a database as `ehcp work` does; yield who does it."""
    environment = {**os.environ, "EHCP_DATABASE_URL": url}
    command = [sys.executable, "-m", "ehcp", "work"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as worker:  # noqa: S603
        try:
            yield worker.pid
        finally:
            worker.terminate()


def _with_children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(child) for child in found.read_text().split()] if found.exists() else []
    return [pid, *(each for child in below for each in _with_children(child))]


def megabytes(pid: int) -> float:
    """Return the resident memory of a process; 0 where it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0.0
    held = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(held[0]) / 1024 if held else 0.0


def _grown(taken: list[float]) -> float:
    third = len(taken) // 3
    if not third:
        return 1.0
    middle, last = taken[third : 2 * third], taken[-third:]
    return statistics.median(last) / (statistics.median(middle) or 1.0)


if __name__ == "__main__":
    main()
