"""Which request the clocks run from: the first since the last one ended. CFA 2014 s.36(1), s.24.

What stands for a request or an order is said here once, for what is asked and for what falls due.
"""

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


def starts_anew(case: Case, step: Step) -> bool:
    """Whether a request starts the clocks: it does unless an earlier one is pending.

    The earliest receipt governs until a refusal, a decision to make no plan, a final plan
    or a withdrawal; or until the family moves to another authority.
    """
    if not isinstance(step.event, REQUESTS):
        return False
    latest = case.before(step, *REQUESTS, *REQUEST_ENDS)
    return latest is None or isinstance(latest.event, REQUEST_ENDS)


def governing_request(case: Case, before: Step | None = None) -> Step | None:
    """Return the request that the clocks run from. Agreeing to assess does not end it.

    Where a step is given it is the request that was pending when that came.
    """
    steps = case.steps_of(*REQUESTS, *REQUEST_ENDS)
    if before is not None:
        steps = tuple(step for step in steps if case.follows(before, step))
    if not steps or isinstance(steps[-1].event, REQUEST_ENDS):
        return None
    new = [s for s in steps if isinstance(s.event, REQUESTS) and starts_anew(case, s)]
    return new[-1]
