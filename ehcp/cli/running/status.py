"""`ehcp status`: whether the installation is well, and what to do where it is not."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import click
import psycopg

from ehcp.application import clock
from ehcp.cli.asking.database import each, opened_databases
from ehcp.cli.running.wrong import Wrong, counted, undelivered, unfollowed, wrong
from ehcp.config import settings
from ehcp.projections import MIGRATIONS
from ehcp.scheduler.delivery.listed import Deliveries
from ehcp.scheduler.delivery.listed import state as of_deliveries
from ehcp.scheduler.following.listed import Followers
from ehcp.scheduler.following.listed import state as of_followers
from ehcp.scheduler.health import Health, Parked, health, parked
from ehcp.store.databases import Databases
from ehcp.store.server import Server, server

NAMED = 10  # parked cases that a person is told; a machine is told of all
WIDTH = 18


@dataclass(frozen=True, kw_only=True)
class Status:
    """How one database and its workers are. Without a schema there is nothing more to say.

    `health` is None where the schema is not that of this version, so that nothing can be asked.
    """

    server: Server | None
    health: Health | None
    parked: tuple[Parked, ...]
    deliveries: Deliveries | None
    followers: Followers | None
    wrong: tuple[Wrong, ...]


@click.command()
@click.option("--database", "only", help="Only this database; else all there are.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def status(only: str | None, *, machine: bool) -> None:
    """Say how the installation is: what is behind, waiting, set aside or short.

    Exit status 0: well; 1: something is wrong, and what to do about it; 3: a database does not
    answer.  Example: ehcp status
    """
    with opened_databases() as databases:
        done = each(databases, only, lambda name: _status(databases, name))
    if machine:
        told = {name: _told(found) for name, found in done.found.items()}
        well = not done.down and all(not found.wrong for found in done.found.values())
        answer = {"well": well, "databases": told, **done.unanswered}
        click.echo(json.dumps(answer, default=str))
    else:
        for name, found in done.found.items():
            for line in _lines(found, name if done.several else ""):
                click.echo(line)
    done.end(1 if any(found.wrong for found in done.found.values()) else 0)


def _status(databases: Databases, name: str) -> Status:
    """Ask the server, then the workers' tables."""
    asked = server(databases.url(name), MIGRATIONS)
    store = databases.store(name)
    found, aside, sent, told = None, tuple[Parked, ...](), None, None
    if asked is not None:
        try:
            found, aside = health(store, clock.today()), parked(store)
            sent, told = of_deliveries(store), of_followers(store)
        except psycopg.errors.ProgrammingError:  # a table or a column that it does not have yet
            found = None
    what = (
        *wrong(asked, found),
        *undelivered(sent, set_up=settings().delivery is not None),
        *unfollowed(told, set_up=settings().webhook_key is not None),
    )
    return Status(
        server=asked, health=found, parked=aside, deliveries=sent, followers=told, wrong=what
    )


def _told(found: Status) -> dict[str, Any]:
    """Return what a machine is told of one database."""
    told = asdict(found)
    if found.health is not None:
        told["health"]["behind"] = found.health.behind
    return told


def _lines(found: Status, name: str) -> Iterator[str]:
    """Yield the lines for a person: what is wrong first, then how everything is."""
    of = f"{name}: " if name else ""
    if not found.wrong:
        yield click.style(f"{of}All is well.", bold=True)
    else:
        yield click.style(f"{of}{counted(len(found.wrong), 'thing')} wrong.", bold=True)
        for number, each_one in enumerate(found.wrong, 1):
            yield ""
            yield f" {number}. {each_one.what}"
            yield f"    What to do: {each_one.do}"
    yield ""
    if found.server is not None:
        if found.health is not None:
            yield from _of_workers(found.health, found.parked)
        if found.deliveries is not None:
            yield _line("Deliveries", _sent(found.deliveries))
        yield from _of_server(found.server)


