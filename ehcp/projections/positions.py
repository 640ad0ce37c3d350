"""How far the projector has read: kept with what it writes, and waited for by readers."""

from collections.abc import Callable

from ehcp.store.cases import Store
from ehcp.store.pools import Pool, Pooled, translated
from ehcp.store.waiting import holds_within

READER, APPLICATION = "read-models", "ehcp"

READ = "select position from ehcp.tracking where reader = %s and application = %s"
HOLD = READ + " for update skip locked"
BEGIN = """
    insert into ehcp.tracking (reader, application, position) values (%s, %s, 0)
    on conflict do nothing
"""
MOVE = """
    update ehcp.tracking set position = %s
    where reader = %s and application = %s and position < %s
"""


def position(store: Store) -> int:
    """Return the position of the last event that the read models hold, as a reader asks."""
    return _read(store.pools.reader)


def reached(store: Store) -> int:
    """Return the same, as a worker asks."""
    return _read(store.pools.worker)


def _read(pool: Pool) -> int:
    with translated(), pool.connection() as connection:
        row = connection.execute(READ, (READER, APPLICATION), prepare=True).fetchone()
    return row[0] if row else 0


def head(store: Store) -> int:
    """Return the position of the last event that was stored."""
    with translated(), store.pools.worker.connection() as connection:
        row = connection.execute("select max(position) from ehcp.events").fetchone()
    return row[0] or 0 if row else 0


def wait_for(
    store: Store, wanted: int, timeout: float, asked: Callable[[Store], int] = position
) -> bool:
    """Wait until the read models hold this event; False if they do not after so many seconds."""
    return holds_within(lambda: asked(store) >= wanted, timeout)


def begin(store: Store) -> None:
    """Make the position, at nothing, where it is not there."""
    with store.working() as connection:
        connection.execute(BEGIN, (READER, APPLICATION))


def hold(connection: Pooled) -> int | None:
    """Take the position for this transaction, and return it; None if another projector has it."""
    row = connection.execute(HOLD, (READER, APPLICATION), prepare=True).fetchone()
    return row[0] if row else None


def move(connection: Pooled, to: int) -> None:
    """Move the position on; it never goes back."""
    connection.execute(MOVE, (to, READER, APPLICATION, to), prepare=True)
