"""A mail server over a real socket that keeps what it is given, as far as the tests need one."""

import socketserver
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from threading import Thread
from typing import Any


@dataclass
class Mailbox:
    """What was handed over: to whom, and the mail. `refuses` answers every recipient with 550."""

    port: int = 0
    refuses: bool = False
    mails: list[Any] = field(default_factory=list)


@contextmanager
def mailbox(**more):
    kept = Mailbox(**more)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 test")
            recipient = ""
            for line in self.rfile:
                verb = line.decode().upper().split()[0]
                if verb == "RCPT":
                    recipient = line.decode().partition("<")[2].partition(">")[0]
                    self.say(f"550 no {recipient}" if kept.refuses else "250 ok")
                elif verb == "DATA":
                    self.say("354 go on")
                    lines = iter(self.rfile.readline, b".\r\n")
                    mail = message_from_bytes(b"".join(lines), policy=policy.default)
                    kept.mails.append((recipient, mail))
                    self.say("250 taken")
                elif verb == "QUIT":
                    return
                else:
                    self.say("250 ok")

        def say(self, words):
            self.wfile.write(words.encode() + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield kept
        server.shutdown()
