"""`ehcp law`: the catalogue of time limits."""

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

import click

from ehcp.application.bank_holidays import england_and_wales
from ehcp.law.shown import shown_with
from ehcp.law.time_limit import NotInForce, TimeLimit
from ehcp.law.time_limits import CATALOGUE

WIDEST = 100


@click.group()
def law() -> None:
    """The time limits in the law, with their sources."""


@law.command("list")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def list_limits(*, machine: bool) -> None:
    """List every limit, in the order of the process.

    Example: ehcp law list
    """
    if machine:
        click.echo(json.dumps([_row(limit) for limit in CATALOGUE.values()], ensure_ascii=False))
        return
    stage = None
    for limit in CATALOGUE.values():
        if limit.stage is not stage:
            stage = limit.stage
            click.secho(f"\n{stage.replace('-', ' ').capitalize()}", bold=True)
        click.echo(f"  {limit.id:<42} {limit.period.words}")
        click.echo(f"  {'':<42} {limit.source} ({limit.force})")


def _row(limit: TimeLimit) -> dict[str, str]:
    return {
        "id": limit.id,
        "stage": str(limit.stage),
        "duty": limit.duty,
        "owed_by": str(limit.owed_by),
        "force": str(limit.force),
        "confidence": str(limit.confidence),
        "source": str(limit.source),
    }


@law.command()
@click.argument("limit_id", metavar="ID")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def show(limit_id: str, *, machine: bool) -> None:
    """Show one limit with its versions and sources.

    Example: ehcp law show final-plan-20-weeks
    """
    limit = _limit(limit_id)
    if machine:
        click.echo(json.dumps(_whole(limit), ensure_ascii=False))
        return
    click.secho(limit.id, bold=True)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    for label, text in _told(limit):
        indent = f"  {label:<18}"
        lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=" " * 20)
        click.echo("\n".join(lines))


def _told(limit: TimeLimit) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a limit, with what it is about."""
    yield "duty", f"{limit.duty}."
    yield "owed by", limit.owed_by.replace("-", " ")
    yield "starts with", limit.starts_with
    yield "done when", limit.satisfied_by
    yield "force", f"{limit.force}; confidence {limit.confidence}: {limit.verified}"
    for version in limit.versions:
        until = f" to {version.until:%-d %B %Y}" if version.until else ""
        since = f"{version.since:%-d %B %Y}{until}"
        yield "law since", f"{since}: {version.period.words}. {version.source}"
    for reading in limit.readings:
        yield "read as", f"{reading.name}: {reading.says}"
    for excuse in limit.excuses:
        yield "excuse", f"{excuse.ground}: {excuse.condition} {excuse.source}"
    for law in limit.temporary:
        since = f"{law.since:%-d %B %Y} to {law.until:%-d %B %Y}"
        yield "temporary law", f"{since}: {law.effect}. {law.instrument}"
    for shown in shown_with(limit):
        yield "shown with it", f"{shown.text} {shown.source}"
    if limit.notes:
        yield "notes", limit.notes


def _whole(limit: TimeLimit) -> dict[str, object]:
    return {
        **_row(limit),
        "kind": str(limit.kind),
        "starts_with": limit.starts_with,
        "satisfied_by": limit.satisfied_by,
        "verified": limit.verified,
        "notes": limit.notes,
        "recipients": list(limit.recipients),
        "versions": [
            {
                "since": version.since.isoformat(),
                "until": version.until and version.until.isoformat(),
                "period": version.period.words,
                "wording": version.wording,
                "source": str(version.source),
            }
            for version in limit.versions
        ],
        "excuses": [
            {
                "ground": str(excuse.ground),
                "condition": excuse.condition,
                "source": str(excuse.source),
                "confidence": str(excuse.confidence),
            }
            for excuse in limit.excuses
        ],
        "temporary": [
            {
                "instrument": str(temporary.instrument),
                "since": temporary.since.isoformat(),
                "until": temporary.until.isoformat(),
                "effect": temporary.effect,
                "confidence": str(temporary.confidence),
            }
            for temporary in limit.temporary
        ],
        "readings": [
            {"reading": reading.name, "says": reading.says} for reading in limit.readings
        ],
    }


@law.command()
@click.argument("limit_id", metavar="ID")
@click.option("--from", "starts", multiple=True, required=True, metavar="DATE",
              help="The starting day; a year for a fixed date; a date of birth;"
                   " twice for a later-of limit.")  # fmt: skip
@click.option("--json", "machine", is_flag=True, help="For machines.")
def due(limit_id: str, starts: Sequence[str], *, machine: bool) -> None:
    """Show the last day in time, counted from a starting day.

    Example: ehcp law due final-plan-20-weeks --from 2025-01-06
    """
    limit = _limit(limit_id)
    days = [_start(text) for text in starts]
    try:
        last = limit.last_day(*days, calendar=england_and_wales())
    except NotInForce as error:
        raise click.UsageError(f"{error}.") from None
    except ValueError as error:
        raise click.UsageError(f"{limit_id}: {error}.") from None
    except OverflowError:
        raise click.UsageError(f"{limit_id}: its last day lies beyond the calendar.") from None
    written = list(starts) if len(starts) > 1 else starts[0]
    if machine:
        answer = {"limit": limit.id, "from": written, "due": last and last.isoformat()}
        click.echo(json.dumps(answer))
    elif last is None:
        click.echo(f"{limit.id}: {limit.period.words}; the law gives no number of days.")
    else:
        click.echo(f"{last:%A %-d %B %Y}: {limit.period.words}. {limit.on(max(days)).source}")


def _limit(limit_id: str) -> TimeLimit:
    found = CATALOGUE.get(limit_id.replace("_", "-"))
    if found is None:
        raise click.UsageError(f"There is no limit {limit_id!r}; `ehcp law list` lists them all.")
    return found


def _start(text: str) -> date:
    try:
        return date(int(text), 1, 1) if len(text) == len("2026") else date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is not a day; write YYYY-MM-DD, or a year.") from None
