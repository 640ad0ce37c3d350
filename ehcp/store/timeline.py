"""Whether a server still has the history that others were told of.

Each promotion of a standby begins a new timeline, with a higher number. A server that answers
on a lower one than was seen before is a primary that came back from the past: what was
acknowledged since then is not in it, so nothing is read from it or added to it.
"""

from threading import Lock

import psycopg
import structlog
from psycopg import Connection
from psycopg.rows import TupleRow

LOG = structlog.get_logger(__name__)

TIMELINE = """
    select case when not pg_is_in_recovery()
        then left(pg_walfile_name(pg_current_wal_lsn()), 8) end
"""


class LostHistory(psycopg.OperationalError):
    """The server is on a lower timeline than was seen before."""


class Timeline:
    """The highest timeline that this process has seen."""

    def __init__(self) -> None:
        """Know of none yet."""
        self.highest = 0
        self._lock = Lock()

    def check(self, connection: Connection[TupleRow]) -> int | None:
        """Note and return the timeline of a new connection. Raises `LostHistory`.

        A standby is not asked: it reads what its primary sends.
        """
        row = connection.execute(TIMELINE).fetchone()
        if row is None or row[0] is None:
            return None
        found = int(row[0], 16)
        with self._lock:
            self.highest = max(self.highest, found)
        self.require(found)
        return found

    def require(self, found: int | None) -> None:
        """Raise `LostHistory` if a higher timeline than this one was seen by now."""
        if found is not None and found < self.highest:
            LOG.critical("history-lost", timeline=found, highest=self.highest)
            raise LostHistory(f"timeline {found} after {self.highest}")
