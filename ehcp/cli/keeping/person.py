"""`ehcp person add | role | end | list | show`: who signs in to an authority, and as what."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import click
import msgspec

from ehcp.application import clock
from ehcp.application.keeping.users import NewRole, NewUser, RoleOver, Users
from ehcp.application.rights import Role
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.keeping.authority import JSON, asking
from ehcp.cli.keeping.users import AUTHORITY, BODY, PAGE, SCHOOL, list_now, said, say_many, say_one
from ehcp.domain.users import User, stream_of
from ehcp.projections.users import users
from ehcp.store.cases import Store


@click.group()
def person() -> None:
    """Who signs in to an authority, and which roles they have.

    Example: ehcp person add asha.patel "Asha Patel" "Larkmere Council" --authority E99000001
    """


@person.command()
@click.argument("subject")
@click.argument("name")
@click.argument("organisation")
@AUTHORITY
@JSON
def add(
    subject: str, name: str, organisation: str, authority: str | None, *, machine: bool
) -> None:
    """Add somebody who is to sign in. They may do nothing before they are given a role.

    SUBJECT is who that is when signed in.

    Example: ehcp person add asha.patel "Asha Patel" "Larkmere Council" --authority E99000001
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        new = NewUser(subject=subject, name=name, organisation=organisation)
        Users(store, clock.today).add(code, new, asking())
        _say(store, code, subject, machine=machine)


@person.command(name="role")
@click.argument("subject")
@click.argument("role", type=click.Choice([str(role) for role in Role]))
@click.option("--since", type=DAY, help="Its first day; else today.")
@click.option("--until", type=DAY, help="Its last day; else it holds until it is ended.")
@SCHOOL
@BODY
@AUTHORITY
@JSON
def give_role(  # noqa: PLR0913, PLR0917 - each is part of the role
    subject: str,
    role: str,
    since: date | None,
    until: date | None,
    school: str | None,
    body: str | None,
    authority: str | None,
    *,
    machine: bool,
) -> None:
    """Give somebody a role.

    Example: ehcp person role helen.marsh school-contributor --school 990001
    """
    code = authority_or_usage(authority)
    new = NewRole(role=Role(role), since=since, until=until, school=school, body=body)
    with opened_store(code) as store, said():
        _there(store, code, subject)
        Users(store, clock.today).give(code, stream_of(code, subject), new, asking())
        _say(store, code, subject, machine=machine)


@person.command()
@click.argument("subject")
@click.argument("place", type=int)
@click.option("--last-day", type=DAY, help="The last day of the role; else it ends at once.")
@AUTHORITY
@JSON
def end(
    subject: str, place: int, last_day: date | None, authority: str | None, *, machine: bool
) -> None:
    """End a role of somebody. PLACE is that at which it was given; see: ehcp person show.

    Example: ehcp person end helen.marsh 2
    """
    code = authority_or_usage(authority)
    over = RoleOver(place=place, last_day=last_day)
    with opened_store(code) as store, said():
        _there(store, code, subject)
        Users(store, clock.today).end(code, stream_of(code, subject), over, asking())
        _say(store, code, subject, machine=machine)


@person.command()
@click.argument("subject")
@AUTHORITY
@JSON
def show(subject: str, authority: str | None, *, machine: bool) -> None:
    """Show somebody with every role that they were ever given.

    Example: ehcp person show asha.patel
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        _there(store, code, subject)
        _say(store, code, subject, machine=machine)


@person.command(name="list")
@AUTHORITY
@JSON
def list_people(authority: str | None, *, machine: bool) -> None:
    """List those who sign in, with the roles that they have today.

    Example: ehcp person list --authority E99000001
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        say_many(_everybody(store, code), _json, _in_words, machine=machine)


def _everybody(store: Store, code: str) -> Iterator[User]:
    after: UUID | None = None
    while rows := users(store, code, after, PAGE):
        yield from (row.user for row in rows)
        after = rows[-1].id


def _there(store: Store, code: str, subject: str) -> User:
    found = Users(store, clock.today).user(code, subject)
    if not found.version:
        click.echo(
            "Nobody with that sign-in has been added; see: ehcp person add --help.", err=True
        )
        raise SystemExit(1)
    return found


def _say(store: Store, code: str, subject: str, *, machine: bool) -> None:
    list_now(store, code, stream_of(code, subject))
    found = Users(store, clock.today).user(code, subject)
    say_one(found, _json(found), _in_words(found), machine=machine)


def _json(found: User) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(found)
    return {name: shown[name] for name in ("subject", "name", "organisation", "roles", "version")}


def _in_words(found: User) -> str:
    today = ", ".join(sorted(found.on(clock.today()))) or "no role today"
    return f"{found.subject}  {found.name}, {found.organisation}: {today}"
