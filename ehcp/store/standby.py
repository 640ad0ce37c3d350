"""A standby of the database, for reads that may be a moment behind."""

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehcp.store.cases import Store
from ehcp.store.waiting import holds_within

HAS = "select from ehcp.events where authority = %s and position = %s"


def standby_store(url: str, *, web: int = 8, timeout: float = 5.0) -> Store:
    """Return the store on a standby: it reads as on the primary, with the same roles and walls.

    A server that can be written to is none, and is not connected to, unless the URL says so
    itself: after a promotion its reads would be the primary's load.
    """
    given = {"target_session_attrs": "standby", **conninfo_to_dict(url)}
    return Store(make_conninfo("", **given), web=web, timeout=timeout)


def wait_for(store: Store, authority: str, position: int, seconds: float) -> bool:
    """Wait until a standby has the event of a position; False if it does not after so long.

    It has everything then that was answered before that event was: it replays in the order of
    the commits.
    """
    return holds_within(lambda: _has(store, authority, position), seconds)


def _has(store: Store, authority: str, position: int) -> bool:
    with store.reading(authority) as connection:
        return connection.execute(HAS, (authority, position)).fetchone() is not None
