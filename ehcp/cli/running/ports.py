"""Ports to listen on: whether one is free, and what to say if none is."""

import socket
import time
from collections.abc import Iterable
from typing import NoReturn

import click

PATIENCE = 3.0  # seconds for a process that is just ending to let go of its port
AGAIN = 0.1


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens on the port of this address."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def first_free(host: str, ports: Iterable[int]) -> int | None:
    """Return the first of these ports that is free."""
    return next((port for port in ports if is_free(host, port)), None)


def require_free(host: str, port: int) -> None:
    """Wait a moment for the port to be free; say so and exit 3 if it stays in use."""
    until = time.monotonic() + PATIENCE
    while not is_free(host, port):
        if time.monotonic() > until:
            in_use(f"Port {port} is in use")
        time.sleep(AGAIN)


def in_use(which: str) -> NoReturn:
    """Say what is in use and what to do about it, and exit 3."""
    click.echo(f"ehcp: {which}. Set EHCP_PORT to another one.", err=True)
    raise SystemExit(3)
