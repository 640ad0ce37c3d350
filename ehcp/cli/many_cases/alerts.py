"""`ehcp alerts`: what people were told of days that fall due, and whether that reached them."""

from datetime import date, datetime
from functools import partial
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.cli.asking.arguments import DAY, MOMENT
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.many_cases.delivering import deliveries, redeliver
from ehcp.cli.many_cases.listing import every, say_all
from ehcp.law.time_limits import CATALOGUE
from ehcp.projections import past, queries
from ehcp.projections.queries import Alert


@click.group(invoke_without_command=True)
@click.option("--authority", help="Whose cases; else EHCP_AUTHORITY.")
@click.option("--as-at", type=DAY, help="What had been raised by the end of this day.")
@click.option("--as-known-on", type=MOMENT, help="What had been recorded by then.")
@click.option("--ended/--going-on", default=None, help="Whose duty is done or gone, or not.")
@click.option("--officer", help="Whose case it is, or to whom it was assigned or escalated.")
@click.option("--stage", help="28, 14, 7, 3, 1, 0, overdue-1, excused-1 and so on.")
@click.option("--limit", type=click.Choice(list(CATALOGUE)), metavar="ID", help="Only this limit.")
@click.option("--json", "machine", is_flag=True, help="For machines.")
def alerts(
    authority: str | None,
    as_at: date | None,
    as_known_on: datetime | None,
    *,
    machine: bool,
    **filters: Any,
) -> None:
    """List alerts, the latest stage first.

    Example: ehcp alerts --going-on --officer asha.patel
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    whose, today = authority_or_usage(authority), clock.today()
    with opened_store(whose) as store:
        read = partial(queries.alerts, store, whose)
        if as_at is not None or as_known_on is not None:
            then = past.Then(as_at or today, as_known_on, england_and_wales())
            read = partial(past.alerts_then, store, whose, then)
        say_all(every(read, filters, store, whose), _in_words, machine=machine)


alerts.add_command(deliveries)
alerts.add_command(redeliver)


def _in_words(found: Alert) -> str:
    ended = ", ended" if found.ended else ""
    seen = f", seen by {found.acknowledged_by}" if found.acknowledged_by else ""
    name = found.child_name or "no name"
    return (
        f"{found.case_id}  {name}: {found.stage} of {found.limit},"
        f" due {found.due:%-d %B %Y}, raised {found.raised_on:%-d %B %Y}{seen}{ended}"
    )
