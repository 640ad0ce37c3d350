"""Behind a pooler that shares sessions out nothing starts; behind one that keeps them all does.

With a real PgBouncer where there is one (Debian: pgbouncer), and everywhere with the processes
of the server dealt out as poolers do.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.conninfo import make_conninfo
from structlog.testing import capture_logs

from ehcp.cli.main import main
from ehcp.store import pooler
from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.errors import Unavailable
from ehcp.store.migrate import migrate
from ehcp.store.pooler import SharedSessions, require_no_pooler
from tests.store.events import append

ENOUGH = 20.0
PORT = 6432
PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NEEDS = {"serve": {"EHCP_DEVELOPMENT_KEY": secrets.token_urlsafe(48)}, "work": {}, "migrate": {}}

real = pytest.mark.skipif(
    PROGRAM is None, reason="there is no PgBouncer here (Debian: apt-get install pgbouncer)"
)


@pytest.fixture(scope="module")
def behind():
    """A server whose local connections need no password, with the schema."""
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        with Embedded(Path(folder)) as server:
            migrate(server.url)
            hba = server.data / "pg_hba.conf"  # the first line that fits counts
            hba.write_text("local all all trust\n" + hba.read_text())
            with psycopg.connect(server.url) as connection:
                connection.execute("select pg_reload_conf()")
            yield server


@contextmanager
def pgbouncer(server, mode, *more):
    """Run PgBouncer before a server, in a folder of its own; yield the URL through it."""
    owner = server.data.stat()
    user = owner.st_uid if os.geteuid() == 0 else None  # it does not run as root
    with tempfile.TemporaryDirectory(prefix="e-") as name:
        folder = Path(name)
        file = folder / "ini"
        file.write_text(
            "\n".join([
                "[databases]", f"* = host={server.data} user=postgres",
                "[pgbouncer]", "auth_type = any", f"pool_mode = {mode}",
                f"unix_socket_dir = {folder}", f"listen_port = {PORT}", *more,
            ])
        )  # fmt: skip
        for path in (folder, file):
            os.chown(path, owner.st_uid, owner.st_gid)
        running = subprocess.Popen(  # noqa: S603
            [str(PROGRAM), "-q", str(file)], user=user, stderr=subprocess.DEVNULL
        )
        try:
            until = time.monotonic() + ENOUGH
            while not (folder / f".s.PGSQL.{PORT}").exists():
                assert time.monotonic() < until, "PgBouncer does not start"
                time.sleep(0.05)
            yield f"postgresql://postgres@/postgres?host={name}&port={PORT}"
        finally:
            running.kill()
            running.wait()


def busy(url, clients):
    """Have several clients ask at once, so that the pooler has as many sessions to share."""
    with ExitStack() as held:
        for _ in range(clients):
            held.enter_context(psycopg.connect(url)).execute("select 1")


@real
@pytest.mark.parametrize("clients", [1, 2, 3])
@pytest.mark.parametrize(
    ("mode", "more"),
    [("transaction", ()), ("transaction", ("server_round_robin = 1",)), ("statement", ())],
)
def test_a_pooler_that_shares_sessions_is_found(behind, mode, more, clients):
    with pgbouncer(behind, mode, *more) as url:
        if mode == "transaction":
            busy(url, clients)
        with pytest.raises(SharedSessions, match="session mode"):
            require_no_pooler(url)


@real
@pytest.mark.parametrize("command", NEEDS)
def test_the_processes_do_not_start_and_say_what_to_do(behind, command, monkeypatch):
    with pgbouncer(behind, "transaction") as url:
        for name, value in {"EHCP_DATABASE_URL": url, **NEEDS[command]}.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(main, [command])
    assert done.exit_code == 3, done.output
    assert "pool_mode = session" in done.output


@real
def test_one_that_comes_later_is_found_by_the_first_connection(behind):
    with (
        pgbouncer(behind, "transaction") as url,
        Store(url, web=1, timeout=1) as store,
        capture_logs() as log,
        pytest.raises(Unavailable),
    ):
        append(store, uuid4(), 0)
    assert ("sessions-shared", "critical") in {(it["event"], it["log_level"]) for it in log}


@real
def test_behind_a_pooler_in_session_mode_all_works(behind):
    with pgbouncer(behind, "session") as url:
        require_no_pooler(url)
        with Store(url, web=2, timeout=2) as store:
            assert append(store, uuid4(), 0).version == 1


@pytest.mark.parametrize(
    "dealt",
    [
        (7, 7, 7, 7),  # the one that was used last
        (7, 8, 7, 8),  # the one that has rested longest
        (7, 8, 9, 7),
        (7, 8, 8, 9),
    ],
)
def test_sessions_that_are_dealt_out_are_nobodys(database_url, monkeypatch, dealt):
    processes = iter(dealt)
    monkeypatch.setattr(pooler, "_process", lambda _: next(processes))
    with pytest.raises(SharedSessions):
        require_no_pooler(database_url)


def test_a_server_without_a_pooler_is_not_accused(database_url, tmp_path):
    require_no_pooler(database_url)
    require_no_pooler(make_conninfo(host=str(tmp_path), dbname="nobody-is-there"))
