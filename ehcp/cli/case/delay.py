"""`ehcp case delay`: with whom the delay of a case lies."""

from collections.abc import Iterator

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.one_case.delay import Days, LateShown, PartShown, WayShown, delay_shown
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.schemas import dump


@click.command()
@reads
def delay(found: Case, *, machine: bool) -> None:
    """Show each limit that was not kept and with whom that lies, and the parts of each way.

    Example: ehcp case delay 6f1c... --as-at 2026-03-01
    """
    day = found.as_at or clock.today()
    told = delay_shown(found, deadlines(found, england_and_wales(), day), day)
    if say(dump(told), machine=machine):
        return
    if not told.late:
        click.echo("Nothing was late.")
    for late in told.late:
        click.echo(_late(late))
    for way in told.ways:
        for line in _way(way):
            click.echo(line)


def _late(late: LateShown) -> str:
    claims = (
        f"; claimed: {', '.join(claim.ground for claim in late.claims)}" if late.claims else ""
    )
    certain = "" if late.certain else f" ({late.status})"
    return f"{late.lies_with:<18} {late.limit}: {_days(late.days)} late{certain}{claims}"


def _way(way: WayShown) -> Iterator[str]:
    yield f"The way of {way.late.limit}, {_days(way.late.days)} late:"
    for part in way.parts:
        yield f"  {_part(part)}"
    for one in way.lies_with:
        yield f"  late in all: {one.who}, {_days(one.days)}"


def _part(part: PartShown) -> str:
    about = f" ({part.limit})" if part.limit else ""
    shared = part.shared is not None and part.shared[1] != 0
    with_own = f", {_days(part.shared)} of them the authority's as well" if shared else ""
    stretch = f"after {days_in_words(part.since)} to {days_in_words(part.until)}"
    return f"{part.lies_with:<18} {part.kind}{about}: {stretch}, {_days(part.days)}{with_own}"


def _days(days: Days | None) -> str:
    least, most = days or (None, None)
    if most is None:
        return f"at least {least or 0} days"
    return f"{most} days" if least == most else f"{least or 0} to {most} days"
