"""`ehcp case changes`: what differs in one case from an earlier point, on both time axes."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.one_case.differences import deadlines_json, entries_json
from ehcp.application.one_case.plans import in_force_json
from ehcp.cli.asking.arguments import DAY, MOMENT
from ehcp.cli.case.reading import reads, say
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.changed import Standing
from ehcp.projections.stage import stage


@click.command()
@reads
@click.option("--from-as-at", type=DAY, help="What had happened by the end of this day.")
@click.option("--from-as-known-on", type=MOMENT, help="What had been recorded by then.")
def changes(
    found: Case,
    *,
    machine: bool,
    from_as_at: date | None = None,
    from_as_known_on: datetime | None = None,
) -> None:
    """Show what differs from an earlier point: entries, deadlines, plan and stage.

    The later point is that of --as-at and --as-known-on.

    Example: ehcp case changes 6f1c... --from-as-at 2026-03-01
    """
    day = found.as_at or clock.today()
    known = from_as_known_on or found.as_known_on
    before, after = (
        _standing(found, from_as_at or day, known),
        _standing(found, day, found.as_known_on),
    )
    answer = {
        "before": {"stage": str(stage(before[0]))},
        "after": {"stage": str(stage(after[0]))},
        "entries": entries_json(before[0], after[0]),
        "deadlines": [row for _, row in deadlines_json(before, after)],
        "plan": in_force_json(before[0], after[0]),
    }
    if not say(answer, machine=machine):
        for line in _in_words(answer):
            click.echo(line)


def _standing(found: Case, day: date, known: datetime | None) -> Standing:
    case = found.seen(as_at=day, as_known_on=known)
    return case, deadlines(case, england_and_wales(), day)


def _in_words(answer: dict[str, Any]) -> Iterator[str]:
    before, after = answer["before"]["stage"], answer["after"]["stage"]
    yield before if before == after else f"{before}, then {after}"
    for said, entries in answer["entries"].items():
        for entry in entries:
            yield f"{said.replace('_', ' ')}: entry {entry['place']}, {entry['event']}"
    for row in answer["deadlines"]:
        due = (row["after"] or row["before"])["due"]
        stands = row["after"]["status"] if row["after"] else "gone"
        days = " to ".join(dict.fromkeys(str(day) for day in due)) if due else "no known day"
        yield f"{', '.join(row['changes'])}: {row['limit']}, due {days}, {stands}"
    if answer["plan"] is not None:
        yield f"plan in force: {len(answer['plan']['items'])} elements differ"
