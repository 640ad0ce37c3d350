"""Histories that chance invents: exact ones, and the same with their days blurred."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from ehcp.domain.deadlines import BEARING, CLOCKS
from ehcp.domain.event import Basis, Event, kebab
from ehcp.domain.events.appeal import AppealNotOpposed, TribunalAppealLodged
from ehcp.domain.events.assessment import AdviceDue, AdviceReceived, AdviceRequested
from ehcp.domain.events.assessment import NoPlanDecided as NoPlan
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.onward import UpperTribunalDecision
from ehcp.domain.events.order import Ordered, TribunalOrder, TribunalOrderRedated
from ehcp.domain.events.placement import ProvisionSecured, ProvisionStopped
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import ReassessmentAgreed, ReassessmentRequested
from ehcp.domain.events.record import DueDayGiven, ExceptionClaimed
from ehcp.domain.events.request import (
    AssessmentAgreed,
    AssessmentRefused,
    AssessmentRequested,
    DecisionWasDue,
    RequestWithdrawn,
    Route,
)
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    Phase,
    PhaseTransferDue,
    ReviewCompletionDue,
    ReviewDecision,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
    ReviewMissed,
    ReviewReportSent,
)
from ehcp.domain.events.transfer import FamilyMoved, PlanTransferred
from ehcp.domain.step import reach
from ehcp.domain.when import UNKNOWN, After, Span, When
from ehcp.law.counting import corresponding_date
from ehcp.law.grounds import GROUNDS

EVERY = tuple(sorted(BEARING - {DueDayGiven, ExceptionClaimed}, key=lambda kind: kind.__name__))
STORIES: tuple[tuple[type[Event], ...], ...] = (
    (
        AssessmentRequested, AssessmentRefused, AssessmentAgreed, NoPlan, DraftPlanIssued,
        FinalPlanIssued, RequestWithdrawn, DecisionWasDue, TribunalOrder, MediationAgreement,
        AppealNotOpposed, TribunalOrderRedated, TribunalAppealLodged,
    ),
    (
        ReviewMeetingHeld, ReviewReportSent, ReviewDecisionNotified, AmendmentNoticeIssued,
        AmendedPlanIssued, CeaseDecided, PlanCeased, ReviewMissed, ReviewCompletionDue,
        FinalPlanIssued, PhaseTransferDue, TribunalAppealLodged, TribunalOrder,
    ),
    (
        ReassessmentRequested, ReassessmentAgreed, AmendedPlanIssued, TribunalOrder,
        AdviceRequested, AdviceReceived, AdviceDue, ProvisionStopped, ProvisionSecured,
        FinalPlanIssued, FamilyMoved, PlanTransferred, CeaseDecided, UpperTribunalDecision,
    ),
    EVERY,
)  # fmt: skip
GAPS = (0, 0, 1, 3, 7, 10, 14, 28, 35, 40, 60, 90, 112, 200, 366)
YEARS = (2015, 2019, 2020, 2023, 2024)
LIMITS = tuple(clock.limit.id for clock in CLOCKS if not clock.own)


def history(chance: Random) -> list[Event]:
    """Return events on exact days, in the order in which they happened."""
    kinds = chance.choice(STORIES)
    day = date(chance.choice(YEARS), chance.randint(1, 12), chance.randint(1, 28))
    found: list[Event] = []
    for number in range(chance.randint(2, 9)):
        day += timedelta(days=chance.choice(GAPS) + chance.choice((0, 0, 1, 2, 5)))
        other = chance.randint(0, 15)
        if other == 0:
            found.append(_claim(chance, day))
        elif other == 1:
            found.append(DueDayGiven(on=day, limits=tuple(chance.sample(LIMITS, 3))))
        else:
            found.append(event(chance, chance.choice(kinds), day, number))
    return found


def event(chance: Random, kind: type[Event], day: date, above: int = 0) -> Event:
    """Return an event of a kind on a day, with some of the qualifiers that it can have."""
    some: dict[type[Event], dict[str, Sequence[Any]]] = {
        TribunalOrder: {"ordered": tuple(Ordered)},
        MediationAgreement: {"ordered": tuple(Ordered)},
        AppealNotOpposed: {"ordered": tuple(Ordered)},
        AssessmentAgreed: {"route": tuple(Route)},
        ReviewDecisionNotified: {"decision": tuple(ReviewDecision)},
        PhaseTransferDue: {"year": (day.year,)},
        ProvisionSecured: {"partly": (True, False)},
    }
    given = {k: chance.choice(v) for k, v in some.get(kind, {}).items() if chance.randint(0, 1)}
    if kind is PhaseTransferDue:
        given["phase"] = chance.choice(tuple(Phase))
    if above and chance.randint(0, 9) == 0:
        given["of"] = chance.randint(1, above)
    if chance.randint(0, 24) == 0:
        given["basis"] = Basis.ALLEGED
    return kind(on=day, **given)


def _claim(chance: Random, day: date) -> Event:
    since = day - timedelta(days=chance.randint(0, 90)) if chance.randint(0, 1) else None
    until = (since or day) + timedelta(days=chance.randint(0, 60))
    return ExceptionClaimed(
        on=day,
        ground=chance.choice(tuple(GROUNDS)),
        accepted=chance.choice((True, True, False, None)),
        since=since,
        until=until if chance.randint(0, 1) else None,
        limits=() if chance.randint(0, 2) else tuple(chance.sample(LIMITS, 2)),
    )


def blurred(chance: Random, events: Sequence[Event]) -> list[Event]:
    """Return the events with some days less exactly known, and none of them wrongly."""
    often = chance.choice((2, 5, 9))
    return [
        event if chance.randint(1, 10) > often else replace(event, on=_blur(chance, events, n))
        for n, event in enumerate(events)
    ]


def _blur(chance: Random, events: Sequence[Event], number: int) -> When:
    day = _day(events[number])
    first = day.replace(day=1)
    last = corresponding_date(first, 1) - timedelta(days=1)
    part = min((day.day - 1) // 10, 2)
    before, after = (timedelta(days=chance.randint(0, 40)) for _ in range(2))
    ways: list[When] = [
        Span(first, last),
        Span(first + timedelta(days=10 * part), last if part == 2 else first.replace(
            day=10 * part + 10)),
        Span(date(day.year, 1, 1), date(day.year, 12, 31)),
        Span(day - before, day + after),
        Span(day - before, None),
        Span(None, day + after),
        UNKNOWN,
    ]  # fmt: skip
    nearest = {kebab(type(event).__name__): _day(event) for event in events[:number]}
    if nearest and chance.randint(0, 1):
        name, base = chance.choice(sorted(nearest.items()))
        return chance.choice(_distances(name, base, day))
    return chance.choice(ways)


def _distances(name: str, base: date, day: date) -> list[When]:
    """Return the ways to say how long after another event a day is."""
    weeks, over = divmod((day - base).days, 7)
    months = (day.year - base.year) * 12 + day.month - base.month
    ways = [
        After(event=name, weeks=weeks + bool(over)),
        After(event=name, weeks=weeks, approx=True),
        After(event=name, weeks=weeks + 1, approx=True),
        After(event=name, months=months),
        After(event=name, months=months, approx=True),
        After(event=name, at_most_weeks=weeks + bool(over)),
    ]
    if (weeks, over) > (0, 0):
        ways.append(After(event=name, more_than_weeks=weeks if over else weeks - 1))
    return [way for way in ways if (found := reach(way, base, base))[0] <= day <= found[1]]


def _day(event: Event) -> date:
    assert isinstance(event.on, date)
    return event.on
