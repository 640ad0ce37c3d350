"""The database that a command works on: a server by URL, or one in the data folder."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ehcp.config import Settings, settings
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded


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
def opened_store() -> Iterator[Store]:
    """Yield the store of the settings."""
    found = settings()
    with (
        database(found) as url,
        opened(url, found) as store,
    ):
        yield store


def authority_or_usage(given: str | None) -> str:
    """Return the authority asked for, or that of the settings."""
    authority = given or settings().authority
    if not authority:
        raise click.UsageError("Which authority? Give --authority, or set EHCP_AUTHORITY.")
    return authority
