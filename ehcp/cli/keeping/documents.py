"""`ehcp documents`: the evidence files of a case at the machine, and whether all are there."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NoReturn
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.cases import Cases, NoSuchCase
from ehcp.application.keeping.directory import Directory
from ehcp.application.rights.fields import ORDINARY
from ehcp.cli.asking.database import authority_or_usage, each, opened_databases, opened_store
from ehcp.cli.asking.filing import filing_of, place_or_usage
from ehcp.cli.asking.looking import look
from ehcp.cli.keeping.authority import OPERATOR
from ehcp.config import BadSettings, settings
from ehcp.documents.announced import NewUpload
from ehcp.documents.kinds import LARGEST
from ehcp.documents.place import Place
from ehcp.documents.record import Document, Holds, Reader, documents_of, had_by, hanging_on
from ehcp.documents.sweeping import sweep_files
from ehcp.documents.taken import CannotTake, NotTaken
from ehcp.documents.uploads import Uploads
from ehcp.documents.verifying import LostDocument, VerifiedFiles, verify_files
from ehcp.domain.entry import Entry
from ehcp.store.cases import Store

NO, UNAVAILABLE = 1, 3
NOBODY = ""
"""The sign-in of whoever runs a command: nobody's, who has sent nothing."""
STEP = 1 << 20

AUTHORITY = click.option("--authority", help="Whose case; else EHCP_AUTHORITY.")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def documents() -> None:
    """The evidence files of cases: add, list and save them, and see that all are there."""


