"""Verifying the hash chains, by one process, against reading the same rows and no more.

    BENCH_CASES=600 python -m benchmarks.verify

The cases are generated, every event through the domain, so that every chain must hold.
"""

import os
import time

import psycopg

from benchmarks.filling import generate
from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.store.cases import Store
from ehcp.store.verifying.events import rows, verify

CASES = int(os.environ.get("BENCH_CASES", "600"))
READ = "the same rows, read and no more"
VERIFIED = "verify"


def main() -> None:
    """Run the rounds and print what they give."""
    found: dict[str, list[float]] = {READ: [], VERIFIED: []}
    with scratch_server() as url:
        generate(url, CASES)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("vacuum analyze ehcp.events")
        with Store(url) as store:
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                events = sum(1 for _ in rows(store))
                found[READ].append(events / (time.perf_counter() - begun))
                begun = time.perf_counter()
                verified = verify(store)
                found[VERIFIED].append(events / (time.perf_counter() - begun))
                if verified.damage or verified.events != events:
                    raise SystemExit(f"{len(verified.damage)} damages in {events} sound events")
    report(f"{events:,} events, one process", found, "events/s")
    ratio(f"{VERIFIED} / {READ}", found[VERIFIED], found[READ])
    goal("verify, one core", found[VERIFIED], "events/s", at_least=50_000)


if __name__ == "__main__":
    main()
