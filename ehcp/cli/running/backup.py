"""`ehcp backup | restore`: a copy of the server, and the proof that it can be had back."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ehcp.cli.asking.arguments import MOMENT
from ehcp.cli.asking.database import opened_databases
from ehcp.cli.running.status import in_size, in_time
from ehcp.store.backup import ARCHIVE, Backup, CannotCopy, back_up
from ehcp.store.cases import Store
from ehcp.store.databases import NoSuchDatabase
from ehcp.store.manifest import Damaged
from ehcp.store.programs import Failed, NoProgram
from ehcp.store.restore import CannotRestore, chosen, restored
from ehcp.store.verifying.events import verify

if TYPE_CHECKING:
    from ehcp.store.verifying.events import Verified

FOLDER = click.Path(file_okay=False, path_type=Path)
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")
UNAVAILABLE = 3

LAST = "select max(position), max(recorded_at) from ehcp.events"


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a drill found: how much is there, up to when, and whether it is intact."""

    backup: str
    into: Path
    events: int
    damaged: int
    last_position: int | None
    last_recorded_at: datetime | None
    seconds: float


@click.command()
@click.argument("into", type=FOLDER)
@click.option("--database", "only", help="Which server to copy, by a database on it.")
@JSON
def backup(into: Path, only: str | None, *, machine: bool) -> None:
    """Copy the database server into a folder, and check the copy.

    The login must have the right REPLICATION. With a WAL archive any later moment can be
    restored too; docs/operations.md says how to have one.

    Example: ehcp backup /srv/backup
    """
    with opened_databases() as databases, _said():
        try:
            url = databases.url(only or databases.default)
        except NoSuchDatabase as error:
            raise click.UsageError(str(error)) from None
        made = back_up(url, into)
    if machine:
        click.echo(json.dumps({**asdict(made), "folder": str(made.folder)}, default=str))
        return
    click.echo(f"Copied: {made.folder}, {in_size(made.size)}, checked.")
    click.echo(_how_far(made))


def _how_far(made: Backup) -> str:
    whole = f"{made.finished.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    if made.archived:
        return f"It can be restored as at {whole}, or any later moment that the WAL archive has."
    return (
        f"It can be restored as at {whole}, and NO later moment: the server keeps no WAL archive."
        " The embedded server keeps one with EHCP_ARCHIVE=FOLDER; see docs/operations.md."
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", type=MOMENT, help="As at this instant; else as late as the archive goes.")
@click.option("--into", required=True, type=FOLDER, help="An empty folder for the new server.")
@click.option("--wal", type=FOLDER, help="The WAL archive; else `wal` in the folder of backups.")
@JSON
def restore(
    folder: Path, to: datetime | None, into: Path, wal: Path | None, *, machine: bool
) -> None:
    """Restore a server beside the live one, verify every event, and stop it again.

    Do this on a day of every month: a backup that was never restored is a hope. Nothing of the
    live server is touched. Exit status 0: intact; 1: events were altered; 3: not restored.

    Example: ehcp restore /srv/backup --to 2026-03-02T10:15:00Z --into /srv/drill
    """
    begun = time.monotonic()
    with _said():
        found = chosen(folder, to)
        with restored(found, wal or folder / ARCHIVE, to, into) as url, Store(url) as store:
            checked = verify(store)
            with store.auditing() as connection:
                last = connection.execute(LAST).fetchone() or (None, None)
    drill = Restored(
        backup=found.folder.name,
        into=into,
        events=checked.events,
        damaged=len(checked.damage),
        last_position=last[0],
        last_recorded_at=last[1],
        seconds=round(time.monotonic() - begun, 1),
    )
    if machine:
        click.echo(json.dumps(asdict(drill), default=str))
    else:
        _tell(drill, checked)
    raise SystemExit(1 if drill.damaged else 0)


def _tell(drill: Restored, checked: "Verified") -> None:
    click.echo(f"Restored from {drill.backup} into {drill.into} in {in_time(drill.seconds)}.")
    if drill.last_recorded_at is not None:
        click.echo(
            f"The last event in it was recorded on {drill.last_recorded_at:%Y-%m-%d} at"
            f" {drill.last_recorded_at:%H:%M:%S} UTC, position {drill.last_position:,}."
        )
    for damage in checked.damage:
        click.echo(
            f"{damage.kind}: authority {damage.authority}, stream {damage.stream},"
            f" version {damage.version}, position {damage.position}"
        )
    click.echo(f"{drill.events:,} events checked; {drill.damaged} found wrong.")
    click.echo(
        "The server is stopped. Before it is put in the place of a live one, end what writes to"
        " that: docs/operations.md, Restore."
    )


@contextmanager
def _said() -> Iterator[None]:
    """End with one line where something cannot be done."""
    try:
        yield
    except (CannotCopy, CannotRestore, Damaged, NoProgram, Failed, OSError) as error:
        _end(str(error))


def _end(words: str) -> NoReturn:
    click.echo(f"ehcp: {words}", err=True)
    raise SystemExit(UNAVAILABLE) from None
