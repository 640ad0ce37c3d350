"""`ehcp generate`: a synthetic England, to try loads on and to see what a full house is like."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ehcp.application import clock
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import database
from ehcp.cli.generate.authorities import authorities as sizes
from ehcp.cli.generate.figures import published
from ehcp.cli.generate.making import Made, World, begin, make
from ehcp.config import settings

MOST_YEARS = 12


@click.command()
@click.option("--cases", type=click.IntRange(1), default=1000, show_default=True, help="In all.")
@click.option(
    "--authorities",
    type=click.IntRange(1, 153),
    default=1,
    show_default=True,
    help="Their sizes are as published.",
)
@click.option(
    "--years",
    type=click.IntRange(1, MOST_YEARS),
    default=10,
    show_default=True,
    help="How long ago the oldest plans were made.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same again, or another.")
@click.option("--until", type=DAY, help="The last day. To go on on a later day, give it again.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many share the work; else all.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def generate(  # noqa: PLR0913 - one for each option
    *,
    cases: int,
    authorities: int,
    years: int,
    seed: int,
    until: date | None,
    processes: int | None,
    machine: bool,
) -> None:
    """Fill an empty database with invented cases of the published shape, decided by the rules.

    Killed or stopped, it goes on where it was when it is started again with the same seed.

    Example: ehcp generate --cases 10000 --authorities 153 --years 10 --seed 1
    """
    if authorities > cases:
        raise click.UsageError("Each authority has one case at least.")
    world = World(seed=seed, until=until or clock.today(), years=years)
    found = sizes(published(), cases, authorities)
    begun = time.monotonic()
    with database(settings()) as url:
        begin(url, world, found)
        made = _counted(make(url, world, found, processes or os.cpu_count() or 1), cases)
    seconds = time.monotonic() - begun
    rate = made.events / seconds
    if machine:
        answer = {"seed": seed, "until": world.until, "authorities": authorities, **asdict(made)}
        click.echo(json.dumps({**answer, "seconds": round(seconds, 1)}, default=str))
        return
    click.echo(
        f"{made.cases:,} cases with {made.events:,} events in {seconds:,.0f} s"
        f" ({rate:,.0f} events/s); {made.again:,} were there. Last day: {world.until}."
    )


def _counted(each: Iterable[Made], cases: int) -> Made:
    total = Made()
    with _progress() as progress:
        task = progress.add_task("cases", total=cases, events=0)
        for made in each:
            total += made
            progress.update(task, advance=made.cases + made.again, events=total.events)
    return total


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show how far it is, on a terminal."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("cases, {task.fields[events]:,} events"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        yield progress
