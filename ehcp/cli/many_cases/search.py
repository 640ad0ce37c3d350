"""`ehcp search`: cases by whom or what they are about."""

import json
import sys

import click

from ehcp.application import clock
from ehcp.application.finding import Looked, Wanted, Wrong, wanted
from ehcp.application.rights import EVERY_CASE
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look
from ehcp.projections import queries
from ehcp.projections.queries import Found, Hit
from ehcp.schemas import dump

FROM_STDIN = "-"
NOTHING_FOUND = 1


@click.command()
@click.argument("words", nargs=-1)
@click.option("--authority", help="Whose cases; else EHCP_AUTHORITY.")
@click.option("--most", type=click.IntRange(1, 500), default=50, help="So many at most.")
@click.option("--alike", is_flag=True, help="Also what is only like it.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def search(
    words: tuple[str, ...], authority: str | None, most: int, *, alike: bool, machine: bool
) -> None:
    """Find cases by names, days, numbers, references, and words of a plan or a note.

    All that is looked for must be found. Names may stand in any order; where nothing is found as
    it is written, what is like it is shown. Left out, the words are asked for; `-` reads them
    from standard input. Whoever else works on this machine can see what stands on the command
    line: write names there only where nobody does.

    Exit status 1: nothing was found.

    Example: echo "Ashby, Ada 4/5/2016" | ehcp search -
    """
    whose = authority_or_usage(authority)
    asked = _asked(_said(words))
    with opened_store(whose) as store:
        found = queries.search(
            store, whose, asked.criteria, size=most, alike=alike, access=EVERY_CASE
        )
        look(store, whose, (hit.case_id for hit in found.items))
    _tell(asked, found)
    if machine:
        click.echo(json.dumps([dump(hit) for hit in found.items], ensure_ascii=False))
    else:
        for hit in found.items:
            click.echo(_in_words(hit))
    if not found.items:
        raise SystemExit(NOTHING_FOUND)


def _said(words: tuple[str, ...]) -> str:
    """Return what is looked for, without a trace of it where others could look."""
    if words and words != (FROM_STDIN,):
        return " ".join(words)
    if words == (FROM_STDIN,):
        return sys.stdin.read().strip()
    typed: str = click.prompt("Look for", err=True)
    return typed.strip()


def _asked(words: str) -> Wanted:
    try:
        return wanted(Looked(words=words), clock.today())
    except Wrong as wrong:
        raise click.UsageError(str(wrong)) from None


def _tell(asked: Wanted, found: Found) -> None:
    """Say what may be a slip, and that there is more."""
    for hint in asked.hints:
        click.echo(f"{hint.field}: {hint.detail}", err=True)
    if not found.items:
        click.echo("Nothing was found.", err=True)
    elif found.alike:
        click.echo("These are like what was looked for.", err=True)
    if found.broad:
        click.echo("So much is like this that not all was looked at: say more.", err=True)
    elif found.next is not None:
        click.echo(f"The first {len(found.items)} are shown; --most shows more.", err=True)


def _in_words(hit: Hit) -> str:
    name = hit.child_name or "no name"
    born = f", born {hit.date_of_birth:%-d %B %Y}" if hit.date_of_birth else ""
    where = "cannot be read; tell support" if hit.parked else hit.stage
    officer = hit.officer or "no officer"
    by = "; ".join(f"{match.field}: {_one_line(match.snippet)}" for match in hit.matched)
    return f"{hit.case_id}  {name}{born}, {where}, {officer}  [{by}]"


def _one_line(text: str) -> str:
    return " ".join(text.split())
