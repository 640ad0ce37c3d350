"""The settings consulted about being named, each with its reply. CFA 2014 ss.39(2), 40(3)."""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.events.amendment import NotToAmendDecided
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import LeftEngland
from ehcp.domain.events.naming import (
    ConsultedAs,
    SettingConsulted,
    SettingReplied,
    SettingRequested,
)
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import PlanKeptAfterReassessment
from ehcp.domain.events.request import RequestWithdrawn
from ehcp.domain.events.review import AmendmentNoticeIssued
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.plan.institution import Institution
from ehcp.domain.standing.plan_end import ends_plan, maintained_at
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import Step

ENDS = (
    FinalPlanIssued,
    AmendedPlanIssued,
    NoPlanDecided,
    NotToAmendDecided,
    PlanKeptAfterReassessment,
    RequestWithdrawn,
    AssessmentStoppedByMove,
    LeftEngland,
    *PLAN_ENDS,
)
"""What shows that nobody waits for a reply any longer."""

SERVED = (DraftPlanIssued, AmendmentNoticeIssued)


class ConsultationStatus(StrEnum):
    """How a consultation stands."""

    OUTSTANDING = "outstanding"
    REPLIED = "replied"
    NO_LONGER_AWAITED = "no-longer-awaited"


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One institution, or the authority that maintains it, asked about being named.

    `asked_for`: the family had asked for this institution. `over` is what ended the waiting.
    """

    consulted: Step
    institution: Institution | None
    consulted_as: ConsultedAs | None
    asked_for: bool
    reply: Step | None
    over: Step | None

    @property
    def status(self) -> ConsultationStatus:
        """How it stands."""
        if self.reply is not None:
            return ConsultationStatus.REPLIED
        over = self.over is not None
        return ConsultationStatus.NO_LONGER_AWAITED if over else ConsultationStatus.OUTSTANDING


def consultations(case: Case) -> tuple[Consultation, ...]:
    """Return every consultation of the case, in legal order."""
    replies = _replies(case)
    return tuple(
        _consultation(case, step, replies.get(step.place))
        for step in case.steps_of(SettingConsulted)
    )


def _consultation(case: Case, step: Step, reply: Step | None) -> Consultation:
    event = step.event
    asked = event if isinstance(event, SettingConsulted) else SettingConsulted(on=event.on)
    return Consultation(
        consulted=step,
        institution=asked.institution,
        consulted_as=asked.consulted_as,
        asked_for=_asked_for(case, asked),
        reply=reply,
        over=next((s for s in case.after(step, *ENDS) if ends_waiting(case, step, s)), None),
    )


def ends_waiting(case: Case, consulted: Step, step: Step) -> bool:
    """Whether a step ends the waiting: not if it answers another draft or notice than that.

    Nor if it withdraws another request, or is an end of the plan that was set aside.
    """
    if isinstance(step.event, RequestWithdrawn) and not ends_work(case, step, consulted):
        return False
    if isinstance(step.event, PLAN_ENDS) and not ends_plan(case, step):
        return False
    if isinstance(step.event, LeftEngland) and maintained_at(case, step):
        return False
    served, answered = case.at(consulted.event.of), case.at(step.event.of)
    if served is None or not isinstance(served.event, AmendmentNoticeIssued):
        return True
    other = answered is not None and isinstance(answered.event, SERVED)
    return not other or answered is served


def _asked_for(case: Case, asked: SettingConsulted) -> bool:
    """Whether the family asked for the institution that was consulted."""
    wanted = (step.event for step in case.steps_of(SettingRequested))
    same = any(
        request.institution is not None and request.institution.is_same(asked.institution)
        for request in wanted
        if isinstance(request, SettingRequested)
    )
    return same or asked.consulted_as is ConsultedAs.REQUESTED


def _replies(case: Case) -> dict[int, Step]:
    """Return the latest reply to each consultation, by its place."""
    found: dict[int, Step] = {}
    for step in case.steps_of(SettingReplied):
        answered = case.at(step.event.of)
        if answered is None or not isinstance(answered.event, SettingConsulted):
            answered = _consulted_before(case, step, found)
        if answered is not None:
            found[answered.place] = step
    return found


def _consulted_before(case: Case, reply: Step, replied: dict[int, Step]) -> Step | None:
    """Return the first consultation of the same institution that waits for a reply."""
    waiting = (
        step
        for step in case.steps_of(SettingConsulted)
        if case.follows(reply, step) and step.place not in replied
    )
    return next((step for step in waiting if _same(step, reply)), None)


def _same(consulted: Step, reply: Step) -> bool:
    asked, came = consulted.event, reply.event
    if not isinstance(asked, SettingConsulted) or not isinstance(came, SettingReplied):
        return False
    if asked.institution is None or came.institution is None:
        return True
    return asked.institution.is_same(came.institution)
