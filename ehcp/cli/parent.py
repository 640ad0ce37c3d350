"""A process that ends when the one that started it does, even if that was killed."""

import os
import signal
import threading

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
