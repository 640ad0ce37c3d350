"""`ehcp timeliness`: how much of what was done in a year was done in time."""

import json
from collections.abc import Iterable, Iterator

import click

from ehcp.application import clock
from ehcp.application.keeping.authorities import Authorities
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.projections.queries.timeliness import By, Counted, Measured, teams_of, timeliness
from ehcp.schemas import dump


@click.command(name="timeliness")
@click.option("--authority", help="Whose cases; else EHCP_AUTHORITY.")
@click.option("--year", type=click.IntRange(2014, 2100), help="The calendar year; else this one.")
@click.option("--by", type=click.Choice([str(by) for by in By]), default=str(By.ALL))
@click.option("--json", "machine", is_flag=True, help="For machines.")
def show_timeliness(authority: str | None, year: int | None, by: str, *, machine: bool) -> None:
    """Show what was done in time: the published measures, with and without exceptions.

    Example: ehcp timeliness --year 2025 --by team
    """
    whose, today = authority_or_usage(authority), clock.today()
    with opened_store(whose) as store:
        settings = Authorities(store, clock.today).settings(whose)
        teams = teams_of((team.name, team.officers) for team in settings.teams)
        found = timeliness(store, whose, today, year or today.year, by=By(by), teams=teams)
    if machine:
        click.echo(json.dumps(dump(found), ensure_ascii=False))
        return
    for name, measures in (("All", found.all), *((g.group, g.measures) for g in found.groups)):
        for line in _lines(name or "Nobody's", measures):
            click.echo(line)


def _lines(name: str, measures: Iterable[Measured]) -> Iterator[str]:
    yield name
    for each in measures:
        undated = f"; {each.undated} without a known day" if each.undated else ""
        yield (
            f"  {each.measure:<24} {_counted(each.with_exceptions)}"
            f"; without exceptions {_counted(each.without_exceptions)}{undated}"
        )


def _counted(found: Counted) -> str:
    rate = "none" if found.rate is None else f"{found.rate} %"
    return f"{found.in_time} of {found.done} in time ({rate})"
