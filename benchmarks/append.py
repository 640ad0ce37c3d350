"""Appending: the store and a whole command, against pgbench inserting the same bytes.

    python -m benchmarks.append

The same clients, the same bytes, the same durable commits; each round runs every case once.
"""

import threading
from datetime import date
from uuid import uuid4

import psycopg

from benchmarks.measuring import ROUNDS, pgbench_rate, rate, ratio, report, scratch_server
from ehcp.application.cases import Asked, Cases
from ehcp.domain.commands.request.request import AskedBy, RequestAssessment
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
TABLES = """
create schema if not exists bench;
create table if not exists bench.plain (id bigserial, state bytea);
"""


BARE = "insert into bench.plain (state) values (%s)"

LIMIT = "pgbench, plain insert of the same bytes"
FUNCTION = "pgbench, the append function"
PSYCOPG = "psycopg, bare insert of the same bytes"
STORE = "Store.append, one event"
COMMANDS = "Cases.open, a whole command of two events"


def insert(state: bytes) -> str:
    """Return the least that pgbench can do with the same bytes."""
    values = f"values ('\\x{state.hex()}'::bytea);"
    return f"insert into bench.plain (state) {values}\n"


def function(state: bytes) -> str:
    """Return the append function called by pgbench: what the database's part costs."""
    event = f"array['AssessmentRequested'], array[1::smallint], array['\\x{state.hex()}'::bytea]"
    case, command = "gen_random_uuid(), 0", "gen_random_uuid(), '\\x00'::bytea"
    call = f"ehcp.append('E10000014', {case}, {event}, {command})"
    return f"select version from {call};\n"  # noqa: S608 - bytes of our own


def main() -> None:
    """Run the rounds and print what they give."""
    state = encode(
        Recorded(originator_id=uuid4(), originator_version=1, event=EVENT, by=BY,
                 source=Source.PORTAL)
    )  # fmt: skip
    with scratch_server() as url, Store(url, web=CLIENTS) as store:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(TABLES)
        cases = Cases(store, lambda: TODAY)

        def append() -> None:
            store.append(
                "E10000014", uuid4(), 0, [EVENT], by=BY, source=Source.PORTAL,
                command_id=uuid4(), body_hash=b"0" * 32,
            )  # fmt: skip

        def command() -> None:
            cases.open("E10000014", COMMAND, Asked(by=BY, command_id=uuid4()))

        here = threading.local()

        def bare() -> None:
            if not hasattr(here, "connection"):
                here.connection = psycopg.connect(url, autocommit=True)
            here.connection.execute(BARE, (state,), prepare=True)

        rows: dict[str, list[float]] = {}
        slowest: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, script in ((LIMIT, insert(state)), (FUNCTION, function(state))):
                rows.setdefault(name, []).append(pgbench_rate(url, script, CLIENTS))
            for name, operation in ((PSYCOPG, bare), (STORE, append), (COMMANDS, command)):
                found, p99 = rate(operation, CLIENTS)
                rows.setdefault(name, []).append(found)
                slowest.setdefault(name, []).append(p99)
    report(f"{CLIENTS} clients, {len(state)} bytes an event", rows, "a second")
    report("99th percentile", slowest, "ms")
    for name in (FUNCTION, PSYCOPG, STORE, COMMANDS):
        ratio(f"{name} / {LIMIT}", rows[name], rows[LIMIT])
    ratio(f"{STORE} / {PSYCOPG}", rows[STORE], rows[PSYCOPG])
    ratio(f"{COMMANDS} / {PSYCOPG}", rows[COMMANDS], rows[PSYCOPG])


if __name__ == "__main__":
    main()
