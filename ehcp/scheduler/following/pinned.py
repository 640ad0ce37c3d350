"""A connection to the very address that was looked at, whatever its name leads to by now."""

import http.client
import socket
import ssl

from ehcp.application.webhooks import Checked
from ehcp.scheduler.delivery.line import STEP


def line(to: Checked) -> http.client.HTTPConnection:
    """Return a connection that is not open yet. A certificate must be of the host's name."""
    if to.scheme == "http":
        return _Pinned(to)
    return _PinnedTls(to, ssl.create_default_context())


class _Pinned(http.client.HTTPConnection):
    def __init__(self, to: Checked) -> None:
        super().__init__(to.host, to.port, timeout=STEP)
        self._to = to

    def connect(self) -> None:
        self.sock = _opened(self._to)


class _PinnedTls(http.client.HTTPSConnection):
    def __init__(self, to: Checked, trust: ssl.SSLContext) -> None:
        super().__init__(to.host, to.port, timeout=STEP, context=trust)
        self._to = to
        self._trust = trust

    def connect(self) -> None:
        opened = _opened(self._to)
        try:
            self.sock = self._trust.wrap_socket(opened, server_hostname=self._to.host)
        except BaseException:
            opened.close()
            raise


def _opened(to: Checked) -> socket.socket:
    """Connect to the first of the numbers that answers."""
    last: OSError = OSError("no address")
    for number in to.numbers:
        try:
            return socket.create_connection((number, to.port), STEP)
        except OSError as error:
            last = error
    raise last
