"""The plans read model: every plan that was issued, and which of them is in force."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from ehcp.domain.case import Case
from ehcp.domain.plan.sections import Placement, Plan
from ehcp.domain.plan.times import named_on
from ehcp.domain.standing.versions import PlanStatus, Version, versions
from ehcp.domain.value import value

TABLE = "plans"


@value(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """One plan as issued. `version` counts the final and amended plans of the case.

    A draft has the version of the final plan that it may become. `sections` are None where
    the record has the fact that a plan was issued and not its contents. The setting is that
    of the day: for the plan in force the day of restating, for any other that of its issue.
    `also_named` are the institutions attended at the same time.
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
    also_named: tuple[str, ...]
    setting_type: str | None
    sections: Plan | None


def rows(authority: str, case_id: UUID, case: Case) -> Iterator[PlanRow]:
    """Yield the plans of one case, in legal order."""
    for version in versions(case):
        plan = version.plan
        placements = _named(version, case.as_at)
        first = placements[0] if placements else None
        named = first.institution if first else None
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
            also_named=tuple(p.institution.name for p in placements[1:] if p.institution),
            setting_type=first.type if first else None,
            sections=plan,
        )


def _named(version: Version, today: date | None) -> tuple[Placement, ...]:
    """Return the placements that hold today, or held when a plan was issued."""
    if version.plan is None:
        return ()
    issued = version.step.first
    on = max(today, issued) if today is not None and version.in_force else issued
    return named_on(version.plan.placements, on)
