"""`ehcp case`: one case, as at a day, as known on a moment."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases, NoSuchCase
from ehcp.application.views import deadline_json, plan_json, summary_json, timeline_json
from ehcp.cli.arguments import DAY, MOMENT
from ehcp.cli.database import authority_or_usage, opened_store
from ehcp.cli.words import days_in_words, late_in_words
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.deadlines.explanation import explain
from ehcp.law.shown import shown_with
from ehcp.law.time_limit import Kind


@click.group()
def case() -> None:
    """Read one case: what stood on a day, as it was known on a day."""


def _reads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its case, and the options that every reading has."""

    @click.argument("case_id", metavar="ID", type=click.UUID)
    @click.option("--authority", help="Whose case; else EHCP_AUTHORITY.")
    @click.option("--as-at", type=DAY, help="What had happened by the end of this day.")
    @click.option("--as-known-on", type=MOMENT, help="What had been recorded by then.")
    @click.option("--json", "machine", is_flag=True, help="For machines.")
    @wraps(command)
    def reading(
        case_id: UUID,
        authority: str | None,
        as_at: date | None,
        as_known_on: datetime | None,
        *,
        machine: bool,
        **more: Any,
    ) -> None:
        day = as_at or clock.today()
        with opened_store() as store:
            try:
                found = Cases(store, clock.today).case(authority_or_usage(authority), case_id)
            except NoSuchCase:
                click.echo("There is no such case.", err=True)
                raise SystemExit(1) from None
        seen = found.seen(as_at=day, as_known_on=as_known_on)
        if not seen.known:
            click.echo("Nothing of this case had been recorded by then.", err=True)
            raise SystemExit(1)
        command(seen, machine=machine, **more)

    return reading


def _say(machine: bool, answer: object) -> bool:  # noqa: FBT001 - it is the flag's own value
    if machine:
        click.echo(json.dumps(answer, ensure_ascii=False))
    return machine


@case.command()
@_reads
def show(found: Case, *, machine: bool) -> None:
    """Show whose case it is and how it stands.

    Example: ehcp case show 6f1c... --as-at 2026-03-01
    """
    answer = summary_json(found)
    if not _say(machine, answer):
        for name, value in answer.items():
            click.echo(f"{name.replace('_', ' '):<14} {_plain(value)}")


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_plain(v) for v in value.values() if v not in (None, False))
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value) or "none"
    return "not recorded" if value is None else str(value)


@case.command()
@_reads
def timeline(found: Case, *, machine: bool) -> None:
    """Show everything recorded, wrong entries marked as such.

    Example: ehcp case timeline 6f1c... --as-known-on 2026-03-01
    """
    rows = timeline_json(found)
    if not _say(machine, rows):
        for row in rows:
            mark = " (found to be wrong)" if row["wrong"] else ""
            click.echo(f"{row['place']:>4}  {row['when']:<34} {row['event']}{mark}{_words(row)}")


def _words(row: Mapping[str, Any]) -> str:
    """Return what an entry says in words: a warning's title, a note, why an entry is wrong."""
    said = (row["details"].get(key) for key in ("title", "why", "note"))
    return "".join(f": {words}" for words in said if words)


@case.command(name="deadlines")
@_reads
@click.option("--why", is_flag=True, help="Say why each date is this date.")
def show_deadlines(found: Case, *, machine: bool, why: bool = False) -> None:
    """Show every deadline with its status.

    Example: ehcp case deadlines 6f1c... --as-at 2026-03-01 --why
    """
    calendar = england_and_wales()
    judged = deadlines(found, calendar, found.as_at or clock.today())
    if _say(machine, [deadline_json(deadline, calendar) for deadline in judged]):
        return
    for deadline in judged:
        reading = f" ({deadline.reading})" if deadline.reading else ""
        click.echo(f"{deadline.status:<13} {deadline.limit.id}{reading}: {_due(deadline)}")
        if why:
            shown = (f"{s.text} {s.source}." for s in shown_with(deadline.limit))
            for sentence in (*explain(deadline, calendar), *shown):
                click.echo(f"{'':<14}{sentence}")


def _due(deadline: Deadline) -> str:
    if deadline.due is None:
        return "due no known day" if deadline.version.period.dated else "no number of days"
    due = days_in_words(deadline.due)
    if deadline.limit.kind is Kind.MINIMUM_PERIOD:  # late is what it should be
        return f"not before the end of {due}"
    return f"due {due}{late_in_words(deadline.late_by_days)}"


@case.command()
@_reads
def plan(found: Case, *, machine: bool) -> None:
    """Show the plan in force.

    Example: ehcp case plan 6f1c... --as-at 2026-03-01
    """
    answer = plan_json(found)
    if not _say(machine, answer):
        if answer is None:
            click.echo("No plan was in force.")
            return
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
