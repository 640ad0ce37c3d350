"""What every list of many cases has in common on the command line."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.rights import EVERY_CASE
from ehcp.cli.asking.arguments import DAY, MOMENT
from ehcp.cli.asking.database import authority_or_usage
from ehcp.cli.asking.looking import look
from ehcp.projections import past
from ehcp.projections.page import Page
from ehcp.schemas import dump
from ehcp.store.cases import Store


class Line(Protocol):
    """A line of a list, which is about one case."""

    @property
    def case_id(self) -> UUID:
        """Which case."""


T = TypeVar("T")
L = TypeVar("L", bound=Line)
Command = TypeVar("Command", bound=Callable[..., None])
List = Callable[..., Page[T]]

AT_ONCE = 200
DAYS = click.IntRange(0, 3660)


def lists(command: Command) -> Command:
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


def which(
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


def every(read: List[L], filters: dict[str, Any], store: Store, authority: str) -> Iterator[L]:
    """Yield the items of all pages, each page when it is on record that it is shown.

    Whoever runs a command at the machine sees every case.
    """
    after = None
    while True:
        found = read(**filters, after=after, size=AT_ONCE, access=EVERY_CASE)
        if found.items or after is None:
            look(store, authority, (item.case_id for item in found.items))
        yield from found.items
        if found.next is None:
            return
        after = found.next


def say_all(items: Iterator[T], in_words: Callable[[T], str], *, machine: bool) -> None:
    """Print the items: for a machine as one array, else a line for each."""
    if machine:
        click.echo(json.dumps([dump(item) for item in items], ensure_ascii=False))
        return
    for item in items:
        click.echo(in_words(item))
