"""Which request the clocks run from: the first since the last one ended. CFA 2014 s.36(1), s.24.

What stands for a request or an order is said here once, for what is asked and for what falls due.
"""

from ehcp.domain.case import Case
from ehcp.domain.events.appeal import AppealNotOpposed
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.mediation import MediationAgreement
from ehcp.domain.events.order import TribunalOrder
from ehcp.domain.events.plan import FinalPlanIssued
from ehcp.domain.events.request import (
    AssessmentRefused,
    AssessmentRequested,
    BroughtToAttention,
    RequestWithdrawn,
)
from ehcp.domain.step import Step

REQUESTS = (AssessmentRequested, BroughtToAttention)
REQUEST_ENDS = (AssessmentRefused, NoPlanDecided, FinalPlanIssued, RequestWithdrawn)
ORDERS = (TribunalOrder, MediationAgreement, AppealNotOpposed)
"""An order, and what stands for one. One that was issued again with another date is the same."""


def starts_anew(case: Case, step: Step) -> bool:
    """Whether a request starts the clocks: it does unless an earlier one is pending.

    The earliest receipt governs until a refusal, a decision to make no plan, a final plan
    or a withdrawal.
    """
    if not isinstance(step.event, REQUESTS):
        return False
    latest = case.before(step, *REQUESTS, *REQUEST_ENDS)
    return latest is None or isinstance(latest.event, REQUEST_ENDS)


def governing_request(case: Case) -> Step | None:
    """Return the request that the clocks run from. Agreeing to assess does not end it."""
    new = [step for step in case.steps_of(*REQUESTS) if starts_anew(case, step)]
    if not new or any(case.after(new[-1], *REQUEST_ENDS)):
        return None
    return new[-1]
