"""Connections to the database: a pool for each role, and what its errors mean."""

import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import LiteralString

import psycopg
import structlog
from psycopg import Connection, Cursor
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Format
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from ehcp.store.deadline import Deadline
from ehcp.store.errors import Unavailable
from ehcp.store.pooler import SharedSessions, require_own_session
from ehcp.store.timeline import LostHistory, Timeline

LOG = structlog.get_logger(__name__)

WEB = "ehcp_web"
READER = "ehcp_reader"
PROJECTOR = "ehcp_projector"
SWEEPER = "ehcp_sweeper"
AUDITOR = "ehcp_auditor"
LIBRARY = "ehcp_worker"

CHECKED_AFTER = 1.0  # seconds of rest after which a connection is tried before it is used

# what the URL does not say itself
CONNECT: dict[str, str | int] = {
    "application_name": "ehcp",
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
    "target_session_attrs": "read-write",
}
if psycopg.pq.version() >= 160000:  # noqa: PLR2004 - the first libpq that can
    CONNECT["load_balance_hosts"] = "random"
SESSION = {
    "timezone": "UTC",
    "search_path": "ehcp",
    "lock_timeout": "2s",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "15s",
}
NOTHING: Mapping[str, str] = {}
READING = {"default_transaction_read_only": "on"}
FEW = 3  # connections of what does one thing at a time

CUT_SHORT = "01000"  # the SQLSTATE of "canceling wait for synchronous replication"

# classes and codes of SQLSTATE that say "not now", never "not this"
OUTAGES = ("08", "53", "57P", "58", "25006", "55P03", "57014", "40P01")


class Bytes(list[bytes]):
    """A bytea[]. Of a plain list psycopg asks each element for its type: half of a query."""


class _BytesDumper(Dumper):
    format = Format.BINARY
    oid = 1001

    def dump(self, obj: Bytes) -> Buffer:
        """Return an array as PostgreSQL sends it: dimensions, no nulls, bytea, size, from 1."""
        head = struct.pack(">iiIii", 1, 0, 17, len(obj), 1)
        return head + b"".join([struct.pack(">i", len(each)) + each for each in obj])


def conninfo(url: str) -> str:
    """Return how to connect to a URL: of its hosts the one that can be written to, in time."""
    return make_conninfo("", **{**CONNECT, **conninfo_to_dict(url)})


def words(*values: object) -> str:
    """Return an array of names or numbers, in which nothing needs a quote."""
    return "{" + ",".join(map(str, values)) + "}"


class NotAcknowledged(psycopg.OperationalError):
    """The server answered, but its standby may not have what was committed."""


class Pooled(Connection[TupleRow]):
    """A connection that knows when it was last known to be alive, and of which timeline it is.

    `doubted`: the server gave up waiting for its standby, so a commit is in doubt.
    """

    seen = 0.0
    timeline: int | None = None
    doubted = False

    @cached_property
    def _cursors(self) -> dict[str, Cursor[TupleRow]]:
        return {}

    def ask(self, query: LiteralString, parameters: tuple[object, ...]) -> Cursor[TupleRow]:
        """Ask one of the few things that are asked all the time.

        The cursor that asked it last knows how each of its parameters is sent: to find that out
        anew is half of what such a question costs the process.
        """
        cursor = self._cursors.get(query)
        if cursor is None:
            cursor = self._cursors[query] = self.cursor(binary=True)
        return cursor.execute(query, parameters, prepare=True)

    def hear(self, notice: psycopg.errors.Diagnostic) -> None:
        """Take note of what the server says beside its answer."""
        if notice.sqlstate == CUT_SHORT and notice.severity_nonlocalized == "WARNING":
            self.doubted = True

    def acknowledge(self) -> None:
        """Raise `NotAcknowledged` if the server cut its wait for the standby short."""
        if self.doubted:
            self.doubted = False
            raise NotAcknowledged


Pool = ConnectionPool[Pooled]


