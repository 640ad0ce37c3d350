"""Two database servers, each with its own authorities: south is the session's, north our own."""

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehcp.application.cases import Asked
from ehcp.application.keeping.authorities import Authorities
from ehcp.cli.main import main
from ehcp.domain.entry import Recorder
from ehcp.projections import MIGRATIONS
from ehcp.store.databases import Databases
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

TODAY = date(2026, 6, 15)
TEMPLATE = "ehcp_north"
SOUTHERN, NORTHERN, NOBODY = "E10000014", "E06000057", "E08000001"
OPERATOR = Recorder(subject="operator", role="system", organisation="ehcp")


class North:
    """A database on the second server, which a test may stop; it is started again after it."""

    def __init__(self, server: Embedded, url: str) -> None:
        self.url = url
        self.start = server.start
        self.stop = server.stop


@pytest.fixture(scope="session")
def northern_server() -> Iterator[Embedded]:
    """A second server, with a database that has the schema and nothing in it."""
    with tempfile.TemporaryDirectory(prefix="ehcp-n-") as folder, Embedded(Path(folder)) as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("alter system set fsync = off")
            connection.execute("select pg_reload_conf()")
            connection.execute(f"create database {TEMPLATE}")
        migrate(make_conninfo(server.url, dbname=TEMPLATE), MIGRATIONS)
        yield server


@pytest.fixture
def north(northern_server) -> Iterator[North]:
    name = f"ehcp_test_{uuid4().hex}"
    with psycopg.connect(northern_server.url, autocommit=True) as connection:
        connection.execute(f"create database {name} template {TEMPLATE}")
    yield North(northern_server, make_conninfo(northern_server.url, dbname=name))
    northern_server.start()
    with psycopg.connect(northern_server.url, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def as_url(conninfo: str) -> str:
    """Return a connection string as a URL, as the settings have it."""
    parts = conninfo_to_dict(conninfo)
    return (
        f"postgresql://{parts.get('user', 'postgres')}@/{parts.get('dbname', 'postgres')}"
        f"?host={parts['host']}"
        + (f"&port={parts['port']}" if "port" in parts else "")
        + (f"&password={parts['password']}" if "password" in parts else "")
    )


@pytest.fixture
def urls(database_url, north) -> dict[str, str]:
    return {"south": as_url(database_url), "north": as_url(north.url)}


@pytest.fixture
def databases(urls) -> Iterator[Databases]:
    with Databases(urls, timeout=1) as databases:
        for name, code in (("south", SOUTHERN), ("north", NORTHERN)):
            asked = Asked(by=OPERATOR, command_id=uuid4())
            Authorities(databases.store(name), lambda: TODAY).add(code, name, name, asked)
        yield databases


@pytest.fixture
def ehcp(urls, monkeypatch):
    """Run a command on both servers; its output as JSON where it was asked for."""
    monkeypatch.setenv("EHCP_DATABASES", " ".join(f"{n}={url}" for n, url in urls.items()))
    monkeypatch.setenv("EHCP_POOL_TIMEOUT", "2")
    monkeypatch.delenv("EHCP_DATABASE_URL", raising=False)
    monkeypatch.delenv("EHCP_AUTHORITY", raising=False)

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == status, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.output

    return run
