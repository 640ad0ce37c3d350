"""`ehcp webhook`: where other systems are told of changes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import click

from ehcp.application import clock
from ehcp.application.webhooks import (
    Made,
    NewWebhook,
    NoSuchWebhook,
    Notice,
    Rotation,
    Webhook,
    Webhooks,
)
from ehcp.application.webhooks.keeping import KEEP, LONGEST_KEEP, Waiting
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.following import addresses_of, secrets_of
from ehcp.cli.keeping.authority import JSON
from ehcp.cli.keeping.users import AUTHORITY, said
from ehcp.cli.many_cases.listing import say_all
from ehcp.config import settings
from ehcp.projections.queries.changes import log_of

OPERATOR = "operator"
STATES = ("waiting", "delivered", "dead", "withdrawn")
MOST = 1_000

ID = click.argument("webhook", type=click.UUID)


@click.group()
def webhook() -> None:
    """Where other systems are told of changes, and whether that reaches them.

    Example: ehcp webhook add https://school.example/changes school-system
    """


@webhook.command()
@click.argument("url")
@click.argument("subject")
@click.option("--kind", "kinds", multiple=True, help="Only of this kind of change.")
@AUTHORITY
@JSON
def add(
    url: str, subject: str, kinds: tuple[str, ...], authority: str | None, *, machine: bool
) -> None:
    """Tell a system of changes at URL, by https. The secret is shown this once.

    SUBJECT is the sign-in of the system: it is told of what that may follow.

    Example: ehcp webhook add https://school.example/changes school-system --kind plan-ceased
    """
    with _kept(authority) as (of, code), said():
        new = NewWebhook(url=url, subject=subject, kinds=kinds)
        _secret(of.add(code, new, log_of(of.store, code).reached, OPERATOR, uuid4()), machine)


@webhook.command(name="list")
@AUTHORITY
@JSON
def list_webhooks(authority: str | None, *, machine: bool) -> None:
    """List the webhooks, with what waits for each and what was given up.

    Exit status 1: one of them was switched off because it failed, or needs a new secret.

    Example: ehcp webhook list
    """
    with _kept(authority) as (of, code):
        counts = of.waiting(code)
        found = [_shown(of, each, counts.get(each.id, Waiting())) for each in of.every(code)]
    if machine:
        click.echo(json.dumps(found, ensure_ascii=False))
    for each in () if machine else found:
        click.echo(_line(each))
    bad = any(each["key_changed"] or each["off_because"] in {"failing", "gone"} for each in found)
    raise SystemExit(1 if bad else 0)


@webhook.command()
@ID
@click.option(
    "--keep-hours",
    type=click.IntRange(0, LONGEST_KEEP),
    default=KEEP,
    help=f"How long the old secret is signed with as well; {KEEP} if left out.",
)
@AUTHORITY
@JSON
def rotate(webhook: UUID, keep_hours: int, authority: str | None, *, machine: bool) -> None:
    """Give a webhook a new secret, which is shown this once.

    With --keep-hours 0 the old one ends at once: for one that somebody has seen.

    Example: ehcp webhook rotate 0b7f3c1e-... --keep-hours 48
    """
    with _kept(authority) as (of, code), said():
        wanted = Rotation(generation=of.one(code, webhook).generation, keep_hours=keep_hours)
        _secret(of.rotate(code, webhook, wanted, OPERATOR), machine)


@webhook.command(name="on")
@ID
@AUTHORITY
@JSON
def switch_on(webhook: UUID, authority: str | None, *, machine: bool) -> None:
    """Send to a webhook again. It goes on where it was: what happened meanwhile is told.

    Example: ehcp webhook on 0b7f3c1e-...
    """
    with _kept(authority) as (of, code):
        of.switch(code, webhook, OPERATOR, on=True)
    _is(webhook, "on", machine=machine)


@webhook.command(name="off")
@ID
@AUTHORITY
@JSON
def switch_off(webhook: UUID, authority: str | None, *, machine: bool) -> None:
    """Send nothing more to a webhook for now.

    Example: ehcp webhook off 0b7f3c1e-...
    """
    with _kept(authority) as (of, code):
        of.switch(code, webhook, OPERATOR, on=False)
    _is(webhook, "off", machine=machine)


@webhook.command()
@ID
@AUTHORITY
@JSON
def remove(webhook: UUID, authority: str | None, *, machine: bool) -> None:
    """Remove a webhook, and what waits for it.

    Example: ehcp webhook remove 0b7f3c1e-...
    """
    with _kept(authority) as (of, code):
        of.remove(code, webhook, OPERATOR)
    _is(webhook, "removed", machine=machine)


@webhook.command()
@ID
@click.option("--dead", "state", flag_value="dead", help="What was given up, and why.")
@click.option("--state", type=click.Choice(STATES), help="What became of it.")
@AUTHORITY
@JSON
def deliveries(webhook: UUID, state: str | None, authority: str | None, *, machine: bool) -> None:
    """List the last 1,000 changes that a webhook is told of, and what became of each.

    Example: ehcp webhook deliveries 0b7f3c1e-... --dead
    """
    with _kept(authority) as (of, code):
        found = of.notices(code, webhook, state=state, before=None, size=MOST)
    say_all(iter(found), _in_words, machine=machine)


@webhook.command()
@ID
@click.argument("ids", nargs=-1, type=click.UUID, metavar="ID...")
@click.option("--all-dead", is_flag=True, help="Everything that was given up.")
@AUTHORITY
@JSON
def retry(
    webhook: UUID,
    ids: Sequence[UUID],
    authority: str | None,
    *,
    all_dead: bool,
    machine: bool,
) -> None:
    """Send again what was given up: soon, and as often as something new.

    Exit status 1: there is no such thing.  Example: ehcp webhook retry 0b7f3c1e-... --all-dead
    """
    if bool(ids) == all_dead:
        raise click.UsageError("Say which: ids of `ehcp webhook deliveries`, or --all-dead.")
    with _kept(authority) as (of, code):
        done = of.retry(code, webhook, ids or None)
    missing = [each for each in dict.fromkeys(ids) if each not in done]
    if machine:
        click.echo(json.dumps({"again": [*map(str, done)], "missing": [*map(str, missing)]}))
    else:
        click.echo(f"{len(done)} to be sent again.")
    if missing and not machine:
        click.echo("ehcp: some of these were not given up, or are not there.", err=True)
    if missing:
        raise SystemExit(1)


@contextmanager
def _kept(authority: str | None) -> Iterator[tuple[Webhooks, str]]:
    """Yield the webhooks, and whose; say where there is no such one, and end."""
    code, found = authority_or_usage(authority), settings()
    with opened_store(code) as store:
        of = Webhooks(store, clock.today, secrets_of(found), addresses_of(found))
        try:
            yield of, code
        except NoSuchWebhook:
            click.echo("There is no such webhook; see: ehcp webhook list.", err=True)
            raise SystemExit(1) from None


def _is(webhook: UUID, state: str, *, machine: bool) -> None:
    """Print what a webhook has become."""
    told = json.dumps({"webhook": str(webhook), "state": state})
    click.echo(told if machine else f"It is {state}.")


def _secret(made: Made, machine: bool) -> None:  # noqa: FBT001 - as the option gives it
    until = made.webhook.before_until
    if machine:
        shown = {
            "webhook": str(made.webhook.id),
            "generation": made.webhook.generation,
            "before_until": until and until.isoformat(),
            "secret": made.secret,
        }
        click.echo(json.dumps(shown))
        return
    click.echo(f"{made.webhook.id}  generation {made.webhook.generation}")
    click.echo(f"  {made.secret}")
    click.echo("  Keep it now: it is not shown again.")
    if until is not None:
        click.echo(f"  The one before is signed with until {until:%-d %B %Y %H:%M} UTC.")


def _shown(of: Webhooks, found: Webhook, counts: Waiting) -> dict[str, Any]:
    since = found.failing_since
    return {
        "id": str(found.id),
        "url": found.url,
        "subject": found.subject,
        "kinds": list(found.kinds),
        "state": found.state,
        "off_because": found.off_because,
        "failing_since": since and since.isoformat(),
        "key_changed": of.key_changed(found),
        "generation": found.generation,
        "waiting": counts.waiting,
        "dead": counts.dead,
    }


def _line(found: dict[str, Any]) -> str:
    state = str(found["state"]) + (f" ({found['off_because']})" if found["off_because"] else "")
    failing = f", failing since {found['failing_since']}" if found["failing_since"] else ""
    key = "; ROTATE IT: the key has changed, nothing is sent" if found["key_changed"] else ""
    kinds = f" of {', '.join(found['kinds'])}" if found["kinds"] else ""
    return (
        f"{found['id']}  {found['url']} for {found['subject']}{kinds}: {state}{failing};"
        f" {found['waiting']} waiting, {found['dead']} given up{key}"
    )


def _in_words(found: Notice) -> str:
    why = f": {found.reason}" if found.reason else ""
    return f"{found.id}  position {found.position}, {found.state} after {found.tries} tries{why}"
