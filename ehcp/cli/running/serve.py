"""`ehcp serve | openapi`: the web process, and the description of its interface."""

import os
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ehcp.cli.running.listener import PORT, Page, alive, listener
from ehcp.cli.running.parent import end_with, end_with_parent
from ehcp.cli.running.ports import require_free
from ehcp.cli.running.shared import is_alive, shared_folder
from ehcp.config import Settings, settings

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8
LONGEST_STOP = 20
"""Seconds to wait for a process that is told to stop: one that was told before it had quite begun
does not hear it. No answer takes so long."""
CONNECTIONS = 128  # served at once by each process; others wait in the queue of the system


@click.command()
@click.option("--host", help="The address to listen on; else EHCP_HOST, else 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Else EHCP_PORT, else 8000.")
@PORT
@click.option("--processes", type=click.IntRange(1, 64), help="Else EHCP_WEB_PROCESSES, else 2.")
def serve(
    host: str | None, port: int | None, processes: int | None, metrics_port: int | None
) -> None:
    """Serve the interface. Needs EHCP_DATABASE_URL, EHCP_PAGE_KEY and who signs people in.

    That is EHCP_OIDC_ISSUER and what goes with it; docs/settings.md has all of them.

    With a port for metrics it answers there, for all its processes: /metrics for Prometheus,
    /healthz whether it lives. That port is not for the public.

    Example: ehcp serve --port 8000
    """
    found = settings()
    if not (found.database_url or found.databases):
        raise click.UsageError("Set EHCP_DATABASE_URL; `ehcp demo` has a database of its own.")
    told = metrics_port or found.metrics_port
    # its folder is named before anything that counts is imported, in this process or its workers
    with shared_folder() if told else nullcontext() as folder:
        server = _server(
            found, host or found.host, port or found.port or 8000, processes or found.web_processes
        )
        with _metrics(found.metrics_host, told, folder):
            server.serve()


def _server(found: Settings, address: str, port: int, processes: int) -> Any:
    """Return the server, which has not started yet."""
    from granian import Granian  # noqa: PLC0415 - only here
    from granian.constants import Interfaces  # noqa: PLC0415

    from ehcp.cli.asking.database import refuse_shared_sessions  # noqa: PLC0415
    from ehcp.cli.asking.signing_in import page_key, sign_in  # noqa: PLC0415
    from ehcp.cli.running import wsgi  # noqa: PLC0415

    sign_in(found)  # raises what is wrong with it, before anything is started
    page_key(found)
    if found.development_key:
        click.echo(
            "ehcp: EHCP_DEVELOPMENT_KEY is set: whoever has it signs in as anybody. This is for"
            " a demo or a test, and never where there are real children.",
            err=True,
        )
    refuse_shared_sessions(found)
    require_free(address, port)  # its workers share a port, and would share a stranger's
    wsgi.prepared()  # before they fork
    end_with_parent()
    return Granian(
        "ehcp.cli.running.serve:worker",
        factory=True,
        interface=Interfaces.WSGI,
        address=address,
        port=port,
        workers=processes,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=LONGEST_STOP,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]
        process_name=os.environ.get("EHCP_PROCESS_NAME"),
    )


def worker() -> "Flask":
    """Return the application in one of the processes that answer."""
    from ehcp.cli.running import wsgi  # noqa: PLC0415 - only here

    server = parent_process()
    if server is not None and server.pid is not None:
        end_with(server.pid)
    return wsgi.create()


def _metrics(host: str, port: int | None, folder: Path | None) -> AbstractContextManager[None]:
    """Return what answers for all the processes of the server."""
    if folder is None:
        return nullcontext()
    from ehcp.api.running.metrics import of_all  # noqa: PLC0415 - after the folder is named

    return listener(
        host, port, {"/metrics": lambda: Page(of_all(folder, is_alive)), "/healthz": alive}
    )


@click.command()
def openapi() -> None:
    """Print the OpenAPI description of the interface.

    Example: ehcp openapi > openapi.json
    """
    from flask import Flask  # noqa: PLC0415 - only here

    from ehcp.api.description import as_text, describe  # noqa: PLC0415

    click.echo(as_text(describe(Flask("ehcp.api"))), nl=False)
