"""Appeals. CFA 2014 s.51; Tribunal Rules."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.unsaid import APPEALABLE
from ehcp.domain.events.appeal import TribunalAppealLodged
from ehcp.domain.step import Step
from ehcp.law.time_limits import appeal


def _appealed(case: Case, _start: Step, step: Step) -> bool:
    """Whether this is the last decision or plan before an appeal."""
    return any(case.before(a, *APPEALABLE) is step for a in case.steps_of(TribunalAppealLodged))


def _appeal_against(case: Case, start: Step, step: Step) -> bool:
    return case.before(step, *APPEALABLE) is start


APPEAL_CLOCKS = (
    Clock(
        limit=appeal.APPEAL_WINDOW_DECISION,
        starts=steps(*APPEALABLE, test=_appealed),
        ends=steps(TribunalAppealLodged, test=_appeal_against),
    ),
)
