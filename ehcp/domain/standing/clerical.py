"""A plan as it reads once slips of the pen in it have been put right."""

from ehcp.domain.case import Case
from ehcp.domain.events.amendment import ClericalErrorCorrected
from ehcp.domain.plan.clerical import put_right
from ehcp.domain.plan.sections import Plan
from ehcp.domain.step import Step


def as_corrected(case: Case, issued: Step) -> Plan | None:
    """Return what a plan says, corrections of slips included; None where nobody knows."""
    plan = getattr(issued.event, "plan", None)
    if not isinstance(plan, Plan):
        return None
    for step in case.after(issued, ClericalErrorCorrected):
        if isinstance(step.event, ClericalErrorCorrected) and case.at(step.event.of) is issued:
            plan = put_right(plan, step.event.corrections)
    return plan
