"""Asks clamd whether a file is known to be harmful: its INSTREAM command, over TCP.

Where a scanner is named and does not answer, or answers anything but OK, no file is taken.
"""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

import structlog

from ehcp.documents.taken import CannotTake, refuse

CONNECT = 3.0  # seconds
PATIENCE = 30.0  # seconds for each word of the scanner
STEP = 1 << 16
LONGEST_ANSWER = 4096

LOG = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Scanner:
    """A clamd, by its host and port."""

    host: str
    port: int

    def scan(self, file: BinaryIO) -> None:
        """Let a file pass in which nothing is found. Raises NotTaken, CannotTake."""
        file.seek(0)
        try:
            answer = self._ask(file)
        except OSError:
            answer = b""
        if answer.endswith(b" FOUND"):
            LOG.warning("harmful file refused")
            refuse(
                "file-harmful",
                "The virus scanner has found something in the file.",
                "Do not open it or send it on; tell those who look after your computer.",
            )
        if answer != b"stream: OK":
            LOG.error("no virus scan")
            raise CannotTake("files-not-scanned", "Files cannot be scanned for viruses now.")

    def _ask(self, file: BinaryIO) -> bytes:
        with socket.create_connection((self.host, self.port), CONNECT) as line:
            line.settimeout(PATIENCE)
            line.sendall(b"zINSTREAM\0")
            while some := file.read(STEP):
                line.sendall(struct.pack(">I", len(some)) + some)
            line.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
                some = line.recv(LONGEST_ANSWER)
                if not some:
                    break
                answer += some
            return answer.rstrip(b"\0\n")
