"""Re-assessment. CFA 2014 s.44; regs 23 to 27."""

from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.terms import PLAN
from ehcp.domain.events.reassessment import (
    ReassessmentAgreed,
    ReassessmentRefused,
    ReassessmentRequested,
)
from ehcp.law.time_limits import reassessment

REASSESSMENT_CLOCKS = (
    Clock(
        limit=reassessment.REASSESSMENT_DECISION,
        starts=steps(ReassessmentRequested),
        ends=steps(ReassessmentAgreed, ReassessmentRefused),
    ),
    Clock(limit=reassessment.REASSESSMENT_FINAL_PLAN, starts=steps(ReassessmentAgreed), ends=PLAN),
)
