"""`ehcp break-glass list | review`: the cases that were opened in an emergency."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.cases import Cases
from ehcp.application.deciding.emergencies import Emergencies
from ehcp.application.rights import InEmergency
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look
from ehcp.cli.deciding.acting import acting, said
from ehcp.domain.events.emergency import Finding
from ehcp.projections.emergencies import EmergencyRow, emergencies
from ehcp.store.cases import Store

AUTHORITY = click.option("--authority", help="Of which authority; else EHCP_AUTHORITY.")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")
AT_ONCE = 200


@click.group(name="break-glass")
def break_glass() -> None:
    """The cases that somebody opened to themselves in an emergency, and their reviews.

    Example: ehcp break-glass list --overdue
    """


@break_glass.command(name="list")
@click.option("--reviewed/--unreviewed", default=None, help="By a second person, or not yet.")
@click.option("--overdue", is_flag=True, help="Only those whose review is overdue.")
@AUTHORITY
@JSON
def list_break_glass(
    authority: str | None, *, reviewed: bool | None, overdue: bool, machine: bool
) -> None:
    """List them in the order of the last days for their reviews.

    Exit status 1: a review is overdue.

    Example: ehcp break-glass list --unreviewed --json
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        found = list(_every(store, code, reviewed=reviewed, overdue=overdue or None))
        look(store, code, (row.case_id for row in found))
    if machine:
        click.echo(json.dumps([_json(row) for row in found]))
    for row in () if machine else found:
        click.echo(_in_words(row))
    if any(_overdue(row) for row in found):
        raise SystemExit(1)


@break_glass.command()
@click.argument("emergency", type=click.UUID)
@click.argument("finding", type=click.Choice([str(finding) for finding in Finding]))
@click.option("--remarks", required=True, help="What was found.")
@AUTHORITY
@JSON
def review(
    emergency: UUID, finding: str, remarks: str, authority: str | None, *, machine: bool
) -> None:
    """Say what you found, as a second person: whoever the token in EHCP_TOKEN is of.

    Example: EHCP_TOKEN=... ehcp break-glass review 6f3c1f0e-... justified --remarks "Missing."
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        asked = acting(store, code, InEmergency.REVIEW)
        here = Emergencies(Cases(store, clock.today), clock.now)
        done = here.review(code, emergency, Finding(finding), remarks, asked)
    if machine:
        answer = {"id": str(emergency), "finding": finding, "version": done.version}
        click.echo(json.dumps(answer))
    else:
        click.echo(f"{emergency}: {finding}.")


def _every(
    store: Store, code: str, *, reviewed: bool | None, overdue: bool | None
) -> Iterator[EmergencyRow]:
    after = None
    while True:
        page = emergencies(
            store,
            code,
            clock.today(),
            reviewed=reviewed,
            overdue=overdue,
            after=after,
            size=AT_ONCE,
        )
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _overdue(row: EmergencyRow) -> bool:
    return row.finding is None and row.review_due < clock.today()


def _json(row: EmergencyRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "case": str(row.case_id),
        "subject": row.subject,
        "role": row.role,
        "opened_at": row.opened_at.isoformat(),
        "until": row.until.isoformat(),
        "review_due": row.review_due.isoformat(),
        "overdue": _overdue(row),
        "reviewed_by": row.reviewed_by,
        "finding": row.finding,
    }


def _in_words(row: EmergencyRow) -> str:
    late = " (overdue)" if _overdue(row) else ""
    found = f"{row.finding}, by {row.reviewed_by}" if row.finding else "not reviewed"
    return (
        f"{row.id}  {row.case_id}: opened by {row.subject} ({row.role}) on"
        f" {row.opened_on:%-d %B %Y}; {found}, due {row.review_due:%-d %B %Y}{late}"
    )
