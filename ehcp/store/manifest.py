"""Whether a copy of a server is what PostgreSQL copied: every file against the manifest in it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

NAME = "backup_manifest"
OWN = b'"Manifest-Checksum"'


class Damaged(Exception):  # noqa: N818 - named for what it says
    """A copy is not what it was."""


def check(data: Path) -> int:
    """Check every file of a copy, and return how many there are. Raises Damaged."""
    try:
        text = (data / NAME).read_bytes()
    except OSError:
        raise Damaged(f"{data} has no manifest: it is no copy, or not a whole one.") from None
    mark = text.rfind(OWN)
    try:
        manifest = json.loads(text)
    except ValueError:
        raise Damaged(f"The manifest of {data} was altered.") from None
    if hashlib.sha256(text[:mark]).hexdigest() != manifest.get("Manifest-Checksum"):
        raise Damaged(f"The manifest of {data} was altered.")
    wrong = list(_wrong(data, manifest["Files"]))
    if wrong:
        raise Damaged(
            f"{len(wrong)} files of {data} are not as they were: {', '.join(wrong[:3])}."
        )
    return len(manifest["Files"])


def _wrong(data: Path, files: list[dict[str, str]]) -> Iterator[str]:
    for file in files:
        name = file.get("Path") or bytes.fromhex(file["Encoded-Path"]).decode(errors="replace")
        try:
            with (data / name).open("rb") as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            yield f"{name} is missing"
            continue
        if found != file["Checksum"]:
            yield name
