"""How long a request waits for the database before it hangs up.

A server may hold an answer back for ever: while a commit waits for its standby no timeout of
the server's ends it, and to cancel it would make it look done. So the connection is cut, the
outcome is unknown, and the command is sent again with its id.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from psycopg import Connection
from psycopg.rows import TupleRow

SECONDS = 5.0
EVERY = 0.25


class Deadline:
    """Cuts connections that are used for longer than `SECONDS` within `limited`."""

    def __init__(self) -> None:
        self._ends: dict[Connection[TupleRow], float] = {}
        self._lock = Lock()
        self._closed = Event()
        Thread(target=self._watch, name="ehcp-deadline", daemon=True).start()

    def close(self) -> None:
        """Watch no longer."""
        self._closed.set()

    def end(self) -> float:
        """Return when an answer that is asked for now is waited for no longer."""
        return time.monotonic() + SECONDS

    def watch(self, connection: Connection[TupleRow], end: float) -> None:
        """Cut the connection at that moment, unless it is let go before."""
        self._ends[connection] = end

    def let_go(self, connection: Connection[TupleRow]) -> None:
        """Watch the connection no longer."""
        with self._lock:  # not while it is being cut: its socket may soon be another's
            del self._ends[connection]

    @contextmanager
    def limited(self, connection: Connection[TupleRow]) -> Iterator[None]:
        """Cut the connection if this takes too long."""
        self.watch(connection, self.end())
        try:
            yield
        finally:
            self.let_go(connection)

    def _watch(self) -> None:
        while not self._closed.wait(EVERY):
            now = time.monotonic()
            with self._lock:
                for connection, end in list(self._ends.items()):
                    if end < now and not connection.closed:
                        _hang_up(connection)


def _hang_up(connection: Connection[TupleRow]) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
