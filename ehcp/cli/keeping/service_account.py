"""`ehcp service-account add | key | revoke | show | list`: how other systems sign in."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import click
import msgspec

from ehcp.application import clock
from ehcp.application.keeping.service_accounts import (
    KeyOver,
    NewKey,
    NewServiceAccount,
    ServiceAccounts,
)
from ehcp.application.keeping.users import NewRole, NoSuchUser, Users
from ehcp.application.rights import Role
from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.keeping.authority import JSON, asking
from ehcp.cli.keeping.users import AUTHORITY, BODY, PAGE, SCHOOL, list_now, said, say_many, say_one
from ehcp.domain.users import SERVICE_ACCOUNT, HeldKey, User, stream_of_account
from ehcp.projections.users import users
from ehcp.store.cases import Store


@click.group()
def service_account() -> None:
    """How other systems sign in to an authority, with which roles and which keys.

    Example: ehcp service-account add school-system "School system" "Larkmere Council"
    """


@service_account.command()
@click.argument("account")
@click.argument("name")
@click.argument("organisation")
@click.option("--role", type=click.Choice([str(role) for role in Role]), help="From today on.")
@SCHOOL
@BODY
@AUTHORITY
@JSON
def add(  # noqa: PLR0913, PLR0917 - each is part of the account
    account: str,
    name: str,
    organisation: str,
    role: str | None,
    school: str | None,
    body: str | None,
    authority: str | None,
    *,
    machine: bool,
) -> None:
    """Add another system that is to sign in. ACCOUNT names it for machines, NAME for people.

    Example: ehcp service-account add feed "Data hub" "Larkmere Council" --role tribunal-preparer
    """
    code = authority_or_usage(authority)
    new = NewServiceAccount(account=account, name=name, organisation=organisation)
    id_ = stream_of_account(code, account)
    with opened_store(code) as store, said():
        _of(store).add(code, new, asking())
        if role is not None:
            given = NewRole(role=Role(role), school=school, body=body)
            Users(store, clock.today).give(code, id_, given, asking())
        _say(store, code, id_, machine=machine)


@service_account.command()
@click.argument("account")
@click.option("--until", type=DAY, help="Its last day; else in 90 days.")
@click.option(
    "--scope", multiple=True, metavar="ACTION", help="What it is for, as often as needed; `read`."
)
@AUTHORITY
@JSON
def key(
    account: str,
    until: date | None,
    scope: tuple[str, ...],
    authority: str | None,
    *,
    machine: bool,
) -> None:
    """Make a key for an account, and print it: this once. Nobody can find it again.

    Example: ehcp service-account key feed --scope read --until 2027-03-31
    """
    code = authority_or_usage(authority)
    id_ = stream_of_account(code, account)
    with opened_store(code) as store, said():
        _there(store, code, id_)
        made = _of(store).make_key(code, id_, NewKey(until=until, scope=scope), asking())
        list_now(store, code, id_)
    if machine:
        click.echo(json.dumps({"place": made.appended.version, "key": made.key}))
        return
    click.echo(made.key)
    click.echo(f"Key {made.appended.version} of {account}. It is not shown again.", err=True)


@service_account.command()
@click.argument("account")
@click.argument("place", type=int, required=False)
@click.option("--all", "every", is_flag=True, help="Every key that it has.")
@AUTHORITY
@JSON
def revoke(
    account: str, place: int | None, authority: str | None, *, every: bool, machine: bool
) -> None:
    """Revoke a key of an account, or all of them: they open nothing from now on.

    PLACE is that at which it was made; see: ehcp service-account show.

    Example: ehcp service-account revoke feed 3
    """
    if (place is None) != every:
        raise click.UsageError("Say which: the place of a key, or --all.")
    code = authority_or_usage(authority)
    id_ = stream_of_account(code, account)
    with opened_store(code) as store, said():
        found = _there(store, code, id_)
        places = [held.place for held in found.keys if not held.revoked] if every else [place]
        for each in places:
            _of(store).revoke_key(code, id_, KeyOver(place=each or 0), asking())
        _say(store, code, id_, machine=machine)


@service_account.command()
@click.argument("account")
@AUTHORITY
@JSON
def show(account: str, authority: str | None, *, machine: bool) -> None:
    """Show an account, with every role and key that it ever had.

    Example: ehcp service-account show feed
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        _there(store, code, stream_of_account(code, account))
        _say(store, code, stream_of_account(code, account), machine=machine)


@service_account.command(name="list")
@AUTHORITY
@JSON
def list_accounts(authority: str | None, *, machine: bool) -> None:
    """List the accounts, with what they may do today.

    Example: ehcp service-account list --authority E99000001
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        say_many(_everyone(store, code), _json, _in_words, machine=machine)


def _everyone(store: Store, code: str) -> Iterator[User]:
    after: UUID | None = None
    while rows := users(store, code, after, PAGE, beginning=SERVICE_ACCOUNT):
        yield from (found for _, found in _of(store).of_ids(code, (row.id for row in rows)))
        after = rows[-1].id


def _of(store: Store) -> ServiceAccounts:
    return ServiceAccounts(store, clock.today)


def _there(store: Store, code: str, id_: UUID) -> User:
    try:
        return _of(store).of_id(code, id_)
    except NoSuchUser:
        click.echo("There is no such account; see: ehcp service-account add --help.", err=True)
        raise SystemExit(1) from None


def _say(store: Store, code: str, id_: UUID, *, machine: bool) -> None:
    list_now(store, code, id_)
    found = _of(store).of_id(code, id_)
    keys = [f"{each.place}: {_key(each)}" for each in found.keys]
    say_one(found, _json(found), _in_words(found), *keys, machine=machine)


def _json(found: User) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(found)
    for each in shown["keys"]:
        del each["hash"]  # of no use to anybody
    return shown


def _in_words(found: User) -> str:
    today = clock.today()
    roles = ", ".join(sorted(found.on(today))) or "no role today"
    keys = sum(each.holds(today) for each in found.keys)
    return f"{found.subject}  {found.name}, {found.organisation}: {roles}; keys that open: {keys}"


def _key(held: HeldKey) -> str:
    scope = f", for {', '.join(held.scope)}" if held.scope else ""
    over = ", revoked" if held.revoked else ""
    used = f", last used {held.used}" if held.used else ", never used"
    return f"key made {held.made}, to {held.until}{scope}{used}{over}"
