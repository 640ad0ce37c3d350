"""From streams to rows in the tables: loaded, restated, written, the unreadable ones set aside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import psycopg

from ehcp.domain.authority import AuthoritySettings, stream_of
from ehcp.projections.authorities import restate_cases, settings_in
from ehcp.projections.parking import TRIES, Poisoned, free, park, readable, reason
from ehcp.projections.restate import (
    AUTHORITIES,
    Day,
    Projection,
    Rows,
    parked,
    projection_of,
    restated,
)
from ehcp.projections.tables import Key, replace
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.mapper import Row, entries
from ehcp.store.pools import Pooled, outage

AT_ONCE = 200  # streams loaded and written together: no more than seconds between statements


def write(
    connection: Pooled,
    store: Store,
    keys: Iterable[Key],
    day: Day,
    *,
    beside: bool = False,
) -> int:
    """Restate these streams in the connection's transaction; return how many were parked."""
    waiting = iter(keys)
    poisoned = 0
    while some := list(islice(waiting, AT_ONCE)):
        codes = dict.fromkeys(authority for authority, _ in some)
        stored = store.rows(dict.fromkeys([*some, *((code, stream_of(code)) for code in codes)]))
        settings = {
            code: settings_in(code, stored.get((code, stream_of(code)), ())) for code in codes
        }
        by_projection: dict[Projection, list[Key]] = defaultdict(list)
        for key in some:
            if stored.get(key):
                by_projection[projection_of(stored[key][0].name)].append(key)
        for projection, those in by_projection.items():
            if projection is AUTHORITIES and not beside:
                restate_cases(connection, {key[0]: settings[key[0]] for key in those}, day)
            writer = _Writer(connection, projection, day, settings, beside=beside)
            poisoned += writer.write({key: stored[key] for key in those})
    return poisoned


class _Writer:
    """Writes streams of one projection."""

    def __init__(
        self,
        connection: Pooled,
        projection: Projection,
        day: Day,
        settings: Mapping[str, AuthoritySettings],
        *,
        beside: bool,
    ) -> None:
        self.connection = connection
        self.projection = projection
        self.day = day
        self.settings = settings
        self.beside = beside

    def write(self, stored: Mapping[Key, Sequence[Row]]) -> int:
        """Write the rows of these streams; return how many had to be parked."""
        good: dict[Key, Rows] = {}
        bad: list[Poisoned] = []
        for key, rows in stored.items():
            outcome = self._restated(key, rows)
            if isinstance(outcome, Poisoned):
                bad.append(outcome)
            else:
                good[key] = outcome
        if not self._put(good):
            bad += self._one_by_one(good, stored)
        free(self.connection, self.projection, good, beside=self.beside)
        for poisoned in bad:
            self._park(poisoned)
        return len(bad)

    def _restated(self, key: Key, rows: Sequence[Row]) -> Rows | Poisoned:
        error: Exception | None = None
        for _ in range(TRIES):
            try:
                history = entries(key[1], rows)
                works = self.settings[key[0]]
                return restated(self.projection, *key, history, self.day, works)
            except Unavailable:
                raise
            except Exception as failed:  # noqa: BLE001 - whatever it is, the others go on
                error = failed
        return self._poisoned(key, rows, error or RuntimeError())

    def _put(self, good: Mapping[Key, Rows]) -> bool:
        """Write the rows; False if the database does not take one of them."""
        try:
            with self.connection.transaction():
                replace(
                    self.connection, self.projection, list(good), good.values(), beside=self.beside
                )
        except psycopg.Error as error:
            if outage(error):
                raise
            return False
        return True

    def _one_by_one(
        self, good: dict[Key, Rows], stored: Mapping[Key, Sequence[Row]]
    ) -> list[Poisoned]:
        """Write each stream by itself, and take those that the database refuses out of `good`."""
        bad: list[Poisoned] = []
        for key, rows in list(good.items()):
            if not self._put({key: rows}):
                bad.append(self._poisoned(key, stored[key], ValueError()))
                del good[key]
        return bad

    def _poisoned(self, key: Key, rows: Sequence[Row], error: Exception) -> Poisoned:
        return Poisoned(
            key=key,
            projection=self.projection,
            position=rows[-1].position,
            version=rows[-1].version,
            readable=readable(key[1], rows),
            reason=reason(error),
        )

    def _park(self, poisoned: Poisoned) -> None:
        authority, stream = poisoned.key
        instead = parked(self.projection, authority, stream, poisoned.readable, poisoned.version)
        replace(self.connection, self.projection, [poisoned.key], [instead], beside=self.beside)
        park(self.connection, poisoned, beside=self.beside)
