"""From streams to rows that are ready to be written: loaded, read, restated, encoded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ehcp.domain.authority import AuthoritySettings, stream_of
from ehcp.projections.authorities import settings_in
from ehcp.projections.day import Day
from ehcp.projections.restate import AUTHORITIES, Projection, Rows, projection_of, restated
from ehcp.projections.tables import Encoded, Key, encoded
from ehcp.store.cases import Store
from ehcp.store.errors import Unavailable
from ehcp.store.mapper import Row, entries

AT_ONCE = 25  # streams loaded and written together: no more than seconds between statements

Settings = Mapping[str, AuthoritySettings]
"""How each authority works, by its code."""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A share of streams as rows, by the name of their projection; one process may hand it on.

    `versions` and `events` tell how much of each stream is in it, and of all together.
    `settings` are those of the authorities whose own streams these are. `left` are streams of
    which no rows could be made: they are to be looked at one by one.
    """

    versions: dict[Key, int] = field(default_factory=dict)
    rows: dict[str, dict[Key, Encoded]] = field(default_factory=dict)
    settings: dict[str, AuthoritySettings] = field(default_factory=dict)
    left: list[Key] = field(default_factory=list)

    @property
    def events(self) -> int:
        """How many events the streams have."""
        return sum(self.versions.values())


def shares(keys: Iterable[Key], size: int = AT_ONCE) -> Iterator[list[Key]]:
    """Yield the streams, so many at a time."""
    waiting = iter(keys)
    while some := list(islice(waiting, size)):
        yield some


def load(store: Store, keys: Iterable[Key]) -> tuple[dict[Key, list[Row]], Settings]:
    """Return what is stored of these streams now, and how their authorities work."""
    keys = list(keys)
    codes = dict.fromkeys(authority for authority, _ in keys)
    stored = store.rows(dict.fromkeys([*keys, *((code, stream_of(code)) for code in codes)]))
    settings = {code: settings_in(code, stored.get((code, stream_of(code)), ())) for code in codes}
    return {key: stored[key] for key in keys if stored.get(key)}, settings


def state(store: Store, keys: Sequence[Key], day: Day) -> Stated:
    """Return a share of streams as rows, each as it is stored now."""
    stored, settings = load(store, keys)
    found = Stated()
    for key, rows in stored.items():
        projection = projection_of(rows[0].name)
        found.versions[key] = rows[-1].version
        try:
            stated = encoded(rows_of(projection, key, rows, day, settings))
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the others go on
            found.left.append(key)
            continue
        found.rows.setdefault(projection.name, {})[key] = stated
        if projection is AUTHORITIES:
            found.settings[key[0]] = settings[key[0]]
    return found


def rows_of(
    projection: Projection, key: Key, stored: Sequence[Row], day: Day, settings: Settings
) -> Rows:
    """Return all rows of one stream."""
    return restated(projection, *key, entries(key[1], stored), day, settings[key[0]])
