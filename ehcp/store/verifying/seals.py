"""The seals of looks as they stand in the log of events."""

from collections.abc import Iterable
from uuid import UUID

from ehcp.domain.events.reading import LooksSealed
from ehcp.domain.reading import seals_of
from ehcp.store.cases import Store
from ehcp.store.mapper import Row, entries
from ehcp.store.verifying.looks import Chain, End

AUTHORITIES = "select distinct authority from ehcp.look_chains order by 1"
EVENTS = """
    select version, name, form, state, recorded_at, position from ehcp.events
    where authority = %s and stream = %s order by version
"""


def sealed(store: Store, authority: str | None = None) -> dict[Chain, list[End]]:
    """Return what every seal says of where chains end, of one authority or of all."""
    found: dict[Chain, list[End]] = {}
    with store.auditing() as connection:
        whose = [authority] if authority else [a for (a,) in connection.execute(AUTHORITIES)]
        for each in whose:
            rows = connection.execute(EVENTS, (each, seals_of(each))).fetchall()
            for chain, end in _ends(seals_of(each), (Row(*row) for row in rows)):
                found.setdefault((each, chain), []).append(end)
    return found


def _ends(stream: UUID, rows: Iterable[Row]) -> Iterable[tuple[UUID, End]]:
    for entry in entries(stream, tuple(rows)):
        if isinstance(entry.event, LooksSealed):
            for end in entry.event.ends:
                yield end.chain, End(end.last, bytes.fromhex(end.hash))