class Pools:
    """The pools of one process, one for each role. Open them after a fork, and close them.

    - `web` adds to cases, `reader` reads lists: one authority at a time, the one that is set.
    - `worker` is the projector's: it reads every authority and writes the read models.
    - `sweeper` raises alerts, `auditor` reads every event and nothing else.
    - `library` is what the eventsourcing library saves and selects with by itself.

    None connects before it is used, so that a login needs to be a member of no other role.
    """

    def __init__(self, url: str, *, web: int = 8, worker: int = 4, timeout: float = 5.0) -> None:
        """Take the most connections of each role, and the seconds to wait for one."""
        self._conninfo = conninfo(url)
        self._timeout = timeout
        self._deadline = Deadline()
        self._timeline = Timeline()
        self._sessions_are_ours = False
        self.web = self._pool(WEB, web)
        self.reader = self._pool(READER, web, READING)
        self.worker = self._pool(PROJECTOR, worker)
        self.sweeper = self._pool(SWEEPER, worker)
        self.auditor = self._pool(AUDITOR, FEW, READING)
        self.library = self._pool(LIBRARY, worker)

    def close(self) -> None:
        """Close every connection."""
        self._deadline.close()
        for pool in (
            self.web, self.reader, self.worker, self.sweeper, self.auditor, self.library
        ):  # fmt: skip
            pool.close()

    @contextmanager
    def asking(self) -> Iterator[Pooled]:
        """Ask one short thing as the web; hang up if the answer does not come.

        The time that it takes to get a connection counts too. Each statement is a transaction.
        """
        end = self._deadline.end()
        connection = self.web.getconn()
        self._deadline.watch(connection, end)
        try:
            yield connection
        finally:
            self._deadline.let_go(connection)
            self.web.putconn(connection)

    @contextmanager
    def adding(self) -> Iterator[Pooled]:
        """Add to several streams as the web, in one transaction: to all of them, or to none."""
        with self.web.connection() as connection, self._deadline.limited(connection):
            with connection.transaction():
                yield connection
            connection.acknowledge()

    @contextmanager
    def reading(self, authority: str) -> Iterator[Pooled]:
        """Read one authority's rows, and no other's, in one transaction that cannot write."""
        with (
            translated(),
            self.reader.connection() as connection,
            self._deadline.limited(connection),
            connection.transaction(),
        ):
            connection.execute("select ehcp.enter(%s)", (authority,))
            yield connection

    @contextmanager
    def changing(self, authority: str) -> Iterator[Pooled]:
        """Change what one authority keeps beside its events, as the web, in one transaction."""
        with (
            translated(),
            self.web.connection() as connection,
            self._deadline.limited(connection),
            connection.transaction(),
        ):
            connection.execute("select ehcp.enter(%s)", (authority,))
            yield connection

    @contextmanager
    def working(self) -> Iterator[Pooled]:
        """Read every authority's rows and write read models, in one transaction."""
        with translated(), self.worker.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def sweeping(self) -> Iterator[Pooled]:
        """Read what is due in every authority and raise alerts, in one transaction."""
        with translated(), self.sweeper.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def auditing(self) -> Iterator[Pooled]:
        """Read every event of every authority, in one transaction that cannot write."""
        with translated(), self.auditor.connection() as connection, connection.transaction():
            yield connection

    def _check_sessions(self, connection: Pooled) -> None:
        """Look once in the life of a process whether a pooler shares our sessions out."""
        if self._sessions_are_ours:
            return
        try:
            require_own_session(connection, self._conninfo, self._deadline)
        except psycopg.Error:
            return  # no second connection is to be had now; the next one looks again
        except SharedSessions as shared:
            LOG.critical("sessions-shared", reason=str(shared))
            raise
        self._sessions_are_ours = True

    def _pool(self, role: str, size: int, more: Mapping[str, str] = NOTHING) -> Pool:
        settings = {**SESSION, **more, "application_name": role, "role": role}
        take = f"select {', '.join(['set_config(%s, %s, false)'] * len(settings))}"

        def begin(connection: Pooled) -> None:
            with self._deadline.limited(connection):
                connection.adapters.register_dumper(Bytes, _BytesDumper)
                connection.add_notice_handler(connection.hear)
                connection.timeline = self._timeline.check(connection)
                self._check_sessions(connection)
                connection.execute(take, [word for pair in settings.items() for word in pair])

        def check(connection: Pooled) -> None:
            try:  # it may lead to a primary that has lost its place since
                self._timeline.require(connection.timeline)
            except LostHistory:
                connection.close()
                pool.drain()
                raise
            with self._deadline.limited(connection):
                _check(connection)

        pool = ConnectionPool(
            self._conninfo,
            connection_class=Pooled,
            kwargs={"autocommit": True},
            min_size=0,
            max_size=size,
            timeout=self._timeout,
            max_idle=300,
            reconnect_timeout=self._timeout,
            configure=begin,
            check=check,
            name=role,
            open=True,
        )
        return pool


def _check(connection: Pooled) -> None:
    """Try a connection that has rested: a round trip, which one in steady use is spared."""
    now = time.monotonic()
    if now - connection.seen > CHECKED_AFTER:
        ConnectionPool.check_connection(connection)
    connection.seen = now


@contextmanager
def translated() -> Iterator[None]:
    """Turn whatever says that the database cannot answer now into `Unavailable`."""
    try:
        yield
    except psycopg.Error as error:
        if outage(error):
            raise Unavailable(reason(error)) from None
        raise


def outage(error: psycopg.Error) -> bool:
    """Whether the error says that the database cannot answer now."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return error.sqlstate.startswith(OUTAGES)


def lost(error: psycopg.Error) -> bool:
    """Whether the connection went away, so that a statement sent may have been done."""
    if isinstance(error, PoolTimeout | PoolClosed | TooManyRequests):
        return False
    return outage(error) and (error.sqlstate is None or error.sqlstate.startswith(("08", "57P")))


def reason(error: psycopg.Error) -> str:
    """What to say of an error: its code, or its kind. Its own words may quote a row."""
    return f"SQLSTATE {error.sqlstate}" if error.sqlstate else type(error).__name__
