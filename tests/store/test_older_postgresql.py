"""The oldest server that the wheel brings keeps the same promises as the newest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
KEPT = ("test_append.py", "test_migrate.py", "test_roles.py", "test_verify.py")


@pytest.mark.skipif("EHCP_TEST_DATABASE_URL" in os.environ, reason="a server was given")
def test_everything_holds_on_postgresql_16():
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", *(str(HERE / x) for x in KEPT)],
        capture_output=True,
        text=True,
        check=False,
        env={
            **{name: value for name, value in os.environ.items() if "PYTEST" not in name},
            "PGSERVER_POSTGRES_VERSION": "16",
        },
    )
    assert done.returncode == 0, done.stdout
