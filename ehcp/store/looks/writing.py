"""Putting looks on record, those of all requests of a process that wait together in one commit.

A request hands its look over as soon as it knows what it will show, goes on with its answer, and
waits before the answer leaves. A thread of its own commits what has come meanwhile.
"""

import _thread
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from uuid import uuid4

import psycopg

from ehcp.store.errors import Unavailable
from ehcp.store.looks.look import Look, encoded
from ehcp.store.pools import Pools, outage, reason

WRITE = "select ehcp.look(%s, %s::text[], %s::json)"
MOST = 1_000  # rows in one commit, near enough
PATIENCE = 12.0
"""Seconds that a request waits; the connection is given up before."""


class NotOnRecord(Unavailable):
    """A look cannot be put on record now, so that nothing is shown."""

    def __str__(self) -> str:
        return (
            f"This look cannot be put on record now ({self.reason}), so nothing is shown. Does the"
            " database answer, and has it room?"
        )


class Written:
    """A look that is being put on record."""

    __slots__ = ("_done", "_error", "authority", "data", "rows")

    def __init__(self, look: Look) -> None:
        self.authority = look.authority
        self.data = encoded(look)
        self.rows = len(look.cases)
        self._error: str | None = None
        self._done = _thread.allocate_lock()
        self._done.acquire()

    def end(self, error: str | None = None) -> None:
        """Let go on who waits. `error` is why it is not on record."""
        self._error = error
        self._done.release()

    def wait(self) -> None:
        """Wait until it is on record. Raises NotOnRecord where it cannot be."""
        if not self._done.acquire(timeout=PATIENCE):
            raise NotOnRecord("no answer in time")
        self._done.release()  # who waits again is not held up
        if self._error is not None:
            raise NotOnRecord(self._error)


class Looks:
    """Writes the looks of one process to one database, the primary, at the end of one chain.

    A chain is this process's alone, so that no process waits for another. Where it is not known
    what became of a commit, what follows is a chain of its own.
    """

    def __init__(self, pools: Pools) -> None:
        """Take the connections. Nothing is begun before the first look."""
        self._pools = pools
        self._queue: SimpleQueue[Written | None] = SimpleQueue()
        self._chain = uuid4()
        self._thread: Thread | None = None
        self._lock = Lock()

    def write(self, look: Look) -> Written:
        """Put a look on record, and return what to wait for before anything is shown."""
        if self._thread is None:
            self._start()
        written = Written(look)
        self._queue.put(written)
        return written

    def close(self) -> None:
        """Write what waits, and nothing more."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join(PATIENCE)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                thread = Thread(target=self._run, name="ehcp-looks", daemon=True)
                thread.start()
                self._thread = thread

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            some, last = [first], False
            rows = first.rows
            while rows < MOST and not last:
                try:
                    following = self._queue.get_nowait()
                except Empty:
                    break
                if following is None:
                    last = True
                else:
                    some.append(following)
                    rows += following.rows
            self._write(some)
            if last:
                return

    def _write(self, some: Sequence[Written]) -> None:
        """Commit some looks together; where one of them cannot be stored, each by itself."""
        error = self._commit(some)
        if len(some) > 1 and isinstance(error, psycopg.Error) and not outage(error):
            for one in some:
                _end([one], self._commit([one]))
        else:
            _end(some, error)

    def _commit(self, some: Sequence[Written]) -> Exception | None:
        whose = [*{each.authority for each in some}]
        data = b"[" + b",".join([each.data for each in some]) + b"]"
        try:
            with self._pools.asking() as connection:
                connection.ask(WRITE, (self._chain, whose, data.decode()))
                connection.acknowledge()
        except Exception as error:  # noqa: BLE001 - whoever waits must be told, whatever it is
            self._chain = uuid4()
            return error
        return None


def _end(some: Sequence[Written], error: Exception | None) -> None:
    """Tell who waits what became of their looks."""
    why = None
    if error is not None:
        why = reason(error) if isinstance(error, psycopg.Error) else type(error).__name__
    for each in some:
        each.end(why)
