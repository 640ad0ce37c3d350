"""Who must be told of each step of a case, who was, and who is missing, as a reader is shown."""

from dataclasses import dataclass

from ehcp.application.in_json import name_of
from ehcp.domain.case import Case
from ehcp.domain.standing.appealable import letters_of
from ehcp.domain.standing.told import Owed, Told, ToldOf, told
from ehcp.domain.step import Step
from ehcp.domain.when import Span
from ehcp.law.recipients import Addressee


@dataclass(frozen=True, kw_only=True)
class SendingShown:
    """One sending: the place of its entry, how it went, and what is known of its arrival."""

    place: int
    event: str
    on: Span
    name: str | None
    how: str | None
    delivered: Span | None
    opened: Span | None
    returned: Span | None


@dataclass(frozen=True, kw_only=True)
class RecipientShown:
    """One who is to be told. `called` is who that was on the day of the step.

    `required` is null where the record does not say whether there is such a recipient.
    """

    to: Addressee
    called: str
    required: bool | None
    missing: bool
    told: tuple[SendingShown, ...]


@dataclass(frozen=True, kw_only=True)
class TellingShown:
    """A step of which somebody is to be told: by which provision, whom, and who is missing.

    `appealable` are the paragraphs of CFA 2014 s.51(2) under which it can be appealed.
    """

    place: int
    step: str
    on: Span
    telling: str
    source: str
    doubted: bool
    appealable: tuple[str, ...]
    recipients: tuple[RecipientShown, ...]
    missing: tuple[Addressee, ...]


def told_shown(case: Case) -> tuple[TellingShown, ...]:
    """Return every step of which somebody is to be told, in legal order."""
    return tuple(_telling(case, found) for found in told(case))


def _telling(case: Case, found: ToldOf) -> TellingShown:
    return TellingShown(
        place=found.step.place,
        step=name_of(found.step.event),
        on=found.step.span,
        telling=found.telling.id,
        source=str(found.telling.source),
        doubted=found.telling.doubted,
        appealable=letters_of(case, found.step),
        recipients=tuple(map(_recipient, found.owed)),
        missing=tuple(owed.to for owed in found.owed if owed.missing),
    )


def _recipient(owed: Owed) -> RecipientShown:
    return RecipientShown(
        to=owed.to,
        called=owed.called,
        required=owed.required,
        missing=owed.missing,
        told=tuple(map(_sending, owed.told)),
    )


def _sending(sending: Told) -> SendingShown:
    return SendingShown(
        place=sending.step.place,
        event=name_of(sending.step.event),
        on=sending.step.span,
        name=sending.name,
        how=sending.how,
        delivered=_span(sending.delivered),
        opened=_span(sending.opened),
        returned=_span(sending.returned),
    )


def _span(step: Step | None) -> Span | None:
    return None if step is None else step.span
