"""`ehcp proposals list | show | approve | reject | withdraw`: what needs two persons."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import click

from ehcp.application import clock
from ehcp.application.cases import Cases
from ehcp.application.deciding.proposals import Outcome, Proposals
from ehcp.application.rights import Agreeing
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look
from ehcp.cli.deciding.acting import acting, said
from ehcp.domain.proposals import State
from ehcp.projections import proposals as rows
from ehcp.projections.proposals import ProposalRow
from ehcp.store.cases import Store

AUTHORITY = click.option("--authority", help="Of which authority; else EHCP_AUTHORITY.")
JSON = click.option("--json", "machine", is_flag=True, help="For machines.")
WHICH = click.argument("proposal", type=click.UUID)
REASONS = click.option("--reasons", required=True, help="Why.")
AT_ONCE = 200


@click.group()
def proposals() -> None:
    """What one person proposes and another approves: to cease a plan, say, or a whole export.

    Who decides is whoever the token in EHCP_TOKEN is of; nobody decides on their own.

    Example: ehcp proposals list --state open
    """


@proposals.command(name="list")
@click.option("--state", type=click.Choice([str(state) for state in State]))
@AUTHORITY
@JSON
def list_proposals(state: str | None, authority: str | None, *, machine: bool) -> None:
    """List them in the order of the last days on which they can be approved.

    Example: ehcp proposals list --state open --json
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store:
        found = list(_every(store, code, State(state) if state else None))
        look(store, code, (row.case_id for row in found))
    if machine:
        click.echo(json.dumps([_json(row) for row in found]))
    for row in () if machine else found:
        about = row.case_id or "no case"
        by = f" by {row.decided_by}" if row.decided_by else ""
        click.echo(
            f"{row.id}  {row.action}, {about}: {row.state(clock.today())}{by};"
            f" proposed by {row.proposed_by}, open to {row.last_day:%-d %B %Y}"
        )


@proposals.command()
@WHICH
@AUTHORITY
@JSON
def show(proposal: UUID, authority: str | None, *, machine: bool) -> None:
    """Show where one stands, and the version of the case that whoever approves it names.

    Example: ehcp proposals show 6f3c1f0e-6f0b-5a63-9a0e-2f1f5b0d6c11
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        cases = Cases(store, clock.today)
        found = Proposals(cases).of_id(code, proposal)
        look(store, code, (found.case,))
        version = cases.case(code, found.case).version if found.case else None
    state = found.state(clock.today())
    if machine:
        shown = {
            "id": str(proposal),
            "action": found.action,
            "case": found.case and str(found.case),
            "case_version": version,
            "state": state,
            "proposed_by": found.proposed_by,
            "last_day": found.last_day.isoformat(),
            "decided_by": found.decided_by,
        }
        click.echo(json.dumps(shown))
        return
    at = f" of case {found.case}, now at version {version}" if found.case else ""
    click.echo(f"{found.action}{at}: {state}, proposed by {found.proposed_by}")


@proposals.command()
@WHICH
@REASONS
@click.option("--version", type=int, help="Of the case that you decided on; see: show.")
@AUTHORITY
@JSON
def approve(
    proposal: UUID, reasons: str, version: int | None, authority: str | None, *, machine: bool
) -> None:
    """Approve what somebody else proposed; what it asks of a case is done.

    Example: EHCP_TOKEN=... ehcp proposals approve 6f3c1f0e-... --version 27 --reasons "I agree."
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        here = Proposals(Cases(store, clock.today))
        if here.of_id(code, proposal).case is None:
            version = None
        elif version is None:
            raise click.UsageError("Which version of the case? Give --version; see: show.")
        asked = acting(store, code, Agreeing.APPROVE, expected=version)
        _say(here.approve(code, proposal, reasons, asked), "approved", machine=machine)


@proposals.command()
@WHICH
@REASONS
@AUTHORITY
@JSON
def reject(proposal: UUID, reasons: str, authority: str | None, *, machine: bool) -> None:
    """Do not agree to what somebody else proposed.

    Example: EHCP_TOKEN=... ehcp proposals reject 6f3c1f0e-... --reasons "An appeal may come."
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        asked = acting(store, code, Agreeing.REJECT)
        done = Proposals(Cases(store, clock.today)).reject(code, proposal, reasons, asked)
        _say(done, "rejected", machine=machine)


@proposals.command()
@WHICH
@AUTHORITY
@JSON
def withdraw(proposal: UUID, authority: str | None, *, machine: bool) -> None:
    """Take back what you have proposed yourself.

    Example: EHCP_TOKEN=... ehcp proposals withdraw 6f3c1f0e-6f0b-5a63-9a0e-2f1f5b0d6c11
    """
    code = authority_or_usage(authority)
    with opened_store(code) as store, said():
        asked = acting(store, code, Agreeing.WITHDRAW)
        done = Proposals(Cases(store, clock.today)).withdraw(code, proposal, asked)
        _say(done, "withdrawn", machine=machine)


def _every(store: Store, code: str, state: State | None) -> Iterator[ProposalRow]:
    after = None
    while True:
        page = rows.proposals(store, code, clock.today(), state=state, after=after, size=AT_ONCE)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _json(row: ProposalRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "action": row.action,
        "case": row.case_id and str(row.case_id),
        "state": row.state(clock.today()),
        "proposed_by": row.proposed_by,
        "proposed_on": row.proposed_on.isoformat(),
        "last_day": row.last_day.isoformat(),
        "decided_by": row.decided_by,
    }


def _say(what: Outcome, became: str, *, machine: bool) -> None:
    version = what.done.version if what.done else None
    if machine:
        said_ = {"id": str(what.proposal), "state": became, "case_version": version}
        click.echo(json.dumps(said_))
        return
    at = f"; the case is at version {version}" if version else ""
    click.echo(f"{what.proposal}: {became}{at}.")
