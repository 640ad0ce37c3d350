"""How far a command is that takes long: a bar with the time left, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress(of: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar; yield what is to be told how many events are done, and of how many, if known.

    How many there are is known near enough: the bar stays at its end where it was fewer.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("events"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), disable=not sys.stderr.isatty()
    ) as shown:
        task = shown.add_task(of, total=None)

        def told(done: int, whole: int | None) -> None:
            shown.update(task, completed=done, total=whole and max(done, whole))

        yield told
