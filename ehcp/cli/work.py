"""`ehcp work`: the projector and the scheduler."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from ehcp.application import clock
from ehcp.cli.database import opened_databases
from ehcp.cli.listener import PORT, Page, alive, listener
from ehcp.cli.parent import end_with_parent
from ehcp.config import settings

if TYPE_CHECKING:
    from ehcp.scheduler.work import Work


@click.command()
@PORT
def work(metrics_port: int | None) -> None:
    """Keep the read models and raise alerts, until told to stop. Run two for availability.

    Of several databases each has its own projector and sweeper here; one that is away stops
    none of the others.

    With a port for metrics it answers there: /metrics for Prometheus, /healthz whether it lives.

    Example: ehcp work --metrics-port 9465
    """
    from ehcp.scheduler.metrics import Metrics  # noqa: PLC0415 - only here
    from ehcp.scheduler.work import work as run  # noqa: PLC0415 - only here

    found = settings()
    port = metrics_port or found.metrics_port
    end_with_parent()
    with opened_databases() as databases:

        def beside(works: "Sequence[Work]") -> AbstractContextManager[None]:
            told = Metrics(dict(zip(databases.names, works, strict=True)))
            pages = {
                "/metrics": lambda: Page(told.text()),
                "/healthz": lambda: alive(well=told.well()),
            }
            return listener(found.metrics_host, port, pages)

        stores = [databases.store(name) for name in databases.names]
        run(stores, clock.today, beside=beside)
