"""`ehcp settings`: the register of schools and other institutions."""

import json
from datetime import date
from pathlib import Path

import click

from ehcp.application import clock
from ehcp.application.document import BadFile, Problem
from ehcp.application.register import table
from ehcp.application.register.extract import Extract, read
from ehcp.application.register.setting import Setting
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import opened_databases, opened_store
from ehcp.schemas import dump

JSON = click.option("--json", "machine", is_flag=True, help="For machines.")


@click.group()
def settings() -> None:
    """The register of schools and other institutions."""


@settings.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as-of", type=DAY, help="The day of which the extract is; else today.")
@JSON
def import_settings(file: Path, as_of: date | None, *, machine: bool) -> None:
    """Take an extract of the national register in: a CSV file, all of it or nothing.

    It has the register's own columns and Section41Approved. A second import of the same file
    changes nothing. Lines whose place in section 38(3) is not known are listed, and kept.

    Exit status 1 if the file was not taken.

    Example: ehcp settings import extract.csv --as-of 2026-11-02
    """
    try:
        extract = read(file)
        with opened_databases() as databases:
            for name in databases.names:  # published facts are the same in each
                taken = table.take_in(databases.store(name), extract, as_of or clock.today())
    except (BadFile, table.OlderThanRegister) as error:
        _refuse(file, error, machine=machine)
        raise SystemExit(1) from None
    if machine:
        told = {"added": taken.added, "changed": taken.changed, "unchanged": taken.unchanged}
        click.echo(json.dumps({"file": str(file), **told, "unmapped": _told(extract)}))
        return
    for line in _told(extract):
        click.echo(f"{file}:{line['line']}: {line['reason']}", err=True)
    click.echo(f"{taken.added:,} added, {taken.changed:,} changed, {taken.unchanged:,} as before.")


def _told(extract: Extract) -> list[dict[str, object]]:
    return [{"line": problem.line, "reason": problem.reason} for problem in extract.unmapped]


def _refuse(file: Path, error: BadFile | table.OlderThanRegister, *, machine: bool) -> None:
    if isinstance(error, BadFile):
        problems = error.problems
    else:
        problems = (Problem(None, f"{error} Say of which day the extract is: --as-of."),)
    if machine:
        told = [{"line": problem.line, "reason": problem.reason} for problem in problems]
        click.echo(json.dumps({"file": str(file), "errors": told}))
        return
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        click.echo(f"{file}{line}: {problem.reason}", err=True)
    click.echo("Nothing was taken.", err=True)


@settings.command()
@click.argument("wanted", metavar="TEXT|URN")
@JSON
def find(wanted: str, *, machine: bool) -> None:
    """Find settings by words of their name, or one by its number.

    Exit status 1 if there is none.

    Example: ehcp settings find "hazel bank"
    """
    with opened_store() as store, store.working() as connection:
        number = wanted if wanted.isascii() and wanted.isdigit() else None
        found = table.found(connection, urn=number, search=None if number else wanted)
    if machine:
        click.echo(json.dumps([dump(each) for each in found], ensure_ascii=False))
    for each in () if machine else found:
        click.echo(_line(each))
    if not found:
        click.echo("There is none in the register.", err=True)
        raise SystemExit(1)


def _line(found: Setting) -> str:
    what = found.category.replace("-", " ") if found.category else "not placed in s.38(3)"
    place = f", {found.postcode}" if found.postcode else ""
    return f"{found.urn}  {found.name} ({what}; {found.status}){place}"
