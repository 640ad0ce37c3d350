"""The database that a command works on: a server by URL, or one in the data folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

import click

from ehcp.application.keeping.directory import Directory
from ehcp.config import Settings, settings
from ehcp.store.cases import Store
from ehcp.store.databases import Databases, NoSuchDatabase
from ehcp.store.embedded import Embedded
from ehcp.store.errors import StoreError
from ehcp.store.pooler import require_no_pooler
from ehcp.store.pools import conninfo

T = TypeVar("T")
UNAVAILABLE = 3

DEFAULT = "default"
"""The name of the database of an installation that has one."""


@contextmanager
def database(found: Settings) -> Iterator[str]:
    """Yield the URL of the default database, its server started if it is the embedded one."""
    if found.databases:
        yield next(iter(found.databases.values()))
        return
    if found.database_url:
        yield found.database_url
        return
    with Embedded(found.data, found.archive) as server:
        yield server.url


@contextmanager
def opened_databases() -> Iterator[Databases]:
    """Yield every database of the settings."""
    found = settings()
    with urls(found) as given, every_database(given, found) as databases:
        yield databases


@contextmanager
def urls(found: Settings) -> Iterator[Mapping[str, str]]:
    """Yield the URL of each database by its name."""
    if found.databases:
        yield found.databases
        return
    with database(found) as url:
        yield {DEFAULT: url}


def refuse_shared_sessions(found: Settings) -> None:
    """Raise `SharedSessions` if a pooler between us and a server lends its sessions out.

    A database that is away is not looked at; its first connection will.
    """
    for url in [*found.databases.values(), found.database_url]:
        if url:
            require_no_pooler(conninfo(url))


def every_database(given: Mapping[str, str], found: Settings) -> Databases:
    """Return the databases, with connections as the settings say."""
    return Databases(
        given, web=found.pool_web, worker=found.pool_worker, timeout=found.pool_timeout
    )


@contextmanager
def opened_store(authority: str | None = None) -> Iterator[Store]:
    """Yield the store of an authority; without one, that of the default database.

    Raises UnknownAuthority.
    """
    with opened_databases() as databases:
        if authority is None:
            yield databases.store(databases.default)
        else:
            yield Directory(databases).store(authority)


def authority_or_usage(given: str | None) -> str:
    """Return the authority asked for, or that of the settings."""
    authority = given or settings().authority
    if not authority:
        raise click.UsageError("Which authority? Give --authority, or set EHCP_AUTHORITY.")
    return authority


@dataclass(frozen=True, kw_only=True)
class Done(Generic[T]):
    """What was done on each database, by name; and those that did not answer."""

    found: Mapping[str, T]
    several: bool
    down: tuple[str, ...] = ()

    @property
    def unanswered(self) -> Mapping[str, Sequence[str]]:
        """What a machine is told of those that did not answer."""
        return {"unanswered": self.down} if self.down else {}

    def end(self, status: int = 0) -> None:
        """End with this status, or as unavailable where a database did not answer."""
        raise SystemExit(status or (UNAVAILABLE if self.down else 0))


def each(databases: Databases, only: str | None, do: Callable[[str], T]) -> Done[T]:
    """Do something on each database, or on one; what is away keeps none of the others waiting.

    Where there is only one, and it does not answer, that is raised.
    """
    if only is not None and only not in databases.names:
        raise click.UsageError(str(NoSuchDatabase(only, databases.names)))
    names = databases.names if only is None else (only,)
    found: dict[str, T] = {}
    down: list[str] = []
    for name in names:
        try:
            found[name] = do(name)
        except StoreError as error:
            if len(names) == 1:
                raise
            click.echo(f"ehcp: database {name}: {error}", err=True)
            down.append(name)
    return Done(found=found, several=len(databases.names) > 1, down=tuple(down))
