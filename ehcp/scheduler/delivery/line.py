"""What both channels do with a connection: bound how long it may take, and say what failed."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Protocol

STEP = 5.0  # seconds for one step: to connect, to be answered
WHOLE = 10.0  # seconds for all of it, however slowly the other side goes on


class Line(Protocol):
    """What has a socket while it is connected."""

    @property
    def sock(self) -> socket.socket | None:
        """The socket."""


@contextmanager
def bounded(line: Line) -> Iterator[None]:
    """Hang up when the whole takes too long: a receiver that drips outlasts each step."""

    def hang_up() -> None:
        if line.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

    timer = Timer(WHOLE, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def words(error: Exception) -> str:
    """Say what failed, with no word of the other side's own: it may quote an address."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"SMTP {next(iter(error.recipients.values()))[0]} for the recipient"
    for kind, said in (
        (ssl.SSLCertVerificationError, "the certificate is not trusted"),
        (TimeoutError, f"no answer within {STEP:.0f} seconds"),
        (socket.gaierror, "the name of the host is not known"),
        (ConnectionRefusedError, "the connection was refused"),
        (ConnectionError, "the connection was cut"),
    ):
        if isinstance(error, kind):
            return said
    return type(error).__name__
