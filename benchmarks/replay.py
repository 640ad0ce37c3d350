"""A case of 300 events with all its deadlines, as at a day and as known on another.

python -m benchmarks.replay

Four kinds of life: many reviews (the most deadlines), a life as they are lived (plans with
contents, invitations, advice, progress, notes), one with doubt in it (spans, corrections, what
one side says), and one as hard as any (reversed refusals, orders dated again, days unknown).
The limit is reading the rows and decoding them as plain JSON.
"""

from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from uuid import UUID, uuid4

import msgspec
import psycopg

from benchmarks.lives import LIVES
from benchmarks.load import BY, ROWS, cold
from benchmarks.measuring import ROUNDS, each_ms, goal, ratio, report, scratch_server
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.in_json import limit_json
from ehcp.application.one_case.views import explained_json
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.entry import Source
from ehcp.projections.collecting import collect_seldom
from ehcp.store.cases import Store

SIZE = 300
TODAY = date(2026, 3, 2)


def main() -> None:
    """Run the rounds and print what they give."""
    collect_seldom()
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
        "today, judged and no more": [],
        "today, with the account of every deadline": [],
    }
    plain, now, then, judged, told = rows.values()

    def raw() -> None:
        for (state,) in connection.cursor(binary=True).execute(ROWS, ("E1", case), prepare=True):
            msgspec.json.decode(state)

    def whole(on: date, moment: datetime | None) -> None:
        history = Case(cold(store, "E1", case)).seen(as_at=on, as_known_on=moment)
        for deadline in deadlines(history, calendar, on):
            limit_json(deadline)

    def read() -> None:
        deadlines(Case(cold(store, "E1", case)).seen(as_at=TODAY), calendar, TODAY)

    def with_accounts() -> None:
        history = Case(cold(store, "E1", case)).seen(as_at=TODAY)
        for deadline in deadlines(history, calendar, TODAY):
            explained_json(history, deadline, calendar)

    for _ in range(ROUNDS):
        judged.append(each_ms(read))
        told.append(each_ms(with_accounts))
        plain.append(each_ms(raw))
        now.append(each_ms(partial(whole, TODAY, None)))
        then.append(each_ms(partial(whole, date(2020, 6, 1), known)))
    report(f"a case of {SIZE} events: {name}", rows, "ms")
    goal(f"a case of {SIZE} events with its deadlines, {name}", now, "ms", at_most=25)
    goal(f"the same as at a day of 2020, {name}", then, "ms", at_most=25)
    ratio(f"today / plain rows, {name}", now, plain)
    ratio(f"as at and as known on / plain rows, {name}", then, plain)
    ratio(f"with the account of every deadline / judged and no more, {name}", told, judged)


if __name__ == "__main__":
    main()
