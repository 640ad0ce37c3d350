"""A case of 300 events with all its deadlines, as at a day and as known on another.

python -m benchmarks.replay

Three kinds of life: many reviews (the most deadlines), a life as they are lived (plans with
contents, invitations, advice, progress, notes), and one with doubt in it (spans, corrections,
what one side says). The limit is reading the rows and decoding them as plain JSON.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from uuid import UUID, uuid4

import msgspec
import psycopg

from benchmarks.load import BY, ROWS
from benchmarks.load import life as of_reviews
from benchmarks.measuring import ROUNDS, each_ms, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import limit_json
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Source
from ehcp.domain.event import Basis, Event
from ehcp.domain.events.assessment import AdviceReceived, AdviceRequested
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.outcome import OutcomeProgressRecorded, Progress
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.record import EntryCorrected, Noted
from ehcp.domain.events.request import AssessmentAgreed, AssessmentRequested
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewReportSent,
)
from ehcp.domain.events.review_meeting import InvitedToReview, ReviewAdviceReceived
from ehcp.domain.plan.sections import Need, Outcome, Plan, Provision
from ehcp.domain.when import Span
from ehcp.store.cases import Store

SIZE = 300
TODAY = date(2026, 3, 2)
WORDS = "What it says here is as long as such a paragraph usually is. " * 4
PLAN = Plan(
    needs=tuple(Need(id=f"b{n}", text=WORDS) for n in range(8)),
    outcomes=tuple(Outcome(id=f"e{n}", text=WORDS, needs=(f"b{n}",)) for n in range(8)),
    provision=tuple(
        Provision(id=f"f{n}", text=WORDS, needs=(f"b{n % 8}",), outcomes=(f"e{n % 8}",))
        for n in range(16)
    ),
)


def lived() -> Iterator[Event]:
    """Yield a life as they are lived: request, advice, plan, then a year like the other."""
    day = date(2015, 1, 5)
    yield CaseOpened(on=day, child=Child(name="A. Child", date_of_birth=date(2009, 5, 10)))
    yield AssessmentRequested(on=day)
    yield AssessmentAgreed(on=day + timedelta(days=30))
    for kind in "abcde":
        yield AdviceRequested(on=day + timedelta(days=32), kind=kind)
        yield AdviceReceived(on=day + timedelta(days=70), kind=kind)
    yield DraftPlanIssued(on=day + timedelta(days=100), plan=PLAN)
    yield FinalPlanIssued(on=day + timedelta(days=135), plan=PLAN)
    while True:
        day += timedelta(days=350)
        for n in range(5):
            yield InvitedToReview(on=day - timedelta(days=20 - n))
            yield ReviewAdviceReceived(on=day - timedelta(days=10 - n))
        meeting = ReviewMeetingHeld(on=day)
        yield meeting
        for n in range(8):
            yield OutcomeProgressRecorded(
                on=day, outcome=f"e{n}", progress=Progress.PARTLY_MET, percent=50, evidence=WORDS
            )
        yield ReviewReportSent(on=day + timedelta(days=12))
        yield ReviewDecisionNotified(on=day + timedelta(days=26), decision=ReviewDecision.AMEND)
        yield AmendmentNoticeIssued(on=day + timedelta(days=26))
        yield AmendedPlanIssued(on=day + timedelta(days=75), plan=PLAN)
        for n in range(4):
            yield Noted(on=day + timedelta(days=80 + n), note=WORDS)


def doubtful() -> Iterator[Event]:
    """Yield the same with spans, corrections, and what one side says."""
    for number, event in enumerate(lived(), start=1):
        day = event.on
        if not isinstance(day, date):
            continue
        if isinstance(event, ReviewReportSent):
            yield ReviewReportSent(on=Span(day, day + timedelta(days=20)), basis=Basis.ALLEGED)
        elif isinstance(event, ReviewDecisionNotified):
            yield ReviewDecisionNotified(on=Span(day, None))
        elif isinstance(event, Noted):
            yield EntryCorrected(on=day, entry=number - 3, why="It was another day.")
        else:
            yield event


LIVES: dict[str, Callable[[], Iterator[Event]]] = {
    "many reviews": lambda: iter(of_reviews(SIZE)),
    "as they are lived": lived,
    "with doubt": doubtful,
}


def main() -> None:
    """Run the rounds and print what they give."""
    with scratch_server() as url, Store(url) as store:
        cases = {name: uuid4() for name in LIVES}
        for name, life in LIVES.items():
            store.append(
                "E1", cases[name], 0, list(islice(life(), SIZE)), by=BY, source=Source.PORTAL,
                command_id=uuid4(), body_hash=b"-" * 32,
            )  # fmt: skip
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("analyze ehcp.events")
            for name, case in cases.items():
                measure(name, case, store, connection)


def measure(name: str, case: UUID, store: Store, connection: psycopg.Connection) -> None:
    """Measure one life: today, and as at a day that is past as known on a moment."""
    calendar, known = england_and_wales(), datetime.now(UTC)
    rows: dict[str, list[float]] = {
        "the rows, read and decoded as plain JSON": [],
        "today, with every deadline as JSON": [],
        "as at a day of 2020, as known today": [],
    }
    plain, now, then = rows.values()

    def raw() -> None:
        for (state,) in connection.cursor(binary=True).execute(ROWS, ("E1", case), prepare=True):
            msgspec.json.decode(state)

    def whole(on: date, moment: datetime | None) -> None:
        history = Case(store.history("E1", case)).seen(as_at=on, as_known_on=moment)
        for deadline in deadlines(history, calendar, on):
            limit_json(deadline)

    for _ in range(ROUNDS):
        plain.append(each_ms(raw))
        now.append(each_ms(partial(whole, TODAY, None)))
        then.append(each_ms(partial(whole, date(2020, 6, 1), known)))
    report(f"a case of {SIZE} events: {name}", rows, "ms")
    ratio(f"today / plain rows, {name}", now, plain)
    ratio(f"as at and as known on / plain rows, {name}", then, plain)


if __name__ == "__main__":
    main()
