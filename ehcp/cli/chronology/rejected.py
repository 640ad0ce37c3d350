"""The file of records that were not taken, to be mended and fed back."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Self

import click

IN_MEMORY = 1 << 22
BLOCK = 1 << 16


class CannotWrite(click.ClickException):
    """The rejected records have no place to go."""

    exit_code = 3


class RejectedFile:
    """Collects rejected records and puts them beside the file they came from.

    Nothing is there before the end, and what somebody may be mending already is never touched.
    """

    def __init__(self, source: Path) -> None:
        self._source = source
        # without a name: a run that is killed leaves nothing of anybody behind
        self._kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - by `__exit__`
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    def add(self, lines: Sequence[bytes]) -> None:
        """Keep some records. Raises CannotWrite."""
        try:
            self._kept.writelines(lines)
        except OSError as error:
            raise self._cannot(error) from None
        self.count += len(lines)

    def finished(self) -> Path | None:
        """Put the file in its place, and return where that is; None where nothing was rejected.

        Raises CannotWrite.
        """
        if not self.count:
            return None
        try:
            return next(place for place in self._places() if self._put(place))
        except OSError as error:
            raise self._cannot(error) from None

    def _put(self, place: Path) -> bool:
        """Whether the records are at that place now, and nothing else."""
        self._kept.seek(0)
        try:
            with place.open("xb") as file:
                place.chmod(0o600)  # it holds what the record holds
                shutil.copyfileobj(self._kept, file)
        except FileExistsError:
            with place.open("rb") as file:
                while (there := file.read(BLOCK)) == self._kept.read(BLOCK):
                    if not there:
                        return True
            return False
        return True

    def _places(self) -> Iterator[Path]:
        """Yield `old.rejected.jsonl`, then `old.rejected-2.jsonl` and so on."""
        stem = self._source.name.removesuffix(".jsonl")
        yield self._source.with_name(f"{stem}.rejected.jsonl")
        for number in count(2):
            yield self._source.with_name(f"{stem}.rejected-{number}.jsonl")

    def _cannot(self, error: OSError) -> CannotWrite:
        return CannotWrite(
            f"The rejected records of {self._source} cannot be written: {error.strerror}."
            " What was taken is stored; make room and start the same command again."
        )
