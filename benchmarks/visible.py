"""From the commit of an event to its being seen in the read models, at so many appends a second.

    BENCH_RATE=500 BENCH_SECONDS=20 python -m benchmarks.visible

Events of existing cases come evenly, from several threads; the projector is a process of its
own. One waits for the last write, again and again, as the API does with `after`. The
limit is the pause of the projector and of who waits, with nothing to do for either.
"""

import os
import statistics
import threading
import time
from datetime import date
from itertools import islice
from multiprocessing import get_context
from uuid import UUID, uuid4

import psycopg

from benchmarks.lives import ordinary
from benchmarks.measuring import ROUNDS, SECONDS, goal, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.record import Noted
from ehcp.projections import MIGRATIONS, positions
from ehcp.projections.collecting import collect_seldom
from ehcp.projections.projector import POLL, Projector
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate
from ehcp.store.waiting import EVERY

RATE = float(os.environ.get("BENCH_RATE", "500"))  # appends a second
WRITERS = 8
CASES = int(os.environ.get("BENCH_CASES", "400"))
LENGTH = int(os.environ.get("BENCH_LENGTH", "60"))  # events of a case before
PATIENCE = 30.0
TODAY = date(2026, 11, 20)
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")
NOTE = Noted(on=TODAY, note="A call to the school. " * 12)


def project(url: str) -> None:
    """Keep the read models: what the projector's process does."""
    collect_seldom()
    with Store(url) as store:
        Projector(store, lambda: TODAY, england_and_wales()).run(threading.Event())


def append(store: Store, case: UUID, *events: object) -> int:
    """Append to a case; return the position."""
    return store.append(
        "E10000014", case, None, events or [NOTE],  # type: ignore[arg-type]
        by=BY, source=Source.PORTAL, command_id=uuid4(), body_hash=b"0" * 32,
    ).position  # fmt: skip


class Last:
    """The last event that was appended: its position, and when that was known."""

    position = 0
    at = 0.0


def write(store: Store, cases: list[UUID], last: Last, end: float) -> int:
    """Append evenly until the end; return how many were appended."""
    pause, due, done = WRITERS / RATE, time.perf_counter(), 0
    while (now := time.perf_counter()) < end:
        if now < due:
            time.sleep(due - now)
        due += pause
        position = append(store, cases[done % len(cases)])
        last.position, last.at = position, time.perf_counter()
        done += 1
    return done


def wait(store: Store, last: Last, waits: list[float], end: float) -> None:
    """Wait for the last event, again and again."""
    while time.perf_counter() < end:
        position, at = last.position, last.at
        seen = positions.wait_for(store, position, PATIENCE)
        waits.append((time.perf_counter() - at) * 1000 if seen else PATIENCE * 1000)
        while last.position == position and time.perf_counter() < end:
            time.sleep(0.001)


def written(url: str) -> int:
    """Return how many bytes the server has written to its log, ever."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchone()
    return int(row[0]) if row else 0


def measured(store: Store, cases: list[UUID]) -> tuple[int, float, list[float]]:
    """Return the appends that there were, how many a second, and how long each wait was."""
    waits: list[float] = []
    counts: list[int] = []
    last = Last()
    last.position, last.at = append(store, cases[0]), time.perf_counter()
    begun = time.perf_counter()
    end = begun + SECONDS

    def writer(number: int) -> None:
        counts.append(write(store, cases[number::WRITERS], last, end))

    threads = [threading.Thread(target=writer, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    wait(store, last, waits, end)
    for thread in threads:
        thread.join()
    rate = sum(counts) / (time.perf_counter() - begun)
    positions.wait_for(store, last.position, 600)  # so that the next round begins with nothing
    return sum(counts), rate, sorted(waits)


def main() -> None:
    """Run the rounds and print what they give."""
    rows: dict[str, list[float]] = {"median": [], "99th percentile": []}
    rates: dict[str, list[float]] = {"appended": []}
    logged: dict[str, list[float]] = {"WAL of an event, its read models included": []}
    with scratch_server() as url:
        migrate(url, MIGRATIONS)
        with Store(url, web=WRITERS + 1) as store:
            cases = [uuid4() for _ in range(CASES)]
            for case in cases:
                last = append(store, case, *islice(ordinary(), LENGTH))
            process = get_context("spawn").Process(target=project, args=(url,), daemon=True)
            process.start()
            positions.wait_for(store, last, 600)
            for _ in range(ROUNDS):
                before = written(url)
                appended, rate, waits = measured(store, cases)
                rates["appended"].append(rate)
                for each in logged.values():
                    each.append((written(url) - before) / appended / 1000)
                rows["median"].append(statistics.median(waits))
                rows["99th percentile"].append(waits[int(len(waits) * 0.99)])
            process.kill()
            process.join()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"{RATE:.0f} appends a second asked for, cases of {LENGTH} events", rates, "a second")
    report("from commit to visible", rows, "ms")
    report("what the server writes down", logged, "kB")
    goal("from commit to visible, median", rows["median"], "ms", at_most=60)
    goal("from commit to visible, 99th percentile", rows["99th percentile"], "ms", at_most=250)
    pauses = (POLL + EVERY) / 2 * 1000
    share = statistics.median(rows["median"]) / pauses
    print(f"RATIO median / the pauses alone, {pauses:.1f} ms = {share:.3f}", flush=True)


if __name__ == "__main__":
    main()
