"""Bulk import of histories, judged and chained, against COPY of the same rows ready made.

    python -m benchmarks.bulk_import --events 600000 --processes 2

The limit is COPY of a binary stream that lies ready, of the very rows that the import stored,
into a table without an index. What the processes take to start is that of a file of one record,
shared by as many; it is shown apart, and taken off in "once the processes run".
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.measuring import ROUNDS, goal, ratio, report, scratch_server
from ehcp.application.cases import Asked
from ehcp.application.chronology.bulk import take_lines
from ehcp.application.chronology.records import Order, history_of
from ehcp.application.chronology.share import Share
from ehcp.application.keeping.authorities import Authorities
from ehcp.domain.entry import Recorder
from ehcp.projections import MIGRATIONS
from ehcp.projections.same_child import other_cases
from ehcp.store.bulk import chunks, staged
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate
from ehcp.store.verifying.events import verify

LIFE = 80  # events of one history
AUTHORITY = "E10000014"
BY = Recorder(subject="import", role="system", organisation="ehcp")
TODAY = date(2026, 11, 1)
BLOCK = 1 << 20

NOTES = (
    "The meeting was held at the school; the parents came, and the educational psychologist.",
    "Sent by post and by e-mail.",
    "See the letter on file.",
)
WITH_NOTE = 0.4  # of the entries
KNOWN_LATER = 0.3


def life(random: Random) -> Iterator[dict[str, Any]]:
    """Yield the entries of one history: a request, a plan, and its yearly reviews."""
    day = date(2014, 9, 15) + timedelta(days=random.randrange(700))

    def after(days: int, event: str, **more: Any) -> dict[str, Any]:
        nonlocal day
        day += timedelta(days=days)
        told: dict[str, Any] = {"date": day.isoformat(), "event": event, **more}
        if random.random() < WITH_NOTE:
            told["note"] = random.choice(NOTES)
        if random.random() < KNOWN_LATER:
            told["known_on"] = (day + timedelta(days=3)).isoformat()
        return told

    yield after(0, "assessment-requested", party="parent")
    yield after(38, "assessment-agreed")
    for kind in "abde":
        yield after(2, "advice-requested", kind=kind, from_body="The service")
        yield after(9, "advice-received", kind=kind, from_body="The service")
    yield after(20, "draft-plan-issued")
    yield after(24, "final-plan-issued")
    while True:
        yield after(240, "review-meeting-held", party="school")
        yield after(12, "review-report-sent", party="school")
        yield after(14, "review-decision-notified", decision="amend")
        yield after(1, "amendment-notice-issued")
        yield after(40, "amended-plan-issued")


def write(file: Path, seed: int, most: int) -> int:
    """Write a file of invented histories, and return how many events it becomes."""
    random, events = Random(seed), 0
    with file.open("w", encoding="utf-8") as out:
        for number in range(max(1, most // LIFE)):
            entries: list[dict[str, Any]] = []
            for entry in life(random):
                if entry["date"] > TODAY.isoformat() or len(entries) == LIFE:
                    break
                entries.append(entry)
            child = {"name": f"Child {number}", "date_of_birth": "2008-05-04"}
            told = {"id": f"old-{seed}-{number}", "child": child, "chronology": entries}
            out.write(json.dumps(told, ensure_ascii=False) + "\n")
            events += len(entries) + 2
    return events


def imported(file: Path, order: Order) -> tuple[Share, float]:
    """Import a file, and return what came of it and the seconds it took."""
    begun, done = time.perf_counter(), Share()
    for share in take_lines(file, order):
        done.events += share.events
        done.again += share.again
        done.rejected += share.rejected
    return done, time.perf_counter() - begun


def copied(url: str, after: int) -> float:
    """Return the rows a second of COPY, of what was stored after a position, ready made."""
    with psycopg.connect(url, autocommit=True) as connection:
        out = (
            f"copy (select * from ehcp.events where position > {after}) to stdout (format binary)"  # noqa: S608
        )
        with connection.cursor().copy(out) as copy:
            ready = b"".join(bytes(block) for block in copy)
        connection.execute("drop table if exists bare; create table bare (like ehcp.events)")
        begun = time.perf_counter()
        with connection.cursor().copy("copy bare from stdin (format binary)") as copy:
            for at in range(0, len(ready), BLOCK):
                copy.write(ready[at : at + BLOCK])
        elapsed = time.perf_counter() - begun
        rows = connection.execute("select count(*) from bare").fetchone()
    return (rows[0] if rows else 0) / elapsed


def parts(file: Path, order: Order) -> dict[str, float]:
    """Return the events a second of each part in Python, alone, for a few histories."""
    lines = file.read_bytes().splitlines()[:500]
    begun = time.process_time()
    histories = [history_of(line, order)[0] for line in lines]
    judged = time.process_time()
    events = sum(len(history.facts) for history in histories)
    size = sum(
        len(block)
        for chunk in chunks(histories, 25_000)
        for block in staged(AUTHORITY, chunk, datetime.now(UTC))
    )
    chained = time.process_time()
    return {
        "read, judged and encoded": events / (judged - begun),
        f"chained and packed, {size // events} bytes each": events / (chained - judged),
    }


def round_(url: str, store: Store, order: Order, file: Path, events: int) -> dict[str, float]:
    """Import a file of so many events, and the same again; return what each came to."""
    before = store.recorder.max_notification_id() or 0
    done, seconds = imported(file, order)
    if done.events != events or done.rejected:
        raise SystemExit(f"{done.events} of {events} events: {done.rejected[:1]!r}")
    one = file.with_name("one.jsonl")
    write(one, -before, 1)
    _, start = imported(one, order)
    found = {
        "COPY of the same rows ready made, no index": copied(url, before),
        f"import, {order.processes} processes": events / seconds,
        f"import, once the processes run (in {start:.1f} s)": events / (seconds - start),
    }
    _, seconds = imported(file, order)
    return {**found, "the same again: all is there": events / seconds, **parts(file, order)}


def main() -> None:
    """Run the rounds and print what they give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=600_000, help="of one file, about")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    found: list[dict[str, float]] = []
    with scratch_server() as url, tempfile.TemporaryDirectory() as folder, Store(url) as store:
        migrate(url, MIGRATIONS)
        asked = Asked(by=BY, command_id=uuid4())
        Authorities(store, lambda: TODAY).add(AUTHORITY, "Example Council", "default", asked)
        order = Order(
            urls={"default": url},
            by=BY,
            today=TODAY,
            authority=AUTHORITY,
            processes=given.processes,
            others=other_cases,
        )
        file = Path(folder) / "old.jsonl"
        for number in range(ROUNDS):
            events = write(file, number, given.events)
            found.append(round_(url, store, order, file, events))
        rows = {
            name: [list(each.values())[at] for each in found] for at, name in enumerate(found[0])
        }
        report(f"{events:,} events, {os.cpu_count()} cores", rows, "a second")
        limit, ours, running, *_ = rows.values()
        ratio("bulk import / COPY", ours, limit, at_least=0.25)
        goal("bulk import", ours, "events/s", at_least=40_000)
        ratio("bulk import once the processes run / COPY", running, limit)
        begun = time.perf_counter()
        looked = verify(store)
        print(f"verified: {looked.events:,} events, {len(looked.damage)} wrong,"
              f" {looked.events / (time.perf_counter() - begun):,.0f} a second")  # fmt: skip


if __name__ == "__main__":
    main()
