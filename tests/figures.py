"""What the tests measured, as a table at the end of a run: each row beside its pass mark."""

import os
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from rich.console import Console
from rich.table import Table

WIDTH = 118  # columns, wherever the run is read
SAYS = {"passed": "held", "failed": "BROKEN"}


class Row(NamedTuple):
    """What was seen in `seconds`, whether the mark was reached, and the mark."""

    verdict: str
    seen: str
    mark: str
    seconds: float


@pytest.fixture
def figure(record_property):
    """Say what was measured and the mark it must reach; `within`: a time that is not asserted."""

    def said(seen: str, mark: str, *, within: bool = True) -> None:
        record_property("figure", (seen, mark, within))

    return said


def pytest_terminal_summary(terminalreporter):
    rows = sorted(_rows(terminalreporter), key=lambda row: row.seen)
    if not rows:
        return
    table = Table("", "seen", "pass mark", "seconds", show_lines=True)
    table.columns[-1].justify = "right"
    for row in rows:
        table.add_row(row.verdict, row.seen, row.mark, f"{row.seconds:.0f}")
    console = Console(width=WIDTH, color_system=None)
    with console.capture() as text:
        console.print(table, markup=False)
    terminalreporter.write_line(text.get())


def _rows(reporter) -> Iterator[Row]:
    for outcome, verdict in SAYS.items():
        for report in reporter.getreports(outcome):
            for name, said in report.user_properties:
                if name == "figure" and report.when == "call":
                    seen, mark, within = said
                    above = verdict == "held" and not within
                    yield Row("MISSED" if above else verdict, seen, mark, report.duration)
    if "EHCP_CHAOS_ROUNDS" in os.environ:  # what was promised, and not done here
        for report in reporter.getreports("skipped"):
            _, _, reason = report.longrepr
            yield Row("not run", report.nodeid.split("::")[-1], reason, 0)
