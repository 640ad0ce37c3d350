"""From the request to the final plan: regs 5, 10 and 13."""

from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.terms import (
    AGREED,
    DRAFT,
    FINAL,
    NEW_REQUEST,
    NO_PLAN,
    REFUSAL,
    WITHDRAWN,
)
from ehcp.domain.events.request import DecisionWasDue
from ehcp.law.time_limits import assessment, final, request

REQUEST_CLOCKS = (
    Clock(
        limit=request.ASSESSMENT_DECISION_NOTIFY,
        starts=NEW_REQUEST,
        ends=AGREED | REFUSAL,
        shown_by=DRAFT | FINAL | NO_PLAN,
        not_if=WITHDRAWN,
    ),
    Clock(
        limit=assessment.DECISION_NOT_TO_ISSUE,
        starts=NEW_REQUEST,
        ends=NO_PLAN,
        not_if=REFUSAL | DRAFT | FINAL | WITHDRAWN,
        given_by=steps(DecisionWasDue),
    ),
    Clock(
        limit=final.FINAL_PLAN_20_WEEKS,
        starts=NEW_REQUEST,
        ends=FINAL,
        not_if=REFUSAL | NO_PLAN | WITHDRAWN,
    ),
)
