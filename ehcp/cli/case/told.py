"""`ehcp case told`: who must be told of each step, who was, and who is missing."""

from collections.abc import Iterator

import click

from ehcp.application.one_case.told import RecipientShown, SendingShown, TellingShown, told_shown
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.schemas import dump


@click.command()
@reads
@click.option("--missing", is_flag=True, help="Only steps of which somebody was not told.")
def told(found: Case, *, machine: bool, missing: bool = False) -> None:
    """Show who must be told of each step, who was and when, and who is missing.

    Example: ehcp case told 6f1c... --missing
    """
    shown = [telling for telling in told_shown(found) if telling.missing or not missing]
    if say([dump(telling) for telling in shown], machine=machine):
        return
    if not shown:
        click.echo("Nobody is missing." if missing else "Nobody is to be told of anything yet.")
    for telling in shown:
        for line in _lines(telling):
            click.echo(line)


def _lines(telling: TellingShown) -> Iterator[str]:
    yield f"{telling.place:>4}  {telling.step}, {days_in_words(telling.on)} ({telling.source})"
    for recipient in telling.recipients:
        yield f"      {recipient.called}: {_standing(recipient)}"
    if telling.appealable:
        letters = "".join(f"({each})" for each in telling.appealable)
        yield f"      can be appealed: s.51(2){letters}"


def _standing(recipient: RecipientShown) -> str:
    if recipient.told:
        said = "; ".join(map(_sending, recipient.told))
        return f"{said} (it never arrived)" if recipient.missing else said
    if recipient.missing:
        return "MISSING"
    return "need not be told" if recipient.required is False else "not told, if there is one"


def _sending(sending: SendingShown) -> str:
    how = f" by {sending.how}" if sending.how else ""
    proof = [
        f"{what} {days_in_words(on)}"
        for what, on in (
            ("delivered", sending.delivered),
            ("opened", sending.opened),
            ("returned", sending.returned),
        )
        if on is not None
    ]
    return ", ".join([f"told {days_in_words(sending.on)}{how}", *proof])
