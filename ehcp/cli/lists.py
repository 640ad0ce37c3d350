"""`ehcp caseload | deadlines`: many cases, as at a day, as known on a moment."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.cli.arguments import DAY, MOMENT
from ehcp.cli.database import authority_or_usage, opened_store
from ehcp.cli.words import days_in_words, late_in_words
from ehcp.domain.deadlines import Status
from ehcp.domain.when import Span
from ehcp.law.time_limits import CATALOGUE
from ehcp.projections import past, queries
from ehcp.projections.page import Page
from ehcp.projections.queries import CaseSummary, StandingDeadline
from ehcp.projections.stage import CaseStage
from ehcp.schemas import dump
from ehcp.store.cases import Store

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., None])
List = Callable[..., Page[T]]

AT_ONCE = 200
DAYS = click.IntRange(0, 3660)


def _lists(command: Command) -> Command:
    """Give a command the options that every list has."""
    for option in (
        click.option("--json", "machine", is_flag=True, help="For machines."),
        click.option("--officer", help="By name or sign-in."),
        click.option("--due-within", type=DAYS, help="What falls due in so many days."),
        click.option("--as-known-on", type=MOMENT, help="What had been recorded by then."),
        click.option("--as-at", type=DAY, help="What had happened by the end of this day."),
        click.option("--authority", help="Whose cases; else EHCP_AUTHORITY."),
    ):
        command = option(command)
    return command


@click.command()
@_lists
@click.option("--overdue/--not-overdue", default=None, help="With a binding duty overdue or not.")
@click.option("--stage", type=click.Choice([str(stage) for stage in CaseStage]))
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
    with opened_store() as store:
        which = _which(store, authority, as_at, as_known_on)
        found = _every(which(queries.caseload, past.caseload_then), filters)
        _say(found, _case_in_words, machine=machine)


@click.command(name="deadlines")
@_lists
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
    with opened_store() as store:
        which = _which(store, authority, as_at, as_known_on)
        found = _every(which(queries.deadlines, past.deadlines_then), filters)
        _say(found, _deadline_in_words, machine=machine)


def _which(
    store: Store, authority: str | None, as_at: date | None, known: datetime | None
) -> Callable[..., List[Any]]:
    """Return what chooses how a list is read: as things stand, or folded as they stood then."""
    whose, today = authority_or_usage(authority), clock.today()

    def choose(
        now: Callable[..., Page[T]], then: Callable[..., Page[T]]
    ) -> Callable[..., Page[T]]:
        if as_at is None and known is None:
            return partial(now, store, whose, today)
        return partial(then, store, whose, past.Then(as_at or today, known, england_and_wales()))

    return choose


def _every(read: List[T], filters: dict[str, Any]) -> Iterator[T]:
    """Yield the items of all pages."""
    after = None
    while True:
        found = read(**filters, after=after, size=AT_ONCE)
        yield from found.items
        if found.next is None:
            return
        after = found.next


def _say(items: Iterator[T], in_words: Callable[[T], str], *, machine: bool) -> None:
    if machine:
        click.echo(json.dumps([dump(item) for item in items], ensure_ascii=False))
        return
    for item in items:
        click.echo(in_words(item))


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
