"""The advice of an assessment: asked for, chased, late, come, sent back. SI 2014/1530 regs 6-8.

A reply says by `of` which request it answers. Where nothing says so, it answers the first
request of its kind and body that waits for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, Case
from ehcp.domain.event import Event
from ehcp.domain.events import assessment as ev
from ehcp.domain.events.amendment import AmendmentCause
from ehcp.domain.events.ceasing import LeftEngland
from ehcp.domain.events.plan import AmendedPlanIssued, FinalPlanIssued
from ehcp.domain.events.reassessment import (
    PlanKeptAfterReassessment,
    ReassessmentAgreed,
    ReassessmentWithdrawn,
)
from ehcp.domain.events.request import RequestWithdrawn
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.standing.plan_end import ends_plan, maintained_at
from ehcp.domain.standing.reassessments import withdrawn_from
from ehcp.domain.standing.withdrawals import ends_work
from ehcp.domain.step import Step

AWAITED = (ev.AdviceRequested, ev.AdviceDue)
ENDS = (
    ev.NoPlanDecided,
    FinalPlanIssued,
    RequestWithdrawn,
    AssessmentStoppedByMove,
    LeftEngland,
    PlanKeptAfterReassessment,
    ReassessmentWithdrawn,
    *PLAN_ENDS,
)


class AdviceStatus(StrEnum):
    """How a piece of advice stands. One that was sent back stays received in law."""

    OUTSTANDING = "outstanding"
    RETURNED = "returned"
    RECEIVED = "received"
    REUSED = "reused"
    NOT_SOUGHT = "not-sought"
    NO_LONGER_AWAITED = "no-longer-awaited"
    PUT_FORWARD = "put-forward"
    REJECTED = "rejected"
    ACCEPTED = "accepted"

    @property
    def awaited(self) -> bool:
        """Whether somebody is still to send it, or to complete it."""
        return self is AdviceStatus.OUTSTANDING or self is AdviceStatus.RETURNED


@dataclass(kw_only=True)
class Advice:
    """One piece of advice with what became of it, in legal order. `root` is what knows it.

    That is the request; else the day on which it was due, the advice that came unasked, the
    decision to use what is there or not to ask, or the family's own report. `given` is where
    the day was said on which it should come. `came_back` is what was returned of what was
    received. `over` is what ended the waiting.
    """

    root: Step
    given: Step | None = None
    chased: list[Step] = field(default_factory=list)
    delayed: list[Step] = field(default_factory=list)
    received: list[Step] = field(default_factory=list)
    returned: list[Step] = field(default_factory=list)
    came_back: list[Step] = field(default_factory=list)
    answered: list[Step] = field(default_factory=list)
    over: Step | None = None

    @property
    def kind(self) -> str | None:
        """The letter in reg 6(1), where it is known."""
        return self._said("kind")

    @property
    def from_body(self) -> str | None:
        """Who was asked, or sent it."""
        return self._said("from_body")

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self._said("author")

    @property
    def requested(self) -> Step | None:
        """The request, where one is on record."""
        return self.root if isinstance(self.root.event, ev.AdviceRequested) else None

    @property
    def awaits_answer(self) -> bool:
        """Whether nothing has come, or what came last was sent back."""
        if not isinstance(self.root.event, AWAITED) and not self.returned:
            return False
        return not self.received or self._returned_last

    @property
    def status(self) -> AdviceStatus:
        """How it stands."""
        if (settled := SETTLED.get(type(self.root.event))) is not None:
            last = self.answered[-1].event if self.answered else None
            return ANSWERS.get(type(last), settled)
        if not self.awaits_answer:
            return AdviceStatus.RECEIVED
        if self.over is not None:
            return AdviceStatus.RECEIVED if self.received else AdviceStatus.NO_LONGER_AWAITED
        return AdviceStatus.RETURNED if self.received else AdviceStatus.OUTSTANDING

    def is_of(self, event: Event) -> bool:
        """Whether an entry speaks of the same kind and body, as far as both say."""
        for name in ("kind", "from_body"):
            theirs = getattr(event, name, None)
            if theirs is not None and self._said(name) not in (None, theirs):
                return False
        return True

    @property
    def _returned_last(self) -> bool:
        return self.received[-1] in self.came_back

    def _said(self, name: str) -> str | None:
        for step in (self.root, *self.received):
            said: str | None = getattr(step.event, name, None)
            if said:
                return said
        return None


SETTLED: dict[type[Event], AdviceStatus] = {
    ev.AdviceReused: AdviceStatus.REUSED,
    ev.AdviceRequestRefused: AdviceStatus.NOT_SOUGHT,
    ev.FamilyReportReceived: AdviceStatus.PUT_FORWARD,
}
ANSWERS: dict[type[Event | None], AdviceStatus] = {
    ev.AdviceRejected: AdviceStatus.REJECTED,
    ev.AdviceAccepted: AdviceStatus.ACCEPTED,
}
BEGIN = (*AWAITED, ev.AdviceReceived, *SETTLED)
ABOUT = (
    ev.AdviceChased,
    ev.AdviceDelayed,
    ev.AdviceReturned,
    ev.AdviceRejected,
    ev.AdviceAccepted,
)


def advice(case: Case) -> tuple[Advice, ...]:
    """Return all advice of the case, in legal order of what knows it."""
    found: list[Advice] = []
    for step in case.steps_of(*BEGIN, *ABOUT):
        if isinstance(step.event, ABOUT):
            _add(found, case, step)
        elif isinstance(step.event, ev.AdviceReceived) and (one := _awaiting(found, case, step)):
            one.received.append(step)
        elif isinstance(step.event, ev.AdviceDue) and (one := _undated(found, step)):
            one.given = step
        else:
            came = [step] if isinstance(step.event, ev.AdviceReceived) else []
            given = step if isinstance(step.event, ev.AdviceDue) else None
            found.append(Advice(root=step, received=came, given=given))
    for one in found:
        one.over = next(_ends(case, one), None)
    return tuple(found)


def _awaiting(found: list[Advice], case: Case, step: Step) -> Advice | None:
    """Return what an advice answers: as its `of` says, else what waits for the like of it."""
    answered = case.at(step.event.of)
    named = next((one for one in found if one.root is answered), None)
    if named is not None:
        return named
    like = [one for one in found if one.awaits_answer and one.is_of(step.event)]
    return next((one for one in like if not one.received), like[0] if like else None)


def _undated(found: list[Advice], step: Step) -> Advice | None:
    """Return the request whose advice is due on the day that an entry gives."""
    waiting = (one for one in found if one.awaits_answer and one.given is None)
    return next((one for one in waiting if one.is_of(step.event)), None)


def _add(found: list[Advice], case: Case, step: Step) -> None:
    """Add what is about advice to the advice that it is about."""
    about = case.at(step.event.of)
    one = next((o for o in found if about in (o.root, *o.received)), None)
    if one is None:
        return
    if isinstance(step.event, ev.AdviceChased):
        one.chased.append(step)
    elif isinstance(step.event, ev.AdviceDelayed):
        one.delayed.append(step)
    elif isinstance(step.event, ev.AdviceReturned):
        one.returned.append(step)
        one.came_back += [came for came in one.received if came is about]
    else:
        one.answered.append(step)


def _ends(case: Case, one: Advice) -> Iterator[Step]:
    """Yield what ended the assessment or re-assessment that advice was asked for."""
    again = case.at(one.root.event.of)
    anew = again is not None and isinstance(again.event, ReassessmentAgreed)
    for step in case.after(one.root, *ENDS, AmendedPlanIssued):
        if isinstance(step.event, RequestWithdrawn) and not ends_work(case, step, one.root):
            continue
        if again and anew and _of_another_request(case, again, step):
            continue
        if isinstance(step.event, PLAN_ENDS) and not ends_plan(case, step):
            continue
        if isinstance(step.event, LeftEngland) and maintained_at(case, step):
            continue
        amended = step.event if isinstance(step.event, AmendedPlanIssued) else None
        if amended is None or (anew and amended.may_be_for(AmendmentCause.REASSESSMENT)):
            yield step


def _of_another_request(case: Case, agreed: Step, step: Step) -> bool:
    """Whether a step withdraws a request, and the re-assessment goes on for another."""
    taken_back = isinstance(step.event, ReassessmentWithdrawn)
    return taken_back and not withdrawn_from(case, agreed, step)
