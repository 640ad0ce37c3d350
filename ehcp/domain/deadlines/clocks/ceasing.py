"""Ending a plan. CFA 2014 s.45; regs 29 to 31."""

from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.deadline import Status
from ehcp.domain.events.ceasing import CeaseDecided, PlanCeased
from ehcp.law.time_limits import ceasing

CEASING_CLOCKS = (
    Clock(
        limit=ceasing.CEASE_NOT_BEFORE,
        starts=steps(CeaseDecided),
        ends=steps(PlanCeased),
        minimum=True,
        when_over=Status.UNDETERMINED,
    ),
)
