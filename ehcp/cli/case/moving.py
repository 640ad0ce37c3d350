"""`ehcp case export | receive`: a plan that goes with a child who moves."""

import json
from datetime import date
from pathlib import Path
from typing import NoReturn
from uuid import UUID, uuid5

import click

from ehcp.application import clock
from ehcp.application.cases import Asked, Cases, Done
from ehcp.application.keeping.authorities import Authorities
from ehcp.application.keeping.directory import Directory
from ehcp.application.proof.copies import Copy, NotWhole, confirmed, read, written
from ehcp.application.proof.passing_on import (
    Arrival,
    CannotPassOn,
    copy_of,
    received,
    told,
)
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import authority_or_usage, opened_databases, opened_store
from ehcp.cli.asking.looking import look
from ehcp.domain.command import Refused
from ehcp.domain.entry import Recorder, Source
from ehcp.store.errors import UnknownAuthority

RECEIVER = Recorder(subject="receive", role="system", organisation="ehcp")
AUTHORITY = click.option("--authority", help="Whose case; else EHCP_AUTHORITY.")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")


@click.command()
@click.argument("case_id", metavar="ID", type=click.UUID)
@AUTHORITY
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, help="A new file.")
@JSON
def export(case_id: UUID, authority: str | None, file: Path, *, machine: bool) -> None:
    """Write the copy of a plan that was passed on, with the proof of where it comes from.

    The file has the plan, the advice, the child and the move; of every other entry its digest
    alone. Exit status 1 if no plan was passed on.

    Example: ehcp case export 6f1c... --authority E10000014 --to plan.json
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        try:
            copy = copy_of(store, whose, case_id)
        except CannotPassOn as error:
            _refuse(str(error))
        look(store, whose, (case_id,))
    try:
        with file.open("xb") as out:
            out.write(written(copy))
    except OSError as error:
        _refuse(f"{file}: {error.strerror}.")
    if machine:
        click.echo(json.dumps({"file": str(file), **told(copy)}))
    else:
        known = told(copy)
        click.echo(
            f"{file}: {known['passed_on']} of {known['entries']} entries, {copy.history_hash}"
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@AUTHORITY
@click.option("--made-on", type=DAY, help="When the plan was first made, if the copy has it not.")
@JSON
def receive(file: Path, authority: str | None, made_on: date | None, *, machine: bool) -> None:
    """Take in the plan of a child who has moved here, from the copy of the old authority.

    Its hash chain is worked out again; where the old authority lives in this installation, its
    record is asked whether it ends so. A second time changes nothing. Exit status 1 if the copy
    was altered, is for somebody else, or the law does not allow it.

    Example: ehcp case receive plan.json --authority E06000057
    """
    whose = authority_or_usage(authority)
    with opened_databases() as databases:
        directory = Directory(databases)
        store = directory.store(whose)
        settings = Authorities(store, clock.today).settings(whose)
        try:
            copy = read(file.read_bytes())
            known = _known(directory, copy)
            arrival = Arrival(made_on=made_on)
            command = received(copy, [whose, settings.name or whose], arrival)
            asked = Asked(
                by=RECEIVER,
                command_id=uuid5(copy.case, f"{whose}/{copy.history_hash}"),
                source=Source.IMPORT,
            )
            done = Cases(store, clock.today).open(whose, command, asked)
        except (CannotPassOn, NotWhole) as error:
            _refuse(str(error))
        except Refused as error:
            _refuse(f"{error.refusal.title} {error.refusal.instead}".strip())
    _say(done, copy, known=known, machine=machine)


def _known(directory: Directory, copy: Copy) -> bool:
    """Whether the old authority's own record confirms the copy; False where it lives elsewhere."""
    try:
        old = directory.store(copy.authority)
    except UnknownAuthority:
        return False
    if confirmed(old, copy):
        return True
    # with one database everybody lives there, also who does not
    if not Authorities(old, clock.today).settings(copy.authority).version:
        return False
    raise CannotPassOn(f"The record of {copy.authority} does not hold this history.")


def _say(done: Done, copy: Copy, *, known: bool, machine: bool) -> None:
    if machine:
        answer = {
            "case": str(done.case),
            "version": done.version,
            "position": done.position,
            "again": done.replayed,
            "from": told(copy),
            "confirmed": known,
        }
        click.echo(json.dumps(answer))
        return
    origin = "confirmed by its record" if known else "its own record was not asked"
    word = "was here already" if done.replayed else "opened"
    click.echo(f"Case {done.case} {word}, from {copy.authority} ({origin}).")


def _refuse(words: str) -> NoReturn:
    click.echo(f"ehcp: {words}", err=True)
    raise SystemExit(1)
