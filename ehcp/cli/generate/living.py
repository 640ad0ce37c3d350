"""A script lived through: each command decided by its own rule on what came before it.

No event is written by hand: what a command is refused is not recorded, nor what hangs on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ehcp.application.bank_holidays import england_and_wales
from ehcp.cli.generate.drawing import Draw
from ehcp.cli.generate.growing import Growing
from ehcp.cli.generate.script import Act, Script
from ehcp.domain.case import Case
from ehcp.domain.command import Refused
from ehcp.domain.entry import Entry

OPENS = time(8, 20)
WORKDAY = 8 * 3600  # seconds
PAUSE = 150  # the longest, in seconds, from one entry of a case to the next of the same day
LONDON = ZoneInfo("Europe/London")


@dataclass
class Lived:
    """What became of a script: the case, and the acts that the law did not allow."""

    case: Case
    refused: list[tuple[Act, str]]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The history, in the order of recording."""
        return self.case.entries


def lived(script: Script, *seeds: object) -> Lived:
    """Perform the acts of a script in their order. The seeds settle the moments of recording."""
    growing = Growing(Case(calendar=england_and_wales()))
    refused: list[tuple[Act, str]] = []
    acts = script.in_order()
    for act, moment in zip(acts, _moments(acts, Draw("moments", *seeds)), strict=True):
        command = act.command(growing.case)
        if command is None:
            continue
        try:
            events = list(command.decide(growing.case))
        except Refused as answer:
            refused.append((act, answer.refusal.id))
            continue
        act.place = growing.case.version + 1
        for event in events:
            growing.add(
                Entry(
                    place=growing.case.version + 1,
                    event=event,
                    recorded_at=moment,
                    known_from=moment,
                    recorded_by=act.by,
                    source=act.source,
                )
            )
    return Lived(growing.case, refused)


def _moments(acts: list[Act], draw: Draw) -> Iterator[datetime]:
    """Yield when each act was recorded: on its day, in office hours, after the one before it."""
    last = datetime.min.replace(tzinfo=UTC)
    for act in acts:
        opens = _opens(act.on)
        if last < opens:
            last = opens + timedelta(seconds=WORKDAY * draw.fraction() ** 2)
        else:
            last += timedelta(seconds=1 + PAUSE * draw.fraction())
        yield last


@cache
def _opens(day: date) -> datetime:
    return datetime.combine(day, OPENS, LONDON).astimezone(UTC)
