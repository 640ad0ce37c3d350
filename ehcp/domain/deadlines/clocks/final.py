"""The final plan: notice of appeal, admission, provision. CFA 2014 ss.42-43; regs 13-14."""

from ehcp.domain.case import Case
from ehcp.domain.deadlines.clock import Clock, steps
from ehcp.domain.deadlines.clocks.terms import FINAL
from ehcp.domain.events.placement import (
    InstitutionAdmitted,
    ProvisionSecured,
    ProvisionStopped,
    SchoolPlaceStarted,
)
from ehcp.domain.events.plan import AmendedPlanIssued, AppealNoticeSent, FinalPlanIssued
from ehcp.domain.step import Step
from ehcp.law.time_limits import final


def _secured_before_next_plan(case: Case, _start: Step, step: Step) -> bool:
    """Whether the record says that provision of this plan was secured before the next plan."""
    kinds = (ProvisionSecured, FinalPlanIssued, AmendedPlanIssued)
    following = next(case.after(step, *kinds), None)
    return following is not None and isinstance(following.event, ProvisionSecured)


def _in_full(_case: Case, _start: Step, step: Step) -> bool:
    return isinstance(step.event, ProvisionSecured) and not step.event.partly


def _names_one_that_must_admit(_case: Case, _start: Step, step: Step) -> bool:
    """Whether a plan names an institution that has the duty to admit: s.43."""
    event = step.event
    if not isinstance(event, FinalPlanIssued | AmendedPlanIssued) or event.plan is None:
        return False
    named = (placement.institution for placement in event.plan.placements)
    return any(i and i.category and i.category.may_be_requested for i in named)


FINAL_CLOCKS = (
    Clock(
        limit=final.PROVISION_IN_PLACE,
        starts=steps(ProvisionStopped)
        | steps(FinalPlanIssued, AmendedPlanIssued, test=_secured_before_next_plan),
        ends=steps(ProvisionSecured, test=_in_full),
    ),
    Clock(
        limit=final.FINAL_PLAN_APPEAL_NOTICE,
        own=True,
        starts=FINAL,
        ends=steps(AppealNoticeSent),
    ),
    Clock(
        limit=final.NAMED_INSTITUTION_ADMITS,
        own=True,
        starts=steps(FinalPlanIssued, AmendedPlanIssued, test=_names_one_that_must_admit),
        ends=steps(InstitutionAdmitted, SchoolPlaceStarted),
    ),
)
