"""Published cases: real chronologies, with what the Ombudsman or a court found of them.

Each file gives facts and figures from one published decision, its source and what could be
read of it. No date is invented; people appear as parent, school or young person only.
"""

from collections.abc import Iterator
from importlib import resources

from ehcp.application.chronology.file import Chronology, loads


def published() -> Iterator[Chronology]:
    """Yield the published chronologies."""
    for text in texts().values():
        yield loads(text)


def texts() -> dict[str, str]:
    """Return the files by name."""
    folder = resources.files("ehcp.cli.demo").joinpath("cases")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name: file.read_text(encoding="utf-8") for file in files}
