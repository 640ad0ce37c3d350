"""Whom a case waits for: the authority, an adviser, a school, the family, a tribunal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from ehcp.domain.case import Case
from ehcp.domain.deadlines.deadline import DISAPPLIED, MET, Deadline
from ehcp.domain.standing.advice import advice
from ehcp.domain.standing.appeals import appeals
from ehcp.domain.standing.consultations import ConsultationStatus, consultations
from ehcp.domain.step import BEGINNING, Step
from ehcp.domain.value import value
from ehcp.law.time_limit import Force, Kind, OwedBy


class Party(StrEnum):
    """Somebody from whom the next step may have to come."""

    AUTHORITY = "authority"
    ADVISER = "adviser"
    SCHOOL = "school"
    FAMILY = "family"
    TRIBUNAL = "tribunal"
    MEDIATION_ADVISER = "mediation-adviser"
    HEALTH_BODY = "health-body"


OWES: dict[OwedBy, Party] = {
    OwedBy.LOCAL_AUTHORITY: Party.AUTHORITY,
    OwedBy.HOME_AUTHORITY: Party.AUTHORITY,
    OwedBy.OLD_LOCAL_AUTHORITY: Party.AUTHORITY,
    OwedBy.NEW_LOCAL_AUTHORITY: Party.AUTHORITY,
    OwedBy.LOCAL_AUTHORITY_OR_COMMISSIONING_BODY: Party.AUTHORITY,
    OwedBy.BOTH_PARTIES: Party.AUTHORITY,
    OwedBy.PARENT_OR_YOUNG_PERSON: Party.FAMILY,
    OwedBy.ANY_PARTY: Party.FAMILY,
    OwedBy.MEETING_ORGANISER: Party.SCHOOL,
    OwedBy.NAMED_INSTITUTION: Party.SCHOOL,
    OwedBy.MEDIATION_ADVISER: Party.MEDIATION_ADVISER,
    OwedBy.RESPONSIBLE_COMMISSIONING_BODY: Party.HEALTH_BODY,
    OwedBy.OLD_COMMISSIONING_BODY: Party.HEALTH_BODY,
    OwedBy.NEW_COMMISSIONING_BODY: Party.HEALTH_BODY,
}
"""Who owes a limit. Advice and consultations are looked at themselves, not by their limits."""
STEPS = (Kind.HARD_LIMIT, Kind.DIRECTIONS)
"""The kinds of limit in which somebody is to do something; the family also in its windows."""
LAPSES = (MET, DISAPPLIED)
"""How a time stands after its last day that runs out by itself. What is excused stays owed."""
BINDING = (Force.STATUTORY, Force.CASE_LAW, Force.TRIBUNAL_DIRECTION)


@value(frozen=True, kw_only=True)
class Wait:
    """Somebody from whom something is awaited: since when, by when, under which limit.

    `until` is the last day of a time that runs out by itself, as the family's to appeal; None:
    it is awaited until it comes. `from_body` is the adviser's body, or the school, by name.
    """

    who: Party
    from_body: str | None = None
    since: date | None = None
    due: date | None = None
    limit: str | None = None
    until: date | None = None


def waits(case: Case, found: Sequence[Deadline]) -> tuple[Wait, ...]:
    """Return whom a case waits for on its day, what is due first first: once each, by name.

    `found` are its deadlines. Of what one party owes it is what is due first.
    """
    return lasting(on_any_day(case, found), case.as_at or date.min)


def on_any_day(case: Case, found: Sequence[Deadline]) -> tuple[Wait, ...]:
    """Return the same for whatever day is asked about: also what is awaited next of a party.

    What runs out by itself leaves what is due after it; nothing comes after what does not.
    """
    kept: dict[tuple[Party, str | None], list[Wait]] = {}
    every = [*_owed(found), *_advice(case), *_consulted(case), *_appealed(case)]
    for wait in sorted(every, key=_due):
        before = kept.setdefault((wait.who, wait.from_body), [])
        if not before or _outlasts(wait, before[-1]):
            before.append(wait)
    return tuple(sorted((wait for theirs in kept.values() for wait in theirs), key=_due))


def lasting(found: Iterable[Wait], on: date) -> tuple[Wait, ...]:
    """Return what of this lasts on a day, of each party what is due first."""
    first: dict[tuple[Party, str | None], Wait] = {}
    for wait in found:
        if wait.until is None or wait.until >= on:
            first.setdefault((wait.who, wait.from_body), wait)
    return tuple(first.values())


def _due(wait: Wait) -> date:
    return wait.due or date.max


def _outlasts(wait: Wait, other: Wait) -> bool:
    """Whether something is awaited still when something else has run out."""
    return other.until is not None and (wait.until is None or wait.until > other.until)


def _owed(found: Sequence[Deadline]) -> Iterator[Wait]:
    for deadline in found:
        who = OWES.get(deadline.limit.owed_by)
        if who is None or not (deadline.open and deadline.drives) or deadline.due is None:
            continue
        if deadline.limit.force in BINDING and _to_be_done(who, deadline.limit.kind):
            yield Wait(
                who=who,
                since=deadline.started.first if deadline.started else None,
                due=deadline.due.first,
                limit=deadline.limit.id,
                until=deadline.due.last if deadline.when_over in LAPSES else None,
            )


def _to_be_done(who: Party, kind: Kind) -> bool:
    return kind in STEPS or (who is Party.FAMILY and kind is Kind.WINDOW)


def _advice(case: Case) -> Iterator[Wait]:
    for one in advice(case):
        if one.status.awaited:
            yield Wait(who=Party.ADVISER, from_body=one.from_body, since=_day(one.root))


def _consulted(case: Case) -> Iterator[Wait]:
    for one in consultations(case):
        if one.status is ConsultationStatus.OUTSTANDING:
            name = one.institution.name if one.institution else None
            yield Wait(who=Party.SCHOOL, from_body=name, since=_day(one.consulted))


def _appealed(case: Case) -> Iterator[Wait]:
    for appeal in appeals(case):
        if appeal.live:
            hearing = appeal.days.hearing_on
            yield Wait(who=Party.TRIBUNAL, since=_day(appeal.lodged), due=hearing)


def _day(step: Step) -> date | None:
    return None if step.first == BEGINNING else step.first
