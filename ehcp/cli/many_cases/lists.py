"""`ehcp caseload | deadlines`: many cases, as at a day, as known on a moment."""

from datetime import date, datetime
from typing import Any

import click

from ehcp.cli.asking.arguments import DAY
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.many_cases.listing import every, lists, say_all, which
from ehcp.cli.words import days_in_words, late_in_words
from ehcp.domain.deadlines import Status
from ehcp.domain.waits import Party
from ehcp.domain.when import Span
from ehcp.law.time_limits import CATALOGUE
from ehcp.projections import past, queries
from ehcp.projections.queries import CaseSummary, StandingDeadline
from ehcp.projections.queries.caseload import Order
from ehcp.projections.stage import CaseStage


@click.command()
@lists
@click.option("--overdue/--not-overdue", default=None, help="With a binding duty overdue or not.")
@click.option("--stage", type=click.Choice([str(stage) for stage in CaseStage]))
@click.option(
    "--waiting-on", type=click.Choice([str(party) for party in Party]), help="Who has to act."
)
@click.option("--no-contact-since", type=DAY, help="The family was not spoken with from then on.")
@click.option(
    "--order",
    type=click.Choice([str(order) for order in Order]),
    default=str(Order.NEXT_DUE),
    callback=lambda _context, _option, value: Order(value),
    help="What comes first.",
)
def caseload(
    authority: str | None,
    as_at: date | None,
    as_known_on: datetime | None,
    *,
    machine: bool,
    **filters: Any,
) -> None:
    """List cases: what is due next in each, and how much is overdue.

    Example: ehcp caseload --overdue --as-at 2026-03-01 --as-known-on 2026-03-01
    """
    with opened_store(authority_or_usage(authority)) as store:
        chosen = which(store, authority, as_at, as_known_on)
        read = chosen(queries.caseload, past.caseload_then)
        found = every(read, filters, store, authority_or_usage(authority))
        say_all(found, _case_in_words, machine=machine)


@click.command(name="deadlines")
@lists
@click.option("--status", type=click.Choice([str(status) for status in Status]))
@click.option("--limit", type=click.Choice(list(CATALOGUE)), metavar="ID", help="Only this limit.")
def all_deadlines(
    authority: str | None,
    as_at: date | None,
    as_known_on: datetime | None,
    *,
    machine: bool,
    **filters: Any,
) -> None:
    """List the deadlines of all cases: what was overdue on a day, as it was known on a day.

    Example: ehcp deadlines --status outstanding --as-at 2026-03-01 --as-known-on 2026-03-01
    """
    with opened_store(authority_or_usage(authority)) as store:
        chosen = which(store, authority, as_at, as_known_on)
        read = chosen(queries.deadlines, past.deadlines_then)
        found = every(read, filters, store, authority_or_usage(authority))
        say_all(found, _deadline_in_words, machine=machine)


def _case_in_words(found: CaseSummary) -> str:
    if found.parked:
        return f"{found.case_id}  {found.child_name or 'no name'}: cannot be read; tell support"
    following = (
        f"{found.next_limit} by {found.next_due:%-d %B %Y}" if found.next_due else "nothing"
    )
    overdue = f"{found.overdue} overdue; " if found.overdue else ""
    name, officer = found.child_name or "no name", found.officer or "no officer"
    return f"{found.case_id}  {name}, {found.stage}, {officer}: {overdue}next {following}"


def _deadline_in_words(found: StandingDeadline) -> str:
    name = found.child_name or "no name"
    if found.limit is None:
        return f"{found.case_id}  {name}: cannot be read; tell support"
    due = days_in_words(Span(found.due_first, found.due_last))
    late = late_in_words((found.late_least, found.late_most))
    days = f"due {due}{late}" if found.due_first or found.due_last else "due no known day"
    return f"{found.case_id}  {name}: {found.status} {found.limit}, {days}"