@documents.command()
@click.argument("case_id", metavar="CASE", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--name", help="What it is to be called; else as the file is.")
@click.option(
    "--holds",
    type=click.Choice([holds.value for holds in Holds]),
    default=Holds.FREE_TEXT.value,
    help="What it tells of.",
)
@AUTHORITY
@JSON
def add(  # noqa: PLR0913 - the options of one command
    case_id: UUID,
    file: Path,
    name: str | None,
    holds: str,
    authority: str | None,
    *,
    machine: bool,
) -> None:
    """Make a file a document of a case, looked at as one that comes over HTTP.

    Exit status 0: it is; 1: it is not taken, or there is no such case; 3: not now.

    Example: ehcp documents add 6f1c... report.pdf --holds health
    """
    whose, kept = authority_or_usage(authority), filing_of(settings())
    if kept is None:
        raise BadSettings("EHCP_FILES: Say where evidence files lie: a folder, or s3://bucket.")
    with opened_store(whose) as store, file.open("rb") as read, _said():
        _entries(store, whose, case_id)
        new = NewUpload(
            name=name or file.name,
            size=file.stat().st_size,
            sha256=_digest(read),
            holds=Holds(holds),
        )
        sending = Uploads(store, kept.place, kept.scanner, of=(whose, case_id), by=OPERATOR)
        begun = sending.begin(new)
        sending.append(begun.id, 0, new.size, read.read)
        done = sending.finish(begun.id)
    click.echo(json.dumps(_told(done, ())) if machine else f"{done.id}  sha256 {done.hash}")


def _digest(read: BinaryIO) -> str:
    """Return the sha-256 of a file; of one that is too large, of as much as tells that it is."""
    found, done = sha256(), 0
    while done <= LARGEST and (some := read.read(STEP)):
        found.update(some)
        done += len(some)
    read.seek(0)
    return found.hexdigest()


@documents.command("list")
@click.argument("case_id", metavar="CASE", type=click.UUID)
@AUTHORITY
@JSON
def list_documents(case_id: UUID, authority: str | None, *, machine: bool) -> None:
    """List the documents of a case, but for those with a restricted address.

    Example: ehcp documents list 6f1c...
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store, _said():
        entries = _entries(store, whose, case_id)
        found = _had(store, whose, case_id, entries)
        look(store, whose, (case_id,))
    if machine:
        told = [_told(one, hanging_on(one, entries)) for one in found]
        click.echo(json.dumps({"items": told}, ensure_ascii=False))
        return
    for one in found:
        places = ", ".join(str(entry.place) for entry in hanging_on(one, entries))
        click.echo(
            f"{one.id}  {one.uploaded_at:%Y-%m-%d}  {one.size:>10,}  {one.name}"
            f"  ({one.holds}; {f'entries {places}' if places else 'no entry'})"
        )
    click.echo(f"{len(found)} documents.")


@documents.command()
@click.argument("case_id", metavar="CASE", type=click.UUID)
@click.argument("document", type=click.UUID)
@click.argument("into", type=click.Path(path_type=Path))
@AUTHORITY
@JSON
def save(
    case_id: UUID, document: UUID, into: Path, authority: str | None, *, machine: bool
) -> None:
    """Save the bytes of a document as they were sent into a file that is not there yet.

    Example: ehcp documents save 6f1c... 0b7e... report.pdf
    """
    whose, place = authority_or_usage(authority), place_or_usage(settings())
    with opened_store(whose) as store, _said():
        entries = _entries(store, whose, case_id)
        found = {one.id: one for one in _had(store, whose, case_id, entries)}
        if document not in found:
            _end("There is no such document.", NO)
        look(store, whose, (case_id,))
        one = found[document]
        try:
            with into.open("xb") as file:
                for some in place.chunks(Place.of_file(whose, one.sha256), 0, one.size):
                    file.write(some)
        except FileExistsError:
            _end(f"{into} is there already.", NO)
        except FileNotFoundError:
            into.unlink(missing_ok=True)
            _end("Its bytes are not where they should be; see: ehcp documents verify.", NO)
    if machine:
        told = {"file": str(into), **_told(one, hanging_on(one, entries))}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"Saved: {into}, {one.size:,} bytes.")


@documents.command()
@click.option("--authority", help="Only this authority.")
@click.option("--database", "only", help="Only this database; else all there are.")
@JSON
def verify(authority: str | None, only: str | None, *, machine: bool) -> None:
    """Read every document, and name each that is missing or altered.

    Also each that an event names and that the record of its case does not have. Do this after a
    restore: a backup of the database does not hold the files. Exit status 0: all are there; 1:
    not; 3: could not look.

    Example: ehcp documents verify
    """
    place = place_or_usage(settings())
    with opened_databases() as databases, _said():
        if authority is not None and only is None:
            only = Directory(databases).home(authority)

        def one(name: str) -> VerifiedFiles:
            return verify_files(databases.store(name), place, authority)

        done = each(databases, only, one)
    reports = done.found.values()
    lost = [found for report in reports for found in report.lost]
    counts = {
        "documents": sum(r.documents for r in reports),
        "events": sum(r.events for r in reports),
    }
    if machine:
        told = [asdict(found) for found in lost]
        click.echo(json.dumps({**counts, "lost": told, **done.unanswered}, default=str))
    else:
        for found in lost:
            click.echo(_in_words(found))
        click.echo(
            f"{counts['documents']:,} documents and {counts['events']:,} events that name some"
            f" looked at; {len(lost)} found wrong."
        )
    done.end(NO if lost else 0)


@documents.command()
@click.option("--database", "only", help="Only this database; else all there are.")
@JSON
def sweep(only: str | None, *, machine: bool) -> None:
    """Take away what nobody finished, and bytes that no document names; `ehcp work` does it too.

    Example: ehcp documents sweep
    """
    place = place_or_usage(settings())
    with opened_databases() as databases, _said():
        done = each(databases, only, lambda name: sweep_files(databases.store(name), place))
    counts: dict[str, int] = {}
    for swept in done.found.values():
        for name, count in asdict(swept).items():
            counts[name] = counts.get(name, 0) + count
    if machine:
        click.echo(json.dumps({**counts, **done.unanswered}))
    else:
        click.echo(
            f"{counts.get('uploads', 0):,} uploads, {counts.get('parts', 0):,} parts and"
            f" {counts.get('files', 0):,} files taken away."
        )
    done.end()


def _entries(store: Store, authority: str, case: UUID) -> tuple[Entry, ...]:
    return Cases(store, clock.today).case(authority, case).entries


def _had(store: Store, authority: str, case: UUID, entries: Sequence[Entry]) -> list[Document]:
    """Return what somebody may have who has no sign-in: all but restricted addresses."""
    return had_by(Reader(NOBODY, ORDINARY), documents_of(store, authority, case), entries)


def _told(one: Document, entries: Sequence[Entry]) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.hash,
        "holds": one.holds,
        "uploaded_by": one.subject,
        "uploaded_at": one.uploaded_at.isoformat(),
        "entries": [entry.place for entry in entries],
    }


def _in_words(lost: LostDocument) -> str:
    at = "" if lost.version is None else f", version {lost.version}"
    return f"{lost.kind}: authority {lost.authority}, case {lost.case}{at}, sha256 {lost.sha256}"


def _end(words: str, status: int) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(status)


@contextmanager
def _said() -> Iterator[None]:
    """End with one line where something cannot be done."""
    try:
        yield
    except NoSuchCase:
        _end("There is no such case.", NO)
    except NotTaken as wrong:
        _end(f"{wrong.title} {wrong.instead}", NO)
    except CannotTake as away:
        _end(f"ehcp: {away.title}", UNAVAILABLE)
