"""`ehcp chronology import --bulk`: files of many histories into the store."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from ehcp.application import clock
from ehcp.application.chronology.bulk import SHARE, take_lines
from ehcp.application.chronology.homes import Homes
from ehcp.application.chronology.records import Order
from ehcp.application.chronology.share import Share
from ehcp.application.keeping.authorities import NoSuchAuthority
from ehcp.cli.asking.database import urls
from ehcp.cli.chronology.rejected import RejectedFile
from ehcp.config import settings
from ehcp.domain.entry import Recorder
from ehcp.projections.same_child import ANOTHER_CASE, other_cases
from ehcp.store.errors import StoreError

SHOWN = 10
"""Rejected records of which the reasons are shown; the file has them all."""

COUNTED = ("records", "stored", "again", "events")


def import_bulk(
    files: Sequence[Path], by: Recorder, authority: str | None, processes: int | None
) -> list[dict[str, Any]]:
    """Import files of JSON lines, and return what became of each."""
    with urls(settings()) as given:
        order = Order(
            urls=given,
            by=by,
            today=clock.today(),
            authority=authority,
            processes=processes or os.cpu_count() or 1,
            others=other_cases,
        )
        _require_authority(order)
        return [_taken(file, order) for file in files]


def _require_authority(order: Order) -> None:
    if order.authority is None:
        return
    with Homes(order.urls) as homes:
        try:
            homes.writer(order.authority)
        except NoSuchAuthority as unknown:
            raise click.UsageError(str(unknown)) from None


def _taken(file: Path, order: Order) -> dict[str, Any]:
    try:
        size = file.stat().st_size
        file.open("rb").close()
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
        return {"file": str(file), "errors": [{"line": None, "reason": reason}]}
    if size <= SHARE:
        order = order.alone()
    begun, done = time.monotonic(), Share()
    with RejectedFile(file) as rejected, _progress() as progress:
        task = progress.add_task(file.name, total=size)
        try:
            for share in take_lines(file, order):
                rejected.add(share.rejected)
                _add(done, share)
                progress.update(task, advance=share.size)
        except StoreError:
            _say_that_it_goes_on(file, done)
            raise
        place = rejected.finished()
        count = rejected.count
    return {
        "file": str(file),
        **{name: getattr(done, name) for name in COUNTED},
        "rejected": count,
        "rejected_file": str(place) if place else None,
        "position": done.position,
        "seconds": round(time.monotonic() - begun, 3),
        "warnings": [
            {"code": code, "name": name, "count": times}
            for (code, name), times in done.warnings.most_common()
        ]
        + [
            {"code": ANOTHER_CASE, "name": str(found.other), "count": 1, "line": found.line}
            for found in done.same_child
        ],
        "reasons": [json.loads(line)["rejected"] for line in done.rejected],
    }


def _add(done: Share, share: Share) -> None:
    """Add what became of a stretch to what became of those before it."""
    for name in COUNTED:
        setattr(done, name, getattr(done, name) + getattr(share, name))
    done.position = share.position or done.position
    done.warnings += share.warnings
    done.same_child += share.same_child
    done.rejected += share.rejected[: SHOWN - len(done.rejected)]


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )


def _say_that_it_goes_on(file: Path, done: Share) -> None:
    click.echo(
        f"{file}: stopped; {done.stored + done.again:,} histories are stored. Start the same"
        " command again: it goes on, and doubles nothing.",
        err=True,
    )


def _say_of_whom_there_are_others(warnings: Sequence[Mapping[str, Any]]) -> None:
    found = [warning for warning in warnings if warning["code"] == ANOTHER_CASE]
    for warning in found[:SHOWN]:
        other = f"the authority has another case of this child: {warning['name']}"
        click.echo(f"  line {warning['line']}: {other}")
    if len(found) > SHOWN:
        click.echo("  ...; --json lists them all")


def say(answer: dict[str, Any]) -> None:
    """Print what became of a file."""
    if "errors" in answer:
        click.echo(f"{answer['file']}: {answer['errors'][0]['reason']}", err=True)
        return
    click.echo(
        f"{answer['file']}: {answer['stored']:,} histories taken ({answer['events']:,} entries),"
        f" {answer['again']:,} were here already, {answer['rejected']:,} rejected"
    )
    counts: Counter[str] = Counter()
    for warning in answer["warnings"]:
        counts[warning["code"]] += warning["count"]
    for code, times in counts.items():
        click.echo(f"  warning {code}: {times:,} times")
    _say_of_whom_there_are_others(answer["warnings"])
    for found in answer["reasons"]:
        for reason in found["reasons"]:
            entry = f", entry {reason['entry']}" if reason["entry"] else ""
            click.echo(f"  line {found['line']}{entry}: {reason['reason']}", err=True)
    if answer["rejected"] > len(answer["reasons"]):
        click.echo("  ...", err=True)
    if answer["rejected_file"]:
        click.echo(f"  mend them in {answer['rejected_file']}, and import that")
