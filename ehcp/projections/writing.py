"""Rows in the tables: whole shares written at once, the unreadable streams set aside."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg

from ehcp.projections.authorities import restate_cases
from ehcp.projections.counts import add, tallied
from ehcp.projections.day import Day
from ehcp.projections.parking import TRIES, Poisoned, free, park, readable, reason
from ehcp.projections.restate import AUTHORITIES, PROJECTIONS, Projection, parked, projection_of
from ehcp.projections.stating import Settings, Stated, load, rows_of, shares, state
from ehcp.projections.tables import Encoded, Into, Key, encoded, replace
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.mapper import Row
from ehcp.store.pools import Pooled, outage

NAMED = {projection.name: projection for projection in PROJECTIONS}

States = Callable[[Iterable[Sequence[Key]]], Iterator[Stated]]
"""What makes rows of shares of streams, in the order in which they are given."""


@dataclass(kw_only=True)
class Written:
    """What was written: up to which version each stream, and how many had to be parked."""

    versions: dict[Key, int] = field(default_factory=dict)
    parked: int = 0

    @property
    def events(self) -> int:
        """How many events the streams have."""
        return sum(self.versions.values())


def write(  # noqa: PLR0913 - each says what is written where
    connection: Pooled,
    store: Store,
    keys: Iterable[Key],
    day: Day,
    *,
    into: Into = Into.LIVE,
    states: States | None = None,
) -> Written:
    """Restate these streams in the connection's transaction.

    Each as it is stored when its share's turn comes. `states` makes the rows elsewhere. While
    the database takes a share, the next one is made.
    """
    keys = list(keys)
    if not keys:
        return Written()
    found = states(shares(keys)) if states else (state(store, some, day) for some in shares(keys))
    writer = _Writer(connection, store, day, into)
    counts = into is not Into.EMPTY  # there a rebuild counts, when all are there
    before = tallied(connection, keys, into) if counts else []
    with ThreadPoolExecutor(1, "writes-rows") as hand:
        last: Future[None] | None = None
        for stated in found:
            if last is not None:
                last.result()
            last = hand.submit(writer.write, stated)
        if last is not None:
            last.result()
    if counts:
        add(connection, before, tallied(connection, keys, into), into)
    return writer.written


class _Writer:
    """Writes shares of streams, one after another."""

    def __init__(self, connection: Pooled, store: Store, day: Day, into: Into) -> None:
        self.connection = connection
        self.store = store
        self.day = day
        self.into = into
        self.written = Written()

    def write(self, stated: Stated) -> None:
        """Write the rows; look at what could not be stated or written one by one."""
        self.written.versions.update(stated.versions)
        left = list(stated.left)
        for name, rows in stated.rows.items():
            projection = NAMED[name]
            if projection is AUTHORITIES and self.into is Into.LIVE:
                restate_cases(self.connection, stated.settings, self.day)
            if not self._put(projection, rows):
                left += rows
        if left:
            self._one_by_one(left)

    def _put(self, projection: Projection, rows: Mapping[Key, Encoded]) -> bool:
        """Write the rows; False if the database does not take one of them."""
        try:
            with self.connection.transaction():
                replace(self.connection, projection, rows, self.into)
                free(self.connection, projection, rows, self.into)
        except psycopg.Error as error:
            if outage(error):
                raise
            return False
        return True

    def _one_by_one(self, keys: Sequence[Key]) -> None:
        """Write each stream by itself, and park those of which that cannot be."""
        stored, settings = load(self.store, keys)
        for key, rows in stored.items():
            projection = projection_of(rows[0].name)
            outcome = self._restated(projection, key, rows, settings)
            if not isinstance(outcome, Poisoned):
                if self._put(projection, {key: outcome}):
                    continue
                outcome = _poisoned(projection, key, rows, ValueError())
            self._park(outcome)

    def _restated(
        self, projection: Projection, key: Key, rows: Sequence[Row], settings: Settings
    ) -> Encoded | Poisoned:
        error: Exception | None = None
        for _ in range(TRIES):
            try:
                return encoded(rows_of(projection, key, rows, self.day, settings))
            except Unavailable:
                raise
            except Exception as failed:  # noqa: BLE001 - whatever it is, the others go on
                error = failed
        return _poisoned(projection, key, rows, error or RuntimeError())

    def _park(self, poisoned: Poisoned) -> None:
        authority, stream = poisoned.key
        projection = poisoned.projection
        instead = parked(projection, authority, stream, poisoned.readable, poisoned.version)
        replace(self.connection, projection, {poisoned.key: encoded(instead)}, self.into)
        park(self.connection, poisoned, self.into)
        self.written.parked += 1


def _poisoned(projection: Projection, key: Key, rows: Sequence[Row], error: Exception) -> Poisoned:
    return Poisoned(
        key=key,
        projection=projection,
        position=rows[-1].position,
        version=rows[-1].version,
        readable=readable(key[1], rows),
        reason=reason(error),
    )
