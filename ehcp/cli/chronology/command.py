"""`ehcp chronology`: histories that others kept."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Question, Supposed, as_json, judge
from ehcp.application.chronology.file import load
from ehcp.application.document import BadFile
from ehcp.cli.asking.arguments import DAY, MOMENT, SUPPOSED
from ehcp.cli.chronology.judgement import lines


class WithImport(click.Group):
    """The commands here, and `import`, which alone needs the store: checking does not wait."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "import"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "import":
            return super().get_command(ctx, cmd_name)
        from ehcp.cli.chronology.importing import import_files  # noqa: PLC0415 - only when it is asked for

        return import_files


@click.group(cls=WithImport)
def chronology() -> None:
    """Judge or import histories that others kept."""


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
            for line in (*lines(judgement, get_terminal_size().columns), ""):
                click.echo(line)
    if machine:
        click.echo(json.dumps(answers, ensure_ascii=False))
    if any("errors" in answer for answer in answers):
        raise SystemExit(1)
