"""Who outside the authority has to do with a case, and between which days.

A school has while the child is on its roll; a body that gives advice, while it is asked for some,
and afterwards, to put right what it gave, until the assessment is over.
A day that is not known for certain does not open a case to anybody: what begins counts from the
last day on which it can have begun, and what ends from the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.events import placement as ev
from ehcp.domain.events.ceasing import CeaseSetAside
from ehcp.domain.standing.advice import advice
from ehcp.domain.standing.placements import Placed, placements
from ehcp.domain.standing.requests import REQUESTS
from ehcp.domain.step import BEGINNING, END, Step

DAY = timedelta(days=1)


class RelationKind(StrEnum):
    """What an institution or a body has to do with a case."""

    ON_ROLL = "on-roll"
    HEALTH_ADVICE = "health-advice"
    CARE_ADVICE = "care-advice"
    PSYCHOLOGY_ADVICE = "psychology-advice"
    HEALTH_ADVICE_GIVEN = "health-advice-given"
    CARE_ADVICE_GIVEN = "care-advice-given"
    PSYCHOLOGY_ADVICE_GIVEN = "psychology-advice-given"


ASKED_FOR = {
    "c": RelationKind.HEALTH_ADVICE,
    "d": RelationKind.PSYCHOLOGY_ADVICE,
    "e": RelationKind.CARE_ADVICE,
}
"""By the letter in reg 6(1) of the advice that is asked for."""

AFTERWARDS = {
    RelationKind.HEALTH_ADVICE: RelationKind.HEALTH_ADVICE_GIVEN,
    RelationKind.CARE_ADVICE: RelationKind.CARE_ADVICE_GIVEN,
    RelationKind.PSYCHOLOGY_ADVICE: RelationKind.PSYCHOLOGY_ADVICE_GIVEN,
}
"""What becomes of each when the advice has come."""

ON_THE_ROLL = (ev.InstitutionAdmitted, ev.SchoolPlaceStarted)
NOT_ON_IT = (ev.AdmissionRefused, ev.SchoolPlaceLeft)


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What somebody has to do with a case from `since` to `until`, both inclusive; None: still.

    `party` is the number of a school in the national register, or a body's name as `named`
    makes it.
    """

    kind: RelationKind
    party: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def named(body: str) -> str:
    """Return the name of a body without what does not tell it from another: blanks, capitals."""
    return " ".join(body.casefold().split())


Tie = tuple[RelationKind, str]
"""What a party has to do with a case: which relation, and which school or body."""


def tie_of(kind: str | None, body: str | None) -> Tie | None:
    """Return whose a piece of advice is, by the letter in reg 6(1) and the body asked for it."""
    relation = ASKED_FOR.get(kind or "")
    return (relation, named(body)) if relation and body else None


def relations(case: Case) -> tuple[Relation, ...]:
    """Return every relation to the case; of several from the same day the longest."""
    found: dict[tuple[str, str, date], Relation] = {}
    for one in (*_on_roll(case), *_asked(case)):
        key = one.kind, one.party, one.since
        if key not in found or (found[key].until or END) < (one.until or END):
            found[key] = one
    return tuple(found.values())


def _on_roll(case: Case) -> Iterator[Relation]:
    over = _over(case)
    back = over is not None and next(case.after(over, *REQUESTS), None) is not None
    for found in placements(case):
        place = _since_then(case, found, over) if over and back else found
        urn = place.institution.urn if place.institution else None
        since = _since(place)
        if urn and since is not None:
            ends = _before(over) if over and not back else None
            until = _first(_until(place), _elsewhere(case, place), ends)
            yield Relation(kind=RelationKind.ON_ROLL, party=urn, since=since, until=until)


def _since_then(case: Case, place: Placed, over: Step) -> Placed:
    """Return a place with what happened there since the last plan: a new request is pending."""
    return replace(place, steps=tuple(s for s in place.steps if case.follows(s, over)))


def _since(place: Placed) -> date | None:
    """Return the first day on which the child was on the roll for certain; None: never."""
    facts = [s for s in place.steps if isinstance(s.event, (*ON_THE_ROLL, *NOT_ON_IT))]
    if facts and isinstance(facts[-1].event, ev.AdmissionRefused):
        return None
    begun = [step.last for step in facts if isinstance(step.event, ON_THE_ROLL)]
    if place.named is not None and place.named_by is not None:
        begun.append(place.named.starts or place.named_by.last)
    return min((day for day in begun if BEGINNING < day < END), default=None)


def _until(place: Placed) -> date | None:
    """Return the last day for certain on the roll, where that is said."""
    said = place.named.ends if place.named else None
    return _first(said, _before(place.left) if place.left else None)


def _elsewhere(case: Case, place: Placed) -> date | None:
    """Return the last day on which a plan had not named other institutions instead.

    Where those that it names all begin later, that is the day before the first of them.
    """
    plan = case.plan_in_force
    if plan is None or place.named is not None:
        return None
    instead = [other.named for other in placements(case) if other.named and other.institution]
    came = [step for step in place.steps if isinstance(step.event, ON_THE_ROLL)]
    if not instead or not case.follows(plan, came[-1]):
        return None
    begin = min((named.starts or BEGINNING for named in instead), default=BEGINNING)
    return max(_before(plan), begin - DAY) if begin > BEGINNING else _before(plan)


def _over(case: Case) -> Step | None:
    """Return with what the last plan ended that was maintained here, where none is any longer."""
    if case.plan_in_force is not None:
        return None
    ends = case.steps_of(*PLANS, *PLAN_ENDS, CeaseSetAside)
    if not ends or not isinstance(ends[-1].event, PLAN_ENDS):
        return None
    return ends[-1]


def _before(step: Step) -> date:
    """Return the last day that lies before a step for certain."""
    return step.first - DAY if step.first > BEGINNING else BEGINNING


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _asked(case: Case) -> Iterator[Relation]:
    for one in advice(case):
        tie, asked = tie_of(one.kind, one.from_body), one.requested
        if not (tie and asked and asked.last < END):
            continue
        kind, party = tie
        if one.status.awaited:
            yield Relation(kind=kind, party=party, since=asked.last)
        elif one.received and one.received[-1].last < END:
            since, until = one.received[-1].last, _before(one.over) if one.over else None
            yield Relation(kind=AFTERWARDS[kind], party=party, since=since, until=until)
