"""Bring a database to the present schema."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict
from yoyo import read_migrations
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.migrations import Migration

from ehcp.store.pooler import require_no_pooler
from ehcp.store.pools import conninfo, translated

MIGRATIONS = Path(__file__).parent / "migrations"
OLDEST = 15


class TooOld(Exception):  # noqa: N818 - named for what it is
    """The server is older than PostgreSQL 15."""


def migrate(url: str, *more: Path) -> tuple[str, ...]:
    """Apply what is missing and return its names.

    `more` are folders of other parts' migrations. The user of `url` owns the database and may
    create roles. Several processes may call this at once: one works, the others wait.
    Raises Unavailable if the database cannot be reached, SharedSessions behind a pooler that
    would take the lock away.
    """
    where = conninfo(url)
    require_no_pooler(where)
    with translated(), psycopg.connect(where, autocommit=True) as connection:
        if connection.info.server_version < OLDEST * 10000:
            raise TooOld(
                f"ehcp needs PostgreSQL {OLDEST} or newer;"
                f" this server is {connection.info.server_version // 10000}."
            )
        # held until the connection closes; yoyo's own lock outlives a process that was killed
        connection.execute("select pg_advisory_lock(hashtext('ehcp migrate'))")
        uri = DatabaseURI("", None, None, None, None, None, conninfo_to_dict(where))
        with _Backend(uri, "_yoyo_migration") as backend:
            backend.init_database()
            backend.break_lock()
            migrations = read_migrations(str(MIGRATIONS), *map(str, more))
            missing: list[Migration] = list(backend.to_apply(migrations))
            for migration in missing:
                backend.apply_one(migration)
            return tuple(migration.id for migration in missing)


class _Backend(PostgresqlPsycopgBackend):  # type: ignore[misc]  # yoyo ships no types
    """yoyo's PostgreSQL, without a look at the machine's names."""

    def get_log_data(
        self, migration: Migration | None = None, operation: str = "apply"
    ) -> dict[str, object]:
        # the library's own asks for a login name and a host name, which a container may not have
        return {
            "id": str(uuid4()),
            "migration_id": migration and migration.id,
            "migration_hash": migration and migration.hash,
            "username": self.connection.info.user,
            "hostname": "",
            "created_at_utc": datetime.now(UTC).replace(tzinfo=None),
            "operation": operation,
        }
