"""A copy of a whole server, from which any moment since can be restored with the WAL archive.

A folder of backups holds `base-...`, one for each copy, and `wal`, the archive, unless the
server puts that elsewhere. The copy is PostgreSQL's own, and is checked against its manifest.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehcp.store import manifest
from ehcp.store.pools import CONNECT
from ehcp.store.programs import program, run
from ehcp.store.server import asking

ARCHIVE = "wal"
NOTE = "backup.json"
PREFIX = "base-"

ABOUT = """
    select current_setting('server_version_num')::int / 10000 as major, current_user as login,
        current_database() as database, current_setting('archive_mode') <> 'off' as archives,
        (select rolreplication or rolsuper from pg_roles where rolname = current_user) as may,
        has_function_privilege('pg_switch_wal()', 'execute') as may_switch,
        clock_timestamp() as now
"""


class CannotCopy(Exception):  # noqa: N818 - named for what it says
    """The server cannot be copied by this login, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Backup:
    """One copy. It is whole from `finished` on; `archived`: later moments can be restored."""

    folder: Path
    major: int
    database: str
    login: str
    started: datetime
    finished: datetime
    archived: bool
    size: int


def back_up(url: str, into: Path) -> Backup:
    """Copy the server of a database, check the copy, and return it.

    Raises CannotCopy, Unavailable, NoProgram, Failed, Damaged.
    """
    with asking(url) as asked:
        about = asked.execute(ABOUT).fetchone() or {}
    if not about["may"]:
        raise CannotCopy(
            f"{about['login']} may not copy the server: as its administrator run"
            f" `alter role {about['login']} replication`."
        )
    copier = program("pg_basebackup", about["major"])
    into.mkdir(parents=True, exist_ok=True)
    folder = into / f"{PREFIX}{about['now'].astimezone(UTC):%Y%m%dT%H%M%SZ}"
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    conninfo, environment = _without_password(url)
    run(
        copier,
        ["-d", conninfo, "-D", str(part / "data"), "-c", "fast", "-X", "stream",
         "--no-password", "--manifest-checksums=SHA256"],
        env=environment,
    )  # fmt: skip
    manifest.check(part / "data")
    with asking(url) as asked:
        finished = (asked.execute(ABOUT).fetchone() or about)["now"]
        if about["may_switch"] and about["archives"]:
            asked.execute("select pg_switch_wal()")  # so that the archive has all of it soon
    made = Backup(
        folder=folder,
        major=about["major"],
        database=about["database"],
        login=about["login"],
        started=about["now"],
        finished=finished,
        archived=about["archives"],
        size=sum(file.stat().st_size for file in part.rglob("*") if file.is_file()),
    )
    noted = {**asdict(made), "folder": folder.name}
    (part / NOTE).write_text(json.dumps(noted, default=str, indent=2) + "\n")
    part.rename(folder)
    return made


def backups(of: Path) -> Iterator[Backup]:
    """Yield the copies in a folder, the oldest first."""
    for note in sorted(of.glob(f"{PREFIX}*/{NOTE}")):
        kept = json.loads(note.read_text())
        moments = {key: datetime.fromisoformat(kept[key]) for key in ("started", "finished")}
        yield Backup(**{**kept, **moments, "folder": note.parent})


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """Return how to connect, the password apart: a program's arguments are for all to see."""
    parts = {
        **{key: value for key, value in CONNECT.items() if key != "load_balance_hosts"},
        **conninfo_to_dict(url),
    }
    password = parts.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    return make_conninfo("", **{**parts, "application_name": "ehcp backup"}), environment
