"""`ehcp case timeline`: everything recorded, or what was recorded between two moments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from ehcp.application.one_case.views import Between, timeline_json
from ehcp.cli.asking.arguments import MOMENT, SINCE
from ehcp.cli.case.reading import reads, say
from ehcp.domain.case import Case


@click.command()
@reads
@click.option("--recorded-from", type=SINCE, help="Only what was recorded from then on.")
@click.option("--recorded-to", type=MOMENT, help="Only what was recorded by then.")
def timeline(
    found: Case,
    *,
    machine: bool,
    recorded_from: datetime | None = None,
    recorded_to: datetime | None = None,
) -> None:
    """Show everything recorded, wrong entries marked as such.

    Example: ehcp case timeline 6f1c... --recorded-from 2026-03-01 --recorded-to 2026-03-31
    """
    rows = timeline_json(found, between=Between(recorded_from, recorded_to))
    if not say(rows, machine=machine):
        for row in rows:
            mark = " (found to be wrong)" if row["wrong"] else ""
            said = f"{_about(row)}{mark}{_words(row)}"
            click.echo(f"{row['place']:>4}  {_when(row):<34} {row['event']}{said}")


def _when(row: Mapping[str, Any]) -> str:
    """Return the day; of an entry found to be wrong the day that it gave."""
    first = row["details"].get("on")
    told = row["wrong"] and isinstance(first, str)
    return f"{row['when']}: {first}" if told else str(row["when"])


ABOUT = (
    "decision", "ordered", "invitee", "recipient", "consultee", "from_body", "institution",
    "to_authority", "limits", "ground", "outcome",
)  # fmt: skip
"""What tells one entry of a kind from the next."""


def _about(row: Mapping[str, Any]) -> str:
    """Return whom or what an entry is about, where several of its kind are usual."""
    found = (row["details"].get(key) for key in ABOUT)
    said = [about["name"] if isinstance(about, Mapping) else about for about in found if about]
    shown = (", ".join(each) if isinstance(each, list | tuple) else str(each) for each in said)
    return "".join(f" ({each})" for each in shown if each)


def _words(row: Mapping[str, Any]) -> str:
    """Return what an entry says in words: a warning's title, a note, why an entry is wrong."""
    said = (row["details"].get(key) for key in ("title", "why", "note"))
    return "".join(f": {words}" for words in said if words)
