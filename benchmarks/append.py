"""Appending: the store and a whole command, against pgbench inserting the same bytes.

    python -m benchmarks.append

The same clients, the same bytes, the same durable commits; each round runs every case once.
"""

from datetime import date
from uuid import uuid4

import psycopg

from benchmarks.measuring import ROUNDS, pgbench_rate, rate, ratio, report, scratch_server
from ehcp.application.cases import Asked, Cases
from ehcp.domain.commands.request import AskedBy, RequestAssessment
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.events.opening import Child, Officer, Parent
from ehcp.domain.events.request import AssessmentRequested, Requester
from ehcp.store.cases import Store
from ehcp.store.mapper import Recorded, encode

CLIENTS = 16
TODAY = date(2026, 3, 2)
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")
EVENT = AssessmentRequested(
    on=TODAY,
    requested_by=Requester.PARENT,
    reasons="The parent asks for an assessment of needs under section 36. " * 6,
)
COMMAND = RequestAssessment(
    on=TODAY,
    requested_by=AskedBy.PARENT,
    child=Child(name="Robin Example", date_of_birth=date(2016, 5, 4)),
    parents=(Parent(name="Sam Example", relationship="parent"),),
    officer=Officer(name="Pat Officer"),
    reasons="The parent asks for an assessment of needs under section 36. " * 6,
)
LIMIT = """
create schema if not exists bench;
create table if not exists bench.plain (id bigserial, state bytea);
"""


def insert(state: bytes) -> str:
    """Return the least that pgbench can do with the same bytes."""
    values = f"values ('\\x{state.hex()}'::bytea);"
    return f"insert into bench.plain (state) {values}\n"


def main() -> None:
    """Run the rounds and print what they give."""
    state = encode(
        Recorded(originator_id=uuid4(), originator_version=1, event=EVENT, by=BY,
                 source=Source.PORTAL)
    )  # fmt: skip
    with scratch_server() as url, Store(url, web=CLIENTS) as store:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(LIMIT)
        cases = Cases(store, lambda: TODAY)

        def append() -> None:
            store.append(
                "E10000014", uuid4(), 0, [EVENT], by=BY, source=Source.PORTAL,
                command_id=uuid4(), body_hash=b"0" * 32,
            )  # fmt: skip

        def command() -> None:
            cases.open("E10000014", COMMAND, Asked(by=BY, command_id=uuid4()))

        with psycopg.connect(url, autocommit=True) as connection:
            pass
        rows: dict[str, list[float]] = {
            "pgbench, plain insert of the same bytes": [],
            "Store.append, one event": [],
            "Cases.open: a whole command, two events": [],
        }
        slowest: dict[str, list[float]] = {name: [] for name in list(rows)[1:]}
        limit, stored, performed = rows.values()
        for _ in range(ROUNDS):
            limit.append(pgbench_rate(url, insert(state), CLIENTS))
            for operation, rates, name in (
                (append, stored, "Store.append, one event"),
                (command, performed, "Cases.open: a whole command, two events"),
            ):
                found, p99 = rate(operation, CLIENTS)
                rates.append(found)
                slowest[name].append(p99)
    report(f"{CLIENTS} clients, {len(state)} bytes an event", rows, "a second")
    report("99th percentile", slowest, "ms")
    ratio("Store.append / pgbench plain insert", stored, limit)
    ratio("whole command / pgbench plain insert", performed, limit)


if __name__ == "__main__":
    main()
