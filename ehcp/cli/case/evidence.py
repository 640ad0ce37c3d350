"""`ehcp case evidence | check | checker`: one case in a file, and whether it is as recorded."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Cases, NoSuchCase
from ehcp.application.proof import checker as program
from ehcp.application.proof.copies import stored, written
from ehcp.application.proof.evidence import Made, evidence
from ehcp.application.rights.withholding import for_everybody
from ehcp.cli.asking.arguments import DAY, MOMENT
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look, name
from ehcp.domain.case import Case


@click.command("evidence")
@click.argument("case_id", metavar="ID", type=click.UUID)
@click.option("--authority", help="Whose case; else EHCP_AUTHORITY.")
@click.option("--as-at", type=DAY, help="What had happened by the end of this day.")
@click.option("--as-known-on", type=MOMENT, help="What had been recorded by then.")
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, help="A new file.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def save_evidence(  # noqa: PLR0913 - click hands over each option
    case_id: UUID,
    authority: str | None,
    as_at: date | None,
    as_known_on: datetime | None,
    file: Path,
    *,
    machine: bool,
) -> None:
    """Write all of a case into one file, with the proof that it is what was recorded.

    Restricted addresses are kept out: of an entry that holds one there is the digest alone.
    Exit status 1 if there is no such case, or the file cannot be written.

    Example: ehcp case evidence 6f1c... --authority E10000014 --to case.json
    """
    whose = authority_or_usage(authority)
    day = as_at or clock.today()
    with opened_store(whose) as store:
        cases = Cases(store, clock.today)
        try:
            found = for_everybody(cases.case(whose, case_id))
        except NoSuchCase:
            raise click.ClickException("There is no such case.") from None
        known = found.seen(as_known_on=as_known_on).known
        if not known:
            raise click.ClickException("Nothing of this case had been recorded by then.")
        look(store, whose, (case_id,))
        seen = Case(known, day, as_known_on, readings=cases.follows(whose))
        made = Made(whose, case_id, datetime.now(UTC), day, name(), "at the machine")
        copy = evidence(stored(store, whose, case_id), seen, england_and_wales(), made)
    try:
        with file.open("xb") as out:
            out.write(written(copy))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}.") from None
    told = {
        "file": str(file),
        "entries": len(copy.entries),
        "given": sum(entry.state is not None for entry in copy.entries),
        "history_hash": copy.history_hash,
    }
    if machine:
        click.echo(json.dumps(told))
    else:
        click.echo(
            f"{file}: {told['given']} of {told['entries']} entries, {copy.history_hash}\n"
            f"Check it with: ehcp case check {file}"
        )


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("earlier", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option("--json", "machine", is_flag=True, help="For machines.")
def check_copy(file: str, earlier: str | None, *, machine: bool) -> None:
    """Check a copy of a case: whether every entry is as it was recorded. No database is needed.

    With a copy of an earlier day: whether all of that stands in this one as it was. Documents
    that lie beside FILE under their SHA-256 are checked as well. Exit status 1 if anything is
    not as it was recorded.

    Example: ehcp case check case.json march.json
    """
    files = [file] if earlier is None else [file, earlier]
    sys.exit(program.main([program.JSON, *files] if machine else files))


@click.command("checker")
def print_checker() -> None:
    """Print the program that checks a copy of a case, for whoever has only the copy.

    It needs Python 3.11 and nothing else.

    Example: ehcp case checker > check.py && python3 check.py case.json
    """
    click.echo(Path(program.__file__).read_text(encoding="utf-8"), nl=False)
