"""`ehcp case deadlines`: every deadline, why it is so, and what would follow if."""

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.chronology.check import Supposed
from ehcp.application.one_case.views import explained_json
from ehcp.cli.asking.arguments import SUPPOSED
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words, late_in_words
from ehcp.domain.case import Case
from ehcp.domain.deadlines import deadlines
from ehcp.domain.deadlines.deadline import Deadline
from ehcp.domain.deadlines.explanation import explain
from ehcp.domain.deadlines.how_it_stands import passed_by_itself
from ehcp.domain.entry import Source
from ehcp.law.shown import shown_with
from ehcp.law.time_limit import Kind


@click.command(name="deadlines")
@reads
@click.option("--why", is_flag=True, help="Say why each date is this date.")
@click.option("--suppose", type=SUPPOSED, multiple=True, help="As if this happened; repeatable.")
def show_deadlines(
    found: Case, *, machine: bool, why: bool = False, suppose: tuple[Supposed, ...] = ()
) -> None:
    """Show every deadline with its status.

    Example: ehcp case deadlines 6f1c... --suppose advice-received@2026-03-03 --why
    """
    calendar, day = england_and_wales(), found.as_at or clock.today()
    told = found.then(*(each.made() for each in suppose), source=Source.SYSTEM)
    judged = deadlines(told, calendar, day)
    seen = told.seen(as_at=day, as_known_on=told.as_known_on)
    if say([explained_json(seen, deadline, calendar) for deadline in judged], machine=machine):
        return
    for deadline in judged:
        reading = f" ({deadline.reading})" if deadline.reading else ""
        click.echo(f"{deadline.status:<13} {deadline.limit.id}{reading}: {_due(deadline)}")
        if why:
            shown = (f"{s.text} {s.source}." for s in shown_with(deadline.limit))
            for sentence in (*explain(deadline, calendar), *shown):
                click.echo(f"{'':<14}{sentence}")


def _due(deadline: Deadline) -> str:
    if deadline.due is None:
        return "due no known day" if deadline.version.period.dated else "no number of days"
    due = days_in_words(deadline.due)
    if deadline.limit.kind is Kind.MINIMUM_PERIOD:  # late is what it should be
        return f"not before the end of {due}"
    if passed_by_itself(deadline):
        return f"until {due}"
    return f"due {due}{late_in_words(deadline.late_by_days)}"
