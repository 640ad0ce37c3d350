"""A restore to an instant, as `ehcp restore` does it: half by the copy, half out of the archive.

    BENCH_EVENTS=1000000 python -m benchmarks.restore

Half of the events are imported and projected, the server is copied, then the other half; what is
recorded after the instant must not be there. Verifying every event is part of the time.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from benchmarks.bulk_import import AUTHORITY, BY, TODAY, imported, write
from benchmarks.measuring import ROUNDS, goal, report, sized
from ehcp.application.cases import Asked
from ehcp.application.chronology.records import Order
from ehcp.application.keeping.authorities import Authorities
from ehcp.cli.running.status import in_size
from ehcp.projections import MIGRATIONS
from ehcp.projections.projector import Projector
from ehcp.projections.same_child import other_cases
from ehcp.store.backup import ARCHIVE, Backup, back_up
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

EVENTS = int(os.environ.get("BENCH_EVENTS", "20000"))
LATER = 1_000  # events that are recorded after the instant
AT_MOST = 30 * 60  # seconds
PATIENCE = 300.0

STORED = "select count(*) from ehcp.events"
ARCHIVED = "select last_archived_wal >= %s from pg_stat_archiver"


def main() -> None:
    """Restore as often as there are rounds and print how long it took."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        with sized(folder / "db", archive=folder / "backup" / ARCHIVE) as server:
            migrate(server.url, MIGRATIONS)
            made, instant, events = lived(server, folder)
            with psycopg.connect(server.url) as connection:
                behind = connection.execute("show archive_timeout").fetchone()
        drills = [restored(folder, instant, events, turn) for turn in range(ROUNDS)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    title = f"{events:,} events, {in_size(made.size)} copied at half of them"
    report(title, {"restored to an instant and verified": drills}, "s")
    print(f"what is not archived yet is at most as old as archive_timeout: {behind and behind[0]}")
    goal("restore to an instant", drills, "s", at_most=AT_MOST)


def lived(server: Embedded, folder: Path) -> tuple[Backup, datetime, int]:
    """Return the copy at half of the events, an instant after all of them, and how many."""
    with Store(server.url) as store, psycopg.connect(server.url, autocommit=True) as connection:
        asked = Asked(by=BY, command_id=uuid4())
        Authorities(store, lambda: TODAY).add(AUTHORITY, "Example Council", "default", asked)
        take(server.url, store, folder, EVENTS // 2)
        made = back_up(server.url, folder / "backup")
        take(server.url, store, folder, EVENTS // 2)
        events = connection.execute(STORED).fetchone()
        time.sleep(1)
        instant = datetime.now(UTC)
        time.sleep(1)
        take(server.url, store, folder, LATER)
        row = connection.execute("select pg_walfile_name(pg_switch_wal())").fetchone()
        until = time.monotonic() + PATIENCE
        while connection.execute(ARCHIVED, row).fetchone() != (True,):
            if time.monotonic() > until:
                raise SystemExit("The archive does not get what the server wrote.")
            time.sleep(0.2)
    return made, instant, events[0] if events else 0


def take(url: str, store: Store, folder: Path, events: int) -> None:
    """Import so many events, about, and bring the read models up to them."""
    order = Order(
        urls={"default": url}, by=BY, today=TODAY, authority=AUTHORITY,
        processes=os.cpu_count() or 1, others=other_cases,
    )  # fmt: skip
    file = folder / "old.jsonl"
    write(file, uuid4().int, events)
    imported(file, order)
    Projector(store, lambda: TODAY, processes=os.cpu_count() or 1).catch_up()


def restored(folder: Path, instant: datetime, events: int, turn: int) -> float:
    """Return the seconds of one restore. Ends where it does not hold exactly those events."""
    into = folder / f"drill-{turn}"
    command = [str(Path(sys.executable).with_name("ehcp")), "restore", str(folder / "backup")]
    command += ["--to", instant.isoformat(), "--into", str(into), "--json"]
    begun = time.monotonic()
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    taken = time.monotonic() - begun
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    found = json.loads(run.stdout)
    if (found["events"], found["damaged"]) != (events, 0):
        raise SystemExit(f"{events} events were recorded before the instant: {found}")
    shutil.rmtree(into)
    return taken


if __name__ == "__main__":
    main()
