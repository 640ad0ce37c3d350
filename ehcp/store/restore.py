"""A server as it was at a moment, made from a copy and the WAL archive, in a folder of its own.

Nothing of the server that the copy is of is used or touched: not its settings, nor its archive,
which is only read. The new one listens to nobody but its own user on this machine.
"""

import os
import pwd
import re
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from ehcp.store import manifest
from ehcp.store.backup import Backup, backups
from ehcp.store.embedded import CONF, HBA, IDENT, let_through
from ehcp.store.programs import Failed, program, run

DATA = "pg"
LOG = "restore.log"
SERVER_USERS = ("pgserver", "postgres")  # as whom root runs a server
LOOK = 0.2  # seconds between two looks whether it is done
LONGEST = "86400"  # seconds that PostgreSQL may take to read the archive
NOT_OURS = ("postmaster.pid", "postmaster.opts", "standby.signal", "ehcp-archive.conf")

RECOVERY = """
restore_command = {command}
recovery_target_timeline = 'latest'
recovery_target_action = 'promote'
hot_standby = off
archive_mode = off
"""
NOT_YET = re.compile("accepting connections|starting up|No such file|refused|timeout")
ENDED_BEFORE = re.compile(r"recovery ended before configured recovery target")


class CannotRestore(Exception):  # noqa: N818 - named for what it says
    """What was asked for cannot be restored from what there is, and why."""


def chosen(folder: Path, to: datetime | None) -> Backup:
    """Return the latest copy that was whole at a moment. Raises CannotRestore."""
    there = list(backups(folder))
    if not there:
        raise CannotRestore(f"There is no backup in {folder}: make one with `ehcp backup`.")
    fit = [backup for backup in there if to is None or backup.finished <= to]
    if not fit:
        raise CannotRestore(
            f"The oldest backup in {folder} was whole at {there[0].finished:%Y-%m-%d %H:%M:%S %Z};"
            " an earlier moment cannot be restored."
        )
    return fit[-1]


@contextmanager
def restored(backup: Backup, archive: Path, to: datetime | None, into: Path) -> Iterator[str]:
    """Restore into an empty folder, and yield the URL of the database while it runs.

    `to`: as at this moment; None: as late as the archive goes. It is stopped in the end, and
    its files stay. Raises CannotRestore, NoProgram, Failed, Damaged.
    """
    starter = program("pg_ctl", backup.major)
    program("postgres", backup.major)
    data = into / DATA
    if data.exists() and any(data.iterdir()):
        raise CannotRestore(f"There is something in {data} already: give an empty folder.")
    manifest.check(backup.folder / "data")
    into.mkdir(parents=True, exist_ok=True)
    shutil.copytree(backup.folder / "data", data, dirs_exist_ok=True)
    user = _server_user()
    _settings(data, archive, to, backup.login)
    with tempfile.TemporaryDirectory(prefix="ehcp-") as socket:
        _hand_over(user, data, Path(socket))
        server = _Server(starter, data, user, socket)
        url = make_conninfo(host=socket, user=backup.login, dbname=backup.database)
        try:
            server.start()
            server.wait_for(url)
        except Failed as error:
            server.stop()
            raise CannotRestore(_why(data / LOG, to) or str(error)) from None
        try:
            (data / "postgresql.auto.conf").write_text("")
            yield url
        finally:
            server.stop()


class _Server:
    """The server of a folder, while it is being restored."""

    def __init__(self, starter: Path, data: Path, user: str | None, socket: str) -> None:
        self.starter = starter
        self.data = data
        self.socket = socket
        self.as_user = {"user": user} if user else {}

    def start(self) -> None:
        """Start it; it reads the archive from then on."""
        options = f"-k {shlex.quote(self.socket)}"
        self._run("-w", "-t", LONGEST, "-l", str(self.data / LOG), "-o", options, "start")

    def wait_for(self, url: str) -> None:
        """Wait until it has read what it was to read. Raises Failed if it ends before."""
        while True:
            try:
                with psycopg.connect(url, connect_timeout=5):
                    return
            except psycopg.OperationalError as error:
                if not NOT_YET.search(str(error)):
                    raise Failed(f"It was restored, and lets nobody in: {error}") from None
                self._run("status")
            time.sleep(LOOK)

    def stop(self) -> None:
        """Stop it, if it runs."""
        with suppress(Failed):
            self._run("-w", "-m", "fast", "stop")

    def _run(self, *arguments: str) -> None:
        run(self.starter, ["-D", str(self.data), *arguments], cwd=self.data, **self.as_user)


def _settings(data: Path, archive: Path, to: datetime | None, login: str) -> None:
    """Put our own settings in place of those of the server that the copy is of."""
    for name in NOT_OURS:
        (data / name).unlink(missing_ok=True)
    command = f"cp {shlex.quote(f'{archive.resolve()}'.replace('%', '%%'))}/%f %p"
    text = RECOVERY.format(command=_quoted(command))
    if to is not None:
        text += f"recovery_target_time = '{to.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00'\n"
    (data / "postgresql.auto.conf").write_text(text)
    (data / "postgresql.conf").write_text(CONF)
    (data / "pg_hba.conf").write_text(HBA)
    us = pwd.getpwuid(os.geteuid()).pw_name
    # PostgreSQL 15 takes no `all` for a login: it is named
    (data / "pg_ident.conf").write_text(f'{IDENT.format(user=us)}ehcp {us} "{login}"\n')
    (data / "recovery.signal").touch()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _server_user() -> str | None:
    """Return as whom the server is to run: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in SERVER_USERS:
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise CannotRestore("PostgreSQL does not run as root: restore as another user.")


def _hand_over(user: str | None, data: Path, socket: Path) -> None:
    """Give the files to the user that the server runs as."""
    data.chmod(0o700)
    if user is None:
        return
    for path in (data, *data.rglob("*"), socket):
        shutil.chown(path, user)
    let_through(data)


def _why(log: Path, to: datetime | None) -> str | None:
    """Return why the server did not come up, where its log says it in words of ours."""
    try:
        text = log.read_text(errors="replace")
    except OSError:
        return None
    if ENDED_BEFORE.search(text) and to is not None:
        return (
            f"The archive does not go as far as {to.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, or"
            " nothing was written from then on. Give an earlier moment, or leave --to out to"
            " restore all there is."
        )
    return " / ".join(text.splitlines()[-3:])
