"""`ehcp alerts deliveries | redeliver`: what became of alerts that were sent out."""

import json
from collections.abc import Sequence
from uuid import UUID

import click

from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.many_cases.listing import say_all
from ehcp.scheduler.delivery.listed import Delivered
from ehcp.scheduler.delivery.listed import deliveries as listed
from ehcp.scheduler.delivery.listed import redeliver as again

AUTHORITY = click.option("--authority", help="Whose cases; else EHCP_AUTHORITY.")


@click.command()
@AUTHORITY
@click.option("--dead", "state", flag_value="dead", help="What was given up, and why.")
@click.option("--waiting", "state", flag_value="waiting", help="What has not arrived yet.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def deliveries(authority: str | None, state: str | None, *, machine: bool) -> None:
    """List the last 1,000 messages, and what became of each.

    Example: ehcp alerts deliveries --dead
    """
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        say_all(iter(listed(store, whose, state)), _in_words, machine=machine)


@click.command()
@click.argument("ids", nargs=-1, type=click.UUID, metavar="ID...")
@AUTHORITY
@click.option("--all-dead", is_flag=True, help="Every one that was given up.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def redeliver(
    ids: Sequence[UUID], authority: str | None, *, all_dead: bool, machine: bool
) -> None:
    """Have messages sent again: soon, with the same id, and as often as a new one.

    Exit status 1: there is no such message.  Example: ehcp alerts redeliver --all-dead
    """
    if bool(ids) == all_dead:
        raise click.UsageError("Say which: ids of `ehcp alerts deliveries`, or --all-dead.")
    whose = authority_or_usage(authority)
    with opened_store(whose) as store:
        done = again(store, whose, ids, dead=all_dead)
    missing = [each for each in dict.fromkeys(ids) if each not in done]
    if machine:
        click.echo(json.dumps({"again": [*map(str, done)], "missing": [*map(str, missing)]}))
    else:
        click.echo(f"{len(done)} to be sent again.")
    for each in () if machine else missing:
        click.echo(f"ehcp: there is no message {each}.", err=True)
    if missing:
        raise SystemExit(1)


def _in_words(found: Delivered) -> str:
    if found.state == "delivered":
        outcome = f"delivered {found.ended_at:%-d %B %Y %H:%M}"
    elif found.state == "dead":
        outcome = f"GIVEN UP after {found.tries} tries: {found.reason}"
    elif found.reason:
        outcome = f"waits, tried {found.tries} times: {found.reason}"
    else:
        outcome = "waits"
    return (
        f"{found.id}  {found.channel} to {found.recipient}: {found.stage} of {found.limit},"
        f" case {found.case_id}; {outcome}"
    )
