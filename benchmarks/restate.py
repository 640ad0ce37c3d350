"""All rows of one case restated, as the projector does for each case that something came to.

python -m benchmarks.restate

No database: the events are at hand. The limit is decoding the rows they were read from as
plain JSON.
"""

from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from uuid import UUID

import msgspec

from benchmarks.lives import LIVES, ordinary
from benchmarks.measuring import ROUNDS, each_ms, ratio, report
from ehcp.application.bank_holidays import england_and_wales
from ehcp.domain.entry import Entry, Recorder, Source
from ehcp.projections.day import Day
from ehcp.projections.restate import CASES, restated
from ehcp.store.mapper import Recorded, encode

SIZES = (20, 60, 300)
STREAM = UUID("7f0c1c5e-4f0e-4b4c-9d64-6a6f5f1f0d11")
BY = Recorder(subject="caseworker-1182", role="caseworker", organisation="Example Council")
AT = datetime(2026, 1, 1, 12, tzinfo=UTC)


def main() -> None:
    """Run the rounds and print what they give."""
    day = Day(date(2026, 3, 2), england_and_wales())
    for name, life in {"ordinary": ordinary, **LIVES}.items():
        for size in SIZES:
            events = islice(life(), size)
            entries = tuple(
                Entry(place=n, event=event, recorded_at=AT, recorded_by=BY, source=Source.PORTAL)
                for n, event in enumerate(events, start=1)
            )
            measure(f"{name}, {size} events", entries, day)


def measure(name: str, entries: tuple[Entry, ...], day: Day) -> None:
    """Measure one case."""
    raw = [_stored(entry) for entry in entries]
    rows: dict[str, list[float]] = {
        "the rows, decoded as plain JSON": [],
        "all rows of its read models": [],
    }
    plain, whole = rows.values()
    for _ in range(ROUNDS):
        plain.append(each_ms(lambda: [msgspec.json.decode(state) for state in raw]))
        whole.append(each_ms(partial(restated, CASES, "E1", STREAM, entries, day)))
    report(f"a case restated: {name}", rows, "ms")
    ratio(f"restated / plain rows, {name}", whole, plain)


def _stored(entry: Entry) -> bytes:
    return encode(
        Recorded(
            originator_id=STREAM,
            originator_version=entry.place,
            event=entry.event,
            by=BY,
            source=entry.source,
        )
    )


if __name__ == "__main__":
    main()
