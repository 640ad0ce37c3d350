"""`ehcp case advice | consultations | placements | reviews | phase-transfers | appeals`."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from ehcp.application import clock
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.one_case.advice import AdviceShown, advice_shown
from ehcp.application.one_case.appeals import AppealShown, appeals_shown
from ehcp.application.one_case.awaited import Awaited
from ehcp.application.one_case.consultations import ConsultationShown, consultations_shown
from ehcp.application.one_case.phase_transfers import PhaseTransferShown, phase_transfers_shown
from ehcp.application.one_case.placements import PlacementShown, placements_shown
from ehcp.application.one_case.reviews import PlanReviewShown, reviews_shown
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline, deadlines
from ehcp.schemas import dump

T = TypeVar("T")


@click.command()
@reads
def advice(found: Case, *, machine: bool) -> None:
    """Show all advice: who was asked, by when, what came, what is outstanding.

    Example: ehcp case advice 6f1c... --as-at 2026-03-01
    """
    _say(_of(found, advice_shown), _advice_in_words, "No advice is on record.", machine=machine)


@click.command()
@reads
def consultations(found: Case, *, machine: bool) -> None:
    """Show every setting that was consulted, with its reply.

    Example: ehcp case consultations 6f1c...
    """
    items = _of(found, consultations_shown)
    _say(items, _consultation_in_words, "No setting was consulted.", machine=machine)


@click.command()
@reads
def placements(found: Case, *, machine: bool) -> None:
    """Show who is placed where since when: side by side, and what lies ahead.

    Example: ehcp case placements 6f1c... --as-at 2026-09-01
    """
    items = placements_shown(found, found.as_at or clock.today())
    _say(items, _placement_in_words, "No place is on record.", machine=machine)


@click.command()
@reads
def reviews(found: Case, *, machine: bool) -> None:
    """Show every review, how far it has come and what it lacks; and the next one.

    Example: ehcp case reviews 6f1c...
    """
    _say(
        _of(found, reviews_shown), _review_in_words, "There is no plan to review.", machine=machine
    )


@click.command(name="phase-transfers")
@reads
def phase_transfers(found: Case, *, machine: bool) -> None:
    """Show the changes of phase, year by year, and whether a plan was issued for each.

    Example: ehcp case phase-transfers 6f1c...
    """
    items = _of(found, phase_transfers_shown)
    _say(items, _transfer_in_words, "No change of phase is known.", machine=machine)


@click.command()
@reads
def appeals(found: Case, *, machine: bool) -> None:
    """Show every appeal: against what, where it stands, and its days.

    Example: ehcp case appeals 6f1c...
    """
    _say(_of(found, appeals_shown), _appeal_in_words, "No appeal was lodged.", machine=machine)


def _of(found: Case, shown: Callable[[Case, Sequence[Deadline]], tuple[T, ...]]) -> tuple[T, ...]:
    day = found.as_at or clock.today()
    return shown(found, deadlines(found, england_and_wales(), day))


def _say(items: Iterable[T], in_words: Callable[[T], str], none: str, *, machine: bool) -> None:
    shown = list(items)
    if say([dump(item) for item in shown], machine=machine):
        return
    for line in map(in_words, shown) if shown else [none]:
        click.echo(line)


def _advice_in_words(found: AdviceShown) -> str:
    kind = f" ({found.kind})" if found.kind else ""
    came = f", came {days_in_words(found.received[-1].on)}" if found.received else ""
    expected = f", expected {found.expected:%-d %B %Y}" if found.expected else ""
    body = found.from_body or found.author or "nobody named"
    return f"{_place(found)}  {found.status}{kind} from {body}{_due(found)}{came}{expected}"


def _consultation_in_words(found: ConsultationShown) -> str:
    says = {True: ", says it can", False: ", says it cannot", None: ""}[found.can_meet_needs]
    replied = f", replied {days_in_words(found.replied)}{says}" if found.replied else ""
    setting = found.setting or "no setting named"
    return f"{_place(found)}  {found.status} {setting}{_due(found)}{replied}"


def _placement_in_words(found: PlacementShown) -> str:
    setting = found.setting.name if found.setting else found.type or "no setting named"
    named = f", named {days_in_words(found.named)}" if found.named else ""
    starts = f", from {found.starts:%-d %B %Y}" if found.starts else ""
    ends = f", to {found.ends:%-d %B %Y}" if found.ends else ""
    attended = f", started {days_in_words(found.attended)}" if found.attended else ""
    left = f", left {days_in_words(found.left)}" if found.left else ""
    share = f", {found.share}" if found.share else ""
    return f"{found.state:<18} {setting}{share}{named}{starts}{ends}{attended}{left}"


def _review_in_words(found: PlanReviewShown) -> str:
    held = f", held {days_in_words(found.held)}" if found.held else ""
    decided = f", decided to {found.decision}" if found.decision else ""
    lacks = f"; lacks {', '.join(found.lacks)}" if found.lacks else ""
    return f"{_place(found)}  {found.state}{held}{decided}{_due(found)}{lacks}"


def _transfer_in_words(found: PhaseTransferShown) -> str:
    presumed = " (presumed)" if found.presumed else ""
    named = f", {found.named_setting}" if found.named_setting else ""
    issued = f", plan issued {days_in_words(found.amended)}" if found.amended else ""
    return f"{found.year}  {found.kind or found.phase}{presumed}{named}{_due(found)}{issued}"


def _appeal_in_words(found: AppealShown) -> str:
    against = f" against {found.against}" if found.against else ""
    hearing = f", hearing {found.hearing_on:%-d %B %Y}" if found.hearing_on else ""
    lodged = days_in_words(found.lodged)
    return f"{_place(found)}  {found.state}{against}, lodged {lodged}{hearing}{_due(found)}"


def _place(found: Awaited) -> str:
    return f"{found.place or '':>4}"


def _due(found: Any) -> str:
    return f", due {days_in_words(found.due)}" if found.due else ""
