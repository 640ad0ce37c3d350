"""The folder in which several web processes keep their metrics, made at start and removed then."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder. It must be set before the metrics are imported."""

NAME = "ehcp-metrics-"
OF_PROCESS = re.compile(rf"{NAME}(\d+)-")


@contextmanager
def shared_folder() -> Iterator[Path]:
    """Yield a new folder, named in the environment; forget those of processes that were killed."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{NAME}*"):
        found = OF_PROCESS.match(left.name)
        if found and not is_alive(int(found[1])):
            with suppress(OSError):  # somebody else's
                shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=place))
    os.environ[FOLDER] = str(folder)
    try:
        yield folder
    finally:
        os.environ.pop(FOLDER, None)
        shutil.rmtree(folder, ignore_errors=True)


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
