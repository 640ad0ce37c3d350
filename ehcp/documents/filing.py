"""What a process files documents with: where they lie, and who looks for viruses."""

from dataclasses import dataclass

from ehcp.documents.place import BadPlace, Place
from ehcp.documents.scanner import Scanner


@dataclass(frozen=True)
class Filing:
    """The place of files, and the scanner where there is one."""

    place: Place
    scanner: Scanner | None = None


def filing(files: str | None, clamd: str | None) -> Filing | None:
    """Return what two settings say: a folder or URL, and `host:port`. Raises BadPlace."""
    if files is None:
        return None
    if clamd is None:
        return Filing(Place(files))
    host, _, port = clamd.rpartition(":")
    if not host or not port.isdecimal():
        raise BadPlace("Give the scanner as host:port.")
    return Filing(Place(files), Scanner(host.strip("[]"), int(port)))
