"""Ending a plan. CFA 2014 ss.45-46; regs 29 to 31 and 46."""

from collections.abc import Iterator
from datetime import date, timedelta

from ehcp.domain.case import PLANS, Case
from ehcp.domain.deadlines.ceasing import by_certificate, takes_reviews_away
from ehcp.domain.deadlines.clock import Clock, Steps, steps
from ehcp.domain.deadlines.clocks.terms import PLAN_ENDED
from ehcp.domain.deadlines.deadline import Days, Status
from ehcp.domain.events.ceasing import (
    CeaseConsidered,
    CeaseConsulted,
    CeaseConsultee,
    CeaseDecided,
    CeaseGround,
    CeaseNoticeSent,
    CeaseRecipient,
    CeaseSetAside,
    ContinuedPast25,
    EducationLeft,
    PlanCeased,
)
from ehcp.domain.events.opening import CaseOpened, Child
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.review import ReviewDecisionNotified
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.age import birthday, has_reached
from ehcp.domain.standing.plan_end import stands
from ehcp.domain.step import BEGINNING, END, Step
from ehcp.law.time_limits import ceasing

A_YEAR = timedelta(days=366)
ADULT = 18
CEILING = 25
LEFT = (None, CeaseGround.LEFT_EDUCATION, CeaseGround.PLAN_NOT_NECESSARY)
"""On what ground the plan ends of somebody who left education or training; None: not said."""


def _all_consulted(case: Case, start: Step, step: Step) -> bool:
    """Whether with this step both the family and the head or principal have been consulted.

    Where the plan is known to name no institution there is no head or principal to consult.
    """
    plan = case.before(start, *PLANS)
    wanted = set(CeaseConsultee)
    if plan is not None and names_nobody(plan):
        wanted.remove(CeaseConsultee.HEAD_OR_PRINCIPAL)
    consulted = {
        found.event.consultee
        for found in case.after(start, CeaseConsulted)
        if isinstance(found.event, CeaseConsulted) and not case.follows(found, step)
    }
    return consulted >= wanted


def _all_told(case: Case, decision: Step, step: Step) -> bool:
    """Whether with this step everybody in reg 31(2) has the notice of a decision to cease."""
    told = {
        recipient
        for found in case.after(decision, CeaseNoticeSent)
        if isinstance(found.event, CeaseNoticeSent) and not case.follows(found, step)
        for recipient in found.event.sent_to
    }
    plan = case.before(decision, *PLANS)
    wanted = set(CeaseRecipient)
    if plan is not None and names_nobody(plan):
        wanted.remove(CeaseRecipient.INSTITUTION)
    return told >= wanted


def names_nobody(plan: Step) -> bool:
    """Whether the record holds the plan, and the plan names no institution."""
    contents = getattr(plan.event, "plan", None)
    return contents is not None and not any(p.institution for p in contents.placements)


def _child(case: Case) -> Child | None:
    opened = case.last(CaseOpened)
    return opened.child if opened else None


def _left_at(*, adult: bool) -> Steps:
    """Leaving education or training as an adult, or before that; neither if nobody knows."""

    def test(case: Case, _start: Step, step: Step) -> bool:
        child = _child(case)
        return child is not None and has_reached(child.date_of_birth, ADULT, step.first) is adult

    return steps(EducationLeft, test=test)


def _nearing_25(case: Case, _start: Step, _step: Step) -> bool:
    """Whether the 25th birthday of somebody with a plan is past or less than a year away."""
    child = _child(case)
    if child is None or case.as_at is None or not case.steps_of(*PLANS):
        return False
    return case.as_at >= _nears_25(child)


def _nears_25(child: Child) -> date:
    return birthday(child.date_of_birth, CEILING) - A_YEAR


def days_it_shows(case: Case) -> Iterator[date]:
    """Yield the days from which a limit of the age shows although nothing happens on them."""
    for step in case.steps_of(CaseOpened):
        if isinstance(step.event, CaseOpened) and step.event.child is not None:
            yield _nears_25(step.event.child)


def _at_25(case: Case, _start: Step) -> tuple[Days, ...]:
    child = _child(case)
    day = birthday(child.date_of_birth, CEILING) if child else None
    return ((day, day) if day else (BEGINNING, END),)


def _kept(_case: Case, _start: Step, step: Step) -> bool:
    """Whether the authority that a plan came from had decided to keep it after 25."""
    return isinstance(step.event, PlanReceived) and step.event.kept_until is not None


def _by_this_decision(case: Case, decided: Step, ceased: Step) -> bool:
    """Whether a plan ceased by a decision: after it, or before anybody had been told of it.

    What followed an earlier decision is the end by that one.
    """
    if not isinstance(decided.event, CeaseDecided) or case.follows(ceased, decided):
        return True
    before = case.before(ceased, *PLANS, CeaseDecided, CeaseSetAside)
    if before is not None and isinstance(before.event, CeaseDecided):
        return False
    return next(case.after(ceased, *PLANS, CeaseDecided, CeaseSetAside), None) is decided


def _for_good(case: Case, start: Step, step: Step) -> bool | None:
    """Whether a decision to cease, or the end, is of the plan there is: no other came after it."""
    if any(case.after(step, FinalPlanIssued, PlanReceived)):
        return False
    return takes_reviews_away(case, start, step)


def _on_leaving(case: Case, _start: Step, step: Step) -> bool | None:
    """Whether the plan of somebody who left was to end; None on a ground that is another."""
    if not stands(case, step):
        return False
    return True if getattr(step.event, "ground", None) in LEFT else None


TO_CEASE = steps(CeaseDecided, PlanCeased, test=lambda case, _, step: stands(case, step))

CEASING_CLOCKS = (
    Clock(
        limit=ceasing.CEASE_CONSULT,
        starts=steps(CeaseConsidered),
        ends=steps(CeaseConsulted, test=_all_consulted),
        before=TO_CEASE,
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=ceasing.CEASE_NOTIFY,
        own=True,
        starts=steps(CeaseDecided),
        ends=steps(CeaseNoticeSent, test=_all_told),
        not_if=steps(CeaseSetAside),
    ),
    Clock(
        limit=ceasing.CEASE_NOT_BEFORE,
        starts=steps(CeaseDecided),
        ends=steps(PlanCeased, test=_by_this_decision),
        not_if=steps(CeaseSetAside),
        ends_before=True,
        minimum=True,
        when_over=Status.UNDETERMINED,
        no_earlier=by_certificate,
    ),
    Clock(
        limit=ceasing.CEASE_18_PLUS_REVIEW_FIRST,
        starts=_left_at(adult=True),
        ends=steps(ReviewDecisionNotified),
        before=steps(*TO_CEASE.kinds, test=_on_leaving),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=ceasing.NEET_UNDER_18_REVIEW,
        starts=_left_at(adult=False),
        ends=steps(ReviewDecisionNotified),
        not_if=PLAN_ENDED,
    ),
    Clock(
        limit=ceasing.AGE_25_END_OF_ACADEMIC_YEAR,
        own=True,
        starts=steps(CaseOpened, test=_nearing_25),
        counted_from=_at_25,
        dated=True,
        ends=steps(ContinuedPast25)
        | steps(PlanCeased, CeaseDecided, test=_for_good)
        | steps(PlanReceived, test=_kept),
        when_over=Status.UNDETERMINED,
    ),
)
