"""`ehcp migrate | verify | rebuild | sweep`: what keeps an installation in order."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.keeping.directory import Directory
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import Done, each, opened_databases
from ehcp.cli.running.progress import progress

if TYPE_CHECKING:
    from ehcp.projections.rebuild import Rebuilt
    from ehcp.store.verifying.events import Verified

T = TypeVar("T")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")


ONE = click.option("--database", "only", help="Only this database; else all there are.")


@click.command()
@ONE
@JSON
def migrate(only: str | None, *, machine: bool) -> None:
    """Bring each database to the present schema. Run once before a new version serves.

    Exit status 3 if a database does not answer; the others are brought up to date.

    Example: ehcp migrate
    """
    from ehcp.projections import MIGRATIONS  # noqa: PLC0415 - only here
    from ehcp.store.migrate import migrate as apply  # noqa: PLC0415

    with opened_databases() as databases:
        done = each(databases, only, lambda name: apply(databases.url(name), MIGRATIONS))
    if machine:
        click.echo(json.dumps(_by_database(done, lambda applied: {"applied": applied})))
    for name, applied in {} if machine else done.found.items():
        words = f"Applied: {', '.join(applied)}." if applied else "Nothing to do."
        click.echo(_of(done, name) + words)
    done.end()


@click.command()
@click.option("--authority", help="Only this authority.")
@click.option("--case", "case_id", type=click.UUID, help="Only this case.")
@ONE
@JSON
def verify(
    authority: str | None, case_id: UUID | None, only: str | None, *, machine: bool
) -> None:
    """Check the hash chain of every case; name each event that was altered.

    Exit status 0: intact; 1: altered; 3: could not check.  Example: ehcp verify
    """
    from ehcp.store.verifying.events import verify as check  # noqa: PLC0415 - only here

    with opened_databases() as databases:
        if authority is not None and only is None:
            only = Directory(databases).home(authority)

        def one(name: str) -> "Verified":
            with progress(name) as told:
                return check(databases.store(name), authority, case_id, told)

        done = each(databases, only, one)
    found = [(name, damage) for name, report in done.found.items() for damage in report.damage]
    events = sum(report.events for report in done.found.values())
    if machine:
        told = [{**asdict(damage), **_named(done, name)} for name, damage in found]
        answer = {"events": events, "damage": told, **done.unanswered}
        click.echo(json.dumps(answer, default=str))
    else:
        for name, damage in found:
            click.echo(
                f"{_of(done, name)}{damage.kind}: authority {damage.authority}, stream"
                f" {damage.stream}, version {damage.version}, position {damage.position}"
            )
        click.echo(f"{events:,} events checked; {len(found)} found wrong.")
    done.end(1 if found else 0)


@click.command()
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, help="How many share the work."
)
@ONE
@JSON
def rebuild(processes: int, only: str | None, *, machine: bool) -> None:
    """Make the read models again from the events, beside the live ones, and switch.

    Example: ehcp rebuild --processes 2
    """
    from ehcp.application.bank_holidays import england_and_wales  # noqa: PLC0415 - only here
    from ehcp.projections.collecting import collect_seldom  # noqa: PLC0415
    from ehcp.projections.day import Day  # noqa: PLC0415
    from ehcp.projections.rebuild import AlreadyRebuilding  # noqa: PLC0415
    from ehcp.projections.rebuild import rebuild as make_again  # noqa: PLC0415

    collect_seldom()
    with opened_databases() as databases:
        day = Day(clock.today(), england_and_wales())

        def one(name: str) -> "Rebuilt":
            store, url = databases.store(name), databases.url(name)
            with progress(name) as told:
                return make_again(store, day, url=url, processes=processes, told=told)

        try:
            done = each(databases, only, one)
        except AlreadyRebuilding:
            click.echo("ehcp: another process is rebuilding now; wait for it.", err=True)
            raise SystemExit(3) from None
    if machine:
        click.echo(json.dumps(_by_database(done, asdict)))
    for name, rebuilt in {} if machine else done.found.items():
        words = (
            f"{rebuilt.streams:,} streams restated, with {rebuilt.events:,} events;"
            f" {rebuilt.parked:,} parked."
        )
        click.echo(_of(done, name) + words)
    done.end(1 if any(rebuilt.parked for rebuilt in done.found.values()) else 0)


@click.command()
@click.option("--on", type=DAY, help="The day to sweep for; else today.")
@ONE
@JSON
def sweep(on: date | None, only: str | None, *, machine: bool) -> None:
    """Raise every alert that is due, the read models first brought up to date.

    Example: ehcp sweep --on 2026-03-02
    """
    from ehcp.scheduler.work import sweep_once  # noqa: PLC0415 - only here

    with opened_databases() as databases:
        done = each(
            databases, only, lambda name: sweep_once(databases.store(name), on or clock.today())
        )
    if machine:
        click.echo(json.dumps(_by_database(done, asdict)))
    for name, swept in {} if machine else done.found.items():
        click.echo(f"{_of(done, name)}{swept.raised:,} alerts raised.")
    done.end()


def _of(done: Done[T], name: str) -> str:
    """Return what stands before a line about one of several databases."""
    return f"{name}: " if done.several else ""


def _named(done: Done[T], name: str) -> dict[str, str]:
    return {"database": name} if done.several else {}


def _by_database(done: Done[T], told: Callable[[T], dict[str, Any]]) -> object:
    """Return what a machine is told: of one database its answer, of several each with its name."""
    answers = [{**_named(done, name), **told(found)} for name, found in done.found.items()]
    return {"databases": answers, **done.unanswered} if done.several else answers[0]
