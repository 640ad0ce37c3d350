"""Mediation. CFA 2014 ss.52-55; regs 32 to 42."""

from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.unsaid import ordered
from ehcp.domain.events.mediation import MediationActionDone, MediationAgreement
from ehcp.domain.events.order import Ordered
from ehcp.law.time_limits import mediation

MEDIATION_CLOCKS = (
    Clock(
        limit=mediation.MEDIATION_AGREEMENT_OTHER,
        starts=steps(
            MediationAgreement, test=lambda case, _, step: ordered(case, step) is Ordered.OTHER
        ),
        ends=steps(MediationActionDone),
    ),
)
