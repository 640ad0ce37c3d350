"""`ehcp serve | openapi`: the web process, and the description of its interface."""

import os

import click

from ehcp.cli.parent import end_with_parent
from ehcp.cli.ports import require_free
from ehcp.config import settings

THREADS = 8
CONNECTIONS = 128  # served at once by each process; others wait in the queue of the system


@click.command()
@click.option("--host", help="The address to listen on; else EHCP_HOST, else 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="Else EHCP_PORT, else 8000.")
@click.option("--processes", type=click.IntRange(1, 64), help="Else EHCP_WEB_PROCESSES, else 2.")
def serve(host: str | None, port: int | None, processes: int | None) -> None:
    """Serve the interface. Needs EHCP_DATABASE_URL (or EHCP_DATABASES) and EHCP_TOKEN_KEY.

    Example: ehcp serve --port 8000
    """
    from granian import Granian  # noqa: PLC0415 - only here
    from granian.constants import Interfaces  # noqa: PLC0415

    from ehcp.api.identity import BadKey, signing_key  # noqa: PLC0415

    found = settings()
    if not (found.database_url or found.databases):
        raise click.UsageError("Set EHCP_DATABASE_URL; `ehcp demo` has a database of its own.")
    try:
        signing_key(found.token_key)
    except BadKey as error:
        raise click.UsageError(str(error)) from None
    address, listening = host or found.host, port or found.port or 8000
    require_free(address, listening)  # its workers share a port, and would share a stranger's
    end_with_parent()
    Granian(
        "ehcp.cli.wsgi:create",
        factory=True,
        interface=Interfaces.WSGI,
        address=address,
        port=listening,
        workers=processes or found.web_processes,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]
        process_name=os.environ.get("EHCP_PROCESS_NAME"),
    ).serve()


@click.command()
def openapi() -> None:
    """Print the OpenAPI description of the interface.

    Example: ehcp openapi > openapi.json
    """
    from flask import Flask  # noqa: PLC0415 - only here

    from ehcp.api.description import as_text, describe  # noqa: PLC0415

    click.echo(as_text(describe(Flask("ehcp.api"))), nl=False)
