"""A clamd that knows one signature: it speaks INSTREAM over TCP as the real one does."""

import socketserver
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from tests.documents.files import EICAR


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    says: bytes | None = None


class _Clamd(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.read(len(b"zINSTREAM\0"))
        assert command == b"zINSTREAM\0"
        seen = b""
        while True:
            (size,) = struct.unpack(">I", self.rfile.read(4))
            if size == 0:
                break
            seen += self.rfile.read(size)
        assert isinstance(self.server, _Server)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in seen else b"stream: OK\0"
        self.wfile.write(found if self.server.says is None else self.server.says)


@contextmanager
def clamd(port: int = 0, says: bytes | None = None) -> Iterator[int]:
    """Run one on a port, and yield it. `says` is what it answers to everything."""
    with _Server(("127.0.0.1", port), _Clamd) as server:
        server.says = says
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
