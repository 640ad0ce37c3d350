"""A process that ends when the one that started it does, even if that was killed."""

import os
import signal
import threading
import time

EVERY = 0.25  # seconds between two looks for the parent

MARK = "EHCP_ENDS_WITH_PARENT"


def end_with_parent() -> None:
    """Stop this process in good order once its standard input closes, if it was started so.

    The parent holds the other end and never writes: the end of the input is the end of it.
    """
    if os.environ.pop(MARK, None) is None:
        return

    def wait() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="parent").start()


def end_with(parent: int) -> None:
    """Stop this process in good order once it is no child of that one any more.

    A worker that outlives its server keeps the port, and the next server cannot have it.
    """

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="parent").start()
