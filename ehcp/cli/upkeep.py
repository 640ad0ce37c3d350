"""`ehcp migrate | verify | rebuild | sweep`: what keeps an installation in order."""

import json
from dataclasses import asdict
from datetime import date
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.cli.arguments import DAY
from ehcp.cli.database import database, opened, opened_store
from ehcp.config import settings

JSON = click.option("--json", "machine", is_flag=True, help="For machines.")


@click.command()
@JSON
def migrate(*, machine: bool) -> None:
    """Bring the database to the present schema. Run once before a new version serves.

    Example: ehcp migrate
    """
    from ehcp.projections import MIGRATIONS  # noqa: PLC0415 - only here
    from ehcp.store.migrate import migrate as apply  # noqa: PLC0415

    with database(settings()) as url:
        applied = apply(url, MIGRATIONS)
    words = f"Applied: {', '.join(applied)}." if applied else "Nothing to do."
    click.echo(json.dumps({"applied": applied}) if machine else words)


@click.command()
@click.option("--authority", help="Only this authority.")
@click.option("--case", "case_id", type=click.UUID, help="Only this case.")
@JSON
def verify(authority: str | None, case_id: UUID | None, *, machine: bool) -> None:
    """Check the hash chain of every case; name each event that was altered.

    Exit status 0: intact; 1: altered; 3: could not check.  Example: ehcp verify
    """
    from ehcp.store.verify import verify as check  # noqa: PLC0415 - only here

    with opened_store() as store:
        report = check(store, authority, case_id)
    if machine:
        found = [asdict(damage) for damage in report.damage]
        click.echo(json.dumps({"events": report.events, "damage": found}, default=str))
    else:
        for damage in report.damage:
            click.echo(
                f"{damage.kind}: authority {damage.authority}, stream {damage.stream},"
                f" version {damage.version}, position {damage.position}"
            )
        click.echo(f"{report.events:,} events checked; {len(report.damage)} found wrong.")
    raise SystemExit(1 if report.damage else 0)


@click.command()
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, help="How many share the work."
)
@JSON
def rebuild(processes: int, *, machine: bool) -> None:
    """Make the read models again from the events, beside the live ones, and switch.

    Example: ehcp rebuild --processes 2
    """
    from ehcp.application.bank_holidays import england_and_wales  # noqa: PLC0415 - only here
    from ehcp.projections.rebuild import AlreadyRebuilding  # noqa: PLC0415
    from ehcp.projections.rebuild import rebuild as make_again  # noqa: PLC0415
    from ehcp.projections.restate import Day  # noqa: PLC0415

    found = settings()
    with database(found) as url, opened(url, found) as store:
        try:
            day = Day(clock.today(), england_and_wales())
            rebuilt = make_again(store, day, url=url, processes=processes)
        except AlreadyRebuilding:
            click.echo("ehcp: another process is rebuilding now; wait for it.", err=True)
            raise SystemExit(3) from None
    words = f"{rebuilt.streams:,} streams restated, {rebuilt.parked:,} parked."
    click.echo(json.dumps(asdict(rebuilt)) if machine else words)
    raise SystemExit(1 if rebuilt.parked else 0)


@click.command()
@click.option("--on", type=DAY, help="The day to sweep for; else today.")
@JSON
def sweep(on: date | None, *, machine: bool) -> None:
    """Raise every alert that is due, the read models first brought up to date.

    Example: ehcp sweep --on 2026-03-02
    """
    from ehcp.scheduler.work import sweep_once  # noqa: PLC0415 - only here

    with opened_store() as store:
        swept = sweep_once(store, on or clock.today())
    click.echo(json.dumps(asdict(swept)) if machine else f"{swept.raised:,} alerts raised.")