def _of_workers(found: Health, aside: tuple[Parked, ...]) -> Iterator[str]:
    yield _line("Events", f"the last one stored has position {found.head:,}")
    for lag in found.lags:
        behind = f"{counted(lag.events, 'event')} behind, for {in_time(lag.seconds)}"
        words = f"{lag.name}: {behind if lag.events else 'up to date'}"
        yield _line("Lists", words)
    swept = (
        "no sweep yet"
        if found.since_sweep is None
        else f"last looked for {in_time(found.since_sweep)} ago"
    )
    waits = (
        f"{counted(found.waiting, 'duty', 'duties')} waiting, since {found.oldest_due:%-d %B %Y}"
        if found.oldest_due
        else "none waits to be raised"
    )
    yield _line("Alerts", f"{swept}; {waits}")
    yield _line("Set aside", counted(found.parked, "case") if found.parked else "no case")
    for one in aside[:NAMED]:
        yield _line("", f"{one.authority} {one.stream} in {one.projection}: {one.reason}")
    if found.parked > NAMED:
        yield _line("", f"and {found.parked - NAMED:,} more; all with --json")


def _sent(found: Deliveries) -> str:
    if found.behind is None:
        return "none set up"
    words = f"{counted(found.waiting, 'message')} waiting, {found.dead:,} given up"
    behind = f"; {counted(found.behind, 'event')} not looked at" if found.behind else ""
    return (
        f"{words}, the oldest alert {in_time(found.oldest)} old{behind}"
        if found.waiting
        else (words + behind)
    )


def _of_server(found: Server) -> Iterator[str]:
    schema = "schema up to date"
    if found.missing is None:
        schema = "this login may not see whether the schema is up to date"
    elif found.missing:
        schema = f"{len(found.missing)} migrations missing"
    yield _line("Database", f"PostgreSQL {found.version}; {schema}")
    disk = found.disk
    sizes = f"{in_size(disk.database)} in all; events {in_size(disk.events)}"
    yield _line("Disk", f"{sizes}, their indexes {in_size(disk.indexes)}")
    free = (
        f"{in_size(disk.free)} of {in_size(disk.size)}"
        if disk.free is not None
        else "not known here: the server is on another machine, or does not say where"
    )
    yield _line("Disk free", free)
    used = ", ".join(f"{name} {count}" for name, count in found.connections.by_name.items())
    taken = f"{found.connections.used} of {found.connections.most} used"
    yield _line("Connections", f"{taken}: {used}" if used else taken)
    for standby in found.standbys:
        behind = f", {in_size(standby.bytes_behind)} behind" if standby.bytes_behind else ""
        yield _line("Standby", f"{standby.name}: {standby.state}, {standby.sync}{behind}")
    if not found.standbys:
        yield _line("Standby", "none seen")
    yield _line("WAL archive", _archive(found))
    for holder in found.holders:
        yield _line("Locks", f"{holder.name} (process {holder.pid}) {holder.holds}")
    for one in found.waiting:
        by = ", ".join(map(str, one.held_by))
        seconds = f" for {in_time(one.seconds)}" if one.seconds is not None else ""
        yield _line("Locks", f"{one.name} (process {one.pid}) waits{seconds} for process {by}")


def _archive(found: Server) -> str:
    if found.archive is None:
        return "off: a backup can be restored as it stands, and to no later moment"
    if found.archive.last is None:
        return "on; nothing put away yet"
    failed = "; the last try FAILED" if found.archive.failing else ""
    return f"on; last put away {found.archive.last:%-d %B %Y %H:%M:%S} UTC{failed}"


def _line(heading: str, words: str) -> str:
    return f"{heading:<{WIDTH}}{words}"


def in_time(seconds: float) -> str:
    """Return a length of time in the largest unit that says something."""
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def in_size(count: float | None) -> str:
    """Return a number of bytes in the unit that people use for it."""
    if count is None:
        return "of unknown size"
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:  # noqa: PLR2004 - a thousand of each makes one of the next
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
