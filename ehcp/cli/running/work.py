"""`ehcp work`: the projector and the scheduler."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from ehcp.application import clock
from ehcp.cli.asking.database import opened_databases, refuse_shared_sessions
from ehcp.cli.asking.filing import filing_of
from ehcp.cli.asking.following import addresses_of, secrets_of
from ehcp.cli.asking.targets import targets
from ehcp.cli.running.arenas import share_arenas
from ehcp.cli.running.listener import PORT, Page, alive, listener
from ehcp.cli.running.parent import end_with_parent
from ehcp.config import settings

if TYPE_CHECKING:
    from ehcp.scheduler.work import Work


@click.command()
@PORT
def work(metrics_port: int | None) -> None:
    """Keep the read models and raise alerts, until told to stop. Run two for availability.

    Of several databases each has its own projector and sweeper here; one that is away stops
    none of the others.

    Where EHCP_DELIVERY names a file that says who is sent alerts, they are sent from here too.
    Where EHCP_WEBHOOK_KEY is set, the webhooks of other systems are told of changes from here.
    Where EHCP_FILES says where evidence files lie, uploads that nobody finished are swept.

    With a port for metrics it answers there: /metrics for Prometheus, /healthz whether it lives.

    Example: ehcp work --metrics-port 9465
    """
    from ehcp.documents.sweeping import Sweeper  # noqa: PLC0415 - only here
    from ehcp.projections.collecting import collect_seldom  # noqa: PLC0415 - only here
    from ehcp.scheduler.delivery.deliver import Delivering, Delivery  # noqa: PLC0415 - only here
    from ehcp.scheduler.following.follow import Following  # noqa: PLC0415 - only here
    from ehcp.scheduler.metrics import Metrics  # noqa: PLC0415 - only here
    from ehcp.scheduler.work import work as run  # noqa: PLC0415 - only here

    found = settings()
    port = metrics_port or found.metrics_port
    told_of_alerts = targets(found)
    signing, leading = secrets_of(found), addresses_of(found)
    kept = filing_of(found)
    share_arenas()
    end_with_parent()
    refuse_shared_sessions(found)
    with opened_databases() as databases:

        @contextmanager
        def beside(works: "Sequence[Work]") -> Iterator[None]:
            told = Metrics(dict(zip(databases.names, works, strict=True)))
            sent: list[Delivering[Any]] = []
            for each in works:
                if told_of_alerts:
                    sent.append(Delivery(each.store, told_of_alerts))
                if signing:
                    sent.append(Following(each.store, each.today, signing, leading))
            swept = [Sweeper(each.store, kept.place) for each in works] if kept else []
            pages = {
                "/metrics": lambda: Page(told.text()),
                "/healthz": lambda: alive(
                    well=told.well() and all(sender.alive for sender in sent)
                ),
            }
            with ExitStack() as running:
                for sender in sent:
                    running.enter_context(sender)
                for files in swept:
                    running.enter_context(files)
                running.enter_context(listener(found.metrics_host, port, pages))
                yield

        stores = [databases.store(name) for name in databases.names]
        collect_seldom()
        run(stores, clock.today, beside=beside)
