"""`ehcp chronology import`: histories that others kept, into the store."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.chronology.file import Chronology, Remark, load
from ehcp.application.chronology.importing import child_of, take_over
from ehcp.application.document import BadFile, Problem
from ehcp.application.keeping.directory import Directory
from ehcp.cli.asking.database import opened_databases
from ehcp.cli.chronology.warned import warnings
from ehcp.config import settings
from ehcp.domain.entry import Recorder
from ehcp.projections.same_child import ANOTHER_CASE, OtherCase, cases_of
from ehcp.store.cases import Store
from ehcp.store.errors import CommandReused, UnknownAuthority

IMPORTER = Recorder(subject="import", role="system", organisation="ehcp")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--authority", help="Whose cases; else EHCP_AUTHORITY, else the file's own.")
@click.option("--bulk", is_flag=True, help="Files of many histories: JSON, one to a line.")
@click.option(
    "--processes", type=click.IntRange(1, 64), help="How many share a bulk; else each core."
)
@click.option("--json", "machine", is_flag=True, help="For machines.")
def import_files(
    files: Sequence[Path],
    authority: str | None,
    processes: int | None,
    *,
    bulk: bool,
    machine: bool,
) -> None:
    """Take histories into the store, as facts with their doubt.

    A second import of the same file changes nothing. Exit status 1 if a file was not taken.
    In bulk, what is not taken comes back in old.rejected.jsonl, each with its reasons.

    Example: ehcp chronology import old/*.yaml --authority E99000001
    """
    given = authority or settings().authority
    if bulk:
        _import_bulk(files, given, processes, machine=machine)
        return
    answers: list[dict[str, Any]] = []
    hidden = not sys.stderr.isatty()
    bar = click.progressbar(files, label="Files", file=sys.stderr, hidden=hidden)
    with opened_databases() as databases, bar as waiting:
        directory = Directory(databases)
        for file in waiting:
            try:
                answers.append(_take(directory, file, given))
            except BadFile as bad:
                errors = [{"line": p.line, "reason": p.reason} for p in bad.problems]
                answers.append({"id": None, "file": str(file), "errors": errors})
    if machine:
        click.echo(json.dumps(answers, ensure_ascii=False))
    else:
        for answer in answers:
            _print(answer)
    if any("errors" in answer for answer in answers):
        raise SystemExit(1)


def _import_bulk(
    files: Sequence[Path], authority: str | None, processes: int | None, *, machine: bool
) -> None:
    from ehcp.cli.chronology.bulk import import_bulk, say  # noqa: PLC0415 - a single one does not wait for it

    answers = import_bulk(files, IMPORTER, authority, processes)
    if machine:
        click.echo(json.dumps(answers, ensure_ascii=False))
    else:
        for answer in answers:
            say(answer)
    if any("errors" in answer or answer["rejected"] for answer in answers):
        raise SystemExit(1)


def _take(directory: Directory, file: Path, given: str | None) -> dict[str, Any]:
    """Return what became of one file. Raises BadFile where it is not taken."""
    chronology = load(file)
    authority = given or chronology.authority
    if not authority:
        raise BadFile(Problem(None, "The file names no authority; give --authority."))
    try:
        store = directory.store(authority)
        taken = take_over(store, authority, chronology, by=IMPORTER, today=clock.today())
    except UnknownAuthority as error:
        raise BadFile(Problem(None, str(error))) from None
    except CommandReused:
        reason = (
            "A history of this id is here already, with other entries. Nothing was changed;"
            " correct the case, or give the file an id of its own."
        )
        raise BadFile(Problem(None, reason)) from None
    return {
        "id": chronology.id,
        "file": str(file),
        "authority": authority,
        "case": str(taken.case),
        "version": taken.version,
        "again": taken.again,
        "warnings": [
            {"entry": remark.entry, "code": remark.code, "name": remark.name}
            for remark in chronology.remarks
        ]
        + [
            {"entry": None, "code": ANOTHER_CASE, "name": str(other.case_id)}
            for other in _others(store, authority, chronology)
            if other.case_id != taken.case
        ],
    }


def _others(store: Store, authority: str, chronology: Chronology) -> Sequence[OtherCase]:
    """Return the cases that the authority has of the child that a file is about."""
    child = child_of(chronology)
    return () if child is None else cases_of(store, authority, child)


def _print(answer: dict[str, Any]) -> None:
    if "errors" in answer:
        for error in answer["errors"]:
            line = f":{error['line']}" if error["line"] else ""
            click.echo(f"{answer['file']}{line}: {error['reason']}", err=True)
        return
    done = "was here already" if answer["again"] else f"{answer['version']} entries"
    click.echo(f"{answer['file']}: case {answer['case']} of {answer['authority']}, {done}")
    known = [each["name"] for each in answer["warnings"] if each["code"] == ANOTHER_CASE]
    remarks = [Remark(**each) for each in answer["warnings"] if each["code"] != ANOTHER_CASE]
    for line in warnings(remarks):
        click.echo(f"  {line}")
    for name in known:
        click.echo(f"  the authority has another case of this child: {name}")
