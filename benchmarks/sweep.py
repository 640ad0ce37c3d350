"""The sweep of many duties that fall due at once, by several sweepers; and the same under kills.

    BENCH_DUE=100000 BENCH_KILLS=40 python -m benchmarks.sweep

Each duty has one alert to be raised: an event in a stream of its own. The limit writes the same
alerts in one statement, by the same function. Sweepers that are killed with -9 in the middle
are started again; then every alert must be there, and none twice.
"""

import os
import time
from collections.abc import Sequence
from datetime import date
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from random import Random

import psycopg

from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.projections import MIGRATIONS
from ehcp.scheduler.sweep import sweep
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate

DUE = int(os.environ.get("BENCH_DUE", "20000"))
LATER = 4  # rows that are not due, for each that is
KILLS = int(os.environ.get("BENCH_KILLS", "10"))
SWEEPERS = int(os.environ.get("BENCH_PROCESSES", str(os.cpu_count() or 1)))
VICTIMS = 4  # sweepers of which some are killed again and again
TODAY = date(2038, 11, 15)
SPAWN = get_context("spawn")

ROWS = """
    insert into ehcp.alerts_due (
        authority, case_id, limit_id, started_by, due, warn_by, excused, falls_overdue, since,
        law_since, source, owed_by, next_on
    )
    select 'E' || 10000000 + n %% 153, gen_random_uuid(), 'assessment-decision-notify', 2,
        %(day)s, %(day)s, false, true, %(day)s, '2014-09-01', 'SEND Regs 2014 reg 5(1)',
        'local-authority', case when n <= %(due)s then %(day)s::date else %(day)s::date + n end
    from generate_series(1, %(rows)s) n
"""
LEFT = "select count(*) from ehcp.alerts_due where next_on <= %s"
RAISED = """
    select count(*), count(distinct e.stream), count(distinct e.state)
    from ehcp.events e where name = 'AlertRaised' and position > %s
"""
HEAD = "select coalesce(max(position), 0) from ehcp.events"
LIMIT = """
    select count(ehcp.add(
        authority, gen_random_uuid(), 0, array['AlertRaised'], array[form], array[state],
        gen_random_uuid(), '\\x00'::bytea
    )) from (
        select authority, form, state from ehcp.events where name = 'AlertRaised' limit %s
    ) e
"""


def sweep_all(url: str) -> None:
    """Sweep until nothing is due: what each process does."""
    with Store(url, worker=2) as store:
        sweep(store, TODAY, england_and_wales())


def started(url: str) -> BaseProcess:
    """Start a sweeper."""
    process = SPAWN.Process(target=sweep_all, args=(url,), daemon=True)
    process.start()
    return process


def swept(url: str) -> None:
    """Sweep with several, until nothing is due."""
    for process in [started(url) for _ in range(SWEEPERS)]:
        process.join()


def killed(url: str, kills: int, random: Random) -> int:
    """Do the same, and kill so many of them meanwhile; return how many had been at work."""
    sweepers, done = [started(url) for _ in range(VICTIMS)], 0
    for _ in range(kills):
        time.sleep(random.uniform(0.05, 0.4))
        victim = random.randrange(VICTIMS)
        done += sweepers[victim].is_alive()
        sweepers[victim].kill()
        sweepers[victim].join()
        sweepers[victim] = started(url)
    for process in sweepers:
        process.join()
    return done


def filled(connection: psycopg.Connection) -> int:
    """Make duties due, and others that are not; return the position before their alerts."""
    connection.execute("truncate ehcp.alerts_due")
    connection.execute(ROWS, {"day": TODAY, "due": DUE, "rows": DUE * (1 + LATER)})
    connection.execute("vacuum analyze ehcp.alerts_due")
    return number(connection, HEAD)[0]


def number(connection: psycopg.Connection, query: str, *given: object) -> Sequence[int]:
    """Return the numbers that a query gives."""
    return connection.execute(query.encode(), given).fetchone() or (0, 0, 0)


def check(connection: psycopg.Connection, before: int) -> tuple[int, int]:
    """Return how many alerts are lost, and how many doubled."""
    alerts, _, different = number(connection, RAISED, before)
    left = number(connection, LEFT, TODAY)[0]
    return left + max(0, DUE - different), alerts - different


def main() -> None:
    """Run the rounds and print what they give."""
    rows: dict[str, list[float]] = {"limit": [], "swept": []}
    random, lost, doubled, at_work = Random(4), 0, 0, 0
    with scratch_server() as url, psycopg.connect(url, autocommit=True) as connection:
        migrate(url, MIGRATIONS)
        for _ in range(ROUNDS):
            before = filled(connection)
            begun = time.perf_counter()
            with Store(url, worker=SWEEPERS) as store:
                sweep(store, TODAY, england_and_wales())
            rows.setdefault("one sweeper", []).append(DUE / (time.perf_counter() - begun))
            lost, doubled = map(sum, zip((lost, doubled), check(connection, before), strict=True))
            before = filled(connection)
            begun = time.perf_counter()
            swept(url)
            rows["swept"].append(DUE / (time.perf_counter() - begun))
            lost, doubled = map(sum, zip((lost, doubled), check(connection, before), strict=True))
            begun = time.perf_counter()
            connection.execute(LIMIT.encode(), (DUE,))
            rows["limit"].append(DUE / (time.perf_counter() - begun))
        before = filled(connection)
        at_work = killed(url, KILLS, random)
        swept(url)
        lost, doubled = map(sum, zip((lost, doubled), check(connection, before), strict=True))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"{DUE:,} due of {DUE * (1 + LATER):,} rows, {SWEEPERS} sweepers", rows, "alerts/s")
    ratio("sweepers, their start included / one statement", rows["swept"], rows["limit"])
    ratio("one sweeper / one statement", rows["one sweeper"], rows["limit"])
    goal(f"sweep of {DUE:,} due at once", [DUE / each for each in rows["swept"]], "s", at_most=5)
    print(f"{KILLS} kills, {at_work} of them at work: {lost} lost, {doubled} doubled")
    goal(f"alerts lost or doubled, {KILLS} kills", [lost + doubled], "alerts", at_most=0)


if __name__ == "__main__":
    main()
