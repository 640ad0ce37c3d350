"""`ehcp advice | consultations | reviews | phase-transfers | appeals`: what is awaited in all."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

import click

from ehcp.application.rights import EVERY_CASE
from ehcp.cli.asking.database import authority_or_usage, opened_store
from ehcp.cli.asking.looking import look
from ehcp.cli.many_cases.listing import every, lists, say_all, which
from ehcp.cli.words import days_in_words
from ehcp.domain.plan.phase import Transfer
from ehcp.domain.standing.advice import AdviceStatus
from ehcp.domain.standing.appeals import AppealState
from ehcp.domain.standing.review import ReviewState
from ehcp.projections import past, queries
from ehcp.projections.listed import (
    ADVICE,
    APPEALS,
    CONSULTATIONS,
    PHASE_TRANSFERS,
    REVIEWS,
    AdviceLine,
    AppealLine,
    ConsultationLine,
    Listing,
    PhaseTransferLine,
    ReviewLine,
)

Line = AdviceLine | ConsultationLine | ReviewLine | PhaseTransferLine | AppealLine


@click.command()
@lists
@click.option("--status", type=click.Choice([str(status) for status in AdviceStatus]))
@click.option("--from-body", help="Who was asked.")
def advice(**asked: Any) -> None:
    """List the advice of all cases: who was asked, by when, and what is outstanding.

    Example: ehcp advice --status outstanding --due-within 7
    """
    _list(ADVICE, _advice_in_words, **asked)


@click.command()
@lists
@click.option("--outstanding/--not-outstanding", "open", default=None, help="Awaited or not.")
@click.option("--urn", help="The number of the setting in the national register.")
def consultations(**asked: Any) -> None:
    """List the settings consulted in all cases, and their replies.

    Example: ehcp consultations --outstanding --as-at 2026-03-01
    """
    _list(CONSULTATIONS, _consultation_in_words, **asked)


@click.command()
@lists
@click.option("--state", type=click.Choice([str(state) for state in ReviewState]))
@click.option("--unfinished/--finished", "open", default=None, help="With more to do or not.")
def reviews(**asked: Any) -> None:
    """List the reviews of all cases: due, unfinished, and those that nobody has begun.

    Example: ehcp reviews --unfinished --due-within 60
    """
    _list(REVIEWS, _review_in_words, **asked)


@click.command(name="phase-transfers")
@lists
@click.option("--year", type=click.IntRange(2014, 2100), help="The year in whose September.")
@click.option("--kind", type=click.Choice([str(kind) for kind in Transfer]))
@click.option(
    "--unfinished/--finished", "open", default=None, help="Without a plan for it or not."
)
def phase_transfers(**asked: Any) -> None:
    """List the cohort of a year: who changes phase, and whose plan has been issued for it.

    Example: ehcp phase-transfers --year 2027 --kind primary-to-secondary --unfinished
    """
    _list(PHASE_TRANSFERS, _transfer_in_words, **asked)


@click.command()
@lists
@click.option("--state", type=click.Choice([str(state) for state in AppealState]))
@click.option("--unfinished/--finished", "open", default=None, help="With more to do or not.")
def appeals(**asked: Any) -> None:
    """List the appeals of all cases, and the next day in each.

    Example: ehcp appeals --unfinished --due-within 30
    """
    _list(APPEALS, _appeal_in_words, **asked)


def _list(  # noqa: PLR0913 - what every list has
    listing: Listing[Any],
    in_words: Callable[[Any], str],
    *,
    authority: str | None,
    as_at: date | None,
    as_known_on: datetime | None,
    machine: bool,
    **filters: Any,
) -> None:
    """Print the lines of one list, as things stand or as they stood then.

    The cases that cannot be read are told beside it: nobody knows what is awaited in them.
    """
    with opened_store(authority_or_usage(authority)) as store:
        chosen = which(store, authority, as_at, as_known_on)
        read = chosen(partial(queries.listed, listing), partial(past.listed_then, listing))
        whose = authority_or_usage(authority)
        aside = queries.parked_cases(store, whose, filters.get("officer"), access=EVERY_CASE)
        if aside:
            look(store, whose, (parked.case_id for parked in aside))
        for parked in aside:
            name = parked.child_name or "no name"
            click.echo(f"{parked.case_id}  {name}: cannot be read; tell support", err=True)
        say_all(every(read, filters, store, whose), in_words, machine=machine)


def _advice_in_words(found: AdviceLine) -> str:
    kind = f" ({found.kind})" if found.kind else ""
    body = found.from_body or found.author or "nobody named"
    return f"{_head(found)}: {found.status}{kind} from {body}{_due(found)}"


def _consultation_in_words(found: ConsultationLine) -> str:
    return f"{_head(found)}: {found.status} {found.setting or 'no setting named'}{_due(found)}"


def _review_in_words(found: ReviewLine) -> str:
    lacks = f"; lacks {', '.join(found.lacks)}" if found.lacks else ""
    kind = f" {found.kind}" if found.kind else ""
    return f"{_head(found)}: {found.state}{kind}{_due(found)}{lacks}"


def _transfer_in_words(found: PhaseTransferLine) -> str:
    kind = found.kind or f"change of phase ({found.phase})"
    presumed = " (presumed)" if found.presumed else ""
    issued = f"plan issued {days_in_words(found.amended)}" if found.amended else "no plan for it"
    named = f", {found.named_setting}" if found.named_setting else ""
    return f"{_head(found)}: {found.year} {kind}{presumed}, {issued}{named}{_due(found)}"


def _appeal_in_words(found: AppealLine) -> str:
    hearing = f", hearing {found.hearing_on:%-d %B %Y}" if found.hearing_on else ""
    matters = f" on {', '.join(found.matters)}" if found.matters else ""
    return f"{_head(found)}: {found.state}{matters}{hearing}{_due(found)}"


def _head(found: Line) -> str:
    return f"{found.case_id}  {found.child_name or 'no name'}"


def _due(found: Line) -> str:
    """Return by when what is awaited must come; nothing where nothing is awaited."""
    if not found.open or found.due is None:
        return ""
    late = ", its day is over" if found.overdue else ""
    return f", due {days_in_words(found.due)}{late}"
