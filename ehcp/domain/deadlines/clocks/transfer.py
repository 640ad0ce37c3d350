"""Moves between authorities and commissioning bodies: regs 15 and 16."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.events.transfer import FamilyMoved, FamilyToldOfTransfer, PlanTransferred
from ehcp.domain.step import Step
from ehcp.law.time_limits import transfer


def _moved_unless_transferred(case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, PlanTransferred) or not case.steps_of(PlanTransferred)


TRANSFER_CLOCKS = (
    Clock(
        limit=transfer.LA_TRANSFER_INFORM_FAMILY,
        starts=steps(PlanTransferred, FamilyMoved, test=_moved_unless_transferred),
        ends=steps(FamilyToldOfTransfer),
    ),
)
