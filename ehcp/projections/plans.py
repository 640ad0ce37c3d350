"""The plans read model: every plan that was issued, and which of them is in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.event import Event
from ehcp.domain.events.plan import AmendedPlanIssued, DraftPlanIssued, FinalPlanIssued
from ehcp.domain.plan.sections import Plan

TABLE = "plans"


class PlanStatus(StrEnum):
    """What kind of plan went to the family."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED = "amended"


STATUS: dict[type[Event], PlanStatus] = {
    DraftPlanIssued: PlanStatus.DRAFT,
    FinalPlanIssued: PlanStatus.FINAL,
    AmendedPlanIssued: PlanStatus.AMENDED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """One plan as issued. `version` counts the final and amended plans of the case.

    A draft has the version of the final plan that it may become. `sections` are None where
    the record has the fact that a plan was issued and not its contents.
    """

    authority: str
    case_id: UUID
    place: int
    version: int
    status: PlanStatus
    current: bool
    issued_first: date | None
    issued_last: date | None
    dated: date | None
    named_setting: str | None
    named_urn: str | None
    setting_type: str | None
    sections: Plan | None


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[PlanRow]:
    """Yield the plans of one case, in legal order."""
    in_force = case.plan_in_force
    issued = 0
    for step in case.steps_of(*STATUS):
        event = step.event
        status = STATUS[type(event)]
        plan: Plan | None = getattr(event, "plan", None)
        placement = plan.placements[0] if plan is not None and plan.placements else None
        named = placement.institution if placement is not None else None
        span = step.span
        issued += status is not PlanStatus.DRAFT
        yield PlanRow(
            authority=authority,
            case_id=case_id,
            place=step.place,
            version=issued + (status is PlanStatus.DRAFT),
            status=status,
            current=step is in_force,
            issued_first=span.first,
            issued_last=span.last,
            dated=getattr(event, "dated", None),
            named_setting=named.name if named else None,
            named_urn=named.urn if named else None,
            setting_type=placement.type if placement else None,
            sections=plan,
        )
