"""What had to be assumed of a history, so that nobody takes it for what the record says."""

from collections.abc import Iterator
from dataclasses import dataclass

from ehcp.domain.case import Case
from ehcp.domain.deadlines.dropped import dropped_refusals
from ehcp.domain.deadlines.unsaid import decided
from ehcp.domain.events.order import TribunalOrderRedated
from ehcp.domain.events.plan import AmendedPlanIssued
from ehcp.domain.events.review import (
    AmendmentNoticeIssued,
    PhaseTransferDue,
    ReviewDecisionNotified,
    ReviewMeetingHeld,
)
from ehcp.domain.standing.orders import redated
from ehcp.domain.standing.requests import ORDERS
from ehcp.domain.step import Step


@dataclass(frozen=True)
class Assumption:
    """A qualifier that was needed and that the entry does not have."""

    place: int
    qualifier: str


def assumptions(case: Case) -> Iterator[Assumption]:
    """Yield what had to be assumed, so that nobody takes it for what the record says."""
    for step in case.steps_of(*ORDERS, TribunalOrderRedated):
        if getattr(step.event, "ordered", None) is None and redated(case, step) is None:
            yield Assumption(step.place, "ordered")
    for dropped in case.once(dropped_refusals):
        if dropped.cause is None and dropped.route is None:
            yield Assumption(dropped.agreement.place, "route")
    for step in case.steps_of(ReviewDecisionNotified):
        meeting = case.before(step, ReviewMeetingHeld)
        if decided(step) is None and meeting is not None and not _acted_on(case, step):
            yield Assumption(step.place, "decision")
    for step in case.steps_of(PhaseTransferDue):
        if isinstance(step.event, PhaseTransferDue) and step.event.phase is None:
            yield Assumption(step.place, "phase")


def _acted_on(case: Case, decision: Step) -> bool:
    """Whether a notice or amended plan before the next meeting shows that it was to amend."""
    steps = (AmendmentNoticeIssued, AmendedPlanIssued, ReviewMeetingHeld)
    following = next(case.after(decision, *steps), None)
    return following is not None and not isinstance(following.event, ReviewMeetingHeld)
