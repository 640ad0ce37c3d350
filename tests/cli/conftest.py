import json
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict

from ehcp.cli.main import main

AUTHORITY = "E99000001"


@pytest.fixture
def ehcp(database_url, monkeypatch):
    """Run a command on a fresh database; its output as JSON where it was asked for."""
    parts = conninfo_to_dict(database_url)
    database, user = parts.pop("dbname"), parts.pop("user", "postgres")
    monkeypatch.setenv("EHCP_DATABASE_URL", f"postgresql://{user}@/{database}?{urlencode(parts)}")
    monkeypatch.setenv("EHCP_AUTHORITY", AUTHORITY)

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == status, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.output

    return run


@pytest.fixture
def history(tmp_path):
    """Write a chronology and return its file."""

    def write(*lines, name="old"):
        file = tmp_path / f"{name}.yaml"
        text = "\n".join(f"- {{{line}}}" for line in lines)
        file.write_text(f"id: {name}\nchronology:\n{text}\n")
        return file

    return write
