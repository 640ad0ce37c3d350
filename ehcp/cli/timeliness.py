"""`ehcp timeliness`: how much of what was done in a year was done in time."""

from collections.abc import Iterator

import click

from ehcp.application import clock
from ehcp.application.authorities import Authorities
from ehcp.cli.database import authority_or_usage, opened_store
from ehcp.cli.listing import say_all
from ehcp.projections.queries.timeliness import By, Counted, GroupMeasured, teams_of, timeliness


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
        say_all(iter(found), _in_words, machine=machine)


def _in_words(found: GroupMeasured) -> str:
    return "\n".join(_lines(found))


def _lines(found: GroupMeasured) -> Iterator[str]:
    yield found.group or ("All" if found.officer_subject is None else found.officer_subject)
    for each in found.measures:
        undated = f"; {each.undated} without a known day" if each.undated else ""
        yield (
            f"  {each.measure:<24} {_counted(each.with_exceptions)}"
            f"; without exceptions {_counted(each.without_exceptions)}{undated}"
        )


def _counted(found: Counted) -> str:
    rate = "none" if found.rate is None else f"{found.rate} %"
    return f"{found.in_time} of {found.done} in time ({rate})"
