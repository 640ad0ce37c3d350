"""The demo's processes: started, started again if they die, and stopped with it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ehcp.cli.running.parent import MARK

PAUSE = 1.0  # seconds before a process that died is started again
PATIENCE = 10.0  # seconds for a process to stop in good order


@dataclass
class Child:
    """One `ehcp` process, kept running until it is stopped; what it says goes to `log`."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start it, and a watch over it."""
        self._run()
        threading.Thread(target=self._watch, daemon=True, name=self.name).start()

    def _run(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "ehcp", *self.arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment, MARK: "1"},
                process_group=0,  # so that Ctrl-C reaches the demo alone, which stops its own
            )

    def _watch(self) -> None:
        while not self.stopping.is_set():
            if self.process is not None and self.process.poll() is not None:
                time.sleep(PAUSE)
                if not self.stopping.is_set():
                    self._run()
            time.sleep(PAUSE / 5)

    def stop(self) -> None:
        """Ask it to stop, and insist if it does not: on what it started as well.

        A web process that is told to stop while it starts can leave a worker of its own behind.
        """
        self.stopping.set()
        process = self.process
        if process is None:
            return
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
