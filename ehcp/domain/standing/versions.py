"""Every version of a case's plan: drafts, final, amended and received, and when in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ehcp.domain.case import PLAN_ENDS, PLANS, Case
from ehcp.domain.event import Event
from ehcp.domain.events.assessment import NoPlanDecided
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.events.transfer import PlanReceived
from ehcp.domain.plan.naming import Naming
from ehcp.domain.plan.sections import Plan
from ehcp.domain.standing.clerical import as_corrected
from ehcp.domain.standing.plan_end import ends_plan
from ehcp.domain.standing.withdrawals import going_on
from ehcp.domain.step import Step
from ehcp.domain.when import Span


class PlanStatus(StrEnum):
    """What kind of plan went to the family, or came from another authority."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED = "amended"
    RECEIVED = "received"


STATUS: dict[type[Event], PlanStatus] = {
    DraftPlanIssued: PlanStatus.DRAFT,
    FinalPlanIssued: PlanStatus.FINAL,
    AmendedPlanIssued: PlanStatus.AMENDED,
    PlanReceived: PlanStatus.RECEIVED,
}

DRAFT_ENDS = (*PLANS, *PLAN_ENDS, NoPlanDecided)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One plan as it went to the family.

    `number` counts the plans of the case that were put in force; a draft has the number of the
    one that it may become. `until` is when another plan took its place, or it was no longer
    maintained. `plan` is what it says, slips of the pen put right; None where the record has
    the fact that it was issued and no more.
    """

    step: Step
    status: PlanStatus
    number: int
    in_force: bool
    until: Span | None
    plan: Plan | None

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, and was never in force."""
        return self.status is PlanStatus.DRAFT

    @property
    def naming(self) -> Naming | None:
        """Why Section I says what it says."""
        found: Naming | None = getattr(self.step.event, "naming", None)
        return found


def versions(case: Case) -> tuple[Version, ...]:
    """Return every plan that was issued in a case, in legal order."""
    return tuple(_versions(case))


def _versions(case: Case) -> Iterator[Version]:
    in_force = case.plan_in_force
    ends = [s for s in case.steps_of(*PLANS, *PLAN_ENDS) if not _was_set_aside(case, s)]
    issued = 0
    for step in case.steps_of(*STATUS):
        status = STATUS[type(step.event)]
        draft = status is PlanStatus.DRAFT
        issued += not draft
        over = not draft and step is not in_force
        end = next((s for s in ends if over and case.follows(s, step)), None)
        yield Version(
            step=step,
            status=status,
            number=issued + draft,
            in_force=step is in_force,
            until=end.span if end else None,
            plan=as_corrected(case, step),
        )


def _was_set_aside(case: Case, step: Step) -> bool:
    """Whether a step is an end of the plan that was set aside, so that the plan went on."""
    return isinstance(step.event, PLAN_ENDS) and not ends_plan(case, step)


def draft_out(case: Case) -> Version | None:
    """Return the latest draft, unless a plan has followed it or there is to be none."""
    drafts = going_on(case, DraftPlanIssued).steps_of(DraftPlanIssued, *DRAFT_ENDS)
    found = [step for step in drafts if not _was_set_aside(case, step)]
    if not found or not isinstance(found[-1].event, DraftPlanIssued):
        return None
    return next(version for version in versions(case) if version.step is found[-1])
