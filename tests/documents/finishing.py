"""A process that finishes an upload and is killed on the way, where a test says."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO
from uuid import UUID

from ehcp.documents import uploads as module
from ehcp.documents.filing import Filing
from ehcp.documents.place import Place
from ehcp.store.cases import Store
from tests.documents.sending import uploads

POINTS = ("while-it-is-kept", "before-it-is-noted", "after-it-is-noted")


def die(*_: Any, **__: Any) -> None:
    """End as a machine ends that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def keep_half(place: Place) -> Callable[..., None]:
    """Return what writes half of a file, as the library does before it gives it its name."""

    def keep(key: str, file: Any, _: bytes) -> None:
        assert place.folder is not None
        path = place.folder / f"{key}#1"
        path.parent.mkdir(parents=True, exist_ok=True)
        file.seek(0)
        path.write_bytes(file.read(100))
        die()

    return keep


def main(url: str, folder: str, case: str, upload: str, point: str) -> None:
    """Finish an upload, and die at a point."""
    place = Place(folder)
    if point == "while-it-is-kept":
        place.keep = keep_half(place)  # type: ignore[method-assign]
    elif point == "before-it-is-noted":
        kept = place.keep

        def keep_and_die(key: str, file: BinaryIO, digest: bytes) -> None:
            kept(key, file, digest)
            die()

        place.keep = keep_and_die  # type: ignore[method-assign]
    elif point == "after-it-is-noted":
        vars(module)["drop_upload"] = die
    with Store(url, timeout=20) as store:
        uploads(store, Filing(place), "E99000001", UUID(case)).finish(UUID(upload))


if __name__ == "__main__":
    main(*sys.argv[1:])
