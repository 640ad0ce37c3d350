"""`ehcp audit case | person | unusual | verify`: who looked at which child's record."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.keeping.directory import Directory
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import authority_or_usage, each, opened_databases, opened_store
from ehcp.cli.asking.looking import look
from ehcp.domain.when import LONDON
from ehcp.projections.queries.looks import LookShown, is_known, looks
from ehcp.projections.unusual_readings import UnusualReadingRow, unusual_readings
from ehcp.schemas import dump
from ehcp.store.cases import Store
from ehcp.store.looks import Outcome

if TYPE_CHECKING:
    from ehcp.store.verifying.looks import LooksVerified

AUTHORITY = click.option("--authority", help="Whose record; else EHCP_AUTHORITY.")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")
SINCE = click.option("--from", "since", type=DAY, help="The first day, in London.")
UNTIL = click.option("--to", "until", type=DAY, help="The last day, in London.")
AT_ONCE = 1_000


@click.group()
def audit() -> None:
    """Say who looked at which child's record, and check that this is as it was written."""


@audit.command("case")
@click.argument("case_id", metavar="ID", type=click.UUID)
@AUTHORITY
@SINCE
@UNTIL
@JSON
def of_case(
    case_id: UUID,
    authority: str | None,
    since: date | None,
    until: date | None,
    *,
    machine: bool,
) -> None:
    """Say who looked at a case, when and at what, also who was refused; the latest first.

    Exit status 1: there is no such case.

    Example: ehcp audit case 6f1c... --from 2026-01-01
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        if not is_known(store, whose, case_id):
            click.echo("There is no such case.", err=True)
            raise SystemExit(1)
        look(store, whose, (case_id,))
        _say(_every(store, whose, since, until, case=case_id), _at_case, machine=machine)


@audit.command("person")
@click.argument("person")
@AUTHORITY
@SINCE
@UNTIL
@JSON
def by_person(
    person: str, authority: str | None, since: date | None, until: date | None, *, machine: bool
) -> None:
    """Say what somebody looked at, the latest first; PERSON is who that is when signed in.

    Or their name on the machine. One line for each child in a list.

    Example: ehcp audit person asha.patel --from 2026-01-01 --to 2026-01-31
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        look(store, whose, ())
        _say(_every(store, whose, since, until, person=person), _of_person, machine=machine)


@audit.command("unusual")
@AUTHORITY
@JSON
def unusual(authority: str | None, *, machine: bool) -> None:
    """Say who looked at more than 50 children outside their own cases within an hour.

    Example: ehcp audit unusual
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        found: list[UnusualReadingRow] = []
        after: Sequence[Any] | None = ()
        while after is not None:
            rows, after = unusual_readings(store, whose, after=after or None, size=AT_ONCE)
            found += rows
    if machine:
        click.echo(json.dumps([asdict(row) for row in found], default=str))
    for row in [] if machine else found:
        where = " at the machine" if row.at_machine else ""
        until = row.until.astimezone(LONDON)
        click.echo(f"{until:%Y-%m-%d %H:%M}  {row.subject}{where}: {row.children} children")


@audit.command("verify")
@click.option("--authority", help="Only this authority.")
@click.option("--database", "only", help="Only this database; else all there are.")
@JSON
def verify(authority: str | None, only: str | None, *, machine: bool) -> None:
    """Check the hash chains of looks, and that none of them was cut short.

    Exit status 0: intact; 1: altered; 3: could not check.  Example: ehcp audit verify
    """
    from ehcp.store.verifying.looks import verify_looks  # noqa: PLC0415
    from ehcp.store.verifying.seals import sealed  # noqa: PLC0415 - only here

    with opened_databases() as databases:
        if authority is not None and only is None:
            only = Directory(databases).home(authority)

        def one(name: str) -> "LooksVerified":
            store = databases.store(name)
            return verify_looks(store, authority, sealed(store, authority))

        done = each(databases, only, one)
    found = [damage for report in done.found.values() for damage in report.damage]
    count = sum(report.looks for report in done.found.values())
    if machine:
        told = [asdict(damage) for damage in found]
        click.echo(json.dumps({"looks": count, "damage": told, **done.unanswered}, default=str))
    else:
        for damage in found:
            click.echo(
                f"{damage.kind}: authority {damage.authority}, chain {damage.chain},"
                f" look {damage.sequence}"
            )
        click.echo(f"{count:,} looks checked; {len(found)} found wrong.")
    done.end(1 if found else 0)


def _every(
    store: Store, authority: str, since: date | None, until: date | None, **whose: Any
) -> Iterator[LookShown]:
    """Yield every look between two days."""
    first = None if since is None else clock.start_of(since)
    last = None if until is None else clock.start_of(until + timedelta(days=1))
    after: Sequence[Any] | None = ()
    while after is not None:
        found, after = looks(
            store,
            authority,
            since=first,
            until=last,
            after=after or None,
            size=AT_ONCE,
            **whose,
        )
        yield from found


def _say(
    found: Iterator[LookShown], in_words: Callable[[LookShown], str], *, machine: bool
) -> None:
    if machine:
        click.echo(json.dumps([dump(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        click.echo(in_words(one))


def _at_case(one: LookShown) -> str:
    who = f"{one.name} ({one.person})" if one.name else one.person
    return f"{_when(one)}  {who}{_as(one)}: {_what(one)}"


def _of_person(one: LookShown) -> str:
    return f"{_when(one)}  {one.case or 'no child'!s:<36}  {_what(one)}{_as(one)}"


def _when(one: LookShown) -> str:
    return f"{one.looked_at.astimezone(LONDON):%Y-%m-%d %H:%M:%S}"


def _as(one: LookShown) -> str:
    if one.at_machine:
        return ", at the machine"
    return f", {' and '.join(one.roles)}" if one.roles else ""


def _what(one: LookShown) -> str:
    purpose = f" for {one.purpose}" if one.purpose else ""
    return f"{one.action}{purpose}" + (", refused" if one.outcome is Outcome.REFUSED else "")
