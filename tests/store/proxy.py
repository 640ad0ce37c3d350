"""What stands between a store and its server, and loses what passes."""

import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event as Flag
from threading import Thread

from ehcp.store.errors import Unavailable


class Proxy:
    """Stands between a store and its server, and loses an answer when told to."""

    def __init__(self, server):
        self.server = f"{server}/.s.PGSQL.5432"
        self.folder = Path(tempfile.mkdtemp(prefix="e-"))
        self.lose = 0
        self.shut = Flag()
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(self.folder / ".s.PGSQL.5432"))
        self.listening.listen()
        Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            if self.shut.is_set():
                near.close()
                continue
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.server)
            Thread(target=self.pass_on, args=(near, far, False), daemon=True).start()
            Thread(target=self.pass_on, args=(far, near, True), daemon=True).start()

    def pass_on(self, source, target, answer):
        try:
            while data := source.recv(65536):
                if answer and self.lose:
                    self.lose -= 1
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self):
        self.listening.close()
        shutil.rmtree(self.folder)


def persist(ask):
    """Ask until there is an answer, as a client does that was told to come again."""
    for _ in range(30):
        with suppress(Unavailable):
            return ask()
    return ask()
