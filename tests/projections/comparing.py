"""The read models against a rebuild of them, row for row."""

from ehcp.projections import counts
from ehcp.projections.day import Day
from ehcp.projections.rebuild import rebuild
from ehcp.projections.restate import PROJECTIONS
from tests.projections.histories import CALENDAR, TODAY, rows_of

TABLES = [
    *(table for projection in PROJECTIONS for table in projection.tables),
    *counts.TABLES,
]
PARKED = "authority, projection, stream, position, reason"


def contents(store, suffix=""):
    """Every row of every read model; of what was parked, all but when and how often."""
    found = {table: sorted(rows_of(store, f"{table}{suffix} t", "t::text")) for table in TABLES}
    return {**found, "parked": sorted(map(repr, rows_of(store, "parked" + suffix, PARKED)))}


def assert_equal_to_a_rebuild(store, today=TODAY, **how):
    """Rebuild, and compare the tables before and after."""
    live = contents(store)
    rebuilt = rebuild(store, Day(today, CALENDAR), **how)
    assert contents(store) == live
    assert contents(store, "_beside") == live, "the old tables are kept"
    return rebuilt
