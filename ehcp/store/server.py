"""What the database server says of itself: its size, who is connected, who waits, its copies.

Asked as the login itself. One that is a member of pg_monitor is told everything; to any other
the server says nothing of what others do, and that stands as None or is left out.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import DictRow, dict_row

from ehcp.store.migrate import MIGRATIONS
from ehcp.store.pools import conninfo, translated

LOCAL = ("", "127.0.0.1", "::1", "localhost")

ABOUT = """
    select
        current_setting('server_version') as version,
        current_setting('max_connections')::int as most,
        pg_database_size(current_database()) as database_bytes,
        (select setting from pg_settings where name = 'data_directory') as folder,
        current_setting('archive_mode') <> 'off' as archives,
        to_regclass('ehcp.events') is not null as has_schema
"""
EVENTS = "select pg_table_size('ehcp.events'), pg_indexes_size('ehcp.events')"
APPLIED = "select migration_id from _yoyo_migration"
MAY_SEE_APPLIED = """
    select coalesce(has_table_privilege(to_regclass('_yoyo_migration'), 'select'), false)
"""
CONNECTIONS = """
    select coalesce(nullif(application_name, ''), 'others') as name, count(*)
    from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
    group by 1 order by 2 desc, 1
"""
OLDEST_WRITER = """
    select extract(epoch from max(clock_timestamp() - xact_start))::float8
    from pg_stat_activity
    where backend_xid is not null and datname = current_database() and pid <> pg_backend_pid()
"""
WAITING = """
    select a.pid, a.application_name as name, pg_blocking_pids(a.pid) as held_by,
        extract(epoch from clock_timestamp() - a.query_start)::float8 as seconds
    from pg_stat_activity a
    where a.datname = current_database() and cardinality(pg_blocking_pids(a.pid)) > 0
    order by a.pid
"""
HOLDERS = """
    select a.pid, coalesce(a.application_name, '') as name, 'leads the sweep' as holds
    from pg_locks l left join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
        and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('ehcp sweep', 0)
"""
STANDBYS = """
    select application_name as name, state, sync_state as sync,
        pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint as bytes_behind
    from pg_stat_replication where state is not null order by 1
"""
ARCHIVED = """
    select last_archived_time as last, last_failed_time as failed from pg_stat_archiver
"""


@dataclass(frozen=True, kw_only=True)
class Disk:
    """Bytes taken, and where the server is on this machine, bytes free of all there are."""

    database: int
    events: int | None
    indexes: int | None
    free: int | None
    size: int | None


@dataclass(frozen=True, kw_only=True)
class Connections:
    """How many connections there are by the name of who made them, and how many there may be."""

    used: int
    most: int
    by_name: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A connection that waits for a lock, and who holds it."""

    pid: int
    name: str
    held_by: tuple[int, ...]
    seconds: float | None


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A connection that holds what only one may hold."""

    pid: int | None
    name: str
    holds: str


@dataclass(frozen=True, kw_only=True)
class Standby:
    """A copy of the server, and how far it is behind; `sync`: what the server waits for."""

    name: str
    state: str
    sync: str
    bytes_behind: int | None


@dataclass(frozen=True, kw_only=True)
class Archive:
    """When a WAL file was last put away, and when that last failed."""

    last: datetime | None
    failed: datetime | None

    @property
    def failing(self) -> bool:
        """Whether the last try failed."""
        return self.failed is not None and (self.last is None or self.failed > self.last)


@dataclass(frozen=True, kw_only=True)
class Server:
    """How the server is. `missing` are migrations, None where the login may not see them.

    `oldest_writer` are the seconds that the longest transaction that writes has lasted: readers
    wait for it where the order of events is not settled. `archive` is None where it is off.
    """

    version: str
    missing: tuple[str, ...] | None
    disk: Disk
    connections: Connections
    oldest_writer: float | None
    waiting: tuple[Waiting, ...]
    holders: tuple[Holder, ...]
    standbys: tuple[Standby, ...]
    archive: Archive | None


@contextmanager
def asking(url: str) -> Iterator[Connection[DictRow]]:
    """Open a connection as the login itself, for one short look. Raises Unavailable."""
    with (
        translated(),
        psycopg.connect(
            conninfo(url), row_factory=dict_row, application_name="ehcp status"
        ) as asked,
    ):
        asked.execute("set local statement_timeout = '5s'")
        asked.execute("set local lock_timeout = '1s'")
        yield asked


def server(url: str, *more: Path) -> Server | None:
    """Return how the server of a database is; None where the database has no schema yet.

    `more` are folders of other parts' migrations. Raises Unavailable.
    """
    with asking(url) as asked:
        about = _one(asked, ABOUT)
        if not about["has_schema"]:
            return None
        local = asked.info.host in LOCAL or asked.info.host.startswith("/")
        by_name = {row["name"]: row["count"] for row in asked.execute(CONNECTIONS)}
        return Server(
            version=about["version"].split()[0],
            missing=_missing(asked, (MIGRATIONS, *more)),
            disk=_disk(asked, about, local=local),
            connections=Connections(
                used=sum(by_name.values()), most=about["most"], by_name=by_name
            ),
            oldest_writer=next(iter(_one(asked, OLDEST_WRITER).values())),
            waiting=tuple(
                Waiting(**{**row, "held_by": tuple(row["held_by"])})
                for row in asked.execute(WAITING)
            ),
            holders=tuple(Holder(**row) for row in asked.execute(HOLDERS)),
            standbys=tuple(Standby(**row) for row in asked.execute(STANDBYS)),
            archive=Archive(**_one(asked, ARCHIVED)) if about["archives"] else None,
        )


def _one(asked: Connection[DictRow], question: str) -> dict[str, Any]:
    row = asked.execute(question).fetchone()
    if row is None:
        raise LookupError(question)  # each of these always answers with one row
    return row


def _missing(asked: Connection[DictRow], folders: Iterable[Path]) -> tuple[str, ...] | None:
    """Return the migrations that have not been applied, in order."""
    if not _one(asked, MAY_SEE_APPLIED)["coalesce"]:
        return None
    applied = {row["migration_id"] for row in asked.execute(APPLIED)}
    known = (
        file.stem
        for folder in folders
        for file in sorted(folder.glob("*.sql"))
        if not file.stem.endswith(".rollback")
    )
    return tuple(name for name in known if name not in applied)


def _disk(asked: Connection[DictRow], about: dict[str, Any], *, local: bool) -> Disk:
    events, indexes = _one(asked, EVENTS).values()
    free = size = None
    if local and about["folder"] and Path(about["folder"]).is_dir():
        size, _, free = shutil.disk_usage(about["folder"])
    return Disk(
        database=about["database_bytes"], events=events, indexes=indexes, free=free, size=size
    )
