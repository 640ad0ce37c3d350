"""Which request the clocks run from: the first that is pending. CFA 2014 s.36(1), s.24.

What stands for a request or an order is said here once, for what is asked and for what falls due.
"""

from typing import NamedTuple

from ehcp.domain.case import Case
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.ceasing import LeftEngland, PersonDied
from ehcp.domain.events.detention import DetainedAssessmentRequested, DetainedBroughtToAttention
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentRefused,
    AssessmentRequested,
    BroughtToAttention,
    RequestWithdrawn,
)
from ehcp.domain.events.transfer import AssessmentStoppedByMove
from ehcp.domain.step import Step

IN_COMMUNITY = (AssessmentRequested, BroughtToAttention)
IN_DETENTION = (DetainedAssessmentRequested, DetainedBroughtToAttention)
"""The same request for a detained person: CFA 2014 s.71. Its clocks are those of SI 2015/62."""

REQUESTS = (*IN_COMMUNITY, *IN_DETENTION)
REQUEST_ENDS = (
    AssessmentRefused,
    NoPlanDecided,
    FinalPlanIssued,
    RequestWithdrawn,
    AssessmentStoppedByMove,
    LeftEngland,
    PersonDied,
)
ORDERS = (TribunalOrder, MediationAgreement, AppealNotOpposed)
"""An order, and what stands for one. One that was issued again with another date is the same."""


def pending_requests(case: Case, before: Step | None = None) -> tuple[Step, ...]:
    """Return the requests that are pending, the first one first; before a step if given.

    The earliest receipt governs: agreeing to assess does not end it. A refusal, a decision to
    make no plan, a final plan, or a move away ends all of them. Who withdraws a request
    withdraws that one alone: the next then governs, from its own receipt.
    """
    return _pending(case, before).now


def governing_request(case: Case, before: Step | None = None) -> Step | None:
    """Return the request that the clocks run from. Agreeing to assess does not end it.

    Where a step is given it is the request that was pending when that came.
    """
    return next(iter(pending_requests(case, before)), None)


def starts_anew(case: Case, step: Step) -> bool:
    """Whether a request starts the clocks: the first that is pending does.

    So does the next, from its own day, once those before it were withdrawn.
    """
    return isinstance(step.event, REQUESTS) and step in case.once(_pending).governed


def left_by(case: Case, withdrawn: Step) -> tuple[Step, ...]:
    """Return the requests that were pending still when one had been withdrawn."""
    pending = pending_requests(case, before=withdrawn)
    return tuple(request for request in pending if not takes_back(case, withdrawn, request))


def takes_back(case: Case, withdrawn: Step, request: Step) -> bool:
    """Whether a withdrawal is of this request: of all of them where nobody says of which."""
    return not says_which(case, withdrawn) or origin(case, withdrawn) is request


def says_which(case: Case, withdrawn: Step) -> bool:
    """Whether a withdrawal says of which request it is, if only of one since struck out."""
    if withdrawn.event.of is None:
        return False
    begun = origin(case, withdrawn)
    return begun is withdrawn or isinstance(begun.event, REQUESTS)


def origin(case: Case, step: Step) -> Step:
    """Return what a step goes back to by its `of`, from one to the next: the request, if one."""
    seen = {step}
    while not isinstance(step.event, REQUESTS):
        answered = case.at(step.event.of)
        if answered is None or answered in seen:
            break
        step = answered
        seen.add(step)
    return step


def of_another(case: Case, step: Step, request: Step) -> bool:
    """Whether a step says that it answers another request, one that governed in its turn.

    One that never did is answered with the one that governed.
    """
    if len(case.steps_of(*REQUESTS)) == 1:
        return False
    begun = origin(case, step)
    return begun is not request and starts_anew(case, begun)


class _Pending(NamedTuple):
    """The requests that are pending, and those that have governed up to here."""

    now: tuple[Step, ...] = ()
    governed: tuple[Step, ...] = ()


def _pending(case: Case, before: Step | None = None) -> _Pending:
    """Return which requests are pending, and which have governed, before a step if given."""
    pending, governed = list[Step](), list[Step]()
    for step in case.steps_of(*REQUESTS, *REQUEST_ENDS):
        if before is not None and not case.follows(before, step):
            break
        if isinstance(step.event, REQUESTS):
            pending.append(step)
        elif isinstance(step.event, RequestWithdrawn):
            pending = [each for each in pending if not takes_back(case, step, each)]
        elif not _on_an_earlier(case, step, pending, governed):
            pending = []
        if pending and pending[0] not in governed:
            governed.append(pending[0])
    return _Pending(tuple(pending), tuple(governed))


def _on_an_earlier(case: Case, step: Step, pending: list[Step], governed: list[Step]) -> bool:
    """Whether a decision says that it is on a request that governed and was over before it."""
    if not isinstance(step.event, AssessmentRefused | NoPlanDecided):
        return False
    request = origin(case, step)
    return request in governed and request not in pending
