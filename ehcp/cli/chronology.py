"""`ehcp chronology`: histories that others kept."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import (
    Judgement,
    Question,
    Supposed,
    as_json,
    judge,
)
from ehcp.application.chronology.document import BadFile
from ehcp.application.chronology.file import load
from ehcp.cli.arguments import DAY, MOMENT, SUPPOSED
from ehcp.cli.importing import import_files
from ehcp.cli.words import days_in_words, late_in_words


@click.group()
def chronology() -> None:
    """Judge or import histories that others kept."""


chronology.add_command(import_files)


@chronology.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-at", type=DAY, help="The day to judge at; else the file's own, else today.")
@click.option("--as-known-on", type=MOMENT, help="Only what was recorded by then.")
@click.option("--suppose", multiple=True, type=SUPPOSED, help="EVENT@DATE: what if it happens?")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def check(
    files: Sequence[Path],
    as_at: date | None,
    as_known_on: datetime | None,
    suppose: Sequence[Supposed],
    *,
    machine: bool,
) -> None:
    """Say what was due, met and missed. Needs no database.

    Example: ehcp chronology check case.yaml --as-at 2025-04-01
    """
    question = Question(
        today=clock.today(), as_at=as_at, as_known_on=as_known_on, supposed=suppose
    )
    answers: list[dict[str, Any]] = []
    for file in files:
        try:
            judgement = judge(load(file), england_and_wales(), question)
        except BadFile as bad:
            errors = [{"line": p.line, "reason": p.reason} for p in bad.problems]
            answers.append({"id": None, "file": str(file), "errors": errors})
            if not machine:
                for problem in bad.problems:
                    line = f":{problem.line}" if problem.line else ""
                    click.echo(f"{file}{line}: {problem.reason}", err=True)
            continue
        answers.append(as_json(judgement, str(file)))
        if not machine:
            _print(judgement)
    if machine:
        click.echo(json.dumps(answers, ensure_ascii=False))
    if any("errors" in answer for answer in answers):
        raise SystemExit(1)


def _print(judgement: Judgement) -> None:
    click.secho(f"{judgement.chronology.id}, as at {judgement.as_at:%-d %B %Y}", bold=True)
    for deadline in judgement.deadlines:
        reading = f" ({deadline.reading})" if deadline.reading else ""
        due = days_in_words(deadline.due) if deadline.due else "not known"
        click.echo(f"  {deadline.status:<13} {deadline.limit.id}{reading}: due {due}", nl=False)
        click.echo(late_in_words(deadline.late_by_days))
        click.echo(f"  {'':<13} {deadline.limit.duty} ({deadline.source})")
        for other in deadline.readings:
            other_due = days_in_words(other.due) if other.due else "not known"
            click.echo(f"  {'':<13} reading {other.reading}: {other.status}, due {other_due}")
    for remark in judgement.remarks:
        where = f"entry {remark.entry}" if remark.entry else "the file"
        click.echo(f"  warning: {where}: {remark.code}: {remark.name}")
    click.echo()
