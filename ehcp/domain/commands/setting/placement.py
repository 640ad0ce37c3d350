"""The child's place: admission, its start and its end. CFA 2014 ss.42(5) and 43."""

from collections.abc import Iterator
from datetime import date

from ehcp.domain.case import Case
from ehcp.domain.command import Caution, Command, Refusal, require
from ehcp.domain.commands.request.decision import stated
from ehcp.domain.event import Event
from ehcp.domain.events.placement import (
    AdmissionRefused,
    InstitutionAdmitted,
    PlacementArrangedByParent,
    PlacementBrokenDown,
    SchoolPlaceLeft,
    SchoolPlaceStarted,
)
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.plan.institution import Institution
from ehcp.domain.step import Step
from ehcp.law.citations import CFA_2014

NOT_NAMED = Refusal(
    "institution-not-named",
    "The plan in force does not name this institution.",
    CFA_2014.s("43"),
    instead="Name it in the plan first, or record that the child started there.",
)
ADMITTED_BEFORE_NAMED = Refusal(
    "admitted-before-named",
    "The answer is dated before the plan that names the institution.",
    instead="Check the day.",
)
NOT_THERE = Refusal(
    "not-at-institution",
    "The record says that the child has left this institution.",
    instead="Record that the child started there again.",
)
NO_REASON_FOR_BREAKDOWN = Refusal(
    "breakdown-without-reason",
    "That a placement broke down is recorded with what happened.",
    instead="Say why it cannot go on.",
)

MUST_ADMIT = Caution(
    "must-admit",
    "The institution named must admit: that it objects, or is full, takes nothing from the duty.",
    CFA_2014.s("43"),
    rule="D9",
)
NO_DUTY_TO_ADMIT = Caution(
    "no-duty-to-admit",
    "No duty makes this institution admit, and the plan names it: the plan is to be amended, or"
    " a new offer had.",
    CFA_2014.at("ss.38(3), 43"),
    rule="D2",
)
STARTED_UNNAMED = Caution(
    "started-at-unnamed",
    "The plan in force does not name the institution at which the child started.",
    CFA_2014.at("ss.39(5), 40(2)"),
    rule="C9",
)
PLAN_STANDS = Caution(
    "plan-stands",
    "The plan stands until it is amended, and what Section F says is to be secured meanwhile.",
    CFA_2014.at("s.42(2)-(3)"),
    rule="C14",
)
SUITABLE_ONLY = Caution(
    "suitable-arrangements-only",
    "Arrangements of the family's own free the authority only if they are suitable; if so, the"
    " exception is claimed.",
    CFA_2014.s("42(5)"),
    rule="C14",
)


class RecordAdmission(Command, commutes=True):
    """Record that the institution named in the plan gave the place."""

    institution: Institution

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_naming(case, self.institution, self.on)
        yield InstitutionAdmitted(on=self.on, of=plan.place, institution=self.institution)


class RecordAdmissionRefusal(Command, commutes=True):
    """Record that the institution named in the plan says that it will not admit the child."""

    institution: Institution
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_naming(case, self.institution, self.on)
        yield AdmissionRefused(
            on=self.on, of=plan.place, institution=self.institution, reasons=self.reasons
        )
        named = _named_as(plan, self.institution) or self.institution
        if named.category and not named.category.may_be_requested:
            yield NO_DUTY_TO_ADMIT.about(self.on)
        else:
            yield MUST_ADMIT.about(self.on)


class RecordPlaceStarted(Command, commutes=True):
    """Record that the child started at an institution."""

    institution: Institution

    def decide(self, case: Case) -> Iterator[Event]:
        plan = case.plan_in_force
        named = plan is not None and _names(plan, self.institution)
        yield SchoolPlaceStarted(
            on=self.on, of=plan.place if plan and named else None, institution=self.institution
        )
        if plan and not named:
            yield STARTED_UNNAMED.about(self.on)


class RecordPlaceLeft(Command, commutes=True, after_death=True):
    """Record that the child left. `on` is the first day on which it no longer went there."""

    institution: Institution
    reasons: str | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        require(not has_left(case, self.institution), NOT_THERE)
        yield SchoolPlaceLeft(on=self.on, institution=self.institution, reasons=self.reasons)
        if case.plan_in_force and _names(case.plan_in_force, self.institution):
            yield PLAN_STANDS.about(self.on)


class RecordPlacementBreakdown(Command, commutes=True):
    """Record that the placement named in the plan cannot go on as it is."""

    institution: Institution
    reasons: str

    def decide(self, case: Case) -> Iterator[Event]:
        plan = _plan_naming(case, self.institution, self.on)
        require(stated(self.reasons), NO_REASON_FOR_BREAKDOWN)
        yield PlacementBrokenDown(
            on=self.on, of=plan.place, institution=self.institution, reasons=self.reasons
        )
        yield PLAN_STANDS.about(self.on)


class RecordPlaceByParent(Command, commutes=True):
    """Record that the family arranged a place itself, and whether the authority finds it fit.

    `suitable` is left out while the authority has not looked at it.
    """

    institution: Institution
    reasons: str | None = None
    suitable: bool | None = None

    def decide(self, case: Case) -> Iterator[Event]:
        yield PlacementArrangedByParent(
            on=self.on,
            institution=self.institution,
            reasons=self.reasons,
            suitable=self.suitable,
        )
        if case.plan_in_force:
            yield SUITABLE_ONLY.about(self.on)


def has_left(case: Case, institution: Institution) -> bool:
    """Whether the last thing recorded of the child there is that it left."""
    about = [
        step.event
        for step in case.steps_of(InstitutionAdmitted, SchoolPlaceStarted, SchoolPlaceLeft)
        if _of(step.event) is not None and institution.is_same(_of(step.event))
    ]
    return bool(about) and isinstance(about[-1], SchoolPlaceLeft)


def _of(event: Event) -> Institution | None:
    kinds = InstitutionAdmitted | SchoolPlaceStarted | SchoolPlaceLeft
    return event.institution if isinstance(event, kinds) else None


def _plan_naming(case: Case, institution: Institution, on: date) -> Step:
    """Return the plan in force, which names this institution by that day."""
    plan = require(case.plan_in_force, NOT_NAMED)
    require(_names(plan, institution), NOT_NAMED)
    require(plan.first <= on, ADMITTED_BEFORE_NAMED)
    return plan


def _names(plan: Step, institution: Institution) -> bool:
    """Whether a plan names it; it may where the record does not hold the plan."""
    event = plan.event
    if not isinstance(event, FinalPlanIssued | AmendedPlanIssued) or event.plan is None:
        return True
    return _named_as(plan, institution) is not None


def _named_as(plan: Step, institution: Institution) -> Institution | None:
    """Return the institution as the plan has it."""
    event = plan.event
    if not isinstance(event, FinalPlanIssued | AmendedPlanIssued) or event.plan is None:
        return None
    named = (placement.institution for placement in event.plan.placements)
    return next((each for each in named if institution.is_same(each)), None)
