"""The plans read model: every plan that was issued, and which of them is in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.plan.sections import Plan
from ehcp.domain.versions import PlanStatus, versions

TABLE = "plans"


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
    for version in versions(case):
        plan = version.plan
        placement = plan.placements[0] if plan is not None and plan.placements else None
        named = placement.institution if placement is not None else None
        span = version.step.span
        yield PlanRow(
            authority=authority,
            case_id=case_id,
            place=version.step.place,
            version=version.number,
            status=version.status,
            current=version.in_force,
            issued_first=span.first,
            issued_last=span.last,
            dated=getattr(version.step.event, "dated", None),
            named_setting=named.name if named else None,
            named_urn=named.urn if named else None,
            setting_type=placement.type if placement else None,
            sections=plan,
        )
