"""What it costs that every look is on record, and what a report about looks takes.

    python -m benchmarks.audit

Reads of the interface in this process, by 8 threads and one by one, each of another case than the
one before: as they are, and with a writer in its place that puts nothing on record. Then the
reports, with BENCH_LOOKS looks of a year on record.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID, uuid4

import psycopg
import structlog
from flask import Flask

from benchmarks.http import AUTHORITY, KEY, SUBJECT, filled
from benchmarks.measuring import (
    ROUNDS,
    goal,
    rate,
    ratio,
    report,
    scratch_server,
)
from ehcp.api.app import create_app
from ehcp.api.callers.identity import SignedIn, Tokens
from ehcp.api.services import Services
from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases
from ehcp.projections import MIGRATIONS
from ehcp.projections.collecting import collect_seldom
from ehcp.projections.queries.looks import looks
from ehcp.store.cases import Store
from ehcp.store.looks import Look, Looks, Written
from ehcp.store.migrate import migrate
from ehcp.store.verifying.looks import verify_looks

LOOKS = int(os.environ.get("BENCH_LOOKS", "1000000"))
CASES = 20_000  # that are looked at
PEOPLE = 500  # who look
THREADS = 8
PAGE = 200

READ, PAGED = "GET a case", "GET a caseload page of 50"
AS_IS, WITHOUT = "on record", "without a record"

YEAR = """
    insert into ehcp.looks (
        authority, chain, sequence, looked_at, case_id, at_machine, tied, subject, roles, action,
        outcome, sees, hash
    )
    select %(authority)s, %(chain)s, n, now() - interval '1 year' * (1 - n / %(count)s::float8),
        md5(n %% {cases} || 'case')::uuid, false, false, 'person-' || n::bigint * 7919 %% {people},
        'caseworker', 'read-case', 'shown', 'identity,process,third-party', sha256(n::text::bytea)
    from generate_series(1, %(count)s) n
"""


class Nothing(Looks):
    """Puts nothing on record, and lets everybody go on at once."""

    def write(self, look: Look) -> Written:
        """Return a look that is on record already, as it seems."""
        written = Written(look)
        written.end()
        return written


def main() -> None:
    """Run the rounds and print what they give."""
    # a line for each request is not what is measured here
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with scratch_server() as url:
        migrate(url, MIGRATIONS)
        cases = filled(url)
        with Store(url) as store:
            reads(store, cases)
            verified = verify_looks(store)
            print(f"{verified.looks:,} looks verified; {len(verified.damage)} found wrong.")
        year(url)
        with Store(url) as store:
            reports(store)


def reads(store: Store, cases: list[UUID]) -> None:
    """Print what gets through, and how long one takes, with and without a record."""
    app = create_app(
        Services(
            cases=Cases(store, clock.today),
            identity=Tokens(KEY, good_for=timedelta(days=1)).person,
            calendar=england_and_wales(),
            page_key=KEY,
        )
    )
    collect_seldom()
    order = Random(1).sample(cases, len(cases))
    urls = {READ: [f"/v1/cases/{case}" for case in order], PAGED: ["/v1/cases?limit=50"]}
    writers: dict[str, Looks] = {AS_IS: store.looks, WITHOUT: Nothing(store.pools)}
    rates: dict[str, list[float]] = {}
    waits: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for how, writer in writers.items():
            store.looks = writer
            for what, several in urls.items():
                ask = asking(app, several)
                done, _slowest = rate(ask, THREADS)
                rates.setdefault(f"{what}, {how}", []).append(done)
                waits.setdefault(f"{what}, {how}", []).append(alone(ask))
    store.looks = writers[AS_IS]
    report(f"{THREADS} threads", rates, "a second")
    report("one by one", waits, "ms")
    for what in urls:
        ratio(
            f"{what}: on record / without", rates[f"{what}, {AS_IS}"], rates[f"{what}, {WITHOUT}"]
        )


def asking(app: Flask, urls: list[str]) -> Callable[[], None]:
    """Return what asks for one URL after the other."""
    token = Tokens(KEY, good_for=timedelta(days=1)).token(
        SignedIn(subject=SUBJECT, authority=AUTHORITY)
    )
    which = count()
    headers = {"Authorization": f"Bearer {token}"}

    def ask() -> None:
        answer = app.test_client().get(urls[next(which) % len(urls)], headers=headers)
        if answer.status_code != 200:  # noqa: PLR2004 - as HTTP has it
            raise RuntimeError(f"Answered: {answer.status_code}")

    return ask


def alone(ask: Callable[[], None], times: int = 200) -> float:
    """Return the milliseconds that one takes where nobody else asks, on average."""
    begun = time.perf_counter()
    for _ in range(times):
        ask()
    return (time.perf_counter() - begun) / times * 1000


def year(url: str) -> None:
    """Put the looks of a year on record, as if they had been written."""
    with psycopg.connect(url, autocommit=True) as connection:
        given = {"authority": AUTHORITY, "chain": uuid4(), "count": LOOKS}
        connection.execute(YEAR.format(cases=CASES, people=PEOPLE).encode(), given)
        connection.execute("vacuum analyze ehcp.looks")


def reports(store: Store) -> None:
    """Print what the reports take."""
    with store.reading(AUTHORITY) as connection:
        row = connection.execute("select case_id from ehcp.looks offset 1000 limit 1").fetchone()
    case = row[0] if row else uuid4()
    taken: dict[str, list[float]] = {}
    since = datetime.now(UTC) - timedelta(days=366)
    for _ in range(ROUNDS):
        for what, whose in (
            ("who looked at this child, a page of 200", {"case": case}),
            ("what did this person look at, a page of 200", {"person": "person-7"}),
        ):
            begun = time.perf_counter()
            found, _next = looks(store, AUTHORITY, since=since, size=PAGE, **whose)
            taken.setdefault(what, []).append((time.perf_counter() - begun) * 1000)
            if not found:
                raise RuntimeError("The report says nothing.")
        begun, after, whole = time.perf_counter(), None, 0
        while True:
            found, after = looks(
                store, AUTHORITY, person="person-7", since=since, after=after, size=PAGE
            )
            whole += len(found)
            if after is None:
                break
        every = "all that this person looked at in the year, page by page"
        taken.setdefault(every, []).append((time.perf_counter() - begun) * 1000)
    print(f"{whole:,} looks by one person")
    report(f"{LOOKS:,} looks on record", taken, "ms")
    for what, milliseconds in taken.items():
        goal(what, milliseconds, "ms", at_most=2_000)


if __name__ == "__main__":
    main()
