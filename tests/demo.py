"""The demo as somebody starts it: one command, real processes, a port and a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ENOUGH = 120  # seconds


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment of a demo in this folder and on this port."""
    given = {name: text for name, text in os.environ.items() if not name.startswith("EHCP_")}
    return {**given, "EHCP_DATA": str(folder), "EHCP_PORT": str(port)}


@contextmanager
def demo(folder: Path, port: int) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run the demo until it says that it is up; yield its process and what it printed."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "ehcp", "demo"],
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            printed.append(line)
            if "Ctrl-C stops everything" in line:
                break
        yield process, "".join(printed)
    finally:
        if process.poll() is None:
            for _ in range(20):  # an impatient Ctrl-C, or make and its shell both passing it on
                process.send_signal(signal.SIGINT)
        process.wait(ENOUGH)
        process.stdout.close()
