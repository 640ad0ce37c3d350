"""Appending: the store and a whole command, against pgbench inserting the same bytes.

    python -m benchmarks.append

The same clients, the same bytes, the same durable commits; each round runs every case once.
"""

import os
import threading
from datetime import date
from itertools import cycle
from uuid import UUID, uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from benchmarks.measuring import ROUNDS, goal, pgbench_rate, rate, ratio, report, scratch_server
from ehcp.application.cases import Asked, Cases
from ehcp.domain.commands.record import AssignOfficer
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
ASSIGN = AssignOfficer(on=TODAY, officer=Officer(name="Pat Officer"))
TABLES = """
create schema if not exists bench;
create table if not exists bench.plain (id bigserial, state bytea);
"""


BARE = "insert into bench.plain (state) values (%s)"

LIMIT = "pgbench, plain insert of the same bytes"
FUNCTION = "pgbench, the append function, new cases"
EXISTING = "pgbench, the append function, existing cases"
PSYCOPG = "psycopg, bare insert of the same bytes"
STORE = "Store.append, one event"
COMMANDS = "Cases.open, a whole command of two events"
PERFORM = "Cases.perform: load, decide, append"

EACH = 50  # cases that each caller acts on, one after the other
SLOW = "-c commit_delay=2000 -c commit_siblings=0"  # microseconds that a commit waits


def insert(state: bytes) -> str:
    """Return the least that pgbench can do with the same bytes."""
    values = f"values ('\\x{state.hex()}'::bytea);"
    return f"insert into bench.plain (state) {values}\n"


def function(state: bytes, case: str = "gen_random_uuid(), 0") -> str:
    """Return the append function called by pgbench: what the database's part costs."""
    event = f"array['AssessmentRequested'], array[1::smallint], array['\\x{state.hex()}'::bytea]"
    command = "gen_random_uuid(), '\\x00'::bytea"
    return f"select ehcp.add('E10000014', {case}, {event}, {command});\n"


def existing(state: bytes) -> str:
    """Return the same, to one of a thousand cases of each client's own, wherever it is."""
    case = "('00000000-0000-4000-8000-' || lpad(:n::text, 12, '0'))::uuid, null"
    return "\\set n :client_id * 1000 + random(1, 1000)\n" + function(state, case)


def main() -> None:
    """Run the rounds and print what they give."""
    state = encode(
        Recorded(originator_id=uuid4(), originator_version=1, event=EVENT, by=BY,
                 source=Source.PORTAL)
    )  # fmt: skip
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with scratch_server() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(TABLES)
        measure_function(url, state)
        measure_function(make_conninfo(url, options=SLOW), state, "commits 2 ms slower: ")
        with Store(url, web=CLIENTS) as store:
            measure_python(url, store, state)


def measure_function(url: str, state: bytes, how: str = "") -> None:
    """Print the append function beside its limit."""
    scripts = {LIMIT: insert(state), FUNCTION: function(state), EXISTING: existing(state)}
    rows: dict[str, list[float]] = {name: [] for name in scripts}
    for _ in range(ROUNDS):
        for name, script in scripts.items():
            rows[name].append(pgbench_rate(url, script, CLIENTS))
    report(f"{how}{CLIENTS} clients, {len(state)} bytes an event", rows, "a second")
    for name in (FUNCTION, EXISTING):
        ratio(f"{how}{name} / {LIMIT}", rows[name], rows[LIMIT], at_least=0.9 if how else 0.6)


def measure_python(url: str, store: Store, state: bytes) -> None:
    """Print whole commands beside the least that psycopg can do."""
    cases = Cases(store, lambda: TODAY)
    here = threading.local()

    def bare() -> None:
        if not hasattr(here, "connection"):
            here.connection = psycopg.connect(url, autocommit=True)
        here.connection.execute(BARE, (state,), prepare=True)

    def append() -> None:
        store.append(
            "E10000014", uuid4(), 0, [EVENT], by=BY, source=Source.PORTAL,
            command_id=uuid4(), body_hash=b"0" * 32,
        )  # fmt: skip

    def command() -> UUID:
        return cases.open("E10000014", COMMAND, Asked(by=BY, command_id=uuid4())).case

    def perform() -> None:
        if not hasattr(here, "cases"):  # each caller's own, so that none is in another's way
            here.cases = cycle([command() for _ in range(EACH)])
        cases.perform("E10000014", next(here.cases), ASSIGN, Asked(by=BY, command_id=uuid4()))

    rows: dict[str, list[float]] = {}
    slowest: dict[str, list[float]] = {}
    callers = ((PSYCOPG, bare), (STORE, append), (COMMANDS, command), (PERFORM, perform))
    for _ in range(ROUNDS):
        for name, operation in callers:
            found, p99 = rate(operation, CLIENTS)
            rows.setdefault(name, []).append(found)
            slowest.setdefault(name, []).append(p99)
    report(f"{CLIENTS} threads of one process", rows, "a second")
    report("99th percentile", slowest, "ms")
    for name in (STORE, COMMANDS, PERFORM):
        mark = 0.35 if name is PERFORM else None
        ratio(f"{name} / {PSYCOPG}", rows[name], rows[PSYCOPG], at_least=mark)
    goal(f"99th percentile of {PERFORM}", slowest[PERFORM], "ms", at_most=20)


if __name__ == "__main__":
    main()
