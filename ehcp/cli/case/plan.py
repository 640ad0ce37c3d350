"""`ehcp case plan`: the plan that was in force."""

import json

import click

from ehcp.application.views import plan_json
from ehcp.cli.case.reading import reads, say
from ehcp.domain.case import Case


@click.command()
@reads
def plan(found: Case, *, machine: bool) -> None:
    """Show the plan in force.

    Example: ehcp case plan 6f1c... --as-at 2026-03-01
    """
    answer = plan_json(found)
    if not say(answer, machine=machine):
        if answer is None:
            click.echo("No plan was in force.")
            return
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
