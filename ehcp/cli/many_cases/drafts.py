"""`ehcp drafts`: which forms lie half written, whose they are, and when each goes."""

from datetime import timedelta

import click

from ehcp.application import clock
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.many_cases.listing import DAYS, say_all
from ehcp.store.drafts import DraftHead, heads


@click.command()
@click.option("--authority", help="Whose cases; else EHCP_AUTHORITY.")
@click.option("--going-within", type=DAYS, help="Only those that go in so many days.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def drafts(authority: str | None, going_within: int | None, *, machine: bool) -> None:
    """List the drafts of forms, the one that goes first before the others.

    Nothing that is written in one is shown: it is for the school or body that writes it. `ehcp
    work` drops what nobody has saved for 90 days.

    Example: ehcp drafts --going-within 14
    """
    whose = authority_or_usage(authority)
    until = None if going_within is None else clock.today() + timedelta(days=going_within)
    with opened_store(whose) as store:
        say_all(iter(heads(store, whose, until)), _in_words, machine=machine)


def _in_words(found: DraftHead) -> str:
    told = f"; its writers were told {found.told_on:%-d %B %Y}" if found.told_on else ""
    return (
        f"{found.id}  {found.form} form of {found.party}, case {found.case_id}, entry"
        f" {found.about}; goes after {found.expires_on:%-d %B %Y}{told}"
    )
