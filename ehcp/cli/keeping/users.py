"""What a person and another system have in common on the command line: options, and words."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.keeping.authorities import BadSetting
from ehcp.domain.command import Refused
from ehcp.domain.users import HeldRole, User
from ehcp.projections.day import Day
from ehcp.projections.writing import write
from ehcp.store.cases import Store

AUTHORITY = click.option("--authority", help="Of which authority; else EHCP_AUTHORITY.")
SCHOOL = click.option("--school", metavar="URN", help="Whom a school contributor contributes for.")
BODY = click.option("--body", help="For which body an adviser gives advice, as requests name it.")
PAGE = 200


@contextmanager
def said() -> Iterator[None]:
    """Say of a bad or refused wish what is wrong with it, and end."""
    try:
        yield
    except BadSetting as error:
        raise click.UsageError(str(error)) from None
    except Refused as refused:
        click.echo(f"{refused.refusal.title} {refused.refusal.instead}", err=True)
        raise SystemExit(1) from None


def list_now(store: Store, code: str, user: UUID) -> None:
    """Put what is recorded of a user into the list of users, without a worker."""
    day = Day(clock.today(), england_and_wales())
    with store.working() as connection:
        write(connection, store, [(code, user)], day)


def say_one(found: User, shown: dict[str, Any], line: str, *more: str, machine: bool) -> None:
    """Print a user: for a machine what is `shown`, else in lines, with the roles."""
    if machine:
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    click.echo(line)
    for held in found.roles:
        click.echo(f"  {held.place}: {role_in_words(held)}")
    for each in more:
        click.echo(f"  {each}")


def say_many(
    found: Iterable[User],
    shown: Callable[[User], dict[str, Any]],
    in_words: Callable[[User], str],
    *,
    machine: bool,
) -> None:
    """Print users: for a machine as one array, else a line for each."""
    whole = list(found)  # of a list that ends in an error nothing is printed
    if machine:
        click.echo(json.dumps([shown(each) for each in whole], ensure_ascii=False))
        return
    for each in whole:
        click.echo(in_words(each))


def role_in_words(held: HeldRole) -> str:
    """Return a role as it is printed."""
    tied = held.school or held.body
    until = f" to {held.until}" if held.until else ""
    over = ", ended" if held.ended else ""
    return f"{held.role} from {held.since}{until}{over}" + (f" ({tied})" if tied else "")
