"""Loading a case of 20, 200 and 2,000 events, against reading the rows and nothing more.

python -m benchmarks.load
"""

from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

import msgspec
import psycopg

from benchmarks.measuring import ROUNDS, each_ms, goal, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.in_json import limit_json
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.domain.event import Event
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.record import Noted
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.projections.collecting import collect_seldom
from ehcp.store.cases import Store
from ehcp.store.histories import Histories

SIZES = (20, 200, 2000)
ORDINARY = 200
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")
ROWS = """
    select state from ehcp.events where authority = %s and stream = %s order by version
"""


def life(size: int) -> list[Event]:
    """Return a life of yearly reviews with notes between, `size` events long."""
    found: list[Event] = []
    day = date(2015, 1, 5)
    while len(found) < size:
        found += [
            ReviewMeetingHeld(on=day),
            ReviewReportSent(on=day + timedelta(days=10)),
            ReviewDecisionNotified(on=day + timedelta(days=27), decision=ReviewDecision.AMEND),
            AmendmentNoticeIssued(on=day + timedelta(days=27)),
            AmendedPlanIssued(on=day + timedelta(days=70)),
        ]
        found += [Noted(on=day + timedelta(days=n), note="A call to the school. " * 12)
                  for n in range(71, 86)]  # fmt: skip
        day += timedelta(days=max(1, 3650 * 20 // size))
    return found[:size]


def cold(store: Store, authority: str, case: UUID) -> tuple[Entry, ...]:
    """Return a history as a process reads it that has not read it before."""
    store.known = Histories(store.pools)
    return store.history(authority, case)


def main() -> None:
    """Run the rounds and print what they give."""
    calendar, today = england_and_wales(), date(2026, 3, 2)
    collect_seldom()
    with scratch_server() as url, Store(url) as store:
        cases = {size: uuid4() for size in SIZES}
        for size, case in cases.items():
            for number, start in enumerate(range(0, size, 500)):
                store.append(
                    "E1", case, start, life(size)[start : start + 500], by=BY,
                    source=Source.PORTAL, command_id=uuid4(), body_hash=bytes([number]) * 32,
                )  # fmt: skip
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("analyze ehcp.events")
            for size, case in cases.items():
                rows: dict[str, list[float]] = {
                    "the rows, read and decoded as plain JSON": [],
                    "Store.history, typed": [],
                    "with every deadline, as JSON": [],
                }
                limit, typed, judged = rows.values()

                def plain(case: object = case) -> None:
                    cursor = connection.cursor(binary=True)
                    for (state,) in cursor.execute(ROWS, ("E1", case), prepare=True):
                        msgspec.json.decode(state)

                def whole(case: UUID = case) -> None:
                    history = Case(cold(store, "E1", case))
                    for deadline in deadlines(history, calendar, today):
                        limit_json(deadline)

                for _ in range(ROUNDS):
                    limit.append(each_ms(plain))
                    typed.append(each_ms(partial(cold, store, "E1", case)))
                    judged.append(each_ms(whole))
                report(f"a case of {size} events", rows, "ms")
                ratio(f"typed load / plain rows, {size} events", typed, limit, at_most=2)
                if size == ORDINARY:
                    goal(f"typed load of {size} events", typed, "ms", at_most=2)
                ratio(f"with deadlines / plain rows, {size} events", judged, limit)


if __name__ == "__main__":
    main()
