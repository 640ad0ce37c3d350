"""A page of the caseload of the largest authority, in a database that holds all of England.

    python -m benchmarks.caseload [PLANS [PLANS OF THE LARGEST]]
    python -m benchmarks.caseload 720000 20000

The tables of the read models are filled by SQL, with as many rows as so many plans have: what is
measured is the query, not how the rows came there. The limit is the same page of the bare table.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from random import Random
from uuid import UUID

import psycopg

from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.rights import EVERY_CASE
from ehcp.projections import MIGRATIONS, queries
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate

GIVEN = [int(each) for each in sys.argv[1:]]
PLANS = GIVEN[0] if GIVEN else 40_000
LARGEST = GIVEN[1] if len(GIVEN) > 1 else PLANS // 36  # 20,000 of 720,000
ASKED = int(os.environ.get("BENCH_ASKED", "300"))  # pages of each kind in a round
EACH = 10  # deadlines of a case, most of them done
TODAY = date(2026, 11, 20)
A = "E00000000"
BESIDE = ["caseload", "deadlines"]

CASES = """
    insert into ehcp.caseload_beside (
        authority, case_id, child_name, date_of_birth, upn, officer, officer_subject, stage,
        version, opened_on, last_event_on, last_recorded_at, next_due, next_limit, parked
    )
    select case when n <= {largest} then 'E00000000' else 'E' || 1 + n % 152 end,
        md5(n::text)::uuid, 'A Child ' || n, '2010-01-01'::date + n % 5000, 'A' || n,
        'Officer ' || n % 40, 'officer-' || n % 40,
        (array['plan-in-force', 'review', 'amendment', 'assessment', 'request'])[1 + n % 5],
        60, '2020-01-01', '2026-10-01', now(), '2026-11-01'::date + n % 360,
        'review-decision-notify', false
    from generate_series(1, {plans}) n order by 1, 2
"""
DEADLINES = """
    insert into ehcp.deadlines_beside (
        authority, case_id, id, number, limit_id, stage, kind, force, owed_by, source, law_since,
        drives, binds, given, started_by, started_by_name, started_first, started_last, due_first,
        due_last, done, open, settled, when_over, late_runs, excuses, readings
    )
    select authority, case_id, md5(case_id::text || d)::uuid, d, 'review-decision-notify',
        'review', 'hard-limit', 'statutory', 'local-authority', 'SEND Regs 2014 reg 20(10)',
        '2014-09-01', true, true, false, d, 'review-meeting-held', next_due - 28, next_due - 28,
        next_due, next_due, d > 1, d = 1, case when d > 1 then 'met-in-time' end, 'outstanding',
        false, '[]', '[]'
    from ehcp.caseload_beside, generate_series(1, {each}) d order by 1, 2, 3
"""
COUNTS = """
    insert into ehcp.case_counts
    select authority, stage, officer, officer_subject, count(*) from ehcp.caseload
    group by 1, 2, 3, 4;
    insert into ehcp.duty_counts
    select authority, due_last, due_first, when_over, count(*) from ehcp.deadlines
    where open group by 1, 2, 3, 4
"""
BARE = """
    select case_id, child_name, date_of_birth, upn, officer, officer_subject, stage, version,
        opened_on, last_event_on, last_recorded_at, next_due, next_limit, last_contact_on,
        last_contact, last_contact_way, waits, parked
    from ehcp.caseload where authority = %s and sort_due >= %s
    order by sort_due, case_id limit 51
"""


def fill(url: str) -> None:
    """Fill the tables as a rebuild does: beside, in the order of their keys, then the indexes."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select ehcp.bare(%s)", (BESIDE,))
        connection.execute(CASES.format(plans=PLANS, largest=LARGEST).encode())
        connection.execute(DEADLINES.format(each=EACH).encode())
        connection.execute("select ehcp.dress(%s)", (BESIDE,))
        connection.execute("select ehcp.swap(%s)", (BESIDE,))
        connection.execute(COUNTS)
        for table in ("caseload", "deadlines", "case_counts", "duty_counts"):
            connection.execute(f"vacuum analyze ehcp.{table}")


def asked(store: Store) -> dict[str, Callable[[], object]]:
    """Return the pages that are asked for, by what they show."""
    random, cursors = Random(3), places(store)
    return {
        "the first page": lambda: queries.caseload(store, A, TODAY, access=EVERY_CASE),
        "a page anywhere": lambda: queries.caseload(
            store, A, TODAY, after=random.choice(cursors), access=EVERY_CASE
        ),
        "of one officer": lambda: queries.caseload(
            store, A, TODAY, officer="officer-7", access=EVERY_CASE
        ),
        "in review": lambda: queries.caseload(store, A, TODAY, stage="review", access=EVERY_CASE),
        "overdue": lambda: queries.caseload(store, A, TODAY, overdue=True, access=EVERY_CASE),
        "not overdue": lambda: queries.caseload(store, A, TODAY, overdue=False, access=EVERY_CASE),
        "how many by stage and officer, overdue, due": lambda: queries.counts(store, A, TODAY),
        "due in a fortnight": lambda: queries.caseload(
            store, A, TODAY, due_within=14, access=EVERY_CASE
        ),
    }


def places(store: Store) -> list[str]:
    """Return where pages of the whole list begin."""
    found: list[str] = []
    after: str | None = None
    while True:
        page = queries.caseload(store, A, TODAY, after=after, size=500, access=EVERY_CASE)
        if page.next is None:
            return found or [f"{TODAY}_{UUID(int=0)}"]
        found.append(after := page.next)


def percentiles(operation: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 99th percentile of one page in ms."""
    taken = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        operation()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.99)]


def main() -> None:
    """Run the rounds and print what they give."""
    medians: dict[str, list[float]] = {}
    slowest: dict[str, list[float]] = {}
    with scratch_server() as url:
        migrate(url, MIGRATIONS)
        fill(url)
        with Store(url) as store:

            def bare() -> None:
                with store.reading(A) as connection:
                    connection.execute(BARE, (A, TODAY)).fetchall()

            pages = {"limit: the bare table": bare, **asked(store)}
            for _ in range(ROUNDS):
                for name, operation in pages.items():
                    median, p99 = percentiles(operation)
                    medians.setdefault(name, []).append(median)
                    slowest.setdefault(name, []).append(p99)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    report(f"a page of {LARGEST:,} of {PLANS:,} plans, median", medians, "ms")
    report("99th percentile", slowest, "ms")
    limit, *ours = medians
    for name in ours:
        ratio(f"{name} / {limit}", medians[name], medians[limit])
        goal(f"{name}, {LARGEST:,} of {PLANS:,} plans, p99", slowest[name], "ms", at_most=30)


if __name__ == "__main__":
    main()
