"""Appending to a database that holds ten times as much as another.

    BENCH_EVENTS=1000000 python -m benchmarks.growth

Each is filled by copying generated cases (see `filling`), then the append function is called
by pgbench, to new cases and to those that are there, one database after the other in each round.
Beside the rate stands what an append cost the server: bytes of log, whole pages among them (each
page that is changed for the first time since a checkpoint goes into the log whole), pages read.
"""

import os
from contextlib import ExitStack
from uuid import uuid4

import psycopg

from benchmarks.append import BY, CLIENTS, EVENT, function
from benchmarks.filling import INTERLEAVED, filled, generate
from benchmarks.measuring import (
    ROUNDS,
    SECONDS,
    pgbench_rate,
    ratio,
    report,
    scratch_server,
)
from ehcp.domain.entry import Source
from ehcp.store.mapper import Recorded, encode

EVENTS = int(os.environ.get("BENCH_EVENTS", "20000"))
TIMES = 10
THERE = """
    create table bench_streams as
    select row_number() over (order by md5(stream::text)) n, authority, stream
    from ehcp.events where version = 1 and name not like 'Authority%';
    alter table bench_streams add primary key (n);
"""
ITS_OWN = """\\set n 1 + :client_id + {clients} * random(0, {each} - 1)
select ehcp.add(s.authority, s.stream, null, {event}, gen_random_uuid(), '\\x00')
from bench_streams s where n = :n;
"""
"""To one of the cases that the client shares with nobody."""
SPENT = """
    select wal_bytes::bigint, wal_fpi,
        (select blks_read from pg_stat_database where datname = current_database())
    from pg_stat_wal
"""
COSTS = ("bytes of log", "whole pages in the log", "pages read")


def main() -> None:
    """Run the rounds and print what they give."""
    state = encode(
        Recorded(originator_id=uuid4(), originator_version=1, event=EVENT, by=BY,
                 source=Source.PORTAL)
    )  # fmt: skip
    with scratch_server() as url, ExitStack() as stack:
        generate(url)
        scripts: dict[str, dict[int, str]] = {"new cases": {}, "existing cases": {}}
        sizes = {}
        for times in (1, TIMES):
            name = f"filled_{times}"
            database, events = stack.enter_context(filled(url, EVENTS * times, INTERLEAVED, name))
            with psycopg.connect(database, autocommit=True) as connection:
                connection.execute(THERE)
                connection.execute("checkpoint")
            sizes[times] = database, events
            scripts["new cases"][times] = function(state)
            scripts["existing cases"][times] = existing(database, state)
        found: dict[str, list[float]] = {}
        costs: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for kind, by_size in scripts.items():
                for times, (database, events) in sizes.items():
                    row = f"{kind}, {events:,} events"
                    before = spent(database)
                    rate = pgbench_rate(database, by_size[times], CLIENTS)
                    found.setdefault(row, []).append(rate)
                    for cost, was, now in zip(COSTS, before, spent(database), strict=True):
                        each = (now - was) / (rate * SECONDS)
                        costs.setdefault(f"{row}: {cost}", []).append(each)
    report(f"appends, {CLIENTS} clients", found, "a second")
    report("what an append costs the server", costs, "")
    (_, few), (_, many) = sizes.values()
    for kind in scripts:
        larger, smaller = found[f"{kind}, {many:,} events"], found[f"{kind}, {few:,} events"]
        label = f"append at {many:,} events / at {few:,}, {kind}"
        ratio(label, larger, smaller, at_least=0.85)


def spent(database: str) -> tuple[int, ...]:
    """Return what the server has written to its log so far, and read for this database."""
    with psycopg.connect(database) as connection:
        connection.execute("checkpoint")
        row = connection.execute(SPENT).fetchone()
    return tuple(row or (0, 0, 0))


def existing(database: str, state: bytes) -> str:
    """Return the append function called for a case that is there, wherever it is."""
    with psycopg.connect(database) as connection:
        row = connection.execute("select count(*) from bench_streams").fetchone()
    event = f"array['AssessmentRequested'], array[1::smallint], array['\\x{state.hex()}'::bytea]"
    return ITS_OWN.format(clients=CLIENTS, each=row[0] // CLIENTS if row else 0, event=event)


if __name__ == "__main__":
    main()
