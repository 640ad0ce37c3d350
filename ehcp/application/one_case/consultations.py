"""Consultations of settings as a reader is shown them, each with its reply."""

from collections.abc import Sequence

from ehcp.application.one_case.awaited import Awaited, span, started_by
from ehcp.domain.case import Case
from ehcp.domain.deadlines import Deadline
from ehcp.domain.events.naming import ConsultedAs, SettingReplied
from ehcp.domain.standing.consultations import Consultation, ConsultationStatus, consultations
from ehcp.domain.value import value
from ehcp.domain.when import Span
from ehcp.law.time_limit import OwedBy


@value(frozen=True, kw_only=True)
class ConsultationShown(Awaited):
    """One setting consulted. `about` is the place of the draft or notice that it had."""

    status: ConsultationStatus
    setting: str | None
    urn: str | None
    consulted_as: ConsultedAs | None
    asked_for_by_family: bool
    about: int | None
    consulted: Span
    replied: Span | None
    reply: int | None
    can_meet_needs: bool | None
    points: str | None


def consultations_shown(case: Case, found: Sequence[Deadline]) -> tuple[ConsultationShown, ...]:
    """Return every consultation of a case; `found` are its deadlines."""
    limits = [d for d in found if d.limit.owed_by is OwedBy.CONSULTED_INSTITUTION]
    return tuple(_shown(one, limits) for one in consultations(case))


def _shown(one: Consultation, found: Sequence[Deadline]) -> ConsultationShown:
    limit = started_by(found, one.consulted)
    event = one.reply.event if one.reply else None
    said = event if isinstance(event, SettingReplied) else None
    return ConsultationShown(
        place=one.consulted.place,
        open=one.status is ConsultationStatus.OUTSTANDING,
        limit=limit.limit.id if limit else None,
        due=limit.due if limit else None,
        status=one.status,
        setting=one.institution.name if one.institution else None,
        urn=one.institution.urn if one.institution else None,
        consulted_as=one.consulted_as,
        asked_for_by_family=one.asked_for,
        about=one.consulted.event.of,
        consulted=one.consulted.span,
        replied=span(one.reply),
        reply=one.reply.place if one.reply else None,
        can_meet_needs=said.can_meet_needs if said else None,
        points=said.points if said else None,
    )
