"""The projector from nothing to the last event, against reading the rows and copying the result.

python -m benchmarks.projector_catchup

The limit reads every stored row and fills the same tables, with the same indexes, by COPY from
bytes that are ready: no event decoded, no law applied.
"""

import time
from datetime import date, timedelta
from hashlib import sha256
from itertools import cycle, islice
from uuid import UUID, uuid4

import psycopg

from benchmarks.measuring import ROUNDS, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.entry import Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.opening import CaseOpened, Child, Officer
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.projections import MIGRATIONS
from ehcp.projections.projector import Projector
from ehcp.projections.rebuild import rebuild
from ehcp.projections.restate import PROJECTIONS, Day
from ehcp.store.cases import Store
from ehcp.store.migrate import migrate

CASES = 1000
EACH = 20
TODAY = date(2026, 11, 20)
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")
TABLES = [table for projection in PROJECTIONS for table in projection.tables]


def life(requested: date) -> list[Event]:
    """Return twenty events, from a request to the plan and a year's review."""

    def on(days: int) -> date:
        return requested + timedelta(days=days)

    child = Child(name="A Child", date_of_birth=date(2014, 6, 1), upn="A123456789012")
    return [
        CaseOpened(on=on(0), child=child, officer=Officer(name="An Officer")),
        AssessmentRequested(on=on(0)),
        Noted(on=on(3), note="A call to the school. " * 12),
        AssessmentAgreed(on=on(35)),
        *(AdviceRequested(on=on(40), kind=kind) for kind in "abcd"),
        *(AdviceReceived(on=on(75 + n), kind=kind) for n, kind in enumerate("abcd")),
        DraftPlanIssued(on=on(110)),
        Noted(on=on(120), note="What the family said of the draft. " * 12),
        FinalPlanIssued(on=on(138)),
        ReviewMeetingHeld(on=on(480)),
        ReviewReportSent(on=on(490)),
        ReviewDecisionNotified(on=on(505), decision=ReviewDecision.AMEND),
        AmendmentNoticeIssued(on=on(505)),
        AmendedPlanIssued(on=on(550)),
    ]


def seed(store: Store) -> None:
    """Store the cases, their events one after another as they would come."""
    first = (date(2024, 1, 1) + timedelta(days=n) for n in cycle(range(1000)))
    for number, requested in enumerate(islice(first, CASES)):
        case: UUID = uuid4()
        store.append(
            f"E{number % 153}",
            case,
            0,
            life(requested),
            by=BY,
            source=Source.PORTAL,
            command_id=uuid4(),
            body_hash=sha256(case.bytes).digest(),
        )


def empty(connection: psycopg.Connection, suffix: str = "") -> None:
    """Leave nothing in the tables, and the projector at the beginning."""
    for table in TABLES:
        connection.execute(f"truncate ehcp.{table}{suffix}")
    connection.execute("delete from ehcp.tracking where application = 'ehcp'")


def caught_up(store: Store, connection: psycopg.Connection) -> float:
    """Return the seconds that the projector takes from nothing."""
    empty(connection)
    begun = time.perf_counter()
    Projector(store, lambda: TODAY, england_and_wales()).catch_up()
    return time.perf_counter() - begun


def rebuilt(store: Store, url: str, processes: int) -> float:
    """Return the seconds that a rebuild takes, its processes started included."""
    begun = time.perf_counter()
    rebuild(store, Day(TODAY, england_and_wales()), url=url, processes=processes)
    return time.perf_counter() - begun


def columns(connection: psycopg.Connection, table: str) -> str:
    """Return the columns of a table that are not worked out."""
    row = connection.execute(
        "select string_agg(quote_ident(attname), ', ') from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and attgenerated = '' and not attisdropped",
        (f"ehcp.{table}",),
    ).fetchone()
    return str(row[0]) if row else ""


def copied_out(connection: psycopg.Connection) -> dict[str, tuple[str, list[bytes]]]:
    """Return the contents of each table as COPY gives them, with its columns."""
    found = {}
    for table in TABLES:
        names = columns(connection, table)
        statement = f"copy ehcp.{table} ({names}) to stdout (format binary)"
        with connection.cursor().copy(statement) as copy:
            found[table] = names, [bytes(block) for block in copy]
    return found


def limit(connection: psycopg.Connection, ready: dict[str, tuple[str, list[bytes]]]) -> float:
    """Return the seconds for reading every row and copying the result that is ready."""
    empty(connection, "_beside")
    begun = time.perf_counter()
    with connection.transaction():
        with connection.cursor(name="all", binary=True) as cursor:
            cursor.itersize = 5000
            cursor.execute(
                "select stream, version, name, state from ehcp.events order by position"
            )
            for _ in cursor:
                pass
        for table, (names, blocks) in ready.items():
            statement = f"copy ehcp.{table}_beside ({names}) from stdin (format binary)"
            with connection.cursor().copy(statement) as copy:
                for block in blocks:
                    copy.write(block)
    return time.perf_counter() - begun


def main() -> None:
    """Run the rounds and print what they give."""
    events = CASES * EACH
    rows: dict[str, list[float]] = {
        "limit: read every row, COPY the finished tables": [],
        "the projector, from nothing": [],
        "a rebuild in one process": [],
        "a rebuild in two processes": [],
    }
    with scratch_server() as url, Store(url) as store:
        migrate(url, MIGRATIONS)
        seed(store)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("vacuum analyze ehcp.events")
            for _ in range(ROUNDS):
                taken = [caught_up(store, connection)]
                ready = copied_out(connection)
                taken = [limit(connection, ready), *taken]
                taken += [rebuilt(store, url, 1), rebuilt(store, url, 2)]
                for values, seconds in zip(rows.values(), taken, strict=True):
                    values.append(events / seconds)
    report(f"{events:,} events of {CASES:,} cases, five tables", rows, "events/s")
    bound, *ours = rows.values()
    for name, values in zip(list(rows)[1:], ours, strict=True):
        ratio(f"{name} / limit", values, bound)


if __name__ == "__main__":
    main()
