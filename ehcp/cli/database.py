"""The database that a command works on: a server by URL, or one in the data folder."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from ehcp.application.directory import Directory
from ehcp.config import Settings, settings
from ehcp.store.cases import Store
from ehcp.store.databases import Databases
from ehcp.store.embedded import Embedded

DEFAULT = "default"
"""The name of the database of an installation that has one."""


@contextmanager
def database(found: Settings) -> Iterator[str]:
    """Yield the URL of the database, its server started if it is the embedded one."""
    if found.database_url:
        yield found.database_url
        return
    with Embedded(found.data) as server:
        yield server.url


def opened(url: str, found: Settings) -> Store:
    """Return the store on a database, with connections as the settings say."""
    return Store(url, web=found.pool_web, worker=found.pool_worker, timeout=found.pool_timeout)


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
