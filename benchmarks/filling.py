"""A store filled with invented cases of the published shape: a few generated, and copied often.

A copy has streams of its own. Its hashes are those of what it was copied from, so that `verify`
would not pass; nothing measured on it looks at them.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from ehcp.projections import MIGRATIONS
from ehcp.store.migrate import migrate

GENERATED = int(os.environ.get("BENCH_GENERATED", "150"))  # cases
UNTIL = "2026-11-20"

COLUMNS = "position, recorded_at, version, stream, form, authority, name, hash, state"
COPIES = """
    copy (
        select row_number() over (order by {order}), recorded_at, version,
            case copy when 0 then stream else md5(stream::text || copy)::uuid end,
            form, authority, name, hash, state
        from generated cross join generate_series(0, {copies}) copy
        where copy = 0 or not alone
    ) to stdout (format binary)
"""
GO_ON = """
    select setval(pg_get_serial_sequence('ehcp.events', 'position'), max(position))
    from ehcp.events
"""
ONE_AFTER_ANOTHER = "alone desc, copy, authority, stream, version"
INTERLEAVED = "alone desc, version, copy, authority, stream"
"""In what order the events of the cases lie: with locality, and with as little as can be."""


def generate(url: str, cases: int = GENERATED) -> None:
    """Generate cases through the domain into the database of a scratch server, to copy from."""
    migrate(url, MIGRATIONS)
    ehcp = Path(sys.executable).with_name("ehcp")
    command = [str(ehcp), "generate", "--cases", str(cases), "--authorities", "20"]
    subprocess.run(  # noqa: S603 - our own
        [*command, "--years", "8", "--until", UNTIL, "--json"],
        env={**os.environ, "EHCP_DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    with psycopg.connect(url) as connection:
        connection.execute(
            "create table generated as select *, (authority, stream) in ("
            " select authority, stream from ehcp.events where name like 'Authority%') as alone"
            " from ehcp.events"
        )


@contextmanager
def filled(url: str, events: int, order: str, name: str = "filled") -> Iterator[tuple[str, int]]:
    """Make a database with at least so many events in this order; yield its URL and how many."""
    filled = urlsplit(url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as source:
        source.execute(f"create database {name}")
        migrate(filled, MIGRATIONS)
        row = source.execute("select count(*) from generated").fetchone()
        copies = max(0, -(-events // row[0]) - 1) if row else 0
        statement = COPIES.format(order=order, copies=copies)
        with psycopg.connect(filled, autocommit=True) as target:
            with (
                source.cursor().copy(statement) as out,
                target.cursor().copy(
                    f"copy ehcp.events ({COLUMNS}) from stdin (format binary)"
                ) as into,
            ):
                for block in out:
                    into.write(block)
            target.execute(GO_ON)
            target.execute("vacuum analyze ehcp.events")
            found = target.execute("select count(*) from ehcp.events").fetchone()
        try:
            yield filled, found[0] if found else 0
        finally:
            source.execute(f"drop database {name} with (force)")
