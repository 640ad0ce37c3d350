"""`ehcp work`: the projector and the scheduler."""

import click

from ehcp.application import clock
from ehcp.cli.database import opened_databases
from ehcp.cli.parent import end_with_parent


@click.command()
def work() -> None:
    """Keep the read models and raise alerts, until told to stop. Run two for availability.

    Of several databases each has its own projector and sweeper here; one that is away stops
    none of the others.

    Example: ehcp work
    """
    from ehcp.scheduler.work import work as run  # noqa: PLC0415 - only here

    end_with_parent()
    with opened_databases() as databases:
        run([databases.store(name) for name in databases.names], clock.today)
