"""What every reading of one case has in common: which case, which day, which moment."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.cases import Cases, NoSuchCase
from ehcp.application.chronology.check import Supposed
from ehcp.application.rights.withholding import for_everybody
from ehcp.cli.asking.arguments import DAY, MOMENT
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look
from ehcp.domain.case import Case

Reads = Callable[..., None]


def reads(command: Reads) -> Reads:
    """Give a command its case, and the options that every reading has.

    As at the day asked for; else the last day supposed, where the command supposes; else today.
    """

    @click.argument("case_id", metavar="ID", type=click.UUID)
    @click.option("--authority", help="Whose case; else EHCP_AUTHORITY.")
    @click.option("--as-at", type=DAY, help="What had happened by the end of this day.")
    @click.option("--as-known-on", type=MOMENT, help="What had been recorded by then.")
    @click.option("--json", "machine", is_flag=True, help="For machines.")
    @wraps(command)
    def reading(
        case_id: UUID,
        authority: str | None,
        as_at: date | None,
        as_known_on: datetime | None,
        *,
        machine: bool,
        **more: Any,
    ) -> None:
        supposed: Iterable[Supposed] = more.get("suppose", ())
        day = as_at or max((each.on for each in supposed), default=clock.today())
        whose = authority_or_usage(authority)
        with opened_store(whose) as store:
            try:
                cases = Cases(store, clock.today)
                found = replace(cases.case(whose, case_id), readings=cases.follows(whose))
            except NoSuchCase:
                click.echo("There is no such case.", err=True)
                raise SystemExit(1) from None
            # nobody is signed in here, so that nobody has the right to a restricted address
            seen = for_everybody(found).seen(as_at=day, as_known_on=as_known_on)
            if not seen.known:
                click.echo("Nothing of this case had been recorded by then.", err=True)
                raise SystemExit(1)
            look(store, whose, (case_id,))
        command(_cut(seen), machine=machine, **more)

    return reading


def _cut(seen: Case) -> Case:
    """Return the case with what was known and no more, so that what is supposed comes after."""
    return Case(seen.known, seen.as_at, seen.as_known_on, readings=seen.readings)


def say(answer: object, *, machine: bool) -> bool:
    """Print the answer if it is for a machine; return whether it was."""
    if machine:
        click.echo(json.dumps(answer, ensure_ascii=False))
    return machine
