"""`ehcp case`: one case, as at a day, as known on a moment."""

import click

from ehcp.cli.case.awaited import (
    advice,
    appeals,
    consultations,
    phase_transfers,
    placements,
    reviews,
)
from ehcp.cli.case.budgets import budgets
from ehcp.cli.case.changes import changes
from ehcp.cli.case.deadlines import show_deadlines
from ehcp.cli.case.delay import delay
from ehcp.cli.case.evidence import check_copy, print_checker, save_evidence
from ehcp.cli.case.moving import export, receive
from ehcp.cli.case.outcomes import outcomes
from ehcp.cli.case.plan import differences, plan, show_plans, show_representations
from ehcp.cli.case.show import show
from ehcp.cli.case.timeline import timeline
from ehcp.cli.case.told import told


@click.group()
def case() -> None:
    """Read one case: what stood on a day, as it was known on a day."""


for command in (
    show,
    timeline,
    changes,
    show_deadlines,
    plan,
    outcomes,
    show_plans,
    differences,
    show_representations,
    advice,
    consultations,
    placements,
    reviews,
    phase_transfers,
    appeals,
    budgets,
    told,
    delay,
    export,
    save_evidence,
    check_copy,
    print_checker,
    receive,
):
    case.add_command(command)
