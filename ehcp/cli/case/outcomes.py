"""`ehcp case outcomes`: each outcome of Section E over the years."""

import click

from ehcp.application import clock
from ehcp.application.one_case.outcomes import OutcomeShown, ProgressShown, outcomes_shown
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.schemas import dump


@click.command()
@reads
def outcomes(found: Case, *, machine: bool) -> None:
    """Show each outcome of Section E: baseline, target, steps, progress and evidence.

    Example: ehcp case outcomes 6f1c... --as-at 2026-03-01
    """
    shown = outcomes_shown(found, found.as_at or clock.today())
    if say([dump(outcome) for outcome in shown], machine=machine):
        return
    if not shown:
        click.echo("No plan on record has an outcome.")
    for outcome in shown:
        for line in _lines(outcome):
            click.echo(line)


def _lines(outcome: OutcomeShown) -> list[str]:
    target = f", by {outcome.by:%-d %B %Y}" if outcome.by else _by_the_end_of(outcome)
    late = ", its day is over" if outcome.overdue else ""
    lines = [f"{outcome.id}  {outcome.text}", f"      {_standing(outcome)}{target}{late}"]
    for label, text in (("baseline", outcome.baseline), ("measured by", outcome.measure)):
        if text:
            lines.append(f"      {label}: {text}")
    lines += [f"      step: {step}" for step in outcome.steps]
    lines += [f"      {_said(progress)}" for progress in outcome.progress]
    if outcome.replaced_by:
        lines.append(f"      replaced by {', '.join(outcome.replaced_by)}")
    return lines


def _by_the_end_of(outcome: OutcomeShown) -> str:
    phase = outcome.phase_end
    return f", by the end of {str(phase).replace('-', ' ')}" if phase else ""


def _standing(outcome: OutcomeShown) -> str:
    words = outcome.status.replace("-", " ")
    return words if outcome.percent is None else f"{words} ({outcome.percent} of 100)"


def _said(progress: ProgressShown) -> str:
    how = [str(progress.progress).replace("-", " ")] if progress.progress else []
    how += [f"{progress.percent} of 100"] if progress.percent is not None else []
    how += ["still the right one"] if progress.appropriate else []
    how += ["no longer the right one"] if progress.appropriate is False else []
    elsewhere = progress.setting not in (None, progress.said_by)
    where = f" at {progress.setting}" if elsewhere else ""
    evidence = f": {progress.evidence}" if progress.evidence else ""
    return f"{days_in_words(progress.on)}, {progress.said_by}{where}: {', '.join(how)}{evidence}"
