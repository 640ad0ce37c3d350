"""The projector from nothing to the last event, against reading the rows and copying the result.

    BENCH_EVENTS=1000000 python -m benchmarks.projector_catchup

With locality a case's events lie together, without it they lie as far apart as they can. The
limit reads every stored row and fills the same tables, with the same indexes, by COPY from bytes
that are ready: no event decoded, no law applied. Beside it what one event a commit allows, as
the runner of the eventsourcing library works, with nothing done for the event.
"""

import os
import time
from datetime import date

import psycopg

from benchmarks.filling import INTERLEAVED, ONE_AFTER_ANOTHER, filled, generate
from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.projections import counts, positions
from ehcp.projections.collecting import collect_seldom
from ehcp.projections.projector import Projector
from ehcp.projections.restate import PROJECTIONS
from ehcp.store.cases import Store

EVENTS = int(os.environ.get("BENCH_EVENTS", "20000"))
PROCESSES = int(os.environ.get("BENCH_PROCESSES", str(os.cpu_count() or 1)))
ONE_BY_ONE = 1000  # events of the runner's round
TODAY = date(2026, 11, 20)
TABLES = [*(table for projection in PROJECTIONS for table in projection.tables), *counts.TABLES]

LIMIT = "limit: read every row, COPY the finished tables"
RUNNER = "one event a commit, and nothing done for it"
ALONE = "the projector, with locality, one process"
NEAR = f"the projector, with locality, {PROCESSES} processes"
APART = f"the projector, without locality, {PROCESSES} processes"


def empty(connection: psycopg.Connection, suffix: str = "") -> None:
    """Leave nothing in the tables, and the projector at the beginning."""
    for table in TABLES:
        connection.execute(f"truncate ehcp.{table}{suffix}")
    connection.execute("delete from ehcp.tracking where application = 'ehcp'")


def caught_up(store: Store, connection: psycopg.Connection, processes: int) -> float:
    """Return the seconds that the projector takes from nothing, its processes started included."""
    empty(connection)
    begun = time.perf_counter()
    projector = Projector(
        store, lambda: TODAY, england_and_wales(), processes=processes, far=EVENTS // 2
    )
    projector.catch_up()
    return time.perf_counter() - begun


def one_by_one(store: Store, connection: psycopg.Connection) -> float:
    """Return the seconds for a thousand events of which each is a transaction."""
    empty(connection)
    positions.begin(store)
    begun = time.perf_counter()
    for event in store.notifications(0, ONE_BY_ONE):
        with store.working() as working:
            positions.hold(working)
            positions.move(working, event.position)
    return time.perf_counter() - begun


def columns(connection: psycopg.Connection, table: str) -> str:
    """Return the columns of a table that are not worked out."""
    row = connection.execute(
        "select string_agg(quote_ident(attname), ', ') from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and attgenerated = '' and not attisdropped",
        (f"ehcp.{table}",),
    ).fetchone()
    return str(row[0]) if row else ""


def copied_out(connection: psycopg.Connection) -> dict[str, tuple[str, list[bytes]]]:
    """Return the contents of each table as COPY gives them, with its columns."""
    found = {}
    for table in TABLES:
        names = columns(connection, table)
        statement = f"copy ehcp.{table} ({names}) to stdout (format binary)"
        with connection.cursor().copy(statement) as copy:
            found[table] = names, [bytes(block) for block in copy]
    return found


def limit(connection: psycopg.Connection, ready: dict[str, tuple[str, list[bytes]]]) -> float:
    """Return the seconds for reading every row and copying the result that is ready."""
    empty(connection, "_beside")
    begun = time.perf_counter()
    with connection.transaction():
        with connection.cursor(name="all", binary=True) as cursor:
            cursor.itersize = 5000
            cursor.execute(
                "select stream, version, name, state from ehcp.events order by position"
            )
            for _ in cursor:
                pass
        for table, (names, blocks) in ready.items():
            statement = f"copy ehcp.{table}_beside ({names}) from stdin (format binary)"
            with connection.cursor().copy(statement) as copy:
                for block in blocks:
                    copy.write(block)
    return time.perf_counter() - begun


def main() -> None:
    """Run the rounds and print what they give."""
    collect_seldom()  # as the worker does
    rows: dict[str, list[float]] = {LIMIT: [], RUNNER: [], ALONE: [], NEAR: [], APART: []}
    with scratch_server() as url:
        generate(url)
        for order in (ONE_AFTER_ANOTHER, INTERLEAVED):
            with (
                filled(url, EVENTS, order) as (where, events),
                Store(where) as store,
                psycopg.connect(where, autocommit=True) as connection,
            ):
                for _ in range(ROUNDS):
                    if order == INTERLEAVED:
                        rows[APART].append(events / caught_up(store, connection, PROCESSES))
                        continue
                    rows[ALONE].append(events / caught_up(store, connection, 1))
                    rows[NEAR].append(events / caught_up(store, connection, PROCESSES))
                    rows[LIMIT].append(events / limit(connection, copied_out(connection)))
                    rows[RUNNER].append(ONE_BY_ONE / one_by_one(store, connection))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"{events:,} events, {len(TABLES)} tables", rows, "events/s")
    for name in (ALONE, NEAR, APART):
        ratio(f"{name} / limit", rows[name], rows[LIMIT])
    for name in (NEAR, APART):
        ratio(f"{name} / one event a commit", rows[name], rows[RUNNER])
    goal(f"catch-up of {events:,} events, with locality", rows[NEAR], "events/s", at_least=20_000)
    goal("the same without locality", rows[APART], "events/s", at_least=8_000)


if __name__ == "__main__":
    main()
