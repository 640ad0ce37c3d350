"""A small listener beside a process: its metrics, and whether it is alive.

It is on a port of its own, which is not the public's, and asks for no sign-in: what it tells
has no name, case or authority in it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

import click

PORT = click.option(
    "--metrics-port", type=click.IntRange(1, 65535), help="Else EHCP_METRICS_PORT, else none."
)
METRICS = "text/plain; version=0.0.4; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
PATIENCE = 10.0  # seconds for somebody who asks to say what


class Page(NamedTuple):
    """What is answered."""

    body: bytes
    status: int = 200
    kind: str = METRICS


def alive(*, well: bool = True) -> Page:
    """Return the answer to the question whether the process is alive."""
    return Page(b"alive\n" if well else b"not well\n", 200 if well else 503, PLAIN)


@contextmanager
def listener(
    host: str, port: int | None, pages: Mapping[str, Callable[[], Page]]
) -> Iterator[None]:
    """Answer on a port with these pages, by their paths; without a port, do nothing."""
    if port is None:
        yield
        return
    try:
        server = ThreadingHTTPServer((host, port), _handler(pages))
    except OSError as error:
        click.echo(
            f"ehcp: cannot listen on {host}, port {port}, for metrics ({error.strerror})."
            " Set EHCP_METRICS_PORT to another one: each process has its own.",
            err=True,
        )
        raise SystemExit(3) from None
    Thread(target=server.serve_forever, name="ehcp-listener", daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _handler(pages: Mapping[str, Callable[[], Page]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers for the process."""

        timeout = PATIENCE

        def do_GET(self) -> None:
            """Answer with the page, or that there is none."""
            page = pages.get(self.path.partition("?")[0])
            answer = page() if page else Page(b"not here\n", 404, PLAIN)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: somebody asks every few seconds."""

    return Handler
