"""Whether the child has what the plan says: secured, stopped, unclear, or something else instead.

CFA 2014 s.42.
"""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.placement import (
    AlternativeProvisionArranged,
    ProvisionSecured,
    ProvisionStopped,
    ProvisionUncertain,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014

NO_PLAN_TO_SECURE = Refusal(
    "no-plan-to-secure",
    "No plan was in force on that day whose provision is to be secured.",
    CFA_2014.s("42(1)"),
    instead="Record the plan first, or check the day.",
)
NO_SUCH_PROVISION = Refusal(
    "no-such-provision",
    "The plan in force has no provision with this id in Section F or G.",
    CFA_2014.at("s.42(2)-(3)"),
    instead="Give an id of the plan in force, or leave it out for all of it.",
)
NO_REASON_IN_PLACE = Refusal(
    "provision-without-reason",
    "That provision stopped or is unclear is recorded with what happened.",
    instead="Say what happened.",
)
NOTHING_ARRANGED = Refusal(
    "nothing-arranged",
    "What was arranged instead is described, and does not end before it begins.",
    instead="Say what the child has, and until when.",
)

STILL_TO_BE_SECURED = Caution(
    "still-to-be-secured",
    "What the plan says must be secured all the same: the duty cannot be passed on, and a budget"
    " is no defence.",
    CFA_2014.at("s.42(2)-(3)"),
    rule="C14",
)


class SecureProvision(Command, commutes=True):
    """Record that provision is in place. `partly`: some of it, which ends nothing yet.

    `element` is the id of the provision in the plan; left out, it is all of it.
    """

    partly: bool = False
    element: str | None = None
    by_whom: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_with(case, self.element, self.on)
        yield ProvisionSecured(
            on=self.on,
            of=_answered(case, plan, self.element),
            partly=self.partly,
            element=self.element,
            by_whom=self.by_whom,
        )


class RecordProvisionStopped(Command, commutes=True):
    """Record that provision stopped, or was never there. `on` is the first day without it."""

    reasons: str
    element: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        _plan_with(case, self.element, self.on)
        require(stated(self.reasons), NO_REASON_IN_PLACE)
        yield ProvisionStopped(on=self.on, element=self.element, reasons=self.reasons)
        yield STILL_TO_BE_SECURED.about(self.on)


class RecordProvisionUncertain(Command, commutes=True):
    """Record that from this day it is unclear what the child should have."""

    reasons: str
    element: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        _plan_with(case, self.element, self.on)
        require(stated(self.reasons), NO_REASON_IN_PLACE)
        yield ProvisionUncertain(on=self.on, element=self.element, reasons=self.reasons)


class ArrangeAlternativeProvision(Command, commutes=True):
    """Arrange something else for the child while provision in the plan is not in place."""

    what: str
    by_whom: str | None = None
    element: str | None = None
    until: date | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_with(case, self.element, self.on)
        ends_first = self.until is not None and self.until < self.on
        require(stated(self.what) and not ends_first, NOTHING_ARRANGED)
        yield AlternativeProvisionArranged(
            on=self.on,
            of=_answered(case, plan, self.element),
            what=self.what,
            by_whom=self.by_whom,
            element=self.element,
            until=self.until,
        )
        yield STILL_TO_BE_SECURED.about(self.on)


def _plan_with(case: Case, element: str | None, on: date) -> Step:
    """Return the plan in force on that day, which has this provision."""
    plan = require(case.plan_in_force, NO_PLAN_TO_SECURE)
    require(plan.first <= on, NO_PLAN_TO_SECURE)
    event = plan.event
    contents = event.plan if isinstance(event, FinalPlanIssued | AmendedPlanIssued) else None
    if element is not None and contents is not None:
        provision = (*contents.provision, *contents.health_provision)
        require(any(element == each.id for each in provision), NO_SUCH_PROVISION)
    return plan


def _answered(case: Case, plan: Step, element: str | None) -> int | None:
    """Return which entry provision in place answers: a stop, the plan, or several stops."""
    stops = [s for s in _open_stops(case) if element is None or _element(s) == element]
    if len(stops) > 1:
        return None
    return stops[0].place if stops else plan.place


def _open_stops(case: Case) -> list[Step]:
    """Return the stops that nothing has made good."""
    return [
        stop
        for stop in case.steps_of(ProvisionStopped)
        if not any(
            isinstance(step.event, ProvisionSecured)
            and not step.event.partly
            and step.event.element in (None, _element(stop))
            for step in case.after(stop, ProvisionSecured)
        )
    ]


def _element(step: Step) -> str | None:
    return step.event.element if isinstance(step.event, ProvisionStopped) else None
