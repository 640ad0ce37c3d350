"""Reading events in the order of their positions, and never passing over one.

A position is drawn before its transaction commits, so a lower one may appear after a higher.
Every writer draws its transaction id before its first position. Where positions have a hole, a
reader draws a transaction id itself and waits until every older transaction has ended: what is
missing then was rolled back, and never comes.
"""

import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from ehcp.store.pools import Pool

EVERY = 0.002  # seconds between two looks at the horizon
PATIENCE = 2.0  # seconds to wait at a hole before handing out what lies below it


class Positioned(Protocol):
    """A row that has a position."""

    @property
    def position(self) -> int:
        """Where it stands among all events."""


R = TypeVar("R", bound=Positioned)


def gap_free(
    pool: Pool, read: Callable[[int | None], Sequence[R]], after: int, *, complete: bool = True
) -> Sequence[R]:
    """Return rows of `read` that no row with a lower position can still follow.

    `read` takes the last position to read, or None. `complete`: it leaves out no row after
    `after`, so that neighbouring positions prove that nothing is missing.
    """
    rows = read(None)
    if not rows:
        return rows
    last = rows[-1].position
    if complete and last - after == len(rows):
        return rows
    if wait_for_horizon(pool):
        return read(last)
    # a transaction elsewhere writes for long; what is below the first hole is certain
    return [row for n, row in enumerate(rows, after + 1) if row.position == n] if complete else []


def wait_for_horizon(pool: Pool) -> bool:
    """Wait until every transaction that runs now has ended; False if that takes too long."""
    deadline = time.monotonic() + PATIENCE
    with pool.connection() as connection:
        # the snapshot's own upper bound will not do: a transaction with a higher id may run
        bound = connection.execute("select pg_current_xact_id()").fetchone()
        while True:
            reached = connection.execute(
                "select pg_snapshot_xmin(pg_current_snapshot()) >= %s::text::xid8", bound
            ).fetchone()
            if reached == (True,):
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(EVERY)
