"""Following the events: how many a reader passes over while eight writers add 100,000.

    python -m benchmarks.order

Once as it is, and once without the guard: reading on from the last position, as a reader does
that trusts positions to come in order. BENCH_EVENTS sets how many events there are.
"""

import os
import threading
import time
from datetime import date
from uuid import uuid4

from benchmarks.measuring import ROUNDS, goal, report, scratch_server
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.record import Noted
from ehcp.store import tail
from ehcp.store.cases import Store

EVENTS = int(os.environ.get("BENCH_EVENTS", "100000"))
DAY = date(2026, 3, 2)
WRITERS = 8
BATCH = 500
GUARD = tail.wait_for_horizon
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")


def followed(store: Store, count: int, start: int) -> tuple[int, int, float]:
    """Let writers add so many events and a reader follow; return stored, passed over, seconds."""
    seen: set[int] = set()
    left = threading.Semaphore(count)
    done = threading.Event()

    def write() -> None:
        note = Noted(on=DAY, note="A call to the school.")
        while left.acquire(blocking=False):
            store.append("E1", uuid4(), 0, [note], by=BY, source=Source.PORTAL,
                         command_id=uuid4(), body_hash=b"")  # fmt: skip

    def read() -> None:
        last = start
        while True:
            over = done.is_set()
            found = store.notifications(last, BATCH)
            seen.update(each.position for each in found)
            last = found[-1].position if found else last
            if over and not found:
                return

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    reader = threading.Thread(target=read)
    begun = time.perf_counter()
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    elapsed = time.perf_counter() - begun
    with store.working() as connection:
        rows = connection.execute("select position from ehcp.events where position > %s", (start,))
        stored = {position for (position,) in rows}
    return len(stored), len(stored - seen), elapsed


def main() -> None:
    """Run the rounds and print what they give."""
    passed: dict[str, list[float]] = {"with the guard": [], "without it": []}
    speed: dict[str, list[float]] = {"with the guard": [], "without it": []}
    with scratch_server() as url, Store(url, web=WRITERS, worker=3, timeout=20) as store:
        start = 0
        for _ in range(ROUNDS):
            for name, guard in (("with the guard", GUARD), ("without it", lambda _: True)):
                tail.wait_for_horizon = guard
                stored, skipped, elapsed = followed(store, EVENTS // ROUNDS, start)
                passed[name].append(skipped)
                speed[name].append(stored / elapsed)
                start = highest(store)
    report(f"{EVENTS} events, {WRITERS} writers, one reader: passed over", passed, "events")
    report("followed", speed, "events a second")
    total = sum(passed["with the guard"])
    goal("events passed over by a reader that follows", [total], "events", at_most=0)


def highest(store: Store) -> int:
    """Return the last position."""
    with store.working() as connection:
        row = connection.execute("select max(position) from ehcp.events").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
