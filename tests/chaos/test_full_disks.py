"""A disk that is full, of the data or of the log: nothing acknowledged is lost, and it goes on."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from ehcp.store.cases import Store
from ehcp.store.embedded import Embedded
from ehcp.store.errors import Unavailable
from ehcp.store.migrate import migrate
from ehcp.store.verifying.events import verify
from tests.chaos.servers import until
from tests.store.events import DAY, A, ThingHappened, append
from tests.store.proxy import persist

MEGABYTES = 128
LEFT = 20 * 2**20  # bytes that are free when the writing begins


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="e-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def small_disk(folder):
    """A disk of a few megabytes; only root can make one."""
    folder.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    made = mount and subprocess.run(  # noqa: S603
        [mount, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "ehcp-chaos", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    if not made or made.returncode != 0:
        pytest.skip("a small disk cannot be made here")
    try:
        yield folder
    finally:
        subprocess.run(  # noqa: S603
            [unmount or "umount", "-l", str(folder)], check=False, capture_output=True
        )


def apart(data, log):
    """Move the log of a server that is stopped to a folder of its own."""
    shutil.move(data / "pg_wal", log)
    (data / "pg_wal").symlink_to(log)
    owner = data.stat()
    for path in (log, *log.rglob("*")):
        shutil.copystat(data, path) if path.is_dir() else None
        os.chown(path, owner.st_uid, owner.st_gid)


def fill(disk):
    """Leave little room on a disk; return what takes the rest."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - LEFT)))
    return ballast


def write_until_refused(store, enough):
    """Open big cases until the store has said so often that it cannot; return both."""
    big = ThingHappened(on=DAY, what=random.randbytes(50_000).hex())  # noqa: S311
    acknowledged, said = [], []
    for _ in range(5000):
        case = uuid4()
        try:
            append(store, case, 0, big)
        except Unavailable as error:
            said.append(str(error))
            if len(said) > enough:
                break
        else:
            acknowledged.append(case)
    assert said, "the disk was never full"
    return acknowledged, said


def test_a_disk_that_is_full_and_is_given_space(folder, figure):
    with small_disk(folder / "disk") as disk:
        with Embedded(disk) as embedded:
            migrate(embedded.url)
        apart(disk / "pg", folder / "wal")  # what is full is the disk of the data
        embedded.start()
        ballast = fill(disk)
        with Store(embedded.url, web=4, timeout=2) as store:
            acknowledged, said = write_until_refused(store, 5)
            assert all("53100" in each for each in said)
            ballast.unlink()
            assert persist(lambda: append(store, uuid4(), 0)).version == 1
            assert all(len(store.history(A, case)) == 1 for case in acknowledged)
        embedded.stop()
    figure(
        f"data disk full: {len(acknowledged)} acknowledged, 0 lost, {len(said)} refused as"
        " unavailable, served again without a restart",
        "only 503, 0 lost, no restart",
    )


def test_a_disk_of_the_log_that_is_full_is_given_space_and_the_server_started(folder, figure):
    with small_disk(folder / "disk") as disk:
        with Embedded(folder / "db") as embedded:
            migrate(embedded.url)
        apart(folder / "db" / "pg", disk / "wal")
        embedded.start()
        ballast = fill(disk)
        with Store(embedded.url, web=4, timeout=2) as store:
            acknowledged, said = write_until_refused(store, 5)
            until(lambda: not answers(embedded.url))
            ballast.unlink()
            back = time.monotonic()
            embedded.start()
            assert persist(lambda: append(store, uuid4(), 0)).version == 1
            back = time.monotonic() - back
            assert all(len(store.history(A, case)) == 1 for case in acknowledged)
            assert verify(store).damage == ()
        embedded.stop()
    figure(
        f"log disk full: server stopped; {len(acknowledged)} acknowledged, 0 lost, {len(said)}"
        f" refused as unavailable, back {back:.1f} s after space and a start",
        "server stops, 0 lost after space and a start",
    )


def answers(url):
    with suppress(psycopg.OperationalError), psycopg.connect(url):
        return True
    return False
