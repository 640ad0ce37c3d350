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
from psycopg.conninfo import conninfo_to_dict

from ehcp.application.authorities import Authorities
from ehcp.application.cases import Asked
from ehcp.cli.main import main
from ehcp.domain.entry import Recorder
from ehcp.projections import MIGRATIONS
from ehcp.store.databases import Databases
from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

TODAY = date(2026, 6, 15)
SOUTHERN, NORTHERN, NOBODY = "E10000014", "E06000057", "E08000001"
OPERATOR = Recorder(subject="operator", role="system", organisation="ehcp")


@pytest.fixture
def north() -> Iterator[Embedded]:
    """A second server, which a test may stop."""
    with tempfile.TemporaryDirectory(prefix="ehcp-n-") as folder, Embedded(Path(folder)) as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("alter system set fsync = off")
            connection.execute("select pg_reload_conf()")
        migrate(server.url, MIGRATIONS)
        yield server


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
